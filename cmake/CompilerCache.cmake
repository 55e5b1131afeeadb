# ccache, when it is there and the user has not chosen a launcher.
#
# The sloppiness values are what ccache asks for before it caches users of a precompiled header.
# Paths below the repository are hashed as relative ones, so that all checkouts share the cache.

if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(WP_CODEBOX_CCACHE ccache)
  mark_as_advanced(WP_CODEBOX_CCACHE)
  if(WP_CODEBOX_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;CCACHE_NOHASHDIR=1"
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};CCACHE_IGNOREOPTIONS=-fmacro-prefix-map=*"
        "${WP_CODEBOX_CCACHE}")
  endif()
endif()
