// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// whole_file: what lines that are of a whole file make of its payments.
///
/// A bank books a file gross, and gives back in one credit what it rejected afterwards; or net,
/// less what it rejected before. A total does not say which payments it leaves out. Its status
/// reports do: a line is of a part of the file only when exactly one set of payments, all those
/// that one or more reports reject, has its total and its count. Only reports count that the bank
/// made up to the day of the line: what it rejects later was in it; people may know
/// better. Where two sets have them, nobody guesses.
///
/// Nor where a payment of the same amount is in the file that the set leaves alone: the report
/// about that one may still come. Only what a debit leaves out because it was rejected before its
/// day is certain: the bank leaves out all of that.
///
/// All pure: a function of the set of lines and of reports, whatever the order of delivery.
namespace ontzorgd::reconcile {

/// How many payments have an amount.
using Amounts = std::map<values::Euro, std::int64_t>;

/// Payments that are rejected by the same reports.
struct RejectedGroup {
    std::uint64_t reports = 0;  ///< a bit for each report that rejects them
    values::Euro cents{};
    std::int64_t payments = 0;
    Amounts amounts{};
    bool have_debits = false;  ///< each of them was booked by a debit of its own
    bool have_dead = false;    ///< one of them was given up
    bool operator==(const RejectedGroup&) const = default;
};

/// A file as the bank got it, with what became of it otherwise.
struct FileOfPayments {
    values::Euro cents{};
    std::int64_t payments = 0;
    Amounts amounts{};  ///< of all its payments; not needed while none is rejected
    std::vector<RejectedGroup> rejected{};
    /// When the bank made the report of each bit; nothing when it does not say, and then the report
    /// tells nothing here.
    std::vector<std::optional<values::CivilDate>> report_days{};
    bool has_a_dead_payment = false;  ///< one that no report rejects
    bool each_has_a_debit = false;    ///< of its own
};

struct FileBooking;

/// Which payments of a file a total is of.
struct Share {
    enum class Of : std::uint8_t {
        nothing,   ///< no part of the file has it
        several,   ///< parts of different payments have it, or may once more reports are here
        all,       ///< the file
        accepted,  ///< the file less what `reports` reject
        rejected,  ///< what `reports` reject
    };
    Of of = Of::nothing;
    std::uint64_t reports = 0;
    bool operator==(const Share&) const = default;
};

/// A total that the bank booked of a file.
struct FileTotal {
    values::Euro cents{};
    bool credit = false;
    std::optional<std::int64_t> count{};  ///< of payments, as the bank says
    values::CivilDate booking_date;
};
/// The share of a total, by its count as well where it has one. A debit is of the file, or of what
/// was accepted of it; a credit of the file, or of what was rejected.
[[nodiscard]] Share share_of(const FileTotal& total, const FileOfPayments& file);
/// The share when people say that the total is of the file, also where payments of the same amount
/// are left alone: where no report up to its day says it, those of later days, or without one, may.
[[nodiscard]] Share share_by_people(const FileTotal& total, const FileBooking& booking,
                                    const FileOfPayments& file);

/// How many payments of the file a share leaves out (accepted) or is of (rejected).
[[nodiscard]] std::int64_t rejected_in(const Share& share, const FileOfPayments& file);

/// A line that names a file, has its total and count (by_total), or of which people said that it is
/// the file (by_people).
struct FileClaim {
    enum class By : std::uint8_t { name, total, people };
    FileTotal total{};
    By by = By::name;
    std::string_view rule;  ///< by which it is matched when it is of the whole file; a literal
};

/// What came back of a file in one credit.
struct FileReturn {
    std::size_t line = 0;  ///< index of the claim
    Share share{};
};
struct FileBooking {
    std::vector<Placed> lines;  ///< as the claims were given
    /// The day of the one debit, and what it is of: all or accepted.
    std::optional<values::CivilDate> debited_on;
    Share debited{};
    std::vector<FileReturn> returned;  ///< of payments that are not each other's
};
/// Decides over all claims on one file, given in the order of their days. One debit books it, not
/// two; not when every payment has a debit of its own, and not when a payment in it was given up.
/// Credits bring back what was booked. A credit of the whole file needs the word of people; a
/// credit of what was rejected needs it when the file has a second debit, of which it may be the
/// reversal.
[[nodiscard]] FileBooking book_file(std::span<const FileClaim> claims, const FileOfPayments& file);

/// The share of a credit: of what was booked, and only where nothing of that has its total, of what
/// was not.
[[nodiscard]] Share share_of_credit(const FileTotal& total, const FileBooking& booking,
                                    const FileOfPayments& file);
/// Whether debits booked what a share would bring back.
[[nodiscard]] bool was_booked(const Share& share, const FileBooking& booking,
                              const FileOfPayments& file);
/// Whether a payment of the share was given up.
[[nodiscard]] bool has_dead_in(const Share& share, const FileOfPayments& file);

/// Whether a payment that `reports` reject (0: none) is in a share.
[[nodiscard]] bool is_in(const Share& share, std::uint64_t reports);

}  // namespace ontzorgd::reconcile
