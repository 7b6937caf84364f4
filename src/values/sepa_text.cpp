// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/sepa_text.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ontzorgd::values {

namespace {

/// Characters that are all written the same way in SEPA text.
struct Row {
    std::string_view to;
    std::string_view from;  // UTF-8, one after the other
};

// Latin-1 Supplement, Latin Extended-A, the Latin letters of Extended-B (Romanian, Croatian,
// pinyin, African languages) and Extended Additional (Vietnamese, transcriptions): an accented
// letter becomes its base letter. What has no base letter in a-z (ezh, wynn, clicks) is left out
// and refused.
constexpr auto letters = std::to_array<Row>({
    {"A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦȺḀẠẢẤẦẨẪẬẮẰẲẴẶ"},
    {"B", "ƁƂɃḂḄḆ"},
    {"C", "ÇĆĈĊČƇȻḈ"},
    {"D", "ÐĎĐƉƊƋḊḌḎḐḒ"},
    {"E", "ÈÉÊËĒĔĖĘĚƎƏƐȄȆȨɆḔḖḘḚḜẸẺẼẾỀỂỄỆ"},
    {"F", "ƑḞ"},
    {"G", "ĜĞĠĢƓǤǦǴḠ"},
    {"H", "ĤĦȞḢḤḦḨḪ"},
    {"I", "ÌÍÎÏĨĪĬĮİƗǏȈȊḬḮỈỊ"},
    {"J", "ĴɈ"},
    {"K", "ĶƘǨḰḲḴ"},
    {"L", "ĹĻĽĿŁȽḶḸḺḼ"},
    {"M", "ḾṀṂ"},
    {"N", "ÑŃŅŇŊƝǸṄṆṈṊ"},
    {"O", "ÒÓÔÕÖØŌŎŐƆƟƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"},
    {"P", "ƤṔṖ"},
    {"R", "ŔŖŘȐȒɌṘṚṜṞ"},
    {"S", "ŚŜŞŠȘṠṢṤṦṨ"},
    {"T", "ŢŤŦƬƮȚȾṪṬṮṰ"},
    {"U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄṲṴṶṸṺỤỦỨỪỬỮỰ"},
    {"V", "ƲṼṾ"},
    {"W", "ŴẀẂẄẆẈ"},
    {"X", "ẊẌ"},
    {"Y", "ÝŶŸƳȲɎẎỲỴỶỸ"},
    {"Z", "ŹŻŽƵȤẐẒẔ"},
    {"a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"},
    {"b", "ƀƃɓḃḅḇ"},
    {"c", "çćĉċčƈȼḉ"},
    {"d", "ðďđƌȡɖɗḋḍḏḑḓ"},
    {"e", "èéêëēĕėęěǝȅȇȩɇəɛḕḗḙḛḝẹẻẽếềểễệ"},
    {"f", "ƒḟ"},
    {"g", "ĝğġģǥǧǵɠḡ"},
    {"h", "ĥħȟɦḣḥḧḩḫẖ"},
    {"i", "ìíîïĩīĭįıǐȉȋɨḭḯỉị"},
    {"j", "ĵǰȷɉ"},
    {"k", "ķĸƙǩḱḳḵ"},
    {"l", "ĺļľŀłƚȴḷḹḻḽ"},
    {"m", "ḿṁṃ"},
    {"n", "ñńņňŋƞǹȵɲṅṇṉṋ"},
    {"o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔɵṍṏṑṓọỏốồổỗộớờởỡợ"},
    {"p", "ƥṕṗ"},
    {"r", "ŕŗřȑȓɍṙṛṝṟ"},
    {"s", "śŝşšſșȿṡṣṥṧṩẛẜẝ"},
    {"t", "ţťŧƫƭțȶʈṫṭṯṱẗ"},
    {"u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự"},
    {"v", "ʋṽṿ"},
    {"w", "ŵẁẃẅẇẉẘ"},
    {"x", "ẋẍ"},
    {"y", "ýÿŷƴȳɏẏẙỳỵỷỹ"},
    {"z", "źżžƶȥɀẑẓẕ"},
    {"'n", "ŉ"},
    {"AE", "ÆǢǼ"},
    {"DZ", "ǄǱ"},
    {"Dz", "ǅǲ"},
    {"IJ", "Ĳ"},
    {"LJ", "Ǉ"},
    {"Lj", "ǈ"},
    {"NJ", "Ǌ"},
    {"Nj", "ǋ"},
    {"OE", "Œ"},
    {"SS", "ẞ"},
    {"TH", "Þ"},
    {"ae", "æǣǽ"},
    {"dz", "ǆǳ"},
    {"ij", "ĳ"},
    {"lj", "ǉ"},
    {"nj", "ǌ"},
    {"oe", "œ"},
    {"ss", "ß"},
    {"th", "þ"},
});

// Typography and the signs of a keyboard. What has a likeness becomes that, the rest a full stop.
constexpr auto signs = std::to_array<Row>({
    {" ", "\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F"},
    {"'", "\"`´‘’‚‛“”„‟′″‵‶«»‹›ʹʻʼʽ"},
    {"-", "_~‐‑‒–—―−"},
    {"+", "&"},
    {"(", "[{"},
    {")", "]}"},
    {"/", "\\|¦⁄"},
    {",", ";"},
    {"?", "¿"},
    {".", "!#$%*=^¡·•°"},
    {"...", "…"},
    {"(at)", "@"},
    {"EUR", "€"},
    {"x", "×"},
    {"a", "ª"},
    {"o", "º"},
    {"1", "¹"},
    {"2", "²"},
    {"3", "³"},
    {"1/4", "¼"},
    {"1/2", "½"},
    {"3/4", "¾"},
    {"ff", "ﬀ"},
    {"fi", "ﬁ"},
    {"fl", "ﬂ"},
    {"ffi", "ﬃ"},
    {"ffl", "ﬄ"},
});

bool is_sepa_character(char c) {
    if (('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9')) return true;
    constexpr std::string_view others = " /-?:().,'+";
    return others.find(c) != std::string_view::npos;
}

/// The length of the sequence that begins with this byte of a well-formed UTF-8 text.
std::size_t sequence_length(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

/// The number of one character of a well-formed UTF-8 text.
std::uint32_t code_point_of(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return first;
    std::uint32_t number = first & (0xFFU >> (character.size() + 1));
    for (const char c : character.substr(1)) {
        number = (number << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    }
    return number;
}

/// "U+0627"
std::string code_point_name(std::string_view character) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string name;
    for (std::uint32_t rest = code_point_of(character); rest != 0 || name.size() < 4; rest /= 16) {
        name.insert(name.begin(), digits[rest % 16]);
    }
    return "U+" + name;
}

/// An accent that stands on the letter before it, as some systems store é.
bool is_combining_accent(std::string_view character) {
    if (character.size() != 2) return false;
    const std::uint32_t number = code_point_of(character);
    return 0x0300 <= number && number <= 0x036F;
}

/// How one character is written in SEPA text; nothing when it cannot be.
std::optional<std::string_view> written_as(std::string_view character) {
    if (character.size() == 1 && is_sepa_character(character.front())) return character;
    if (is_combining_accent(character)) return std::string_view{};
    // A control character would be "found" in no row; the search by text is safe because one UTF-8
    // sequence never begins inside another.
    const auto holds = [character](const Row& row) {
        return row.from.find(character) != std::string_view::npos;
    };
    const auto* const letter = std::find_if(letters.begin(), letters.end(), holds);
    if (letter != letters.end()) return letter->to;
    const auto* const sign = std::find_if(signs.begin(), signs.end(), holds);
    if (sign != signs.end()) return sign->to;
    return std::nullopt;
}

/// Collects the text and the changes; keeps blanks back until it knows what follows them.
class Writer {
public:
    void write(std::string_view from, std::string_view to) {
        if (to == " ") {
            blanks_ += from;
            return;
        }
        if (!to.empty()) write_blanks(sepa_.text.empty() ? "" : " ");
        change(from, to);
        sepa_.text += to;
    }

    SepaText finished() && {
        write_blanks("");
        return std::move(sepa_);
    }

private:
    void write_blanks(std::string_view to) {
        if (blanks_.empty()) return;
        change(blanks_, to);
        sepa_.text += to;
        blanks_.clear();
    }

    void change(std::string_view from, std::string_view to) {
        if (from == to) return;
        sepa_.changes.push_back({.from = std::string{from}, .to = std::string{to}});
    }

    SepaText sepa_;
    std::string blanks_;
};

}  // namespace

bool is_sepa_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_sepa_character);
}

