// SPDX-License-Identifier: EUPL-1.2
#include "mt940_information.h"

#include "mt940_words.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/values/iban.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ontzorgd::messages {

namespace {

using reconcile::DecimalAmount;
using reconcile::DeclaredTotals;
using reconcile::Entry;
using reconcile::EntryDetail;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

/// Shaped like an IBAN; it need not be a right one.
bool is_like_iban(std::string_view text) {
    constexpr std::size_t shortest = 15;
    const auto is_upper = [](char c) { return 'A' <= c && c <= 'Z'; };
    return text.size() >= shortest && is_upper(text[0]) && is_upper(text[1]) && is_digit(text[2]) &&
           is_digit(text[3]);
}

bool is_iban(std::string_view text) {
    return is_like_iban(text) && values::Iban::parse(text);
}

/// An account number of before the IBAN: "0123456789", "P001234567".
bool is_old_account(std::string_view text) {
    constexpr std::size_t shortest = 7;
    constexpr std::size_t longest = 10;
    if (text.starts_with('P')) text.remove_prefix(1);
    // Rabobank fills the place with zeros where there is no other side, as for a batch.
    if (text.find_first_not_of('0') == std::string_view::npos) return false;
    return shortest <= text.size() && text.size() <= longest && base::is_digits(text);
}

/// What stands where a reference would, and says where it is or that there is none.
bool names_no_reference(std::string_view text) {
    constexpr std::array<std::string_view, 4> elsewhere = {"EREF", "PREF", "MARF", "KREF+"};
    return reconcile::is_no_reference(text) ||
           std::find(elsewhere.begin(), elsewhere.end(), text) != elsewhere.end();
}

/// The number in "TOTAAL 12 VZ" or "TOTAAL 12 POSTEN", which is all that ING says of a batch.
std::string_view count_in(std::string_view remittance) {
    constexpr std::string_view total = "TOTAAL ";
    const std::string_view text = base::trimmed(remittance);
    if (!text.starts_with(total)) return {};
    const std::string_view rest = text.substr(total.size());
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const std::string_view unit = base::trimmed(rest.substr(blank));
    return unit == "VZ" || unit == "POSTEN" ? rest.substr(0, blank) : std::string_view{};
}

std::optional<std::int64_t> count_of(std::string_view digits) {
    return base::is_digits(digits) ? base::parse_int(digits) : std::nullopt;
}

/// Knab's older text: "... REK: NL02.../NAAM: ...".
void read_free_text(std::string_view text, Mt940Parts& parts) {
    constexpr std::string_view account_word = "REK: ";
    constexpr std::string_view name_word = "/NAAM: ";
    parts.remittance = text;
    const std::size_t account = text.rfind(account_word);
    if (account == std::string_view::npos) return;
    const std::string_view rest = text.substr(account + account_word.size());
    const std::size_t name = rest.find(name_word);
    const std::string_view iban = base::trimmed(rest.substr(0, name));
    if (!is_iban(iban)) return;
    parts.account.give(iban);
    if (name != std::string_view::npos) parts.name = rest.substr(name + name_word.size());
}

void read_information(std::string_view text, Mt940Parts& parts, std::string& joined) {
    if (has_sub_fields(text)) return read_sub_fields(text, parts, joined);
    const std::size_t begin = begin_of_code_words(text);
    if (begin == std::string_view::npos) return read_free_text(text, parts);
    read_code_words(text.substr(begin), parts);
    // ASN repeats the words in the text before them; only what has no words of its own is kept.
    if (parts.remittance.empty()) parts.remittance = base::trimmed(text.substr(0, begin));
    if (parts.says_nothing()) parts.remittance = text;
}

/// The lines behind a :61: are words (ING), the other account (Rabobank), its name (ASN), or text.
void read_more_of_line(const Mt940Line& line, std::string_view more, Mt940Parts& parts,
                       EntryDetail& detail) {
    const std::string_view text = base::trimmed(more);
    const bool has_account_reference = is_iban(line.reference);
    if (has_account_reference && parts.account.value().empty()) {
        parts.account.give(line.reference);
    }
    if (text.empty()) return;
    if (begin_of_code_words(text) == 0) {
        Mt940Parts words;
        read_code_words(text, words);
        if (!words.code.empty()) parts.code = words.code;
    } else if (is_like_iban(text) || is_old_account(text)) {
        if (parts.account.value().empty()) parts.account.give(text);
    } else if (has_account_reference) {
        if (parts.name.empty()) parts.name = text;
    } else {
        detail.additional_info = text;
    }
}

/// The file itself says that several payments were booked as one, and names none of them.
bool is_batch(const Mt940Line& line, const Mt940Parts& parts) {
    const bool names_a_payment = !reconcile::is_no_reference(parts.end_to_end_id.value());
    if (names_a_payment || !parts.account.value().empty() || parts.any_differs()) return false;
    if (!parts.count.value().empty() || !count_in(parts.remittance).empty()) return true;
    if (parts.transaction.ends_with("BATCH")) return true;
    return line.reference == "PREF" && !parts.pmt_inf_id.value().empty();
}

void fill_batch(const Mt940Parts& parts, Entry& entry) {
    entry.details.clear();
    reconcile::Batch& batch = entry.batch.emplace();
    batch.pmt_inf_id = parts.pmt_inf_id.value();
    const std::string_view count = parts.count.value();
    batch.nb_of_txs = count_of(count.empty() ? count_in(parts.remittance) : count);
}

void fill_account(std::string_view account, EntryDetail& detail) {
    (is_like_iban(account) ? detail.counterparty_iban : detail.counterparty_account) = account;
}

/// "EUR612,40". It is only told to people: what is no amount is nothing.
std::optional<reconcile::DecimalAmount> amount_of(std::string_view text) {
    constexpr std::size_t currency_length = 3;
    if (text.size() <= currency_length) return std::nullopt;
    const auto amount =
        parse_mt940_amount(text.substr(currency_length), text.substr(0, currency_length));
    return amount ? std::optional{amount.value()} : std::nullopt;
}

void fill_detail(const Mt940Line& line, const Mt940Parts& parts, EntryDetail& detail) {
    detail.end_to_end_id = parts.end_to_end_id.value();
    detail.pmt_inf_id = parts.pmt_inf_id.value();
    detail.instr_id = parts.instr_id.value();
    if (detail.instr_id.empty() && !parts.instr_id.differs() &&
        !names_no_reference(line.reference) && !is_iban(line.reference)) {
        detail.instr_id = line.reference;
    }
    fill_account(parts.account.value(), detail);
    detail.counterparty_name = parts.name;
    detail.ultimate_name = parts.ultimate_name;
    if (!parts.remittance.empty()) detail.remittance.push_back(parts.remittance);
    detail.structured_reference = parts.structured_reference;
    detail.structured_references = parts.structured_reference.empty() ? 0 : 1;
    detail.bank_tx_code.proprietary = parts.code;
    detail.bank_tx_code.issuer = parts.code_issuer;
    detail.original = amount_of(parts.original);
    detail.charges = amount_of(parts.charges);
}

}  // namespace

