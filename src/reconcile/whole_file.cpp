// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/whole_file.h"

#include <algorithm>

namespace ontzorgd::reconcile {

namespace {

using Of = Share::Of;

/// So many reports are tried in every combination; of more only each by itself and all together.
constexpr int most_combined = 6;

std::uint64_t all_reports(const FileOfPayments& file) {
    std::uint64_t all = 0;
    for (const RejectedGroup& group : file.rejected) all |= group.reports;
    return all;
}

/// The combinations of reports of which the rejected payments may be meant together.
std::vector<std::uint64_t> combinations_of(const FileOfPayments& file) {
    const std::uint64_t all = all_reports(file);
    std::vector<std::uint64_t> single;
    for (std::uint64_t bit = 1; bit != 0 && bit <= all; bit <<= 1U) {
        if ((all & bit) != 0) single.push_back(bit);
    }
    std::vector<std::uint64_t> combined{0};
    if (single.size() > most_combined) {
        combined = single;
        combined.push_back(all);
        return combined;
    }
    for (const std::uint64_t bit : single) {
        const std::size_t before = combined.size();
        for (std::size_t i = 0; i < before; ++i) combined.push_back(combined[i] | bit);
    }
    combined.erase(combined.begin());
    return combined;
}

struct Sum {
    values::Euro cents{};
    std::int64_t payments = 0;
};

Sum rejected_by(std::uint64_t reports, const FileOfPayments& file) {
    Sum sum;
    for (const RejectedGroup& group : file.rejected) {
        if ((group.reports & reports) == 0) continue;
        sum.cents += group.cents;
        sum.payments += group.payments;
    }
    return sum;
}

/// Whether two combinations reject the same payments.
bool are_the_same(std::uint64_t a, std::uint64_t b, const FileOfPayments& file) {
    return std::ranges::all_of(file.rejected, [&](const RejectedGroup& group) {
        return ((group.reports & a) != 0) == ((group.reports & b) != 0);
    });
}

bool overlap(const Share& a, const Share& b, const FileOfPayments& file) {
    if (a.of == Of::all || b.of == Of::all) return true;
    return std::ranges::any_of(file.rejected, [&](const RejectedGroup& group) {
        return (group.reports & a.reports) != 0 && (group.reports & b.reports) != 0;
    });
}

}  // namespace

Share share_of(values::Euro cents, bool credit, std::optional<std::int64_t> count,
               const FileOfPayments& file) {
    const auto fits = [&](values::Euro total, std::int64_t payments) {
        return total == cents && (!count || *count == payments);
    };
    if (fits(file.cents, file.payments)) return {.of = Of::all};
    Share found;
    for (const std::uint64_t reports : combinations_of(file)) {
        Sum sum = rejected_by(reports, file);
        // The whole file, or nothing of it, is no part.
        if (sum.payments == 0 || sum.payments == file.payments) continue;
        if (!credit) {
            sum = {.cents = file.cents - sum.cents, .payments = file.payments - sum.payments};
        }
        if (!fits(sum.cents, sum.payments)) continue;
        if (found.of != Of::nothing && !are_the_same(found.reports, reports, file)) {
            return {.of = Of::several};
        }
        if (found.of == Of::nothing) {
            found = {.of = credit ? Of::rejected : Of::accepted, .reports = reports};
        }
    }
    return found;
}

std::int64_t rejected_in(const Share& share, const FileOfPayments& file) {
    return rejected_by(share.reports, file).payments;
}

bool is_in(const Share& share, std::uint64_t reports) {
    switch (share.of) {
        case Of::all: return true;
        case Of::accepted: return (share.reports & reports) == 0;
        case Of::rejected: return (share.reports & reports) != 0;
        case Of::nothing:
        case Of::several: break;
    }
    return false;
}

namespace {

Placed proposed(std::string_view rule) {
    return {.place = Place::proposed, .rule = rule};
}
Placed suspense(std::string_view rule) {
    return {.place = Place::suspense, .rule = rule};
}
Placed matched(std::string_view rule) {
    return {.place = Place::matched, .rule = rule};
}

/// Puts the claims on one file in their places.
class Booking {
public:
    Booking(std::span<const FileClaim> claims, const FileOfPayments& file)
        : claims_{claims}, file_{file} {
        booking_.lines.resize(claims.size());
    }

    FileBooking made() && {
        // A line that names the file, or of which people said it is, comes before one that only has
        // its total.
        for (const bool by_total : {false, true}) {
            for (std::size_t i = 0; i < claims_.size(); ++i) {
                const FileClaim& claim = claims_[i];
                if (claim.credit || (claim.by == FileClaim::By::total) != by_total) continue;
                booking_.lines[i] = place_debit(claim);
            }
        }
        // What people said comes first: only they know of which debit it is.
        for (const bool by_people : {true, false}) {
            for (std::size_t i = 0; i < claims_.size(); ++i) {
                const FileClaim& claim = claims_[i];
                if (!claim.credit || (claim.by == FileClaim::By::people) != by_people) continue;
                booking_.lines[i] = place_credit(claim, i);
            }
        }
        return std::move(booking_);
    }

private:
    Placed place_debit(const FileClaim& claim) {
        if (file_.has_a_dead_payment) return proposed("file_has_a_dead_payment");
        const Share share = share_of(claim.cents, false, claim.count, file_);
        if (share.of == Of::several) return proposed("several_parts_have_this_total");
        if (share.of == Of::nothing) {
            return proposed(claim.cents == file_.cents ? "batch_count_differs"
                                                       : "batch_total_differs");
        }
        if (file_.each_has_a_debit) return suspense("batch_debit_beside_single_debit");
        if (booking_.debited_on) {
            has_extra_debit_ = true;
            return suspense("second_debit_for_one_payment");
        }
        booking_.debited_on = claim.booking_date;
        booking_.debited = share;
        const bool by_its_rule = share.of == Of::all || claim.by == FileClaim::By::people;
        return matched(by_its_rule ? claim.rule : "batch_less_rejected");
    }

    Placed place_credit(const FileClaim& claim, std::size_t line) {
        const Share share = share_of(claim.cents, true, claim.count, file_);
        if (share.of == Of::several) return proposed("several_parts_have_this_total");
        if (share.of == Of::nothing) return proposed("credit_names_a_batch");
        const bool by_people = claim.by == FileClaim::By::people;
        if (!by_people && (share.of == Of::all || has_extra_debit_)) {
            return proposed("credit_names_a_batch");
        }
        if (!was_booked(share)) return proposed("return_waits_for_its_debit");
        for (const FileReturn& each : booking_.returned) {
            if (overlap(each.share, share, file_)) return suspense("second_return_of_a_file");
        }
        booking_.returned.push_back({.line = line, .share = share});
        return matched(by_people ? claim.rule : "rejected_came_back");
    }

    [[nodiscard]] bool was_booked(const Share& share) const {
        if (share.of == Of::all && file_.each_has_a_debit) return true;
        const bool in_file = booking_.debited_on.has_value();
        if (share.of == Of::all) return in_file && booking_.debited.of == Of::all;
        return std::ranges::all_of(file_.rejected, [&](const RejectedGroup& group) {
            if (!is_in(share, group.reports)) return true;
            return group.have_debits || (in_file && is_in(booking_.debited, group.reports));
        });
    }

    std::span<const FileClaim> claims_;
    const FileOfPayments& file_;
    FileBooking booking_;
    bool has_extra_debit_ = false;
};

}  // namespace

FileBooking book_file(std::span<const FileClaim> claims, const FileOfPayments& file) {
    return Booking{claims, file}.made();
}

}  // namespace ontzorgd::reconcile
