# wp_codebox_own_target(<target>): warnings, sanitizers and language rules for a target of this
# repository. Nothing here travels through wp_codebox::wp_codebox into a user's build.
function(wp_codebox_own_target target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  # g++ 12 sees overruns in temporaries of std::string that are none (GCC bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
  endif()
  if(WP_CODEBOX_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(WP_CODEBOX_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${WP_CODEBOX_SANITIZE}
                                             -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${WP_CODEBOX_SANITIZE})
  endif()
endfunction()
