// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/ledger/journal_entry.h"

#include <string>

/// @file
/// The journal as plain text that people can compare line by line, and that ledger-cli
/// (https://ledger-cli.org, format of version 3) reads and balances on its own.
namespace ontzorgd::ledger {

/// One entry with the empty line after it; the texts of entries one after another are a journal.
/// An empty entry gives no text.
///
///     2026-11-24 * (7) run_accepted
///         uitkering:vordering                       EUR 1234.56
///         client:te_verdelen                       EUR -1234.56
///
[[nodiscard]] std::string to_ledger_text(const JournalEntry& entry);

}  // namespace ontzorgd::ledger
