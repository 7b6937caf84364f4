// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_word.h"

namespace ontzorgd::payment {

namespace {

constexpr std::array texts{"nothing", "received", "accepted", "settled", "rejected", "contradicts"};
static_assert(texts.size() == all_bank_words.size());

constexpr std::uint8_t bit(Said said) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(said));
}

}  // namespace

std::string_view to_text(BankWord word) {
    return texts.at(static_cast<std::size_t>(word));
}

void Heard::add(SaidOf level, Said said) {
    std::uint8_t& all = said_.at(static_cast<std::size_t>(level));
    all = static_cast<std::uint8_t>(all | bit(said));
}

bool Heard::has(SaidOf level, Said said) const {
    return (said_.at(static_cast<std::size_t>(level)) & bit(said)) != 0;
}

BankWord Heard::word() const {
    using enum SaidOf;
    if (has(itself, Said::rejected)) {
        return has(itself, Said::settled) ? BankWord::contradicts : BankWord::rejected;
    }
    const bool is_settled = has(itself, Said::settled) || has(all, Said::settled);
    if (has(all, Said::rejected)) return is_settled ? BankWord::contradicts : BankWord::rejected;
    if (is_settled) return BankWord::settled;
    if (has(itself, Said::accepted) || has(all, Said::accepted)) return BankWord::accepted;
    if (has(itself, Said::received) || has(all, Said::received)) return BankWord::received;
    return BankWord::nothing;
}

AttemptState with_bank_word(AttemptState state, BankWord word) {
    using enum AttemptState;
    if (state != handed_over && state != handover_unknown) return state;
    switch (word) {
        case BankWord::nothing: break;
        case BankWord::received: return handed_over;
        case BankWord::accepted:
        case BankWord::settled:
        case BankWord::contradicts: return accepted;
        case BankWord::rejected: return rejected;
    }
    return state;
}

}  // namespace ontzorgd::payment
