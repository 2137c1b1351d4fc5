# Shows that kernel_symbols.cmake sees what it is there for: objects that would lend a template of the standard library or a
# function outside their namespace to the program, or take one, must fail by name; one that keeps to itself must pass.
# Usage: cmake -DCHECK=<kernel_symbols.cmake> -DFOLDER=<scratch folder> -DCOMPILER=<c++> -DNM=<nm> -P kernel_symbols_planted.cmake
cmake_minimum_required(VERSION 3.25)
function(check_kernel source)
  file(REMOVE_RECURSE ${FOLDER})
  file(WRITE ${FOLDER}/planted.cpp "${source}")
  execute_process(COMMAND ${COMPILER} -std=c++20 -O0 -c -o ${FOLDER}/planted.o ${FOLDER}/planted.cpp
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the planted kernel does not compile:\n${said}")
  endif()
  execute_process(COMMAND ${CMAKE_COMMAND} -DNM=${NM} -DISA=avx2 -DFILES=${FOLDER}/planted.o -P ${CHECK}
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")  # CMake breaks long lines
  set(status "${status}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

check_kernel("namespace tripart::avx2 { double twice(double x) { return x + x; } }\n")
if(NOT status EQUAL 0)
  message(SEND_ERROR "a kernel that keeps to itself is refused:\n${said}")
endif()
foreach(case
    "std::max|#include <algorithm>\nnamespace tripart::avx2 { double larger(double x) { return std::max(x, 1.0); } }\n"
    "shared|namespace tripart { double shared(double x) { return x; } }\nnamespace tripart::avx2 { double one(double x) { return shared(x); } }\n"
    "exp |extern \"C\" double exp(double);\nnamespace tripart::avx2 { double power(double x) { return exp(x); } }\n"
    "defines nothing|namespace tripart::avx2 { }\n")
  string(REGEX REPLACE "[|].*" "" named "${case}")
  string(REGEX REPLACE "^[^|]*[|]" "" source "${case}")
  check_kernel("${source}")
  string(FIND "${said}" "${named}" at)
  if(status EQUAL 0 OR at EQUAL -1)
    message(SEND_ERROR "'${named}' is not named:\n${said}")
  endif()
endforeach()