void fill_mt940_entry(const Mt940Line& line, const Mt940Information& information, Entry& entry) {
    Mt940Parts parts;
    std::string joined;
    entry.details.resize(1);
    EntryDetail& detail = entry.details.front();
    detail.clear();
    entry.batch.reset();
    entry.additional_info = information.text;
    entry.acct_svcr_ref =
        line.bank_reference == "NONREF" ? std::string_view{} : line.bank_reference;
    entry.bank_tx_code.clear();
    entry.bank_tx_code.proprietary = line.type;

    read_information(information.text, parts, joined);
    read_more_of_line(line, information.more, parts, detail);
    entry.return_reason = parts.any_differs() ? std::string_view{} : parts.return_reason.value();
    if (is_batch(line, parts)) return fill_batch(parts, entry);
    fill_detail(line, parts, detail);
    detail.return_reason = entry.return_reason;
    detail.reason_is_among_text = !detail.return_reason.empty();
    if (parts.any_differs()) detail.additional_info = information.text;
}

// --- what a statement declares ---

namespace {

std::string_view take_while(std::string_view& rest, bool (*is_part)(char)) {
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_part);
    const std::string_view taken = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(taken.size());
    return taken;
}

bool is_amount_part(char c) {
    return is_digit(c) || c == ',';
}

bool take_mark(std::string_view& rest, char mark) {
    const bool is_there = rest.starts_with(mark);
    if (is_there) rest.remove_prefix(1);
    return is_there;
}

DeclaredTotals declared_by(std::string_view debit_count, std::string_view credit_count,
                           std::string_view debit_sum, std::string_view credit_sum) {
    const auto sum_of = [](std::string_view text) -> std::optional<DecimalAmount> {
        const auto sum = parse_mt940_amount(text, "");
        return sum ? std::optional{sum.value()} : std::nullopt;
    };
    DeclaredTotals declared;
    declared.debit = {.count = count_of(debit_count), .sum = sum_of(debit_sum), .net = {}};
    declared.credit = {.count = count_of(credit_count), .sum = sum_of(credit_sum), .net = {}};
    declared.is_malformed = !declared.debit.count || !declared.debit.sum ||
                            !declared.credit.count || !declared.credit.sum;
    return declared;
}

}  // namespace

DeclaredTotals declared_in_mt940(std::string_view text) {
    constexpr std::string_view sum_word = "/SUM/";
    constexpr std::size_t parts_of_sum = 4;
    std::string_view rest = base::trimmed(text);
    if (rest.starts_with(sum_word)) {
        const auto parts = base::split_text(rest.substr(sum_word.size()), '/');
        if (parts.size() < parts_of_sum) {
            DeclaredTotals declared;
            declared.is_malformed = true;
            return declared;
        }
        return declared_by(parts[0], parts[1], parts[2], parts[3]);
    }
    if (!take_mark(rest, 'D')) return {};
    const std::string_view debit_count = take_while(rest, is_digit);
    if (!take_mark(rest, 'C')) return {};
    const std::string_view credit_count = take_while(rest, is_digit);
    if (!take_mark(rest, 'D')) return {};
    const std::string_view debit_sum = take_while(rest, is_amount_part);
    if (!take_mark(rest, 'C')) return {};
    const std::string_view credit_sum = take_while(rest, is_amount_part);
    if (debit_count.empty() || credit_count.empty() || !rest.empty()) return {};
    return declared_by(debit_count, credit_count, debit_sum, credit_sum);
}

}  // namespace ontzorgd::messages
