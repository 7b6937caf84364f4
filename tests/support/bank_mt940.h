// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "support/bank_statement.h"

#include <algorithm>
#include <string>
#include <vector>

/// @file
/// The statements of bank_statement.h as MT940, in the words of two banks.
namespace ontzorgd::test {

enum class Mt940Words { abn_amro, ing };

/// "2026-11-30" as "261130".
inline std::string mt940_date(const std::string& date) {
    return date.substr(2, 2) + date.substr(5, 2) + date.substr(8, 2);
}

inline std::string mt940_amount(std::string amount) {
    std::ranges::replace(amount, '.', ',');
    return amount;
}

inline std::string mt940_balance(const std::string& tag, const std::string& amount,
                                 const std::string& date) {
    const bool debit = amount.starts_with('-');
    return ":" + tag + ":" + (debit ? "D" : "C") + mt940_date(date) + "EUR" +
           mt940_amount(debit ? amount.substr(1) : amount) + "\n";
}

/// In lines of 65 characters, as SWIFT sends them.
inline std::string mt940_field(const std::string& tag, const std::string& text) {
    constexpr std::size_t width = 65;
    std::string field = ":" + tag + ":";
    for (std::size_t at = 0; at < text.size(); at += width) {
        field += text.substr(at, width) + "\n";
    }
    return field;
}

inline std::string mt940_information(const TestEntry& entry, Mt940Words words) {
    const bool ing = words == Mt940Words::ing;
    const std::string close = ing ? "/" : "";
    if (!entry.batch.empty()) {
        const std::string count = std::to_string(entry.batch_count);
        return ing ? "/PREF/" + entry.batch + "//REMI/USTD//TOTAAL " + count + " VZ/"
                   : "/TRTP/SEPA BATCH/PREF/" + entry.batch + "/NRTX/" + count;
    }
    if (entry.details.empty()) return {};
    const TestDetail& detail = entry.details.front();
    std::string text = ing ? "" : "/TRTP/SEPA OVERBOEKING";
    if (!detail.reason.empty()) text += "/RTRN/" + detail.reason + close;
    if (!detail.end_to_end_id.empty()) text += "/EREF/" + detail.end_to_end_id + close;
    if (!detail.iban.empty()) {
        text += ing ? "/CNTP/" + detail.iban + "/INGBNL2A/Tegenpartij///" : "/IBAN/" + detail.iban;
    }
    if (!detail.text.empty()) text += (ing ? "/REMI/USTD//" : "/REMI/") + detail.text + close;
    return text;
}

inline std::string mt940_entry(const TestEntry& entry, Mt940Words words) {
    const std::string day = mt940_date(entry.date);
    const std::string reference =
        words == Mt940Words::abn_amro                                          ? "N654NONREF"
        : !entry.batch.empty()                                                 ? "NTRFPREF"
        : entry.details.empty() || entry.details.front().end_to_end_id.empty() ? "NTRFNONREF"
                                                                               : "NTRFEREF";
    return ":61:" + day + day.substr(2) + (entry.credit ? "C" : "D") + mt940_amount(entry.amount) +
           reference + (entry.bank_ref.empty() ? "" : "//" + entry.bank_ref) + "\n" +
           mt940_field("86", mt940_information(entry, words));
}

/// The number of a statement is its month and day.
inline std::string mt940(const std::vector<TestStatement>& statements,
                         Mt940Words words = Mt940Words::abn_amro, const std::string& suffix = "") {
    std::string text = words == Mt940Words::abn_amro ? "ABNANL2A\n940\nABNANL2A\n" : "";
    for (const TestStatement& statement : statements) {
        if (words == Mt940Words::ing)
            text += "{1:F01INGBNL2ABXXX0000000000}{2:I940INGBNL2AXXXN}{4:\n";
        text += ":20:STATEMENT\n:25:" + statement.account + suffix +
                "\n:28C:" + mt940_date(statement.closing_date).substr(2) + "\n" +
                mt940_balance("60F", statement.opening, statement.opening_date);
        for (const TestEntry& entry : statement.entries) text += mt940_entry(entry, words);
        text += mt940_balance("62F", closing_of(statement), statement.closing_date);
        text += words == Mt940Words::ing ? "-}\n" : "-\n";
    }
    return text;
}

}  // namespace ontzorgd::test
