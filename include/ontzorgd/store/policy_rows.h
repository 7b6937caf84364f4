// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// What two people decide together before money moves: own bank accounts and the profiles of their
/// banks, regelsets and pay calendars.
namespace ontzorgd::store {

struct OwnAccount {
    std::int64_t id = 0;
    std::string name{};
    std::string iban{};
    std::string bank_profile{};  ///< the name of the one it has now
    values::Euro opening{};
    values::CivilDate opening_date{};
    bool dedicated = true;
    UserId proposed_by{};
    bool confirmed = false;
    UserId confirmed_by{};
    /// The last day it was open at its bank, when two people said so.
    std::optional<values::CivilDate> ended_on{};
};
[[nodiscard]] std::vector<OwnAccount> own_accounts(Database& db);
[[nodiscard]] std::optional<OwnAccount> own_account_named(Database& db, std::string_view name);
[[nodiscard]] std::optional<OwnAccount> own_account_with_iban(Database& db, std::string_view iban);
[[nodiscard]] std::optional<OwnAccount> own_account_by_id(Database& db, std::int64_t id);
std::int64_t add_own_account(Database& db, const OwnAccount& account, std::int64_t fact);
void confirm_own_account(Database& db, std::int64_t id, UserId by, std::int64_t fact);

/// What somebody said of the day on which an account ended.
struct AccountEndWord {
    values::CivilDate day;
    UserId user{};
};
/// The first first.
[[nodiscard]] std::vector<AccountEndWord> account_end_words(Database& db, std::int64_t account);
/// Once per account, day and person; a second time is a bug.
void add_account_end_word(Database& db, std::int64_t account, const AccountEndWord& word,
                          std::int64_t fact);
/// Payments that are to be made, under way or back on the account, and not made again.
[[nodiscard]] std::int64_t payments_that_need_account(Database& db, std::int64_t account);

/// An account that gets another bank profile; it holds from when it is confirmed.
struct AccountSwitch {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::string bank_profile{};
    UserId proposed_by{};
    bool confirmed = false;
};
/// The last one that was proposed for the account.
[[nodiscard]] std::optional<AccountSwitch> last_account_switch(Database& db, std::int64_t account);
std::int64_t add_account_switch(Database& db, const AccountSwitch& to, std::int64_t fact);
void confirm_account_switch(Database& db, std::int64_t id, UserId by, std::int64_t fact);
/// Whether the switch of this number was confirmed by this user with this fact.
[[nodiscard]] bool has_confirmed_switch(Database& db, std::int64_t id, std::int64_t user,
                                        std::int64_t fact);

/// A version of a bank profile of the municipality itself.
struct StoredProfile {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t version = 0;  ///< 1 for the first of this name
    base::Digest sha256{};     ///< of the bytes of the file
    std::string toml{};
    UserId proposed_by{};
    bool confirmed = false;
    UserId confirmed_by{};
};
/// All of them, in the order in which they were proposed.
[[nodiscard]] std::vector<StoredProfile> bank_profiles(Database& db);
[[nodiscard]] std::optional<StoredProfile> bank_profile_by_id(Database& db, std::int64_t id);
/// The highest confirmed version of this name: the one in force.
[[nodiscard]] std::optional<StoredProfile> bank_profile_in_force(Database& db,
                                                                 std::string_view name);
/// Adds the next version of its name.
std::int64_t add_bank_profile(Database& db, const StoredProfile& profile, std::int64_t fact);
void confirm_bank_profile(Database& db, std::int64_t id, UserId by, std::int64_t fact);

struct StoredRegelset {
    std::int64_t id = 0;
    base::Digest sha256{};
    std::string toml{};
    values::CivilDate geldig_vanaf{};
    UserId proposed_by{};
    bool confirmed = false;
    UserId confirmed_by{};
};
[[nodiscard]] std::vector<StoredRegelset> regelsets(Database& db);
[[nodiscard]] std::optional<StoredRegelset> regelset_by_id(Database& db, std::int64_t id);
/// The newest confirmed one in force on the day.
[[nodiscard]] std::optional<StoredRegelset> regelset_on(Database& db, values::CivilDate day);
std::int64_t add_regelset(Database& db, const StoredRegelset& regelset, std::int64_t fact);
void confirm_regelset(Database& db, std::int64_t id, UserId by, std::int64_t fact);

struct StoredCalendar {
    std::int64_t id = 0;
    base::Digest sha256{};
    UserId proposed_by{};
    bool confirmed = false;
    UserId confirmed_by{};
    std::vector<std::pair<values::Month, values::CivilDate>> dates{};
};
[[nodiscard]] std::vector<StoredCalendar> calendars(Database& db);
std::int64_t add_calendar(Database& db, const StoredCalendar& calendar, std::int64_t fact);
void confirm_calendar(Database& db, std::int64_t id, UserId by, std::int64_t fact);
/// The pay date of a benefit month in the newest confirmed calendar that has it.
[[nodiscard]] std::optional<values::CivilDate> pay_date_of(Database& db, values::Month month);

}  // namespace ontzorgd::store
