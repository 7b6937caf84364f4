// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

/// @file
/// Rows as the exports list them, streamed. Every text is valid during the call only.
namespace ontzorgd::store {

/// A benefit that waits for a person.
struct HeldRecord {
    std::string_view run_id;
    values::Month month{};
    std::int64_t record = 0;
    std::string_view client;     ///< as in the run
    std::string_view household;  ///< empty when the client is not known
    values::Euro net;
    std::string_view finding;
    values::CivilDate since{};
};
/// Records of zero and more that no fact up to `fact` split, of runs that were not rejected.
void for_each_held_record(Database& db, std::int64_t fact,
                          const std::function<void(const HeldRecord&)>& visit);

/// A bill that was not paid whole by the last run that took it up.
struct ShortBill {
    std::string_view run_id;
    values::Month month{};
    std::string_view household;
    std::string_view contract;
    std::int64_t kind = 0;
    std::optional<values::CivilDate> period_from{};
    std::optional<values::CivilDate> period_until{};
    std::optional<values::CivilDate> due{};
    values::Euro wanted;
    values::Euro to_pay;
    uitkering::Outcome outcome = uitkering::Outcome::te_betalen;
    uitkering::Reason reason = uitkering::Reason::none;
};
void for_each_short_bill(Database& db, std::int64_t fact,
                         const std::function<void(const ShortBill&)>& visit);

/// A payment to a creditor in a file that was or is to be handed over.
struct SpecifiedPayment {
    values::CivilDate execution_date{};
    std::string_view file;
    std::string_view file_state;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t kind = 0;
    std::string_view contract;
    values::CivilDate period_from{};
    std::int64_t part = 1;
    std::string_view naam;     ///< of the client; empty when destroyed
    std::string_view kenmerk;  ///< empty when destroyed
    values::Euro cents;
};
/// By execution date and file.
void for_each_specified_payment(Database& db, std::int64_t creditor, std::int64_t fact,
                                const std::function<void(const SpecifiedPayment&)>& visit);

/// How many payments were put in a file, each try counted.
[[nodiscard]] std::int64_t count_of_attempts(Database& db, std::int64_t fact);

/// A payment with its whole story, as an auditor asks for it.
struct PaymentStory {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t state = 0;
    values::Euro cents;
    std::int64_t kind = 0;
    std::string_view run_id;
    std::int64_t run = 0;
    values::Month month{};
    std::int64_t household_id = 0;
    std::string_view household;
    std::string_view client;
    std::int64_t client_id = 0;
    std::string_view creditor;
    std::string_view contract;
    std::int64_t contract_version = 0;
    std::int64_t account = 0;
    std::string_view file;
    std::string_view file_sha256;  ///< hexadecimal
    std::string_view file_state;
    values::CivilDate execution_date{};
    std::int64_t file_id = 0;
    std::int64_t batch = 0;
    std::int64_t version = 0;
    std::string_view record_leaf;
    std::int64_t split_fact = 0;
    std::string_view explanation;
    std::optional<values::CivilDate> settled_on{};
};
/// The attempts at these places (from 0, ascending) in the order of instruction and number.
void for_each_story(Database& db, std::int64_t fact,
                    const std::function<std::int64_t()>& next_place,
                    const std::function<void(const PaymentStory&)>& visit);

/// A line of the bank that is matched with a payment or with its whole file.
struct MatchedLine {
    LineKey key{};
    bool is_of_file = false;  ///< of the file of the payment, of all of it or a part
    std::string_view statement_id;
    std::int64_t entry = 0;
    std::int64_t detail = 0;
    values::CivilDate booking_date{};
    bool credit = false;
    values::Euro cents;
};
void for_each_matched_line(Database& db, const PaymentStory& payment,
                           const std::function<void(const MatchedLine&)>& visit);

}  // namespace ontzorgd::store
