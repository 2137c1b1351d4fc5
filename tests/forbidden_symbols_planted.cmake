# Shows that forbidden_symbols.cmake sees what it is there for: a library that calls one forbidden function must fail and
# the function and its object be named; one that calls only exact ones must pass.
# Usage: cmake -DCHECK=<forbidden_symbols.cmake> -DFOLDER=<scratch folder> -DCOMPILER=<c++> -DNM=<nm> -DAR=<ar>
#              -DLIBM=<libm.so.6> -P forbidden_symbols_planted.cmake
cmake_minimum_required(VERSION 3.25)
function(must)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the planted library does not build:\n${said}")
  endif()
endfunction()

function(check_call call)
  file(REMOVE_RECURSE ${FOLDER})
  file(WRITE ${FOLDER}/planted.cpp
       "#include <cmath>\n#include <cstdio>\n"
       "void planted(double a, double b, double c);\n"
       "void planted(double a, [[maybe_unused]] double b, [[maybe_unused]] double c) { std::printf(\"%g\", double(${call})); }\n")
  must(${COMPILER} -std=c++20 -O0 -fno-builtin -c -o ${FOLDER}/planted.o ${FOLDER}/planted.cpp)
  must(${AR} qc ${FOLDER}/planted.a ${FOLDER}/planted.o)
  execute_process(COMMAND ${CMAKE_COMMAND} -DNM=${NM} -DLIBM=${LIBM} -DFILES=${FOLDER}/planted.a -P ${CHECK}
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")  # CMake breaks long lines
  set(status "${status}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

check_call("::sqrt(a) + ::floor(a) + ::ceil(a) + ::trunc(a) + ::rint(a) + ::fabs(a) + ::ldexp(a, 3) + ::floorf(1.5F)")
if(NOT status EQUAL 0)
  message(SEND_ERROR "exact functions are forbidden:\n${said}")
endif()
foreach(call "exp(a)" "log(a)" "pow(a, b)" "sinf(1.5F)" "tanhl(1.5L)" "expm1(a)" "log1pf(1.5F)" "erfc(a)" "lgamma(a)"
        "tgamma(a)" "cbrt(a)" "hypotl(1.5L, 2.5L)" "fma(a, b, c)" "fmod(a, b)" "sqrtl(2.0L)")
  string(REGEX REPLACE "[(].*" "" function "${call}")
  check_call("::${call}")
  string(FIND "${said}" "planted.a(planted.o): ${function} of libm" at)
  if(status EQUAL 0 OR at EQUAL -1)
    message(SEND_ERROR "a call of ${function} is not named:\n${said}")
  endif()
endforeach()
