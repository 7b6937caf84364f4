// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/audit/record.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/ledger/journal_entry.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Act: one thing that somebody did, written as state rows, a balanced journal entry and one audit
/// link together or not at all.
namespace ontzorgd::service {

/// Who gives a command, after the password was checked.
struct Actor {
    store::UserId id;
    std::string name;
    std::vector<Role> roles;
    bool has_second_factor = false;  ///< showed it when logging in
    bool is_machine = false;
    /// Which password of the user counts (store::StoredUser).
    std::int64_t password = 0;
};

/// Told about long work: how much of what is done. Called often; rendering decides what to show.
using Progress = std::function<void(std::string_view what, std::int64_t done)>;

/// Everything a command may look at besides its arguments.
struct Context {
    Municipality& town;
    Actor actor;
    Now now;
    Progress progress = [](std::string_view, std::int64_t) {};
    /// Called between two slices of long work (run import, run split), outside any transaction and
    /// on the same thread: whatever it does may read and may record facts, on this very connection.
    /// Work that may not be interleaved with (another import, split, batch or statement) is not to
    /// be begun by it. What it throws ends the long work there, as a crash would.
    std::function<void()> between_slices = [] {};
};

/// What a reading command may look at. When it asks for an earlier day, both town and now are those
/// of that day.
struct Reading {
    Municipality& town;
    Now now;
    values::CivilDate as_of;  ///< the end of this day; today unless an earlier one is asked for
    bool looks_back = false;  ///< as_of is earlier than today
    Progress progress = [](std::string_view, std::int64_t) {};
};

/// The day and instant of a command. In practice the day is `practice_day` (or the last one used);
/// elsewhere it comes from the clock. Errors (refused): today_is_for_practice_only,
/// today_is_before_the_last_day, clock_runs_back, today_is_in_a_closed_month.
[[nodiscard]] base::Result<Now> begin_now(Municipality& town,
                                          std::optional<values::CivilDate> practice_day);

/// Lets others act between two slices of long work and, when they did, moves `context.now` on: no
/// fact is of an earlier moment than the one before it. Whether anything was recorded, so that what
/// was read before is to be read again. Errors: those of begin_now.
[[nodiscard]] base::Result<bool> let_others_act(Context& context);

/// The user when name and password fit. Errors (refused): name_or_password_is_wrong. Takes as long
/// for an unknown name as for a wrong password.
[[nodiscard]] base::Result<Actor> authenticate(Municipality& town, std::string_view name,
                                               std::string_view password);

/// The user of this name with the roles of this moment; nothing when there is none, or when it
/// is a machine that was ended. Whether it is them was looked at before, and their second factor.
[[nodiscard]] std::optional<Actor> actor_named(Municipality& town, std::string_view name);

/// A fact being recorded. Make it inside the transaction (before it only where nothing comes in
/// between), fill record() and journal(), write the state rows with number(), and call seal() last,
/// inside the transaction.
class Act {
public:
    /// `kind` is the fact in the past tense. The record begins with the instant and the actor.
    Act(Context& context, std::string_view kind);

    /// The fact's number: the length of the chain once it is sealed.
    [[nodiscard]] std::int64_t number() const { return number_; }
    [[nodiscard]] audit::Record& record() { return record_; }
    /// The journal entry of this fact; empty entries are not stored.
    [[nodiscard]] ledger::JournalEntryBuilder& journal() { return journal_; }
    /// Adds to the record what it commits to (the rows of covered tables, the books) and appends
    /// the link.
    void seal();

private:
    void commit_to_rows();

    Context& context_;
    Now instant_;
    std::int64_t number_ = 0;
    base::Digest previous_{};
    audit::Record record_;
    ledger::JournalEntryBuilder journal_;
};

/// SHA-256 over salt || text: how a record commits to what it may not hold. The salt and text go
/// into a personal row whose id is returned with the commitment.
struct Commitment {
    std::int64_t personal = 0;
    base::Digest digest{};
};
[[nodiscard]] Commitment commit_to(Municipality& town, std::string_view text);

}  // namespace ontzorgd::service
