// SPDX-License-Identifier: EUPL-1.2
#include "mt940_words.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ontzorgd::messages {

namespace {

enum class Meaning : std::uint8_t {
    none,
    end_to_end_id,
    pmt_inf_id,
    instr_id,
    return_reason,
    count,
    account,
    account_and_bic,  ///< with a comma between them
    counterparty,     ///< ING: account, BIC, name and town, each behind a "/"
    name,
    party,     ///< NAME, ID or ADDR may follow
    ultimate,  ///< so too, or the name itself
    remittance,
    structured_reference,
    transaction,
    code,
    original,
    charges,
    other,       ///< known, so that it ends the word before it
    party_part,  ///< known only behind a party
};

struct Word {
    std::string_view word;
    Meaning meaning;
};

constexpr std::array words = {
    Word{"EREF", Meaning::end_to_end_id},
    Word{"PREF", Meaning::pmt_inf_id},
    Word{"REMI", Meaning::remittance},
    Word{"NAME", Meaning::name},
    Word{"IBAN", Meaning::account},
    Word{"BIC", Meaning::other},
    Word{"TRTP", Meaning::transaction},
    Word{"CNTP", Meaning::counterparty},
    Word{"BENM", Meaning::party},
    Word{"ORDP", Meaning::party},
    Word{"RTRN", Meaning::return_reason},
    Word{"IREF", Meaning::instr_id},
    Word{"NRTX", Meaning::count},
    Word{"MARF", Meaning::other},
    Word{"CSID", Meaning::other},
    Word{"ISDT", Meaning::other},
    Word{"TRCD", Meaning::code},
    Word{"PURP", Meaning::other},
    Word{"ULTC", Meaning::ultimate},
    Word{"ULTD", Meaning::ultimate},
    Word{"ULTB", Meaning::ultimate},
    Word{"UCRD", Meaning::ultimate},
    Word{"UDTR", Meaning::ultimate},
    Word{"INIT", Meaning::other},
    Word{"RTYP", Meaning::other},
    Word{"SVCL", Meaning::other},
    Word{"OCMT", Meaning::original},
    Word{"CHGS", Meaning::charges},
    Word{"EXCH", Meaning::other},
    Word{"ID", Meaning::party_part},
    Word{"ADDR", Meaning::party_part},
    Word{"BBAN", Meaning::account},
    Word{"ACCW", Meaning::account_and_bic},
    // Rabobank: /CDTRREFTP//CD/SCOR/ISSR/CUR/CDTRREF/5000056789012345
    Word{"CDTRREF", Meaning::structured_reference},
    Word{"CDTRREFTP", Meaning::other},
};

constexpr std::size_t longest_word = 9;

/// A word in a text: "/" WORD "/".
struct Found {
    std::size_t begin = std::string_view::npos;
    std::size_t end = std::string_view::npos;
    Meaning meaning = Meaning::none;
};

Meaning meaning_at(std::string_view text, std::size_t slash, bool in_party, std::size_t& end) {
    const std::string_view after = text.substr(slash + 1, longest_word + 1);
    const std::size_t close = after.find('/');
    if (close == std::string_view::npos) return Meaning::none;
    const std::string_view word = after.substr(0, close);
    const auto* const known =
        std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.word == word; });
    if (known == words.end()) return Meaning::none;
    if (known->meaning == Meaning::party_part && !in_party) return Meaning::none;
    end = slash + 1 + close + 1;
    return known->meaning;
}

Found find_word(std::string_view text, std::size_t from, bool in_party) {
    for (std::size_t at = text.find('/', from); at != std::string_view::npos;
         at = text.find('/', at + 1)) {
        std::size_t end = 0;
        const Meaning meaning = meaning_at(text, at, in_party, end);
        if (meaning != Meaning::none) return {.begin = at, .end = end, .meaning = meaning};
    }
    return {.begin = text.size(), .end = text.size(), .meaning = Meaning::none};
}

/// "/WORD/", known or not.
bool begins_with_a_word(std::string_view text) {
    const auto is_letter = [](char c) { return 'A' <= c && c <= 'Z'; };
    if (!text.starts_with('/')) return false;
    const auto* const end = std::find_if_not(text.begin() + 1, text.end(), is_letter);
    const auto length = static_cast<std::size_t>(end - text.begin()) - 1;
    return end != text.end() && *end == '/' && 0 < length && length <= longest_word;
}

std::string_view without_closing_slash(std::string_view value) {
    if (value.ends_with('/')) value.remove_suffix(1);
    return value;
}

/// A reference has no blanks around it, and no slash at its end.
std::string_view reference_of(std::string_view value) {
    value = base::trimmed(value);
    while (value.ends_with('/')) value.remove_suffix(1);
    return base::trimmed(value);
}

