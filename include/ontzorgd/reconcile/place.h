// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// place: in which of the five places a statement line belongs, and what it says about our
/// payments.
///
/// Two steps, both pure. look() finds what one line claims: an attempt, a whole file, or nothing.
/// settle() then decides over all lines that claim the same attempt. The outcome depends on the set
/// of lines, never on the order in which statements were delivered.
///
/// Automatic only when exactly one candidate is left; an amount, a date or a name alone never
/// decides.
namespace ontzorgd::reconcile {

enum class Place : std::uint8_t { matched, proposed, suspense, known_other, duplicate_delivery };
[[nodiscard]] std::string_view to_text(Place place);

/// How a line names one of our attempts.
enum class Reference : std::uint8_t {
    none,
    exact,            ///< as we wrote it, check characters right
    recovered,        ///< damaged on the way, but only one reading passes the check
    foreign,          ///< of this copy of ontzorgd, but a number that it never gave out
    of_another_copy,  ///< of our form, and of another copy: one for practice, or of another
                      ///< gemeente
};

/// What is known about an attempt that a line names.
struct AttemptFacts {
    values::Euro cents{};
    bool same_account = false;   ///< paid from the account of the statement
    bool handed_over = false;    ///< its file went to the bank, or may have
    bool is_dead = false;        ///< it was given up: it should never be booked
    bool payee_differs = false;  ///< the line names another account than the one we pay to
    bool payee_agrees = false;   ///< the line names the account that we pay to
    /// Its text has not this payment's kenmerk, but that of another of the amount to the account.
    bool has_kenmerk_of_another = false;
    /// Of a credit of less than was paid: there are other payments to the account of at least that
    /// much, and its text does not tell this one from them.
    bool may_be_part_of_another = false;
};

/// What is known about the file that a batch-booked line names.
struct FileFacts {
    values::Euro cents{};
    std::int64_t count = 0;
    bool same_account = false;
    bool handed_over = false;
    bool is_named = false;            ///< by the bank
    bool lists_payments = false;      ///< the bank names payments in it
    bool has_a_dead_payment = false;  ///< so that its total is not that of what it pays
};

/// Everything look() may look at.
struct LineFacts {
    values::Euro cents{};
    std::int64_t files_with_this_total = 0;     ///< of this account and about this day
    std::int64_t possible_attempts = 0;         ///< same amount and counter-IBAN, about this day
    std::optional<std::int64_t> batch_count{};  ///< as the bank says
    std::optional<AttemptFacts> attempt{};      ///< the one the reference names
    std::optional<FileFacts> file{};            ///< the one the batch reference or all details name
    bool credit = false;
    Reference reference = Reference::none;
    bool is_batch = false;  ///< the bank booked several payments as one
    /// Every detail has its amount, and together they are not the entry.
    bool details_differ = false;
    bool names_unmade_file = false;  ///< the batch has a name as this copy gives, of no file of it
    bool names_file_of_another_copy = false;
    bool names_another_batch = false;  ///< a batch or payment reference that is not one of ours
    bool has_return_reason = false;
    /// A reversal, the code of a return, or a reason where only the bank writes.
    bool bank_calls_it_a_return = false;
    bool names_a_household = false;  ///< recognise() found whose money a creditor pays back
    bool has_trace = false;          ///< something of ours: references, accounts, numbers
    bool dedicated_account = true;

    /// A payment or file of ours that the bank was never asked for, or one that was given up.
    [[nodiscard]] bool names_what_is_not_out() const {
        return (attempt && (attempt->is_dead || !attempt->handed_over)) ||
               (file && !file->handed_over);
    }
};

/// What a line claims, or where it belongs when it claims nothing. A line that claims by total
/// belongs there as long as no file has its total; settle_totals() decides. One that claims a part
/// of a file belongs there as long as book_file() does not know which. One that claims to be a
/// refund is one as long as it is within_what_was_paid().
struct Look {
    enum class Claim : std::uint8_t { nothing, attempt, file, file_part, file_by_total, refund };
    Claim claim = Claim::nothing;
    Place place = Place::suspense;  ///< when nothing is claimed
    std::string_view rule;          ///< why; a literal
    bool operator==(const Look&) const = default;
};
[[nodiscard]] Look look(const LineFacts& line);

/// A line that claims an attempt (by itself, or because it claims its file).
struct Claim {
    values::Euro cents{};  ///< of a credit: what it brings back
    bool credit = false;
    bool by_file = false;
    bool has_return_reason = false;  ///< the bank gave a reason why money goes back
    values::CivilDate booking_date;
    std::int64_t order =
        0;  ///< place among all lines of the account: statement period, entry, detail
    bool operator==(const Claim&) const = default;
};

/// A file may be booked on its execution date or up to so many days later: banks move it past
/// closed days.
inline constexpr std::int32_t days_booked_late = 10;

/// A file of the account with one total and one count of payments, of which the bank has the bytes.
struct TotalFile {
    values::CivilDate execution_date;
    bool is_explained = false;  ///< by a line that names it, or by a debit for each of its payments
    bool is_contradicted = false;  ///< by a debit that names one of its payments, not all of them
};
/// Where a line with that total and count belongs that names no file.
struct ByTotal {
    Place place = Place::suspense;
    std::string_view rule;                ///< empty: no file has this total about this day
    std::vector<std::size_t> candidates;  ///< indexes into the files; the one when matched
    bool operator==(const ByTotal&) const = default;
};
/// Decides over all lines of one account that have one total and one count of payments and name no
/// file, given by their booking dates. A line is matched when exactly one file is left for it, and
/// no other line has only that file left; the matched file is then left for no other line. A file
/// of which a payment was booked by itself is never matched, only proposed: whoever names a payment
/// knows more of it than who names nothing. Two lines for one file, or two files for one line,
/// abstain, as does every line that shares a file with a line for which nothing is left. A function
/// of the sets, whatever the order of delivery and hand-over.
[[nodiscard]] std::vector<ByTotal> settle_totals(std::span<const values::CivilDate> lines,
                                                 std::span<const TotalFile> files);

/// What the bank kept of a return of `back`, of a payment of `paid`: the charges it names, or, when
/// it names none, all that lacks where it gives as the original amount what was paid. Zero when it
/// says neither, and never more than lacks.
[[nodiscard]] values::Euro cost_of_return(values::Euro paid, values::Euro back,
                                          std::optional<values::Euro> original,
                                          std::optional<values::Euro> charges);

/// Where one claim ends up.
struct Placed {
    Place place = Place::suspense;
    std::string_view rule;
    bool operator==(const Placed&) const = default;
};

struct Settlement {
    std::vector<Placed> lines;                    ///< as the claims were given
    std::optional<values::CivilDate> settled_on;  ///< the day the bank booked the debit
    bool confirmed = false;
    values::Euro returned{};  ///< what came back of it, in one credit or in parts
};

/// Decides over all claims on one attempt of `paid` (above zero): the debit of its whole file
/// confirms it, or else the first debit of its own. Credits bring it back in the order of their
/// days, one whole or parts that add up, never more than was paid; one that would be too much, a
/// credit without a debit, and every further debit do not. A credit without a debit waits, all else
/// is suspense and loud. Whether the debit of the file stands is decided before: it does not when
/// every payment of the file has a debit of its own as well.
[[nodiscard]] Settlement settle(std::span<const Claim> claims, values::Euro paid);

}  // namespace ontzorgd::reconcile
