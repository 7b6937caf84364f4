// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/exception.h"

#include "account_chain.h"
#include "exception_owner.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/returned.h"
#include "ontzorgd/wording/exception_words.h"
#include "payment_reference.h"
#include "unbooked.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

/// What a person may judge to be done with. All others last as long as their cause does: money that
/// is not where it belongs is not closed by a word.
constexpr std::array may_be_closed{skipped_number,
                                   std::string_view{"bankbestand_klopt_niet"},
                                   std::string_view{"batchnaam_anders_dan_profiel"},
                                   std::string_view{"boeking_anders_dan_profiel"},
                                   std::string_view{"contract_mogelijk_dubbel"},
                                   std::string_view{"grondslag_eindigt"},
                                   std::string_view{"last_deels"},
                                   std::string_view{"last_geblokkeerd"},
                                   std::string_view{"last_niet_betaald"},
                                   std::string_view{"last_niet_gedekt"},
                                   std::string_view{"machtiging_geweigerd"},
                                   std::string_view{"machtiging_ingetrokken"},
                                   std::string_view{"terugroep_niet_vastgelegd"}};

/// Who has it in hand; empty when nobody took it.
std::string in_hand_of(store::Database& db, std::int64_t exception) {
    const auto acts = store::acts_on_exception(db, exception);
    return acts.empty() ? std::string{} : store::user_name(db, acts.back().user);
}

std::optional<store::AttemptName> attempt_of(const store::ExceptionRow& exception) {
    const bool is_return = exception.kind == "betaling_teruggekomen" ||
                           exception.kind == "betaling_deels_teruggekomen";
    const std::string_view cause = exception.cause;
    const auto bar = cause.find('|');
    if (!is_return || bar == std::string_view::npos) return std::nullopt;
    const auto instruction = base::parse_int(cause.substr(0, bar));
    const auto attempt = base::parse_int(cause.substr(bar + 1));
    if (!instruction || !attempt) return std::nullopt;
    return store::AttemptName{.instruction = *instruction, .attempt = *attempt};
}

/// The one payment that it is about.
std::optional<store::AttemptName> payment_of(const store::ExceptionRow& exception) {
    if (exception.kind != "betalingen_niet_geboekt") return attempt_of(exception);
    std::optional<std::int64_t> instruction;
    std::optional<std::int64_t> attempt;
    for (const std::string_view pair : base::split_text(exception.details, '|')) {
        if (pair.starts_with("instruction=")) instruction = base::parse_int(pair.substr(12));
        if (pair.starts_with("attempt=")) attempt = base::parse_int(pair.substr(8));
    }
    if (!instruction || !attempt) return std::nullopt;
    return store::AttemptName{.instruction = *instruction, .attempt = *attempt};
}

/// With what the sentence needs of the payment. Names are read when they are shown, and are not in
/// the exception.
std::string details_of(store::Database& db, const store::ExceptionRow& exception) {
    const auto attempt = attempt_of(exception);
    const auto told = attempt ? store::told_return(db, *attempt) : std::nullopt;
    if (!told) return exception.details;
    std::string details = exception.details;
    details += "|soort=";
    details += store::kind_text(told->kind);
    details += "|maand=" + told->month.to_string();
    if (told->day) details += "|dag=" + told->day->to_string();
    if (exception.closed) details += "|gesloten=ja";
    details += told->payee_is_client ? "|wie=client" : "|wie=crediteur";
    details += "|naam=" + (told->payee.empty() ? std::string{"(vernietigd)"} : told->payee);
    return details;
}

Report row_of(Municipality& town, const store::ExceptionRow& exception, values::CivilDate as_of) {
    store::Database& db = town.db();
    const std::string details = details_of(db, exception);
    const auto attempt = payment_of(exception);
    Report row;
    row.add("nummer", Value{exception.id})
        .add("soort", exception.kind)
        .add("sinds", Value{exception.opened})
        .add("dagen_open", Value{std::int64_t{as_of - exception.opened}})
        .add("van", exception.owner_role)
        .add("bij", in_hand_of(db, exception.id))
        .add("huishouden", store::household_nummer(db, exception.household))
        .add("bedrag", exception.cents ? Value{*exception.cents} : Value{std::string{}})
        .add("betaling",
             attempt ? reference_of(town, attempt->instruction, attempt->attempt) : std::string{})
        .add("wat", wording::exception_sentence(exception.kind, details, exception.cents))
        .add("volgende_stap", wording::exception_next_step(exception.kind, details));
    return row;
}

