# Fails when a public header does not compile on its own, or belongs to no library and so would not be compiled at all.
# Usage: cmake -DROOT=<source dir> -DBUILD=<build dir> -P headers.cmake
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target all_verify_interface_header_sets
                RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "a header does not compile on its own:\n${said}")
endif()

file(STRINGS ${BUILD}/compile_commands.json commands REGEX "\"file\": .*_verify_interface_header_sets/")
file(GLOB_RECURSE headers RELATIVE ${ROOT}/include ${ROOT}/include/*.hpp)
if(NOT headers)
  message(FATAL_ERROR "no header under ${ROOT}/include")
endif()
foreach(header IN LISTS headers)
  string(FIND "${commands}" "_verify_interface_header_sets/${header}.cxx\"" at)
  if(at EQUAL -1)
    message(SEND_ERROR "include/${header} is in no library's header set")
  endif()
endforeach()
