# SPDX-License-Identifier: EUPL-1.2
#
# ontzorgd_module(NAME SOURCES ... DEPENDS ... LIBRARIES ... HEADERS ...)
#
# One folder = one module = one target. Each target gets its own include root in the build tree that
# holds one link, inc/<module>/ontzorgd/<module>, so that an include the graph does not allow is
# "No such file or directory" instead of a remark in a review.
function(ontzorgd_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES;HEADERS" ${ARGN})
    list(TRANSFORM ARG_SOURCES PREPEND "${PROJECT_SOURCE_DIR}/src/${name}/")
    add_library(ontzorgd_${name} STATIC ${ARG_SOURCES})
    add_library(ontzorgd::${name} ALIAS ontzorgd_${name})
    if(EXISTS "${PROJECT_SOURCE_DIR}/include/ontzorgd/${name}")
        set(root "${PROJECT_BINARY_DIR}/inc/${name}")
        file(MAKE_DIRECTORY "${root}/ontzorgd")
        file(CREATE_LINK "${PROJECT_SOURCE_DIR}/include/ontzorgd/${name}"
                         "${root}/ontzorgd/${name}" SYMBOLIC)
        target_include_directories(ontzorgd_${name} PUBLIC "${root}")
    endif()
    list(TRANSFORM ARG_DEPENDS PREPEND "ontzorgd::")
    target_link_libraries(ontzorgd_${name} PUBLIC ${ARG_DEPENDS}
                                           PRIVATE ontzorgd_options ${ARG_LIBRARIES})
    # Read once, by the first module, for all that name no headers of their own (HEADERS).
    if(ARG_HEADERS OR name STREQUAL "base")
        target_precompile_headers(ontzorgd_${name} PRIVATE
            <algorithm> <array> <cstdint> <functional> <map> <optional> <span> <string> <string_view>
            <utility> <variant> <vector> ${ARG_HEADERS})
    else()
        target_precompile_headers(ontzorgd_${name} REUSE_FROM ontzorgd_base)
    endif()
endfunction()

# ontzorgd_test(MODULE [THREADS] file... [HEADERS ...]): the unit tests of one module, which link that module and nothing else.
function(ontzorgd_test module)
    cmake_parse_arguments(ARG "THREADS" "" "LIBRARIES;HEADERS" ${ARGN})
    list(TRANSFORM ARG_UNPARSED_ARGUMENTS PREPEND "${PROJECT_SOURCE_DIR}/tests/unit/${module}/")
    add_executable(unit_${module} ${ARG_UNPARSED_ARGUMENTS})
    target_link_libraries(unit_${module} PRIVATE ontzorgd::${module} ontzorgd_options
                                                 GTest::gtest_main
                                                 ontzorgd_test_options ${ARG_LIBRARIES})
    target_include_directories(unit_${module} PRIVATE "${PROJECT_SOURCE_DIR}/src/${module}")
    target_compile_definitions(unit_${module} PRIVATE
        ONTZORGD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    # Read once, by the first test, for all that name no headers of their own (HEADERS).
    if(ARG_HEADERS OR module STREQUAL "base")
        target_precompile_headers(unit_${module} PRIVATE <gtest/gtest.h> <string> <vector> ${ARG_HEADERS})
    else()
        target_precompile_headers(unit_${module} REUSE_FROM unit_base)
    endif()
    # "threads": ThreadSanitizer runs these too.
    set(labels unit)
    if(ARG_THREADS)
        list(APPEND labels threads)
    endif()
    gtest_discover_tests(unit_${module} TEST_PREFIX "unit/${module}/" DISCOVERY_TIMEOUT 60
                         PROPERTIES LABELS "${labels}")
endfunction()
