// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"

#include <cstdint>

/// @file
/// Rewinding: a copy of the database is taken back to what it was after an earlier fact, so that
/// every question is answered by the same code, about any day.
///
/// What came later goes; what says how something stands now is put back from the row it had then
/// (the tables TABLE_before); what a later fact replaced, confirmed, split or closed is as it was
/// before. The chain and the books end at that fact too. What was destroyed stays destroyed: no
/// earlier day brings it back.
namespace ontzorgd::store {

/// Takes `copy` back to what it was after fact `fact` (0: before the first). Only for a private
/// copy: it takes away the triggers that protect chain and books, and leaves one file without a
/// journal beside it. A table that nobody said how to take back is a bug, and ends the program.
void rewind_to(Database& copy, std::int64_t fact);

}  // namespace ontzorgd::store
