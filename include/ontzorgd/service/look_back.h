// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"

/// @file
/// Looking back: a municipality as it was at the end of an earlier day.
namespace ontzorgd::service {

/// From here on `town`, opened for reading, answers as it did after the last fact of `day`, and the
/// returned moment is the end of that day. When anything happened later this costs a private copy
/// of the database in a temporary folder, gone with `town`; the directory itself is not touched.
/// A day before the first fact is an empty municipality. What was destroyed since stays destroyed.
[[nodiscard]] Now look_back(Municipality& town, values::CivilDate day);

}  // namespace ontzorgd::service
