// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/act.h"

#include "ontzorgd/audit/chain.h"
#include "ontzorgd/audit/commitment.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/covered.h"
#include "ontzorgd/store/last_moment.h"
#include "ontzorgd/store/login_state.h"
#include "ontzorgd/store/machine_client.h"
#include "ontzorgd/store/month.h"
#include "ontzorgd/store/personal.h"

#include <algorithm>
#include <span>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t clock_may_run_back_seconds = 300;

/// How many facts there are of `day`.
std::int64_t facts_of(const store::LastMoment& last, values::CivilDate day) {
    return last.day == day ? last.facts_of_day : 0;
}

base::Result<Now> begin_practice(const store::LastMoment& last,
                                 std::optional<values::CivilDate> day) {
    if (!day && !last.day) return now_from_clock();
    const values::CivilDate today = day ? *day : *last.day;
    if (last.day && today < *last.day) {
        return base::refuse("today_is_before_the_last_day",
                            {{"today", today.to_string()}, {"last", last.day->to_string()}});
    }
    return now_in_practice(today, facts_of(last, today));
}

/// In practice an instant belongs to the number of the fact of that day, so that a command that was
/// cut short and given again records what it would have recorded.
Now instant_of(const Context& context) {
    if (!context.town.is_practice()) return context.now;
    const values::CivilDate today = context.now.today;
    return now_in_practice(today, facts_of(store::last_moment(context.town.db()), today));
}

/// Only a clock that was put back can ask for a day whose month is closed.
base::Result<Now> in_an_open_month(Municipality& town, const Now& now) {
    const auto closed = store::newest_closed_month(town.db());
    if (!closed || *closed < values::Month::of(now.today)) return now;
    return base::refuse("today_is_in_a_closed_month",
                        {{"today", now.today.to_string()}, {"month", closed->to_string()}});
}

}  // namespace

base::Result<Now> begin_now(Municipality& town, std::optional<values::CivilDate> practice_day) {
    const store::LastMoment last = store::last_moment(town.db());
    if (town.is_practice()) {
        const auto now = begin_practice(last, practice_day);
        return now ? in_an_open_month(town, now.value()) : now;
    }
    if (practice_day) return base::refuse("today_is_for_practice_only");
    const Now now = now_from_clock();
    if (now.unix_seconds + clock_may_run_back_seconds < last.unix_seconds) {
        return base::refuse("clock_runs_back", {{"now", now.utc_text()}});
    }
    return in_an_open_month(town, now);
}

base::Result<bool> let_others_act(Context& context) {
    Municipality& town = context.town;
    const std::int64_t before = store::chain_head(town.db()).length;
    context.between_slices();
    if (store::chain_head(town.db()).length == before) return false;
    std::optional<values::CivilDate> day;
    if (town.is_practice()) {
        const auto last = store::last_moment(town.db()).day;
        day = std::max(context.now.today, last.value_or(context.now.today));
    }
    const auto now = begin_now(town, day);
    if (!now) return now.failure();
    context.now = now.value();
    return true;
}

std::optional<Actor> actor_named(Municipality& town, std::string_view name) {
    const auto user = store::find_user_roles(town.db(), name);
    if (!user) return std::nullopt;
    Actor actor{.id = user->id, .name = user->name, .roles = {}, .password = user->password};
    for (const std::string& text : user->roles) {
        if (const auto role = role_from(text)) actor.roles.push_back(*role);
    }
    actor.is_machine = store::is_machine(town.db(), user->id);
    // A machine that was ended is nobody, also when it came in before.
    if (actor.is_machine && !store::machine_of(town.db(), user->id)) return std::nullopt;
    return actor;
}

base::Result<Actor> authenticate(Municipality& town, std::string_view name,
                                 std::string_view password) {
    const auto user = store::find_user(town.db(), name);
    const bool fits = password_fits(town, password, user ? user->salt : std::string(16, '\0'),
                                    user ? user->password_hash : base::Digest{});
    if (!user || !fits || store::is_machine(town.db(), user->id))
        return base::refuse("name_or_password_is_wrong", {{"user", std::string{name}}});
    Actor actor = *actor_named(town, name);
    actor.password = user->password;  // the one that fits, whatever came in between
    return actor;
}

Act::Act(Context& context, std::string_view kind)
    : context_{context}, record_{kind}, journal_{1, context.now.today, kind} {
    const store::ChainHead head = store::chain_head(context.town.db());
    number_ = head.length + 1;
    previous_ = head.hash;
    journal_ = ledger::JournalEntryBuilder{number_, context.now.today, kind};
    instant_ = instant_of(context);
    record_.add("at", audit::Word::of(instant_.utc_text()));
    record_.add("day", context.now.today);
    record_.add("actor", context.actor.id.number());
    if (number_ == 1) {
        record_.add("generation", audit::Word::of("G-" + context.town.generation()));
    }
}

/// A row of a covered table is in the chain by a root, whichever command wrote it.
void Act::commit_to_rows() {
    store::Database& db = context_.town.db();
    store::Commitments commitments{db};
    const auto commitment_of = [&](std::int64_t personal) -> std::optional<base::Digest> {
        const auto found = commitments.find(personal);
        return found ? std::optional{found->commitment} : std::nullopt;
    };
    for (const std::string_view table : store::covered_tables) {
        if (record_.digest("root_" + std::string{table}))
            continue;  // a bulk fact counted as it wrote
        audit::MerkleRoot root{crypto::sha256};
        store::for_each_row_of_newest_fact(db, table, number_, [&](std::string_view leaf) {
            root.add(audit::with_commitments(leaf, commitment_of).value());
        });
        if (root.count() == 0) continue;
        record_.add("rows_" + std::string{table}, root.count());
        record_.add("root_" + std::string{table}, root.root());
    }
}

void Act::seal() {
    store::Database& db = context_.town.db();
    const ledger::JournalEntry entry = journal_.finish();
    commit_to_rows();
    if (!entry.empty()) {
        record_.add("books", crypto::sha256(ledger::books_text(std::span{&entry, 1})));
    }
    const std::string bytes = audit::encode(record_);
    store::append_link(db, number_, bytes, audit::link_hash(crypto::sha256, previous_, bytes),
                       context_.now.today);
    if (!entry.empty()) {
        const std::int64_t id =
            store::append_entry(db, number_, entry.date().to_number(), entry.description());
        std::int64_t number = 0;
        for (const ledger::Posting& posting : entry.postings()) {
            store::append_posting(db, id, ++number, posting.account.to_string(),
                                  posting.amount.cents());
        }
    }
    const std::int64_t facts = facts_of(store::last_moment(db), context_.now.today);
    store::note_last_moment(db, context_.now.today, facts + 1, instant_.unix_seconds);
    if (!context_.actor.id.is_none())
        store::note_user_day(db, context_.actor.id, context_.now.today, number_);
}

Commitment commit_to(Municipality& town, std::string_view text) {
    store::PersonalWriter personal{town.db(),
                                   [&](std::int64_t id) { return town.salt_for("personal", id); }};
    Commitment commitment;
    commitment.personal = personal.add(text);
    commitment.digest = personal.last_commitment();
    personal.finish();
    return commitment;
}

}  // namespace ontzorgd::service
