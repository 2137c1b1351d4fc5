# Shows that hardening.cmake sees what it is there for: a program built with everything passes; each thing taken away is
# named.
# Usage: cmake -DCHECK=<hardening.cmake> -DFOLDER=<scratch folder> -DCOMPILER=<c++> -DREADELF=<readelf>
#              -P hardening_planted.cmake
cmake_minimum_required(VERSION 3.25)
set(all -O2 -fPIE -pie -fstack-protector-all -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -Wl,-z,relro,-z,now)

function(check_built_with)
  file(WRITE ${FOLDER}/planted.cpp
       "#include <cstdio>\n#include <cstring>\n"
       "int main(int argc, char** argv) { char text[8]; std::strcpy(text, argv[argc - 1]); std::printf(\"%s\", text); }\n")
  execute_process(COMMAND ${COMPILER} ${ARGN} -o ${FOLDER}/planted ${FOLDER}/planted.cpp
                  RESULT_VARIABLE status ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the planted program does not build:\n${said}")
  endif()
  execute_process(COMMAND ${CMAKE_COMMAND} -DREADELF=${READELF} -DPROGRAM=${FOLDER}/planted -DFORTIFY=ON -P ${CHECK}
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")  # CMake breaks long lines
  set(status "${status}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

check_built_with(${all})
if(NOT status EQUAL 0)
  message(SEND_ERROR "a hardened program is refused:\n${said}")
endif()
foreach(change "-fno-PIE -no-pie|position-independent code" "-Wl,-z,norelro|RELRO" "-Wl,-z,lazy|immediate binding"
        "-Wl,-z,execstack|stack that cannot" "-fno-stack-protector|stack protector" "-U_FORTIFY_SOURCE|fortified function")
  string(REGEX MATCH "^([^|]*)[|](.*)$" both "${change}")
  set(missing "${CMAKE_MATCH_2}")
  separate_arguments(flags UNIX_COMMAND "${CMAKE_MATCH_1}")
  check_built_with(${all} ${flags})
  if(status EQUAL 0 OR NOT said MATCHES "has no ${missing}")
    message(SEND_ERROR "'${missing}' is not missed after ${flags}:\n${said}")
  endif()
endforeach()
