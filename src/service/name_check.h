// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/status_report.h"
#include "ontzorgd/store/bank_status.h"

/// @file
/// What a result of the Verification of Payee asks of people (sepa.md 3.1).
namespace ontzorgd::service {

[[nodiscard]] inline reconcile::NameCheck result_of(const store::ShownNameCheck& check) {
    return static_cast<reconcile::NameCheck>(check.result);
}
/// A match passes, and so does what could not be checked; for everything else a person decides.
[[nodiscard]] constexpr bool needs_a_decision(reconcile::NameCheck result) {
    return result == reconcile::NameCheck::close_match ||
           result == reconcile::NameCheck::no_match || result == reconcile::NameCheck::mismatches;
}
[[nodiscard]] inline bool waits_for_a_decision(const store::ShownNameCheck& check) {
    return needs_a_decision(result_of(check)) && !check.go;
}
/// Until a named official has decided, this payment should not be made.
[[nodiscard]] inline bool blocks(const store::ShownNameCheck& check) {
    return result_of(check) != reconcile::NameCheck::close_match &&
           needs_a_decision(result_of(check));
}

}  // namespace ontzorgd::service
