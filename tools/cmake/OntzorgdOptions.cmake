# SPDX-License-Identifier: EUPL-1.2
#
# Warnings, hardening and sanitizers, the same for every target of the project.
option(ONTZORGD_WERROR "Warnings are errors" OFF)
set(ONTZORGD_SANITIZE "" CACHE STRING "Value for -fsanitize, e.g. address,undefined or thread")

add_library(ontzorgd_options INTERFACE)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(ontzorgd_options INTERFACE
        -Wall -Wextra -Wpedantic
        -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wfloat-equal
        -Wold-style-cast -Wuseless-cast -Wcast-qual -Wcast-align
        -Wduplicated-cond -Wduplicated-branches -Wlogical-op
        -Wnon-virtual-dtor -Woverloaded-virtual -Wsuggest-override
        -Wswitch-enum -Wimplicit-fallthrough=5 -Wextra-semi -Wformat=2 -Wundef -Wvla)
    # What g++ 12 only believes to see after inlining std::string and std::optional (its bugs 105329,
    # 105651, 80635); the sanitizer builds look at what really happens.
    target_compile_options(ontzorgd_options INTERFACE
        "$<$<NOT:$<CONFIG:Debug>>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-maybe-uninitialized>")
else()
    target_compile_options(ontzorgd_options INTERFACE -Wall -Wextra -Wshadow)
endif()
target_compile_options(ontzorgd_options INTERFACE
    $<$<BOOL:${ONTZORGD_WERROR}>:-Werror> -fstack-protector-strong -fno-common)
target_compile_definitions(ontzorgd_options INTERFACE
    _GLIBCXX_ASSERTIONS
    $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
if(ONTZORGD_SANITIZE)
    target_compile_options(ontzorgd_options INTERFACE
        -fsanitize=${ONTZORGD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # Under -fsanitize g++ 12 misreads std::variant and inlined std::string, hence these warnings less.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(ontzorgd_options INTERFACE
            -Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
            -Wno-stringop-overread)
    endif()
    # ThreadSanitizer knows no fences; the locks of Asio's scheduler are enough without them.
    if(ONTZORGD_SANITIZE MATCHES "thread")
        target_compile_definitions(ontzorgd_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
    # Reading or writing by a null pointer or behind an object ends under AddressSanitizer as well, for less.
    if(ONTZORGD_SANITIZE MATCHES "address,undefined")
        target_compile_options(ontzorgd_options INTERFACE -fno-sanitize=null,object-size)
        # UBSan tells where each check stands by some million addresses. Placed when it is linked and not at every
        # start, the program starts in half the time, and the tests start it some ten thousand times.
        target_link_options(ontzorgd_options INTERFACE -no-pie)
    endif()
    target_link_options(ontzorgd_options INTERFACE -fsanitize=${ONTZORGD_SANITIZE})
endif()

# What runs too short for the optimizer to earn back the time it takes: reading a command line,
add_library(ontzorgd_lightly_optimized INTERFACE)
target_compile_options(ontzorgd_lightly_optimized INTERFACE $<$<CONFIG:RelWithDebInfo>:-O1>)

# and the tests: what they test is optimized, but for what stands in headers. Of UBSan they keep what sums in headers need;
# AddressSanitizer and ThreadSanitizer look at all of them.
add_library(ontzorgd_test_options INTERFACE)
target_compile_options(ontzorgd_test_options INTERFACE -O0 -U_FORTIFY_SOURCE)
if(ONTZORGD_SANITIZE MATCHES "address,undefined")
    target_compile_options(ontzorgd_test_options INTERFACE
        -fno-sanitize=undefined,float-divide-by-zero,float-cast-overflow
        -fsanitize=signed-integer-overflow,integer-divide-by-zero,shift,bounds)
endif()

# Linking takes a third of the time with mold. What ships is linked by the linker of the system.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(ontzorgd_test_options INTERFACE -fuse-ld=mold)
    if(ONTZORGD_SANITIZE)
        target_link_options(ontzorgd_options INTERFACE -fuse-ld=mold)
    endif()
endif()
