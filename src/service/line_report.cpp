// SPDX-License-Identifier: EUPL-1.2
#include "line_report.h"

#include "bank_report.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/payment/attempt.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/line_rule.h"
#include "ontzorgd/store/personal.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/wording/sentence.h"
#include "pay_again_of.h"
#include "payment_reference.h"
#include "refund_candidates.h"

#include <array>
#include <utility>

namespace ontzorgd::service {

namespace {

std::string reason_of(store::Database& db, std::int64_t personal) {
    if (personal == 0) return {};
    return store::read_personal(db, personal).value_or("(vernietigd)");
}

std::string user_of(store::Database& db, store::UserId user) {
    return user.is_none() ? std::string{} : store::user_name(db, user);
}

/// Whose money it is: said so, or of the payment that it is; none of a whole file.
dossier::HouseholdId household_of(store::Database& db, const store::LineStand& stand) {
    const auto owner = stand.household == 0 && stand.instruction != 0
                           ? store::household_of_instruction(db, stand.instruction)
                           : std::nullopt;
    return owner.value_or(dossier::HouseholdId{stand.household});
}

std::string day_of(store::Database& db, std::int64_t fact) {
    return fact == 0 ? std::string{} : store::day_of_fact(db, fact).to_string();
}

std::string standing_of(const store::LineDecision& decision) {
    if (decision.revoked_fact != 0) return "teruggenomen";
    return decision.is_proposed() ? "wacht_op_een_ander" : "geldt";
}

std::string_view word_of(store::DecisionKind kind) {
    using enum store::DecisionKind;
    switch (kind) {
        case match: return "gekoppeld";
        case force: return "gekoppeld_door_twee";
        case other: return "overig";
        case release: return "losgemaakt";
    }
    return "";
}

Report row_of(Municipality& town, const store::LineDecision& decision) {
    store::Database& db = town.db();
    Report row;
    row.add("beslissing", word_of(decision.kind))
        .add("als", decision.label)
        .add("huishouden", store::household_nummer(db, dossier::HouseholdId{decision.household}))
        .add("contract", store::contract_nummer(db, dossier::ContractId{decision.contract}))
        .add("betaling", text_of(town, decision.target))
        .add("staat", standing_of(decision))
        .add("op", day_of(db, decision.fact))
        .add("door", user_of(db, decision.decided_by))
        .add("reden", reason_of(db, decision.reason))
        .add("bevestigd_door", user_of(db, decision.confirmed_by))
        .add("teruggenomen_op", day_of(db, decision.revoked_fact))
        .add("teruggenomen_door", user_of(db, decision.revoked_by))
        .add("reden_van_terugnemen", reason_of(db, decision.revoke_reason));
    return row;
}

std::string_view command_of(reconcile::ByHand allowed) {
    switch (allowed) {
        case reconcile::ByHand::one_person: return "line match";
        case reconcile::ByHand::two_people: return "line force";
        case reconcile::ByHand::refused: break;
    }
    return "nee";
}

/// Of which payments of a file a line would be.
std::string payments_of(const LineCandidate& candidate) {
    std::string all = std::to_string(candidate.file->count) + " betalingen";
    if (candidate.rejected == 0) return all;
    const std::string rejected = std::to_string(candidate.rejected) + " geweigerde";
    return candidate.is_credit ? rejected + " van " + all : all + ", zonder " + rejected;
}

Report row_of(Municipality& town, const LineCandidate& candidate, std::int64_t rank) {
    Report row;
    row.add("rang", Value{rank});
    if (const auto& payment = candidate.payment) {
        row.add("betaling",
                text_of(town, {.instruction = payment->instruction, .attempt = payment->attempt}))
            .add("client", payment->client)
            .add("naam", payment->client_name)
            .add("begunstigde", payment->payee)
            .add("bedrag", Value{payment->cents})
            .add("uitvoerdatum", Value{payment->execution_date})
            .add("staat",
                 payment::to_text(state_of(payment->state, payment->file_state, payment->word)));
    } else {
        row.add("betaling", candidate.file->name)
            .add("client", "")
            .add("naam", "")
            .add("begunstigde", payments_of(candidate))
            .add("bedrag", Value{candidate.file->cents})
            .add("uitvoerdatum", Value{candidate.file->execution_date})
            .add("staat", candidate.file->state);
    }
    row.add("kan_met", command_of(candidate.verdict.allowed))
        .add("waarom", wording::rule_words(candidate.verdict.reason));
    return row;
}

/// The rule of the municipality that placed a line, with its word; nothing when none did.
std::string placed_by(store::Database& db, std::string_view rule) {
    const auto number = store::number_of_rule(rule);
    const auto found = number ? store::line_rule(db, *number) : std::nullopt;
    if (!found) return {};
    return "regel " + std::to_string(*number) + " (" +
           std::string{reconcile::to_text(found->asks.word)} + ')';
}

}  // namespace

std::string text_of(const store::LineKey& line) {
    std::string text = std::to_string(line.statement) + ':' + std::to_string(line.entry);
    if (line.detail != 0) text += ':' + std::to_string(line.detail);
    return text;
}

void add_lines(Report& report, std::string_view name, const std::vector<store::LineKey>& lines) {
    std::vector<Report> rows;
    for (const store::LineKey& line : lines) {
        Report row;
        row.add("bankregel", text_of(line));
        rows.push_back(std::move(row));
    }
    if (!rows.empty()) report.add_rows(std::string{name}, std::move(rows));
}

base::Result<store::FoundLine> line_named(store::Database& db, std::string_view text) {
    const auto parsed = parse_line_name(text);
    if (!parsed) return parsed.failure();
    const auto [statement, entry, detail] = parsed.value();
    const store::LineKey key{.statement = statement, .entry = entry, .detail = detail.value_or(0)};
    const std::string name{text};
    if (auto found = store::find_line(db, key)) return *std::move(found);
    if (detail) {
        return base::refuse("line_is_unknown", {{"line", name}});
    }
    // An entry of one detail is its only line.
    auto first = store::find_line(db, {key.statement, key.entry, 1});
    if (!first) return base::refuse("line_is_unknown", {{"line", name}});
    if (store::find_line(db, {key.statement, key.entry, 2})) {
        return base::refuse("line_needs_a_detail", {{"line", name}});
    }
    return *std::move(first);
}

base::Result<store::DecisionTarget> target_named(Municipality& town, std::string_view text) {
    if (const auto file = store::file_named(town.db(), text)) {
        return store::DecisionTarget{.file = file->id};
    }
    const auto named = payment_named(town, text);
    if (!named) return named.failure();
    if (!named.value()) return base::refuse("payment_is_unknown", {{"value", std::string{text}}});
    return store::DecisionTarget{.instruction = named.value()->instruction,
                                 .attempt = named.value()->attempt};
}

std::string text_of(Municipality& town, const store::DecisionTarget& target) {
    if (target.file != 0) {
        const auto file = store::file_by_id(town.db(), target.file);
        return file ? file->name : std::string{};
    }
    if (target.instruction == 0) return {};
    return reference_of(town, target.instruction, target.attempt);
}

Report report_of_line(Municipality& town, const store::LineKey& key) {
    store::Database& db = town.db();
    const auto line = store::find_line(db, key);
    base::expects(line.has_value(), "a line that was found stays");
    const auto account = store::own_account_by_id(db, line->account);
    const store::LineStand& stand = line->stand;
    Report report;
    report.add("bankregel", text_of(key))
        .add("rekening", account ? account->name : "")
        .add("datum", Value{line->booking_date})
        .add("bij", Value{line->credit ? line->cents : values::Euro{}})
        .add("af", Value{line->credit ? values::Euro{} : line->cents})
        .add("plaats", place_labels.at(static_cast<std::size_t>(stand.place)))
        .add("regel", stand.rule)
        .add("geplaatst_door", placed_by(db, stand.rule))
        .add("telt_mee", Value{line->counts()})
        .add("betaling", text_of(town, {stand.instruction, stand.attempt, stand.file}))
        .add("huishouden", store::household_nummer(db, household_of(db, stand)));
    std::vector<Report> decisions;
    for (const store::LineDecision& each : store::decisions_of(db, key)) {
        decisions.push_back(row_of(town, each));
    }
    report.add_rows("beslissingen", std::move(decisions));
    return report;
}

base::Result<Report> show_line_candidates(Municipality& town, std::string_view name) {
    const auto line = line_named(town.db(), name);
    if (!line) return line.failure();
    Report report = report_of_line(town, line.value().key);
    const OtherSide other = other_side_of(town, line.value().key);
    report.add("tegenpartij", other.name)
        .add("tegenrekening", other.account)
        .add("omschrijving", other.text);
    std::vector<Report> rows;
    for (const LineCandidate& each : LineCandidates{town, line.value()}.ranked()) {
        rows.push_back(row_of(town, each, static_cast<std::int64_t>(rows.size()) + 1));
    }
    report.add_rows("kandidaten", std::move(rows));
    report.add_rows("terugbetaling_van", refund_rows(town, line.value(), other.text));
    return report;
}

}  // namespace ontzorgd::service