base::Result<SepaText> to_sepa_text(std::string_view original, std::size_t max_length) {
    if (!base::is_utf8(original)) return base::malformed("text_is_not_utf8");

    Writer writer;
    while (!original.empty()) {
        const std::string_view character = original.substr(0, sequence_length(original.front()));
        const auto written = written_as(character);
        if (!written) {
            return base::malformed("text_has_no_sepa_form",
                                   {{"code_point", code_point_name(character)}});
        }
        writer.write(character, *written);
        original.remove_prefix(character.size());
    }

    SepaText sepa = std::move(writer).finished();
    if (sepa.text.empty()) return base::malformed("text_is_empty");
    if (sepa.text.size() > max_length) {
        return base::malformed("text_is_too_long", {{"length", std::to_string(sepa.text.size())},
                                                    {"max_length", std::to_string(max_length)}});
    }
    return sepa;
}

bool is_sepa_reference(std::string_view text, std::size_t max_length) {
    if (text.empty() || text.size() > max_length || !is_sepa_text(text)) return false;
    const auto is_bad_end = [](char c) { return c == ' ' || c == '/'; };
    if (is_bad_end(text.front()) || is_bad_end(text.back())) return false;
    return text.find("//") == std::string_view::npos;
}

}  // namespace ontzorgd::values
