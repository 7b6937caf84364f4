// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"
#include "account_report.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/two_person.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ontzorgd::service {

namespace {

/// Why the account can not have ended on the day: something of ours is still on it, or may be.
base::Result<base::Done> check_ended(store::Database& db, const store::OwnAccount& account,
                                     values::CivilDate day) {
    const AccountChain chained = chain_of(db, account, store::every_fact);
    if (chained.misses_statement() || chained.chain.reaches < day) {
        return base::refuse("statements_stop_too_early",
                            {{"account", account.name},
                             {"reaches", wording::day(chained.chain.reaches)},
                             {"day", wording::day(day)}});
    }
    for (const store::BankStatementRow& each : chained.statements) {
        if (!each.last_booking || *each.last_booking <= day) continue;
        return base::refuse("account_was_used_after_its_end",
                            {{"account", account.name},
                             {"day", wording::day(day)},
                             {"booked", wording::day(*each.last_booking)}});
    }
    if (chained.chain.balance != values::Euro{}) {
        return base::refuse(
            "account_is_not_empty",
            {{"account", account.name}, {"balance", wording::money(chained.chain.balance)}});
    }
    for (const store::StoredRun& run : store::all_runs(db)) {
        if (run.state != "splitting") continue;  // what it will pay from this account is not known
        return base::refuse("run_is_being_split", {{"run", run.head.run_id}});
    }
    const std::int64_t payments = store::payments_that_need_account(db, account.id);
    if (payments > 0) {
        return base::refuse("payments_need_the_account",
                            {{"account", account.name}, {"count", std::to_string(payments)}});
    }
    return base::Done{};
}

}  // namespace

base::Result<Report> end_account(Context& context, std::string_view name, std::string_view on) {
    if (const auto allowed = may(context.actor.roles, "account end"); !allowed)
        return allowed.failure();
    const auto parsed = values::CivilDate::parse(on);
    if (!parsed) return parsed.failure();
    const values::CivilDate day = parsed.value();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto account = store::own_account_named(db, name);
    if (!account) return base::refuse("account_is_unknown", {{"value", std::string{name}}});
    if (!account->confirmed)
        return base::refuse("account_is_not_usable", {{"account", account->name}});
    if (account->ended_on) {
        if (*account->ended_on == day) return report_of(town, *account);
        return base::refuse("account_has_ended", {{"account", account->name},
                                                  {"day", wording::day(*account->ended_on)}});
    }
    if (context.now.today < day)
        return base::refuse("end_is_in_the_future", {{"day", wording::day(day)}});
    if (day < account->opening_date) {
        return base::refuse(
            "end_is_before_the_opening",
            {{"account", account->name}, {"day", wording::day(account->opening_date)}});
    }
    const auto words = store::account_end_words(db, account->id);
    const bool was_said = std::ranges::any_of(words, [&](const store::AccountEndWord& word) {
        return word.user == context.actor.id && word.day == day;
    });
    if (was_said) return report_of(town, *account);
    if (const auto ended = check_ended(db, *account, day); !ended) return ended.failure();
    return store::in_transaction(db, [&] {
        Act act{context, "account_end_said"};
        store::add_account_end_word(db, account->id, {.day = day, .user = context.actor.id},
                                    act.number());
        act.record().add("account", account->id).add("ended_on", day);
        act.seal();
        return report_of(town, *store::own_account_by_id(db, account->id));
    });
}

}  // namespace ontzorgd::service
