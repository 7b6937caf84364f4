// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "mt940_line.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/reconcile/statement_totals.h"

#include <string_view>

/// @file
/// What an :86: says of its entry, in the three ways that banks write it: Dutch code words
/// ("/EREF/.../REMI/..."), German sub-fields ("166?00...?20EREF+..."), or free text.
namespace ontzorgd::messages {

/// The texts around an entry, in UTF-8 and joined.
struct Mt940Information {
    std::string_view text;  ///< the :86:
    std::string_view more;  ///< the lines of the :61: behind its first
};

/// Fills everything of `entry` but its amount, dates and place. What is not said stays "not given":
/// an entry has one detail without an amount, and a batch has none. A batch is only what the file
/// calls one: /NRTX/, "TOTAAL n VZ", a kind of transaction that says BATCH, or a reference PREF.
///
/// A person can type code words into a text. Where a word that names a payment is given twice and
/// differently, neither is taken, nor is a return reason; the whole text is additional_info then.
void fill_mt940_entry(const Mt940Line& line, const Mt940Information& information,
                      reconcile::Entry& entry);

/// What the :86: of a whole statement declares: ING's "/SUM/2/1/10,00/5,00/" or
/// "D000002C000001D10,00C5,00". Anything else declares nothing.
[[nodiscard]] reconcile::DeclaredTotals declared_in_mt940(std::string_view text);

}  // namespace ontzorgd::messages
