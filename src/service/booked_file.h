// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/whole_file.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/file_claims.h"
#include "ontzorgd/store/part_word.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// @file
/// BookedFile: what the lines on a file of ours and the bank's reports make of its payments.
namespace ontzorgd::service {

class BookedFile {
public:
    BookedFile(store::Database& db, std::int64_t file);

    /// Counting lines on the file with the place of each.
    [[nodiscard]] const std::vector<store::FileClaimRow>& claims() const { return claims_; }
    [[nodiscard]] const std::vector<reconcile::Placed>& places() const { return booking_.lines; }
    /// A line may be of a part of the file, or brings something of it back: its payments do not all
    /// stand alike.
    [[nodiscard]] bool has_parts() const { return has_parts_; }

    /// The day on which one line booked the whole file, or what was accepted of it.
    [[nodiscard]] std::optional<values::CivilDate> day() const { return booking_.debited_on; }
    [[nodiscard]] const reconcile::FileBooking& booking() const { return booking_; }
    /// The same of one payment: nothing for one that the line leaves out.
    [[nodiscard]] std::optional<values::CivilDate> debited_on(const store::AttemptName& of) const;
    /// The line that brought a payment back with others; owned by this.
    [[nodiscard]] const store::ClaimRow* returned_by(const store::AttemptName& of) const;
    /// The code with which that line, or else the bank's report, says why.
    [[nodiscard]] std::string reason_of_return(const store::AttemptName& of) const;
    /// Whether a line on the file, matched, is of this payment.
    [[nodiscard]] bool is_of(const store::LineKey& line, const store::AttemptName& payment) const;

private:
    struct Rejected {
        std::uint64_t reports = 0;
        std::string reason;
    };
    [[nodiscard]] std::uint64_t reports_against(const store::AttemptName& of) const;

    std::vector<store::FileClaimRow> claims_;
    std::map<std::pair<std::int64_t, std::int64_t>, Rejected> rejected_;
    reconcile::FileBooking booking_;
    bool has_parts_ = false;
};

/// The file as book_file() looks at it.
[[nodiscard]] reconcile::FileOfPayments file_of_payments(store::Database& db, std::int64_t file);
/// Whether a line with this claim on a file may be of a part of it: of `cents`, when it has
/// `file_cents`.
[[nodiscard]] bool is_of_a_part(const store::ClaimRow& line, values::Euro file_cents);

}  // namespace ontzorgd::service
