// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/vop.h"

#include "name_check.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/people.h"
#include "payment_reference.h"
#include "status_exceptions.h"

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

using reconcile::NameCheck;

std::string_view result_word(NameCheck result) {
    switch (result) {
        case NameCheck::match: return "naam klopt";
        case NameCheck::close_match: return "naam lijkt erop";
        case NameCheck::no_match: return "naam past niet";
        case NameCheck::not_possible: return "niet te controleren";
        case NameCheck::incomplete: return "loopt nog";
        case NameCheck::mismatches: return "naam wijkt af";
        case NameCheck::none: break;
    }
    return "";
}

/// How a result stands now.
std::string_view state_word(const store::ShownNameCheck& check) {
    if (check.go) {
        if (!*check.go) return "gestopt";
        return check.is_void ? "vervallen" : "gaat_door";
    }
    if (!needs_a_decision(result_of(check))) {
        return result_of(check) == NameCheck::match ? "akkoord" : "niet_gecontroleerd";
    }
    if (check.is_void) return "vervallen";
    return blocks(check) ? "geblokkeerd" : "wacht_op_besluit";
}

Report row_of(Municipality& town, const store::ShownNameCheck& check) {
    store::Database& db = town.db();
    const auto file = store::file_by_id(db, check.file);
    const bool is_decided = check.go.has_value();
    Report row;
    row.add("betaling", reference_of(town, check.instruction, check.attempt))
        .add("bedrag", Value{check.cents})
        .add("huishouden", store::household_nummer(db, check.household))
        .add("bestand", file ? file->name : "")
        .add("sinds", Value{store::day_of_fact(db, check.fact)})
        .add("uitkomst", result_word(result_of(check)))
        .add("verzonden_naam", check.sent_name)
        .add("rekening", check.sent_iban)
        .add("naam_bij_de_bank", check.answered_name)
        .add("staat", state_word(check))
        .add("besloten_door",
             is_decided ? store::user_name(db, store::UserId{check.decided_by}) : std::string{})
        .add("besloten_op",
             is_decided ? Value{store::day_of_fact(db, check.decided_fact)} : Value{std::string{}});
    return row;
}

Report report_of(Municipality& town, const std::vector<store::ShownNameCheck>& checks) {
    std::vector<Report> rows;
    rows.reserve(checks.size());
    for (const store::ShownNameCheck& each : checks) rows.push_back(row_of(town, each));
    Report report;
    report.add("aantal", Value{static_cast<std::int64_t>(checks.size())});
    report.add_rows("naam_controles", std::move(rows));
    return report;
}

/// Why this official may not let the payment go on.
std::optional<base::Failure> obstacle_to_go(const Context& context, std::string_view attempt,
                                            const std::vector<store::ShownNameCheck>& checks) {
    for (const store::ShownNameCheck& each : checks) {
        if (!needs_a_decision(result_of(each))) continue;
        if (each.is_void)
            return base::refuse("name_check_is_void", {{"attempt", std::string{attempt}}});
        if (each.recorded_by == context.actor.id.number())
            return base::refuse("decider_recorded_the_iban", {{"attempt", std::string{attempt}}});
    }
    return std::nullopt;
}

bool is_decided_so(const std::vector<store::ShownNameCheck>& checks, bool go) {
    return std::ranges::all_of(checks, [&](const store::ShownNameCheck& each) {
        return !needs_a_decision(result_of(each)) || each.go == go;
    });
}

void record(Context& context, const std::vector<store::ShownNameCheck>& checks, bool go,
            std::string_view reason) {
    store::Database& db = context.town.db();
    const store::ShownNameCheck& last = checks.back();
    store::in_transaction(db, [&] {
        Act act{context, "name_check_decided"};
        const Commitment why = commit_to(context.town, reason);
        store::add_name_check_decision(db, {.instruction = last.instruction,
                                            .attempt = last.attempt,
                                            .until = last.id,
                                            .go = go,
                                            .reason = why.personal,
                                            .decided_by = context.actor.id.number(),
                                            .fact = act.number()});
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        sync_name_check(db, exceptions, last.instruction, last.attempt);
        act.record()
            .add("instruction", last.instruction)
            .add("attempt", last.attempt)
            .add("decision", audit::Word::of(go ? "go" : "stop"))
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
}

}  // namespace

base::Result<Report> list_name_checks(Municipality& town, bool open) {
    auto checks = store::name_checks(town.db());
    if (open) {
        std::erase_if(
            checks, [](const store::ShownNameCheck& each) { return !waits_for_a_decision(each); });
    }
    return report_of(town, checks);
}

base::Result<Report> decide_name_check(Context& context, std::string_view attempt,
                                       std::string_view decision, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "vop decide"); !allowed)
        return allowed.failure();
    const auto parsed = parse_decision(decision);
    if (!parsed) return parsed.failure();
    const auto named = payment_named(context.town, attempt);
    if (!named) return named.failure();
    const auto [instruction, number] = named.value().value_or(NamedPayment{});
    const auto free = check_no_relation_in_payment(context, instruction);
    if (!free) return free.failure();
    const auto checks = store::name_checks_of(context.town.db(), instruction, number);
    if (checks.empty())
        return base::refuse("name_check_is_unknown", {{"attempt", std::string{attempt}}});
    const bool asks = std::ranges::any_of(checks, [](const store::ShownNameCheck& each) {
        return needs_a_decision(result_of(each));
    });
    if (!asks)
        return base::refuse("name_check_needs_no_decision", {{"attempt", std::string{attempt}}});
    const bool go = parsed.value();
    if (is_decided_so(checks, go)) return report_of(context.town, checks);
    if (const auto why = check_reason(reason); !why) return why.failure();
    if (go) {
        if (const auto obstacle = obstacle_to_go(context, attempt, checks)) return *obstacle;
    }
    record(context, checks, go, reason);
    return report_of(context.town, store::name_checks_of(context.town.db(), instruction, number));
}

}  // namespace ontzorgd::service
