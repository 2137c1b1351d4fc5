# Fails when the program was built without what keeps a memory error from becoming worse: position-independent code, full
# RELRO, a stack that cannot be executed, stack protector and, where FORTIFY is ON, fortified functions.
# Usage: cmake -DREADELF=<readelf> -DPROGRAM=<file> -DFORTIFY=ON|OFF -P hardening.cmake
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${READELF} --wide --file-header --program-headers --dynamic --dyn-syms ${PROGRAM}
                RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE wrong)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${READELF} cannot read ${PROGRAM}:\n${wrong}")
endif()
# expect_match(WHAT REGEX)
function(expect_match what regex)
  if(NOT said MATCHES "${regex}")
    message(SEND_ERROR "${PROGRAM} has no ${what}")
  endif()
endfunction()
expect_match("position-independent code" "Type: +DYN")
expect_match("RELRO" "GNU_RELRO")
expect_match("immediate binding" "BIND_NOW|FLAGS_1[^\n]*NOW")
expect_match("stack that cannot be executed" "GNU_STACK +[0-9a-fx ]+ RW ")
expect_match("stack protector" "__stack_chk_fail")
if(FORTIFY)
  expect_match("fortified function" "__[a-z]+_chk[@\n]")
endif()
