// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Lines that are of a whole file, and what the bank rejects of it: what reconcile::book_file()
/// decides over.
namespace ontzorgd::store {

struct FileClaimRow {
    ClaimRow line{};
    /// As the bank says, where the line is of less than the file (LineClaim::file_part).
    std::optional<std::int64_t> payments{};
};
/// Counting lines on the file, in the order of their days, whatever the delivery.
[[nodiscard]] std::vector<FileClaimRow> claims_on_file(Database& db, std::int64_t file);

/// A payment that the bank's reports come to reject.
struct RejectedPayment {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    values::Euro cents{};
    std::string reason{};       ///< the code
    std::uint64_t reports = 0;  ///< a bit for each report about the file that rejects it
    bool has_debit = false;     ///< one that names it alone, and counts
};
/// Of a file, by instruction. Reports that reject are counted in the order of their ids; those
/// beyond the sixty-fourth share the last bit.
[[nodiscard]] std::vector<RejectedPayment> rejected_payments(Database& db, std::int64_t file);

/// Whether every payment of the file has a counting debit that names it alone.
[[nodiscard]] bool each_has_a_single_debit(Database& db, std::int64_t file);

}  // namespace ontzorgd::store
