// SPDX-License-Identifier: EUPL-1.2
#include "decision.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/uitkering/split.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

namespace ontzorgd::uitkering {

namespace {

using decision::Assessment;
using decision::Facts;
using values::CivilDate;
using values::Euro;

constexpr std::size_t bits_of_byte = 8;

constexpr std::array<std::uint32_t, 256> make_crc_table() {
    constexpr std::uint32_t polynomial = 0xEDB8'8320U;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (std::size_t bit = 0; bit < bits_of_byte; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? polynomial : 0U);
        table.at(byte) = value;
    }
    return table;
}

/// CRC-32 as in ISO 3309 (gzip, PNG): finds every change of up to 32 bits in a row for certain. It
/// guards against a lost or changed row; against intent stands the audit chain.
std::uint32_t crc32(std::string_view bytes) {
    static constexpr auto table = make_crc_table();
    std::uint32_t value = ~0U;
    for (const char byte : bytes) {
        value = (value >> bits_of_byte) ^ table[(value ^ static_cast<unsigned char>(byte)) & 0xFFU];
    }
    return ~value;
}

/// Lines of fields with one blank between them.
class Lines {
public:
    explicit Lines(std::size_t size) { text_.reserve(size); }

    Lines& line(std::string_view tag) {
        if (!text_.empty()) text_ += '\n';
        ++count_;
        text_ += tag;
        return *this;
    }
    Lines& word(std::string_view word) {
        text_ += ' ';
        text_ += word;
        return *this;
    }
    Lines& number(std::int64_t number) {
        std::array<char, 20> digits{};
        const auto* const end =
            std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        return word({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    Lines& euro(Euro amount) { return number(amount.cents()); }
    Lines& date(CivilDate date) { return number(date.to_number()); }

    /// Closes the text with the number of lines before the last and the CRC of their bytes.
    std::string close() && {
        const std::size_t before = count_;
        text_ += '\n';
        const std::uint32_t crc = crc32(text_);
        text_ += 'e';
        number(static_cast<std::int64_t>(before));
        text_ += ' ';
        constexpr std::string_view hex = "0123456789abcdef";
        for (unsigned shift = 32; shift > 0;) {
            shift -= 4;
            text_ += hex[(crc >> shift) & 0xFU];
        }
        text_ += '\n';
        return std::move(text_);
    }

private:
    std::string text_;
    std::size_t count_ = 0;
};

/// The grounds that allow something, oldest first, in whatever order the dossier lists them.
std::vector<dossier::Grondslag> by_first_day(std::vector<dossier::Grondslag> grounds) {
    std::erase_if(grounds, [](const dossier::Grondslag& ground) {
        return ground.soort == dossier::GrondslagSoort::geen;
    });
    std::sort(grounds.begin(), grounds.end(),
              [](const auto& a, const auto& b) { return a.vanaf < b.vanaf; });
    return grounds;
}

void add_household(Lines& lines, const Situation& situation, const Facts& facts) {
    const dossier::Household& household = *situation.household;
    lines.line("r")
        .word(to_text(situation.soort))
        .word(to_text(household.type))
        .number(situation.benefit_month.to_number())
        .date(situation.window.pay_date)
        .date(situation.window.next_pay_date)
        .date(situation.first_execution());
    lines.line("n")
        .euro(situation.net)
        .euro(facts.bijzondere_bijstand)
        .euro(situation.leefgeld_already)
        .euro(facts.floor);
    if (facts.joint != nullptr) lines.line("j").number(facts.joint->aandeel_eerste);
    for (std::size_t i = 0; i < facts.partners; ++i) {
        const dossier::Client& client = household.clienten[i];
        lines.line("c")
            .number(client.id.number())
            .word(to_text(facts.machtiging.at(i)))
            .euro(facts.entitlement.at(i))
            .euro(facts.half.at(i));
        for (const dossier::Grondslag& ground : by_first_day(client.grondslagen)) {
            lines.line("g").word(to_text(ground.soort)).date(ground.vanaf);
            if (ground.tot_en_met) {
                lines.date(*ground.tot_en_met);
            } else {
                lines.word("-");
            }
        }
    }
}

const Bill& bill_of(const Situation& situation, const BillOutcome& outcome) {
    const auto found =
        std::find_if(situation.bills.begin(), situation.bills.end(), [&](const Bill& bill) {
            return bill.contract->id == outcome.contract && bill.period.from == outcome.period.from;
        });
    base::expects(found != situation.bills.end(), "a Verdeling is encoded with its own situation");
    return *found;
}

void add_flags(Lines& lines, const Bill& bill) {
    std::array<char, 3> flags{};
    std::size_t count = 0;
    if (bill.period.is_partial_first) flags.at(count++) = 'd';
    if (bill.contract->incasso) flags.at(count++) = 'i';
    if (!bill.creditor_iban_confirmed) flags.at(count++) = 'o';
    lines.word(count == 0 ? std::string_view{"-"} : std::string_view{flags.data(), count});
}

std::string_view covered_text(const std::array<bool, 2>& covered) {
    if (covered[0]) return covered[1] ? "12" : "1";
    return covered[1] ? "2" : "-";
}

void add_bill(Lines& lines, const Bill& bill) {
    const dossier::VasteLast& contract = *bill.contract;
    lines.line("b")
        .word(dossier::to_text(contract.kind))
        .number(contract.id.number())
        .number(contract.drager.number())
        .date(bill.period.from)
        .date(bill.period.until)
        .date(bill.period.due)
        .word(dossier::to_text(contract.ritme));
    add_flags(lines, bill);
    lines.euro(bill.period.bedrag)
        .euro(bill.already_paid)
        .number(bill.next_part)
        .number(bill.volgnummer);
}

void add_outcome(Lines& lines, const Assessment& assessment, const BillOutcome& bill, Euro rest) {
    lines.line("u")
        .word(decision::to_text(assessment.wijze))
        .word(covered_text(assessment.covered))
        .word(bill.grondslag_eindigt ? "eindigt" : "-")
        .word(to_text(bill.outcome))
        .word(bill.reason == Reason::none ? std::string_view{"-"} : to_text(bill.reason))
        .euro(bill.wanted)
        .euro(bill.to_pay)
        .euro(bill.draagdeel[0])
        .euro(bill.draagdeel[1])
        .date(bill.execution_date)
        .euro(rest);
}

}  // namespace

std::string encode_explanation(const Situation& situation,
                               const base::Explained<Verdeling>& split) {
    constexpr std::size_t head_size = 400;
    constexpr std::size_t bill_size = 170;
    const Verdeling& verdeling = split.value;
    const Facts facts = decision::facts_of(situation);
    Lines lines{head_size + bill_size * verdeling.bills.size() + 32 * verdeling.tranches.size()};

    lines.line("ontzorgd-split").number(split_version).number(situation.household->id.number());
    add_household(lines, situation, facts);
    Euro rest = facts.half[0] + facts.half[1];
    for (const BillOutcome& outcome : verdeling.bills) {
        const Bill& bill = bill_of(situation, outcome);
        rest -= outcome.to_pay;
        add_bill(lines, bill);
        add_outcome(lines, decision::assess(situation, facts, bill), outcome, rest);
    }
    for (std::size_t i = 0; i < facts.partners; ++i)
        lines.line("l").number(static_cast<std::int64_t>(i) + 1).euro(verdeling.leefgeld.at(i));
    for (const Tranche& tranche : verdeling.tranches) {
        lines.line("t")
            .number(tranche.partner + 1)
            .number(tranche.number)
            .date(tranche.execution_date)
            .euro(tranche.bedrag);
    }
    return std::move(lines).close();
}

}  // namespace ontzorgd::uitkering
