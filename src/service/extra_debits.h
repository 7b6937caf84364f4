// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/extra_debits.h"
#include "ontzorgd/store/unknown_debits.h"

/// @file
/// One exception for one cause: a file that was uploaded again is one thing that happened, however
/// many lines the bank makes of it.
namespace ontzorgd::service {

/// Opens, changes and closes the exceptions about extra debits of each file, by how its lines stand
/// now. A line that is told so has no exception of its own.
void sync_extra_debits(store::Database& db, store::ExceptionWriter& exceptions);

/// Whether sync_extra_debits() or sync_unknown_debits() says if the line needs an exception of its
/// own.
[[nodiscard]] inline bool is_told_with_its_file(bool credit, std::string_view rule) {
    return !credit &&
           (store::extra_kind_of(rule).has_value() || store::is_rule_of_unknown_debits(rule));
}

}  // namespace ontzorgd::service
