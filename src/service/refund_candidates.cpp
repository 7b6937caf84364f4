// SPDX-License-Identifier: EUPL-1.2
#include "refund_candidates.h"

#include "ontzorgd/store/refund.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <map>
#include <set>

namespace ontzorgd::service {

namespace {

constexpr std::size_t most_candidates = 50;
/// Fewer letters and digits of a kenmerk stand in any text.
constexpr std::size_t shortest_piece = 5;
/// Of a creditor with so few contracts all are shown.
constexpr std::size_t few_contracts = 10;

struct Candidate {
    store::RefundContract contract;
    values::Euro paid;  ///< in the months before, less what came back
    std::size_t piece = 0;
    std::string_view reason;
};

/// How many letters and digits of the kenmerk stand side by side in the text.
std::size_t longest_piece(std::string_view text, std::string_view kenmerk) {
    for (std::size_t length = kenmerk.size(); length >= shortest_piece; --length) {
        for (std::size_t at = 0; at + length <= kenmerk.size(); ++at) {
            if (text.find(kenmerk.substr(at, length)) != std::string_view::npos) return length;
        }
    }
    return 0;
}

values::Euro paid_before(store::Database& db, std::int64_t contract, values::CivilDate day) {
    const values::CivilDate from = day.plus_months_clamped(-reconcile::months_of_refunds);
    values::Euro paid;
    for (const reconcile::PaidOn& each : store::paid_on(db, contract)) {
        if (from <= each.day && each.day <= day) paid += each.cents;
    }
    return paid;
}

Report row_of(const Candidate& candidate, std::int64_t rank) {
    const store::RefundContract& contract = candidate.contract;
    Report row;
    row.add("rang", Value{rank})
        .add("contract", contract.nummer)
        .add("huishouden", contract.household_nummer)
        .add("client", contract.client)
        .add("naam", contract.client_name)
        .add("crediteur", contract.creditor)
        .add("soort", store::kind_text(contract.kind))
        .add("kenmerk", contract.kenmerk)
        .add("betaald", Value{candidate.paid})
        .add("waarom", wording::rule_words(candidate.reason));
    return row;
}

}  // namespace

std::vector<Report> refund_rows(Municipality& town, const store::FoundLine& line,
                                std::string_view text) {
    if (!line.credit) return {};
    store::Database& db = town.db();
    std::vector<Candidate> all;
    std::set<std::int64_t> named;
    for (auto& contract : store::refund_contracts_of(db, line.key)) {
        named.insert(contract.contract);
        const values::Euro paid = paid_before(db, contract.contract, line.booking_date);
        all.push_back({std::move(contract), paid, 0, "text_has_the_kenmerk"});
    }
    std::vector<Candidate> less_likely;
    const auto others =
        line.counter ? store::contracts_at(db, *line.counter) : std::vector<std::int64_t>{};
    const std::string plain = reconcile::plain_text(text);
    for (const std::int64_t id : others) {
        if (named.contains(id)) continue;
        auto contract = store::refund_contract(db, id);
        if (!contract) continue;
        const std::size_t piece = longest_piece(plain, reconcile::plain_text(contract->kenmerk));
        if (piece == 0 && others.size() > few_contracts) continue;
        const values::Euro paid = paid_before(db, id, line.booking_date);
        less_likely.push_back({*std::move(contract), paid, piece,
                               piece == 0 ? "only_the_creditor_agrees" : "text_has_a_piece"});
    }
    std::ranges::stable_sort(less_likely, std::ranges::greater{}, [](const Candidate& each) {
        return std::pair{each.piece, each.paid};
    });
    std::ranges::move(less_likely, std::back_inserter(all));
    std::vector<Report> rows;
    for (const Candidate& each : all) {
        if (rows.size() == most_candidates) break;
        rows.push_back(row_of(each, static_cast<std::int64_t>(rows.size()) + 1));
    }
    return rows;
}

}  // namespace ontzorgd::service
