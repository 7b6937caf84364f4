// SPDX-License-Identifier: EUPL-1.2
#include "refund_reader.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

/// What is shorter may stand in a text for anything; it is no number of ours that decides.
constexpr std::size_t shortest_number = 6;
constexpr std::size_t most_numbers = 100;
/// Numbers are no part of a passage and no passage is one of them.
constexpr std::size_t behind_all_passages = 1'000'000;

bool is_of_number(char character) {
    return character == '-' || (character >= '0' && character <= '9') ||
           (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

}  // namespace

reconcile::Recognised RefundReader::read(const reconcile::EntryDetail& detail, std::int64_t counter,
                                         values::CivilDate day) {
    creditors_ = payments_.kenmerken().creditors_with(counter);
    if (creditors_.empty()) return {};
    day_ = day;
    const std::array texts{detail.remittance_text(), detail.structured_reference};
    const auto passages = reconcile::passages_of(texts);
    std::vector<reconcile::Named> named;
    add_kenmerken(passages, named);
    add_numbers(texts[0] + ' ' + texts[1], named);
    return reconcile::recognise(named);
}

void RefundReader::add_kenmerken(const std::vector<reconcile::Passage>& passages,
                                 std::vector<reconcile::Named>& named) {
    for (const reconcile::Passage& passage : passages) {
        for (const auto& contract : payments_.kenmerken().with_kenmerk(passage.plain)) {
            if (!reconcile::is_kenmerk(passage, contract.kenmerk)) continue;
            add(contract,
                {.decides = !reconcile::reads_as_a_day(passage.plain),
                 .begin = passage.begin,
                 .end = passage.end},
                named);
        }
    }
}

/// Numbers of clients and contracts, as one word. They lie in no kenmerk and no kenmerk in them.
void RefundReader::add_numbers(std::string_view text, std::vector<reconcile::Named>& named) {
    std::size_t at = behind_all_passages;
    for (std::size_t begin = 0; begin < text.size() && at < behind_all_passages + most_numbers;) {
        std::size_t end = begin;
        while (end < text.size() && is_of_number(text[end])) ++end;
        const std::string_view word = text.substr(begin, end - begin);
        begin = end + 1;
        if (word.size() < 2) continue;
        ++at;
        const bool is_long = reconcile::plain_text(word).size() >= shortest_number;
        for (const auto& contract : payments_.kenmerken().with_number(word)) {
            add(contract,
                {.decides = is_long && !reconcile::reads_as_a_day(word),
                 .begin = at,
                 .end = at + 1},
                named);
        }
    }
}

void RefundReader::add(const store::KenmerkContract& contract, reconcile::Named found,
                       std::vector<reconcile::Named>& named) const {
    const bool is_of_payer = std::ranges::find(creditors_, contract.creditor) != creditors_.end();
    const bool is_over =
        contract.until && contract.until->plus_months_clamped(reconcile::months_of_refunds) < day_;
    found.contract = contract.contract;
    found.household = contract.household;
    found.of_payer = is_of_payer && !is_over;
    named.push_back(found);
}

}  // namespace ontzorgd::service
