# Shows that headers.cmake sees what it is there for: a project of two headers, one of which leans on an include it does
# not make, must fail and name that one; with the include it must pass; and a header in no library must be named too.
# Usage: cmake -DCHECK=<headers.cmake> -DFOLDER=<scratch folder> -DCOMPILER=<c++> -P headers_planted.cmake
cmake_minimum_required(VERSION 3.25)
function(check_headers include_in_wrong)
  file(WRITE ${FOLDER}/include/right.hpp "#pragma once\n#include <string>\ninline std::string right() { return {}; }\n")
  file(WRITE ${FOLDER}/include/wrong.hpp "#pragma once\n${include_in_wrong}\ninline std::string wrong() { return {}; }\n")
  file(WRITE ${FOLDER}/CMakeLists.txt [[
cmake_minimum_required(VERSION 3.25)
project(planted LANGUAGES CXX)
add_library(planted INTERFACE)
target_sources(planted PUBLIC FILE_SET HEADERS BASE_DIRS include FILES include/right.hpp include/wrong.hpp)
]])
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${FOLDER} -B ${FOLDER}/build -G Ninja -DCMAKE_CXX_COMPILER=${COMPILER}
                          -DCMAKE_VERIFY_INTERFACE_HEADER_SETS=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the planted project does not configure:\n${said}")
  endif()
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${FOLDER} -DBUILD=${FOLDER}/build -P ${CHECK}
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")  # CMake breaks long lines
  set(status "${status}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
check_headers("")
if(status EQUAL 0)
  message(SEND_ERROR "a header that does not compile on its own passes")
elseif(NOT said MATCHES "include/wrong[.]hpp:[0-9]+:[0-9]+: error" OR said MATCHES "include/right[.]hpp:[0-9]+")
  message(SEND_ERROR "the failure does not name wrong.hpp, and it alone:\n${said}")
endif()
check_headers("#include <string>")
if(NOT status EQUAL 0)
  message(SEND_ERROR "two sound headers fail:\n${said}")
endif()
file(WRITE ${FOLDER}/include/stray.hpp "#pragma once\n")
check_headers("#include <string>")
if(status EQUAL 0 OR NOT said MATCHES "include/stray[.]hpp is in no library")
  message(SEND_ERROR "a header in no library is not named:\n${said}")
endif()
