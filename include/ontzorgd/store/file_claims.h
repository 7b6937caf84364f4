// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Lines that are of a whole file, and what the bank rejects of it: what reconcile::book_file()
/// decides over.
namespace ontzorgd::store {

struct FileClaimRow {
    ClaimRow line{};
    /// As the bank says, where the line has a count.
    std::optional<std::int64_t> payments{};
};
/// Counting lines on the file, in the order of their days, whatever the delivery.
[[nodiscard]] std::vector<FileClaimRow> claims_on_file(Database& db, std::int64_t file);

/// How many payments the bank says that a line is of, where it names a file of ours with another
/// total, or none; nothing when it does not say so.
[[nodiscard]] std::optional<std::int64_t> count_of_line(Database& db, const LineKey& line);

/// A payment that one of the bank's reports rejects, whatever another says of it.
struct RejectedPayment {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    values::Euro cents{};
    std::string reason{};       ///< the code, while it is rejected by all that was said
    std::uint64_t reports = 0;  ///< a bit for each report about the file that rejects it
    bool has_debit = false;     ///< one that names it alone, and counts
    bool is_dead = false;
};
struct RejectedPayments {
    std::vector<RejectedPayment> payments{};  ///< by instruction
    /// Of the report of each bit, seconds since 1970; nothing when it does not say.
    std::vector<std::optional<std::int64_t>> made{};
    std::map<values::Euro, std::int64_t> amounts{};  ///< how many payments of the file have each
    bool has_another_dead = false;  ///< a payment of the file is dead that no report rejects
};
/// Of a file. Reports that reject are counted in the order of their ids; those beyond the
/// sixty-fourth share the last bit, and are of the last that the bank made.
[[nodiscard]] RejectedPayments rejected_payments(Database& db, std::int64_t file);

/// Files of the account with a larger total, to be executed in these days, that the bank has or may
/// have and of which a report rejects something: a debit of this total may be one of them less
/// that.
[[nodiscard]] std::vector<std::int64_t> files_with_rejections(Database& db, std::int64_t account,
                                                              values::Euro total,
                                                              values::CivilDate from,
                                                              values::CivilDate until);
/// The totals of debits that name no file and may be this one less what is rejected of it, booked
/// from its day to this one.
[[nodiscard]] std::vector<TotalKey> totals_below(Database& db, std::int64_t file,
                                                 values::CivilDate until);

/// Whether every payment of the file has a counting debit that names it alone.
[[nodiscard]] bool each_has_a_single_debit(Database& db, std::int64_t file);

}  // namespace ontzorgd::store
