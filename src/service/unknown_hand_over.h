// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/store/batch.h"

/// @file
/// A file of which nobody here knows whether the bank has it.
namespace ontzorgd::service {

/// Records that, so that statements settle its payments and none of them is made again until two
/// people say that it is dead.
void record_unknown_hand_over(Context& context, const store::StoredFile& file);

}  // namespace ontzorgd::service