std::string_view take_until_slash(std::string_view& rest) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view taken = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    return taken;
}

/// Keeps the first: names decide nothing, and a later one may be of a person's own making.
void set_once(std::string& text, std::string_view value) {
    if (text.empty()) text = value;
}

/// "NL02ABNA.../ABNANL2A/Name with a / in it/Town/"
void read_counterparty(std::string_view value, Mt940Parts& parts) {
    parts.account.give(base::trimmed(take_until_slash(value)));
    take_until_slash(value);
    value = without_closing_slash(value);
    set_once(parts.name, value.substr(0, value.rfind('/')));
}

/// "USTD//text/" and "STRD/CUR/reference/" of ING, or the text as it is.
void read_remittance(std::string_view value, Mt940Parts& parts) {
    constexpr std::string_view unstructured = "USTD//";
    constexpr std::string_view structured = "STRD/";
    if (value.starts_with(unstructured)) {
        set_once(parts.remittance, without_closing_slash(value.substr(unstructured.size())));
    } else if (value.starts_with(structured)) {
        value.remove_prefix(structured.size());
        take_until_slash(value);  // who issued it: "CUR", "ISO"
        set_once(parts.structured_reference, reference_of(value));
    } else {
        set_once(parts.remittance, value);
    }
}

/// A code of the external list is four letters and digits; a person's words are not.
std::string_view reason_of(std::string_view value) {
    constexpr std::size_t length = 4;
    const std::string_view code = reference_of(value);
    const bool is_code = code.size() == length && std::all_of(code.begin(), code.end(), [](char c) {
                             return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
                         });
    return is_code ? code : std::string_view{};
}

/// Whose NAME it is that comes next.
enum class Party : std::uint8_t { none, counterparty, ultimate };

Party party_behind(Meaning meaning, Party before) {
    if (meaning == Meaning::party) return Party::counterparty;
    if (meaning == Meaning::ultimate) return Party::ultimate;
    const bool goes_on = meaning == Meaning::name || meaning == Meaning::party_part;
    return goes_on ? before : Party::none;
}

void take_value(Meaning meaning, Party party, std::string_view value, Mt940Parts& parts) {
    switch (meaning) {
        case Meaning::end_to_end_id: parts.end_to_end_id.give(reference_of(value)); break;
        case Meaning::pmt_inf_id: parts.pmt_inf_id.give(reference_of(value)); break;
        case Meaning::instr_id: parts.instr_id.give(reference_of(value)); break;
        case Meaning::return_reason: parts.return_reason.give(reason_of(value)); break;
        case Meaning::count: parts.count.give(reference_of(value)); break;
        case Meaning::account: parts.account.give(reference_of(value)); break;
        case Meaning::account_and_bic:
            parts.account.give(base::trimmed(value.substr(0, value.find(','))));
            break;
        case Meaning::counterparty: read_counterparty(value, parts); break;
        case Meaning::name:
            set_once(party == Party::ultimate ? parts.ultimate_name : parts.name, value);
            break;
        case Meaning::ultimate: set_once(parts.ultimate_name, without_closing_slash(value)); break;
        case Meaning::remittance: read_remittance(value, parts); break;
        case Meaning::structured_reference:
            set_once(parts.structured_reference, reference_of(value));
            break;
        case Meaning::transaction: parts.transaction = base::trimmed(value); break;
        case Meaning::code: parts.code = reference_of(value); break;
        case Meaning::original: parts.original = reference_of(value); break;
        case Meaning::charges: parts.charges = reference_of(value); break;
        case Meaning::party:
        case Meaning::party_part:
        case Meaning::other:
        case Meaning::none: break;
    }
}

}  // namespace

std::size_t begin_of_code_words(std::string_view text) {
    const Found first = find_word(text, 0, false);
    if (first.meaning == Meaning::none) return std::string_view::npos;
    const std::size_t begin = std::min(text.find_first_not_of(' '), first.begin);
    if (begins_with_a_word(text.substr(begin))) return begin;
    // ASN writes its old free text before the words, which begin with the kind of transaction.
    return first.meaning == Meaning::transaction ? first.begin : std::string_view::npos;
}

void read_code_words(std::string_view text, Mt940Parts& parts) {
    Party party = Party::none;
    for (Found word = find_word(text, 0, false); word.meaning != Meaning::none;) {
        const Party next_party = party_behind(word.meaning, party);
        // "/ORDP//NAME/" is also met as "/ORDP/NAME/", where one slash closes and opens.
        const bool may_share = word.meaning == Meaning::party || word.meaning == Meaning::ultimate;
        const Found next =
            find_word(text, word.end - (may_share ? 1 : 0), next_party != Party::none);
        const std::size_t begin = std::min(word.end, next.begin);
        take_value(word.meaning, party, text.substr(begin, next.begin - begin), parts);
        party = next_party;
        word = next;
    }
}

