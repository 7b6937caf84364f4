// SPDX-License-Identifier: EUPL-1.2
// Laws of reading MT940: what a bank may do to a text on its way changes nothing.
#include "ontzorgd/messages/mt940.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace ontzorgd::messages {
namespace {

using Entries = std::vector<reconcile::Entry>;

class Keeper : public StatementSink {
public:
    base::Result<base::Done> on_statement(const reconcile::StatementHead& /*head*/) override {
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        entries.push_back(entry);
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& one) override {
        totals.push_back(one);
        return base::Done{};
    }
    Entries entries;
    std::vector<reconcile::StatementTotals> totals;
};

/// Blocks of any size, so that lines and characters are cut between them.
ByteSource in_blocks(const std::string& text, std::size_t size) {
    return [&text, size, at = std::size_t{0}]() mutable -> base::Result<std::span<const char>> {
        const std::string_view block = std::string_view{text}.substr(at, size);
        at += block.size();
        return std::span<const char>{block};
    };
}

void read_into(Keeper& kept, const std::string& text, std::size_t block_size) {
    RC_ASSERT(bool{read_mt940(in_blocks(text, block_size), kept)});
}

Entries entries_of(const std::string& text, std::size_t block_size = 1000) {
    Keeper kept;
    read_into(kept, text, block_size);
    return kept.entries;
}

std::string statement_with(const std::string& information, const std::string& line_end) {
    std::string text;
    for (const std::string& line :
         {std::string{":20:A"}, std::string{":25:NL91ABNA0417164300"}, std::string{":28C:1/1"},
          std::string{":60F:C261130EUR10,00"}, std::string{":61:2611301130D1,00NTRFNONREF//B1"},
          ":86:" + information, std::string{":62F:C261130EUR9,00"}, std::string{"-"}}) {
        text += line + line_end;
    }
    return text;
}

/// Words and texts of banks and persons, with what has a meaning to the reader among them.
rc::Gen<std::string> any_information() {
    const auto part = rc::gen::element<std::string>(
        "/EREF/", "/REMI/", "/REMI/USTD//", "/CNTP/", "/IBAN/", "/NAME/", "/PREF/", "/RTRN/AC04",
        "/", "//", "?20", "?31", "166?00", "EREF+", "SVWZ+", "TOTAAL 3 VZ", "NL91ABNA0417164300",
        "Huur", " ", "  ", "12:30", "-", "\xC3\xA9", "\xE9", "\x82", "REK: ", "{4:", "x");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(part),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& one : parts) text += one;
                            return text;
                        });
}

bool begins_a_line_of_its_own(std::string_view rest) {
    return rest.starts_with(':') || rest.starts_with('-') || rest.starts_with('{');
}

/// The text with line ends put into it, but none before what begins another line by its own right.
std::string cut(const std::string& text, const std::string& line_end) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool may_cut = !begins_a_line_of_its_own(std::string_view{text}.substr(at));
        if (may_cut && *rc::gen::weightedElement<bool>({{5, false}, {1, true}})) lines += line_end;
        lines += text[at];
    }
    return lines;
}

RC_GTEST_PROP(Mt940Property, AnyCuttingOfAnInformationFieldIntoLinesIsTheSame, ()) {
    const std::string text = *any_information();
    const auto line_end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
    RC_ASSERT(entries_of(statement_with(cut(text, line_end), line_end)) ==
              entries_of(statement_with(text, "\n")));
}

RC_GTEST_PROP(Mt940Property, AnyBlocksOfTheSourceAreTheSame, ()) {
    const std::string text = statement_with(*any_information(), "\r\n");
    RC_ASSERT(entries_of(text, *rc::gen::inRange<std::size_t>(1, 40)) == entries_of(text));
}

