// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/mt940.h"
#include "ontzorgd/values/iban.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t bank_code_length = 4;

bool is_letter(char c) {
    return 'A' <= c && c <= 'Z';
}

std::string_view without_end(std::string_view text) {
    while (text.ends_with(' ') || text.ends_with('.')) text.remove_suffix(1);
    return text;
}

/// Account and the currency behind it; `text` as it is where none is there.
Mt940Account without_currency(std::string_view text) {
    constexpr std::size_t length = 3;
    text = without_end(text);
    if (text.size() <= length) return {.account = text, .currency = {}};
    const std::string_view currency = text.substr(text.size() - length);
    if (!std::all_of(currency.begin(), currency.end(), is_letter)) {
        return {.account = text, .currency = {}};
    }
    return {.account = without_end(text.substr(0, text.size() - length)), .currency = currency};
}

/// The code of the Dutch bank that is named before a number, by that code, by its BIC or as Triodos
/// names itself. Nothing for any other bank and any other word.
std::string_view bank_code_in(std::string_view named) {
    const std::string_view code = named.substr(0, std::min(named.size(), bank_code_length));
    if (code.size() < bank_code_length || !std::all_of(code.begin(), code.end(), is_letter)) {
        return {};
    }
    const bool is_code = named.size() == bank_code_length;
    const bool is_bic = (named.size() == 8 || named.size() == 11) && named.substr(4, 2) == "NL";
    return is_code || is_bic || named == "TRIODOSBANK" ? code : std::string_view{};
}

/// Ten digits of a number of seven to ten, which leading zeros, dots and blanks do not change.
std::optional<std::string> ten_digits(std::string_view text) {
    constexpr std::size_t fewest = 7;
    constexpr std::size_t most = 10;
    std::string digits;
    for (const char c : text) {
        if (c != '.' && c != ' ') digits += c;
    }
    if (digits.size() < fewest || !base::is_digits(digits)) return std::nullopt;
    if (digits.size() < most) digits.insert(0, most - digits.size(), '0');
    const std::size_t zeros = digits.size() - most;
    if (digits.find_first_not_of('0') < zeros) return std::nullopt;
    return digits.substr(zeros);
}

}  // namespace

Mt940Account account_in_mt940(std::string_view given) {
    const std::string_view account = base::trimmed(given);
    // Behind the last slash, where a BIC stands before it.
    const std::string_view behind = account.substr(account.rfind('/') + 1);
    if (values::Iban::parse(without_end(behind))) {
        return {.account = without_end(behind), .currency = {}};
    }
    const Mt940Account taken = without_currency(behind);
    if (values::Iban::parse(taken.account)) return taken;
    return {.account = account, .currency = {}};
}

std::optional<DutchAccountNumber> dutch_number_in_mt940(std::string_view given) {
    const Mt940Account whole = without_currency(base::trimmed(given));
    const std::string_view account = whole.account;
    DutchAccountNumber number{.bank = {}, .digits = {}, .currency = std::string{whole.currency}};
    std::size_t begin = 0;
    if (!account.empty() && (is_letter(account.front()) || account.contains('/'))) {
        const std::size_t end = account.find_first_of("/ ");
        if (end == std::string_view::npos) return std::nullopt;
        number.bank = bank_code_in(account.substr(0, end));
        if (number.bank.empty()) return std::nullopt;
        begin = end + 1;
    }
    auto digits = ten_digits(account.substr(begin));
    if (!digits) return std::nullopt;
    number.digits = std::move(*digits);
    return number;
}

bool DutchAccountNumber::is_of(const values::Iban& iban) const {
    if (iban.country() != "NL") return false;
    const std::string_view bank_and_digits = iban.compact().substr(4);
    return bank_and_digits.starts_with(bank) && bank_and_digits.substr(bank_code_length) == digits;
}

}  // namespace ontzorgd::messages
