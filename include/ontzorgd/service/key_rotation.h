// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstddef>
#include <string_view>

/// @file
/// R3.05: another encryption key, and everything that was encrypted with an older one encrypted
/// anew.
///
/// From the fact that begins it every new value is encrypted with the new key. What there is
/// follows a slice at a time; each slice is a fact that commits to what every value was and is, so
/// that the chain verifies on both sides of it. Cut short, it goes on when the command is given
/// again. The file of the older key stays: backups of before need it.
namespace ontzorgd::service {

/// Values that are encrypted anew in one transaction, and so in one fact: some 30 ms.
inline constexpr std::size_t values_per_slice = 1000;

/// By this a key is known. It says nothing of it.
[[nodiscard]] base::Digest mark_of_key(std::string_view key);

/// Goes on with the rotation that was begun, or else begins one; `again` also on the day on which
/// another came to its end (without it that one is told: the command was given twice). Calls
/// context.between_slices after every slice. Errors (refused): those of Keys::next;
/// sealed_value_cannot_be_opened, with the table and row: the slices before it stay; those of
/// begin_now.
[[nodiscard]] base::Result<Report> rotate_key(Context& context, bool again);
[[nodiscard]] base::Result<Report> rotate_key(Context& context, bool again, std::size_t slice);

}  // namespace ontzorgd::service
