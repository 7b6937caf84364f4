// SPDX-License-Identifier: EUPL-1.2

/// @file
/// The one translation unit that holds Boost.JSON, so that no shared library of it is needed. A
/// library of its own (src/CMakeLists.txt), because more modules than one read JSON.
#include <boost/json/src.hpp>
