# Fails when a layer calls a function of libm whose last bit differs between processors or libraries. Only these are exact
# everywhere and therefore free: sqrt, fabs, floor, ceil, trunc, rint, ldexp, frexp. The others have kernels of our own in
# core/math.
# Usage: cmake -DNM=<nm> -DLIBM=<libm.so.6> -DFILES=<archive or object>,... -P forbidden_symbols.cmake
cmake_minimum_required(VERSION 3.25)
set(exact "^(sqrt|fabs|floor|ceil|trunc|rint|ldexp|frexp)f?$")

# symbols_of(OUT FILE OPTION...): what nm prints, a list of words.
function(symbols_of out file)
  execute_process(COMMAND ${NM} ${ARGN} ${file} RESULT_VARIABLE status OUTPUT_VARIABLE symbols ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${NM} cannot read ${file}:\n${said}")
  endif()
  string(REGEX REPLACE "@[^\n]*" "" symbols "${symbols}")
  string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()

symbols_of(lines ${LIBM} -D --defined-only)
list(TRANSFORM lines REPLACE "^.* " "")
set(forbidden ${lines})
list(FILTER forbidden EXCLUDE REGEX "${exact}")
foreach(function exp log pow sincos erf fma)
  if(NOT function IN_LIST forbidden)
    message(FATAL_ERROR "${LIBM} has no ${function}; is it the mathematical library?")
  endif()
endforeach()

string(REPLACE "," ";" FILES "${FILES}")
foreach(file IN LISTS FILES)
  symbols_of(lines ${file} --undefined-only)
  set(object ${file})
  set(seen 0)
  foreach(line IN LISTS lines)
    if(line MATCHES "^(.*[.]o):$")
      set(object "${file}(${CMAKE_MATCH_1})")
    elseif(line MATCHES "^ +[Uw] ([^ ]+)$")
      set(symbol ${CMAKE_MATCH_1})
      math(EXPR seen "${seen}+1")
      # libmvec's vectors are called _ZGVbN2v_NAME; the same start names guards of C++ variables, then with another letter.
      if(symbol IN_LIST forbidden OR symbol MATCHES "^_ZGV[bcde][NM][0-9]+[a-z0-9]+_")
        message(SEND_ERROR "${object}: ${symbol} of libm is not the same everywhere; use core/math")
      endif()
    endif()
  endforeach()
  if(seen EQUAL 0)
    message(FATAL_ERROR "${file} takes nothing from any library, which cannot be")
  endif()
endforeach()
