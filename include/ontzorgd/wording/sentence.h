// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Every Dutch sentence, by code. Codes are stable and English; what officials and clients read is
/// made here, when they read it.
namespace ontzorgd::wording {

/// One Dutch sentence that says what was refused or is wrong, and what to do. Details fill the
/// gaps; a detail that the sentence has no gap for follows in brackets, first those that say where
/// the error stands: file, statement, entry, line. An unknown code is shown as it is.
[[nodiscard]] std::string sentence(const base::Error& error);
/// What is wrong, as part of a sentence: "het bedrag is negatief, en dat mag hier niet". Of a code
/// whose sentence has gaps: "het bestand is niet goed".
[[nodiscard]] std::string fault_words(std::string_view code);
/// Whether there is a sentence for this code.
[[nodiscard]] bool has_sentence(std::string_view code);

/// The words for a cell of a list, such as what asks for attention or the next step. The code is
/// one of our own (a contract).
[[nodiscard]] std::string phrase(std::string_view code, std::vector<base::Detail> details = {});

/// The Dutch label of a report field ("pay_date" -> "Betaaldatum"); the name itself with blanks for
/// underscores when it needs no other words.
[[nodiscard]] std::string label(std::string_view name);

/// The state of a run, batch, file or statement as people call it: "handed_over" is "aangeboden aan
/// de bank". A word that is no state stays as it is.
[[nodiscard]] std::string state_word(std::string_view state);

/// Why a bank line is not matched, by the name of the rule: "amount_differs" is "ons kenmerk met
/// een ander bedrag". A word that is no such rule stays as it is.
[[nodiscard]] std::string rule_words(std::string_view rule);
/// The same of several with blanks between them: "het afschrift is afgebroken; ...".
[[nodiscard]] std::string words_of_rules(std::string_view rules);

/// "versie 3 = versie 2 zonder één regel van € 612,40"
[[nodiscard]] std::string version_change(std::int64_t version, std::int64_t lines_less,
                                         values::Euro less);

/// "€ 1.234,56", "-€ 3,10"
[[nodiscard]] std::string money(values::Euro amount);
/// "25.000"; not below zero
[[nodiscard]] std::string whole_number(std::int64_t number);
/// "30-11-2026"
[[nodiscard]] std::string day(values::CivilDate date);

}  // namespace ontzorgd::wording