/// Code words with a value of each, as a bank closes them.
std::vector<std::string> dutch_words(bool closes) {
    const std::string close = closes ? "/" : "";
    return {"/EREF/4K7Q000000010111" + close,
            "/CNTP/NL39RABO0300065264/RABONL2U/De Dageraad/Delft/" + close,
            (closes ? "/REMI/USTD//" : "/REMI/") + std::string{"Huur n/a december"} + close,
            "/RTRN/AC04" + close,
            "/PREF/4K7Q-LASTEN-1" + close,
            "/MARF/M-1" + close,
            "/CSID/NL12ZZZ123456780000" + close,
            "/ULTD//NAME/M. Bos",
            "/IREF/I-1" + close,
            "/PURP/CD/RENT" + close};
}

RC_GTEST_PROP(Mt940Property, AnyOrderOfCodeWordsIsTheSame, ()) {
    const auto words = dutch_words(*rc::gen::arbitrary<bool>());
    auto shuffled = words;
    for (std::size_t at = shuffled.size(); at > 1; --at) {
        std::swap(shuffled[at - 1], shuffled[*rc::gen::inRange<std::size_t>(0, at)]);
    }
    const auto details_of = [](const std::vector<std::string>& all) {
        std::string text;
        for (const std::string& word : all) text += word;
        Entries entries = entries_of(statement_with(text, "\n"));
        return entries.at(0).details;
    };
    const auto details = details_of(shuffled);
    RC_ASSERT(details == details_of(words));
    RC_ASSERT(details.at(0).end_to_end_id == "4K7Q000000010111");
    RC_ASSERT(details.at(0).remittance_text() == "Huur n/a december");
    RC_ASSERT(details.at(0).ultimate_name == "M. Bos");
}

RC_GTEST_PROP(Mt940Property, FreeTextIsKeptToTheCharacter, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('a', 'Z', '7', ' ', '.', '(', '+', ',', '\'', '&'));
    const Entries entries = entries_of(statement_with(cut(text, "\n"), "\n"));
    RC_ASSERT(entries.at(0).additional_info == text);
    RC_ASSERT(entries.at(0).details.at(0).remittance_text() == text);
}

RC_GTEST_PROP(Mt940Property, SumsAndProofAreThoseOfTheLines, ()) {
    const std::vector<std::string> marks{"C", "D", "RC", "RD"};
    const auto lines = *rc::gen::container<std::vector<std::pair<std::int64_t, std::size_t>>>(
        rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 10'000'000),
                      rc::gen::inRange<std::size_t>(0, marks.size())));
    const auto amount = [](std::int64_t cents) {
        const std::string part = std::to_string(cents % 100);
        return std::to_string(cents / 100) + "," + (part.size() == 1 ? "0" : "") + part;
    };
    std::int64_t balance = 0;
    std::string text = ":20:A\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C261130EUR0,00\n";
    for (const auto& [cents, mark] : lines) {
        const bool adds = marks[mark] == "C" || marks[mark] == "RD";
        balance += adds ? cents : -cents;
        text += ":61:261130" + marks[mark] + amount(cents) + "NTRF\n";
    }
    const auto closing = [&](std::int64_t cents) {
        return std::string{":62F:"} + (cents < 0 ? "D" : "C") + "261130EUR" +
               amount(cents < 0 ? -cents : cents) + "\n";
    };
    const auto proof_of = [](const std::string& whole) {
        Keeper kept;
        read_into(kept, whole, 1000);
        return kept.totals.at(0).proof;
    };
    RC_ASSERT(proof_of(text + closing(balance)) == reconcile::Proof::holds);
    RC_ASSERT(proof_of(text + closing(balance + 1)) == reconcile::Proof::fails);
}

RC_GTEST_PROP(Mt940Property, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
    const std::string text = statement_with(*any_information(), "\n");
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
    Keeper kept;
    const std::string whole = text.substr(0, at) + bytes + text.substr(at);
    const auto outcome = read_mt940(in_blocks(whole, 7), kept);
    const std::string code = outcome ? "read" : outcome.error().code;
    RC_ASSERT(!code.empty());
}

}  // namespace
}  // namespace ontzorgd::messages