/// The exception, when its role is one of the person's and it is of no relation of his.
base::Result<store::ExceptionRow> for_person(Context& context, std::int64_t id) {
    const auto exception = store::exception_by_id(context.town.db(), id);
    if (!exception) {
        return base::refuse("exception_is_unknown", {{"exception", std::to_string(id)}});
    }
    const bool is_owner = std::ranges::any_of(
        context.actor.roles, [&](Role role) { return to_text(role) == exception->owner_role; });
    if (!is_owner) {
        return base::refuse("exception_is_of_another_role",
                            {{"exception", std::to_string(id)}, {"role", exception->owner_role}});
    }
    const auto free = check_no_relation_in_exception(context.town, context.actor.id, *exception);
    if (!free) return free.failure();
    return *exception;
}

}  // namespace

base::Result<base::Done> check_no_relation_in_exception(Municipality& town, store::UserId user,
                                                        const store::ExceptionRow& exception) {
    auto free = check_no_relation(town, user, exception.household);
    const auto payment = payment_of(exception);
    if (!free || !payment) return free;
    return check_no_relation_in_payment(town, user, payment->instruction);
}

base::Result<Report> list_exceptions(Municipality& town, std::string_view role,
                                     values::CivilDate as_of) {
    if (!role.empty()) {
        if (const auto known = parse_role(role); !known) return known.failure();
    }
    store::Database& db = town.db();
    std::vector<Report> rows;
    store::for_each_exception(db, as_of, [&](const store::ExceptionRow& exception) {
        if (!role.empty() && exception.owner_role != role) return;
        rows.push_back(row_of(town, exception, as_of));
    });
    const auto count = static_cast<std::int64_t>(rows.size());
    Report report;
    report.add("stand", Value{as_of})
        .add("aantal", Value{count})
        .add_rows("uitzonderingen", std::move(rows));
    return report;
}

base::Result<Report> show_exception(Municipality& town, std::int64_t id, values::CivilDate as_of) {
    store::Database& db = town.db();
    const auto exception = store::exception_by_id(db, id);
    if (!exception || exception->opened > as_of) {
        return base::refuse("exception_is_unknown", {{"exception", std::to_string(id)}});
    }
    Report report = row_of(town, *exception, as_of);
    report.add("staat", exception->closed ? "gesloten" : "open").add("details", exception->details);
    return report;
}

base::Result<Report> take_exception(Context& context, std::int64_t id) {
    if (const auto allowed = may(context.actor.roles, "exception take"); !allowed)
        return allowed.failure();
    const auto exception = for_person(context, id);
    if (!exception) return exception.failure();
    store::Database& db = context.town.db();
    const auto acts = store::acts_on_exception(db, id);
    const bool has_it = !acts.empty() && acts.back().user == context.actor.id;
    if (has_it) return show_exception(context.town, id, context.now.today);
    if (exception.value().closed)
        return base::refuse("exception_is_closed", {{"exception", std::to_string(id)}});
    store::in_transaction(db, [&] {
        Act act{context, "exception_taken"};
        store::take_exception(db, id, context.actor.id, act.number());
        act.record().add("exception", id);
        act.seal();
    });
    return show_exception(context.town, id, context.now.today);
}

base::Result<Report> close_exception(Context& context, std::int64_t id, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "exception close"); !allowed)
        return allowed.failure();
    const auto exception = for_person(context, id);
    if (!exception) return exception.failure();
    if (exception.value().closed) return show_exception(context.town, id, context.now.today);
    const std::string& kind = exception.value().kind;
    if (std::ranges::find(may_be_closed, kind) == may_be_closed.end()) {
        return base::refuse("exception_closes_with_its_cause", {{"exception", std::to_string(id)}});
    }
    if (const auto why = check_reason(reason); !why) return why.failure();
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "exception_closed"};
        const Commitment why = commit_to(context.town, reason);
        store::close_exception(db, id, context.actor.id, why.personal, act.number());
        if (kind == skipped_number) {
            // The statements reach further without that number.
            store::ExceptionWriter exceptions{db, act.number(), context.now.today};
            tell_unbooked(db, exceptions);
        }
        act.record()
            .add("exception", id)
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return show_exception(context.town, id, context.now.today);
}

}  // namespace ontzorgd::service
