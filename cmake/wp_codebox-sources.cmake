# The libraries that are made from the SDK's sources, in this repository and by the installed package
# in a user's build: there they get the user's flags, and the package fits every architecture. They
# are built when something links them.

# wp_codebox_add_compiled(<folder of the sources>)
function(wp_codebox_add_compiled folder)
  # One translation unit a floor: they compile in parallel, and a change in one leaves those below.
  set(sources json contracts digest validation artifacts runtime)
  list(TRANSFORM sources REPLACE "(.+)" "${folder}/wp_codebox_\\1.cpp")
  add_library(wp_codebox_compiled STATIC EXCLUDE_FROM_ALL ${sources})
  add_library(wp_codebox::compiled ALIAS wp_codebox_compiled)
  set_target_properties(wp_codebox_compiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_definitions(wp_codebox_compiled PUBLIC WP_CODEBOX_COMPILED)
  target_link_libraries(wp_codebox_compiled PUBLIC wp_codebox::headers)
endfunction()

# wp_codebox_add_stdio(<folder of the sources>)
function(wp_codebox_add_stdio folder)
  add_library(wp_codebox_stdio STATIC EXCLUDE_FROM_ALL "${folder}/wp_codebox_stdio.cpp")
  add_library(wp_codebox::stdio ALIAS wp_codebox_stdio)
  set_target_properties(wp_codebox_stdio PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(wp_codebox_stdio PUBLIC wp_codebox::wp_codebox Boost::headers
                                                Threads::Threads)
endfunction()
