# Writes a C++ source that holds the parts of the report page as bytes.
# Usage: cmake -DFRAME=FILE -DSTYLE=FILE -DSCRIPT=FILE|"" -DLICENCES=FILE|"" -DWHY=TEXT -DOUTPUT=FILE -P embed.cmake
cmake_minimum_required(VERSION 3.25)

set(source "#include \"tripart/report/page_parts.hpp\"\n\nnamespace tripart {\nnamespace {\n\n")
function(embed name file)
  set(bytes "")
  if(NOT file STREQUAL "")
    file(READ "${file}" hex HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  endif()
  # The 0 at the end is no part of the text: an array of nothing is not allowed.
  string(APPEND source "constexpr unsigned char ${name}[] = {\n${bytes}0};\n\n")
  set(source "${source}" PARENT_SCOPE)
endfunction()
embed(frame "${FRAME}")
embed(style "${STYLE}")
embed(script "${SCRIPT}")
embed(licences "${LICENCES}")
string(APPEND source
       "template <std::size_t n>\nstd::string_view text(const unsigned char (&bytes)[n]) {\n"
       "  return {reinterpret_cast<const char*>(bytes), n - 1};\n}\n\n}  // namespace\n\n"
       "const PageParts& built_in_page_parts() {\n"
       "  static const PageParts parts{text(frame), text(style), text(script), text(licences),\n"
       "                               \"${WHY}\"};\n"
       "  return parts;\n}\n\n}  // namespace tripart\n")
file(WRITE "${OUTPUT}" "${source}")