// --- German sub-fields ---

namespace {

constexpr std::size_t code_length = 3;
constexpr std::size_t number_length = 2;

bool is_remittance_field(std::string_view number) {
    return number.front() == '2' ||
           (number.front() == '6' && '0' <= number.back() && number.back() <= '3');
}

/// 30 to 39 are of the other side, and 64 and 65 are met behind its address.
bool is_sub_field(std::string_view number) {
    if (number.size() != number_length || !base::is_digits(number)) return false;
    return is_remittance_field(number) || number.front() == '3' || number == "00" ||
           number == "10" || number == "64" || number == "65";
}

/// The words inside the text of a SEPA payment. They begin a sub-field, or stand behind a blank.
struct SepaWord {
    std::string_view word;
    Meaning meaning;
};
constexpr std::array sepa_words = {
    SepaWord{"EREF+", Meaning::end_to_end_id}, SepaWord{"KREF+", Meaning::instr_id},
    SepaWord{"SVWZ+", Meaning::remittance},    SepaWord{"ABWA+", Meaning::ultimate},
    SepaWord{"ABWE+", Meaning::ultimate},      SepaWord{"IBAN+", Meaning::account},
    SepaWord{"BIC+", Meaning::other},          SepaWord{"MREF+", Meaning::other},
    SepaWord{"CRED+", Meaning::other},         SepaWord{"DEBT+", Meaning::other},
    SepaWord{"COAM+", Meaning::other},         SepaWord{"OAMT+", Meaning::other},
    SepaWord{"PURP+", Meaning::other},
};

Found find_sepa_word(std::string_view text, std::size_t from) {
    for (std::size_t plus = text.find('+', from); plus != std::string_view::npos;
         plus = text.find('+', plus + 1)) {
        for (const SepaWord& one : sepa_words) {
            const std::size_t end = plus + 1;
            if (end < from + one.word.size()) continue;
            const std::size_t begin = end - one.word.size();
            if (text.substr(begin, one.word.size()) != one.word) continue;
            return {.begin = begin, .end = end, .meaning = one.meaning};
        }
    }
    return {.begin = text.size(), .end = text.size(), .meaning = Meaning::none};
}

void read_sepa_text(std::string_view text, Mt940Parts& parts) {
    Found word = find_sepa_word(text, 0);
    if (word.meaning == Meaning::none) {
        parts.remittance = text;
        return;
    }
    while (word.meaning != Meaning::none) {
        const Found next = find_sepa_word(text, word.end);
        const std::string_view value = text.substr(word.end, next.begin - word.end);
        // The text itself may hold anything; it is not read for what ING means by a slash.
        if (word.meaning == Meaning::remittance) {
            set_once(parts.remittance, value);
        } else {
            take_value(word.meaning, Party::none, base::trimmed(value), parts);
        }
        word = next;
    }
}

void take_sub_field(std::string_view number, std::string_view value, Mt940Parts& parts,
                    std::string& joined) {
    if (is_remittance_field(number)) {
        joined += value;
    } else if (number == "31") {
        parts.account.give(base::trimmed(value));
    } else if (number == "32" || number == "33") {
        parts.name += value;
    } else if (number == "00") {
        parts.transaction = value;
    }
}

}  // namespace

bool has_sub_fields(std::string_view text) {
    const bool has_code = text.size() > code_length && base::is_digits(text.substr(0, code_length));
    const std::string_view rest = text.substr(has_code ? code_length : 0);
    if (!rest.starts_with('?') && !rest.starts_with('>')) return false;
    return is_sub_field(rest.substr(1, number_length));
}

void read_sub_fields(std::string_view text, Mt940Parts& parts, std::string& joined) {
    joined.clear();
    const bool has_code = base::is_digits(text.substr(0, 1));
    if (has_code) {
        parts.code = text.substr(0, code_length);
        parts.code_issuer = "DK";
        text.remove_prefix(code_length);
    }
    const char separator = text.front();
    while (!text.empty()) {
        const std::string_view number = text.substr(1, number_length);
        std::size_t end = text.find(separator, 1 + number_length);
        while (end != std::string_view::npos &&
               !is_sub_field(text.substr(end + 1, number_length))) {
            end = text.find(separator, end + 1);
        }
        end = std::min(end, text.size());
        const std::size_t begin = std::min(1 + number_length, end);
        take_sub_field(number, text.substr(begin, end - begin), parts, joined);
        text.remove_prefix(end);
    }
    read_sepa_text(joined, parts);
}

}  // namespace ontzorgd::messages
