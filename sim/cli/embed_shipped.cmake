# Writes a C++ source that holds shipped files as bytes.
# Usage: cmake -DROOT=DIR -DFILES=PATH,PATH... -DOUTPUT=FILE -P embed_shipped.cmake
cmake_minimum_required(VERSION 3.25)

string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(path IN LISTS files)
  file(READ "${ROOT}/${path}" hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  # The 0 at the end is no part of the text: an array of nothing is not allowed.
  string(APPEND arrays "constexpr unsigned char file_${number}[] = {\n${bytes}0};\n\n")
  string(APPEND rows "      ShippedFile{\"${path}\", text(file_${number})},\n")
  math(EXPR number "${number}+1")
endforeach()
file(WRITE "${OUTPUT}"
     "#include <array>\n\n#include \"cli/shipped.hpp\"\n\nnamespace tripart {\nnamespace {\n\n${arrays}"
     "template <std::size_t n>\nstd::string_view text(const unsigned char (&bytes)[n]) {\n"
     "  return {reinterpret_cast<const char*>(bytes), n - 1};\n}\n\n}  // namespace\n\n"
     "std::span<const ShippedFile> shipped_files() {\n"
     "  static const std::array files{\n${rows}  };\n  return files;\n}\n\n}  // namespace tripart\n")
