# Usage: cmake -DPROGRAM=… -DCODE=… -DEXPECTED=… -P compare_output.cmake -- [ARGUMENT…]
# Runs PROGRAM, which has to end with CODE, and compares what it prints with the file EXPECTED.

set(arguments "")
set(is_argument FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(is_argument)
    list(APPEND arguments "${CMAKE_ARGV${i}}")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(is_argument TRUE)
  endif()
endforeach()

execute_process(COMMAND "${PROGRAM}" ${arguments} OUTPUT_VARIABLE printed ERROR_VARIABLE printed
                RESULT_VARIABLE code)
# Node's own package has a name for each kind of processor.
string(REGEX REPLACE "node-linux-[a-z0-9]+" "node-linux-CPU" printed "${printed}")
if(NOT code STREQUAL CODE)
  message(FATAL_ERROR "${PROGRAM} ended with ${code}, expected ${CODE}:\n${printed}")
endif()
file(READ "${EXPECTED}" expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "expected:\n${expected}\nprinted:\n${printed}")
endif()
