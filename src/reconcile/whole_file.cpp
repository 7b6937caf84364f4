// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/whole_file.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::reconcile {

namespace {

using Of = Share::Of;

/// So many reports are tried in every combination. Of more only all together: of what is not tried,
/// another combination might have the total as well.
constexpr std::size_t most_combined = 12;

/// Whether two combinations reject the same payments.
bool are_the_same(std::uint64_t a, std::uint64_t b, const FileOfPayments& file) {
    return std::ranges::all_of(file.rejected, [&](const RejectedGroup& group) {
        return ((group.reports & a) != 0) == ((group.reports & b) != 0);
    });
}

/// The reports that the bank made up to that day (nothing: all), one of those that reject the same.
std::vector<std::uint64_t> reports_until(std::optional<values::CivilDate> day,
                                         const FileOfPayments& file) {
    std::vector<std::uint64_t> reports;
    for (std::size_t i = 0; i < file.report_days.size(); ++i) {
        const auto& made = file.report_days[i];
        if (day && (!made || *day < *made)) continue;
        const std::uint64_t bit = std::uint64_t{1} << i;
        const bool is_known = std::ranges::any_of(
            reports, [&](std::uint64_t other) { return are_the_same(bit, other, file); });
        if (!is_known) reports.push_back(bit);
    }
    return reports;
}

/// The combinations of reports of which the rejected payments may be meant together.
std::vector<std::uint64_t> combinations_of(const std::vector<std::uint64_t>& reports) {
    if (reports.size() > most_combined) {
        std::uint64_t all = 0;
        for (const std::uint64_t report : reports) all |= report;
        return {all};
    }
    std::vector<std::uint64_t> combined;
    for (const std::uint64_t report : reports) {
        const std::size_t before = combined.size();
        for (std::size_t i = 0; i < before; ++i) combined.push_back(combined[i] | report);
        combined.push_back(report);
    }
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

bool overlap(const Share& a, const Share& b, const FileOfPayments& file) {
    if (a.of == Of::all || b.of == Of::all) return true;
    return std::ranges::any_of(file.rejected, [&](const RejectedGroup& group) {
        return (group.reports & a.reports) != 0 && (group.reports & b.reports) != 0;
    });
}

/// The only share of the total, by reports up to a day or all, that `may_be` lets through. `also`
/// is tried beside the combinations of them, of which there may be too many.
template <class Condition>
Share only_share_of(const FileTotal& total, std::optional<values::CivilDate> until,
                    const FileOfPayments& file, std::uint64_t also, Condition may_be) {
    const auto fits = [&](values::Euro cents, std::int64_t payments) {
        return cents == total.cents && (!total.count || *total.count == payments);
    };
    if (fits(file.cents, file.payments)) return {.of = Of::all};
    Share found;
    std::vector<std::uint64_t> combinations = combinations_of(reports_until(until, file));
    if (also != 0) combinations.push_back(also);
    for (const std::uint64_t reports : combinations) {
        Sum sum = rejected_by(reports, file);
        // The whole file, or nothing of it, is no part.
        if (sum.payments == 0 || sum.payments == file.payments) continue;
        if (!total.credit) {
            sum = {.cents = file.cents - sum.cents, .payments = file.payments - sum.payments};
        }
        const Share share{.of = total.credit ? Of::rejected : Of::accepted, .reports = reports};
        if (!fits(sum.cents, sum.payments) || !may_be(share)) continue;
        if (found.of != Of::nothing && !are_the_same(found.reports, reports, file)) {
            return {.of = Of::several};
        }
        if (found.of == Of::nothing) found = share;
    }
    return found;
}

Share share_until(const FileTotal& total, std::optional<values::CivilDate> until,
                  const FileOfPayments& file) {
    return only_share_of(total, until, file, 0, [](const Share&) { return true; });
}

/// Whether the file has another payment of an amount that is in the share of these reports.
bool may_be_of_others(std::uint64_t reports, const FileOfPayments& file) {
    Amounts in_share;
    for (const RejectedGroup& group : file.rejected) {
        if ((group.reports & reports) == 0) continue;
        for (const auto& [cents, payments] : group.amounts) in_share[cents] += payments;
    }
    return std::ranges::any_of(in_share, [&](const auto& amount) {
        const auto of_file = file.amounts.find(amount.first);
        return of_file != file.amounts.end() && amount.second < of_file->second;
    });
}

/// The share, unless a report that is still to come may give others the total.
Share if_certain(const Share& share, const FileOfPayments& file) {
    if (share.of != Of::accepted && share.of != Of::rejected) return share;
    return may_be_of_others(share.reports, file) ? Share{.of = Of::several} : share;
}

/// What reports of before the day of a debit reject, all together: the bank left that out.
std::uint64_t left_out_before(const FileTotal& total, const FileOfPayments& file) {
    std::uint64_t reports = 0;
    for (const std::uint64_t report : reports_until(total.booking_date.plus_days(-1), file)) {
        reports |= report;
    }
    return reports;
}

/// Whether everything that `fewer` reject is rejected by `reports` too.
bool has_all_of(std::uint64_t fewer, std::uint64_t reports, const FileOfPayments& file) {
    return std::ranges::all_of(file.rejected, [&](const RejectedGroup& group) {
        return (group.reports & fewer) == 0 || (group.reports & reports) != 0;
    });
}

/// The share of a debit: without all that was rejected before its day, which is certain, and
/// without some of what was rejected on the day, of which it may be that the debit has it after
/// all.
Share debit_of(const FileTotal& total, const FileOfPayments& file) {
    const Share any = share_until(total, total.booking_date, file);
    if (any.of == Of::all) return any;
    const std::uint64_t before = left_out_before(total, file);
    const Share without_those =
        only_share_of(total, total.booking_date, file, before,
                      [&](const Share& some) { return has_all_of(before, some.reports, file); });
    if (without_those.of == Of::nothing) {
        return any.of == Of::nothing ? any : Share{.of = Of::several};
    }
    const bool is_certain =
        without_those.of == Of::accepted && has_all_of(without_those.reports, before, file);
    return is_certain ? without_those : if_certain(without_those, file);
}

Share credit_until(const FileTotal& total, std::optional<values::CivilDate> until,
                   const FileBooking& booking, const FileOfPayments& file) {
    const Share booked = only_share_of(total, until, file, 0, [&](const Share& share) {
        return was_booked(share, booking, file);
    });
    return booked.of == Of::nothing ? share_until(total, until, file) : booked;
}

}  // namespace

Share share_of(const FileTotal& total, const FileOfPayments& file) {
    return total.credit ? if_certain(share_until(total, total.booking_date, file), file)
                        : debit_of(total, file);
}

Share share_of_credit(const FileTotal& total, const FileBooking& booking,
                      const FileOfPayments& file) {
    return if_certain(credit_until(total, total.booking_date, booking, file), file);
}

Share share_by_people(const FileTotal& total, const FileBooking& booking,
                      const FileOfPayments& file) {
    if (!total.credit) {
        const Share certain = debit_of(total, file);
        if (certain.of == Of::accepted) return certain;
    }
    const auto by = [&](std::optional<values::CivilDate> until) {
        return total.credit ? credit_until(total, until, booking, file)
                            : share_until(total, until, file);
    };
    const Share up_to_its_day = by(total.booking_date);
    return up_to_its_day.of == Of::nothing ? by(std::nullopt) : up_to_its_day;
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

bool has_dead_in(const Share& share, const FileOfPayments& file) {
    if (share.of != Of::rejected && file.has_a_dead_payment) return true;
    return std::ranges::any_of(file.rejected, [&](const RejectedGroup& group) {
        return group.have_dead && is_in(share, group.reports);
    });
}

bool was_booked(const Share& share, const FileBooking& booking, const FileOfPayments& file) {
    const bool in_file = booking.debited_on.has_value();
    if (share.of == Of::all)
        return file.each_has_a_debit || (in_file && booking.debited.of == Of::all);
    return std::ranges::all_of(file.rejected, [&](const RejectedGroup& group) {
        if (!is_in(share, group.reports)) return true;
        return group.have_debits || (in_file && is_in(booking.debited, group.reports));
    });
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
                if (claim.total.credit || (claim.by == FileClaim::By::total) != by_total) continue;
                booking_.lines[i] = place_debit(claim);
            }
        }
        // What people said comes first: only they know of which debit it is.
        for (const bool by_people : {true, false}) {
            for (std::size_t i = 0; i < claims_.size(); ++i) {
                const FileClaim& claim = claims_[i];
                if (!claim.total.credit || (claim.by == FileClaim::By::people) != by_people)
                    continue;
                booking_.lines[i] = place_credit(claim, i);
            }
        }
        return std::move(booking_);
    }

private:
    Placed place_debit(const FileClaim& claim) {
        const Share share = claim.by == FileClaim::By::people
                                ? share_by_people(claim.total, booking_, file_)
                                : share_of(claim.total, file_);
        if (share.of == Of::several && !booking_.debited_on) {
            return proposed("several_parts_have_this_total");
        }
        if (share.of == Of::nothing) {
            return proposed(claim.total.cents == file_.cents ? "batch_count_differs"
                                                             : "batch_total_differs");
        }
        if (has_dead_in(share, file_)) return proposed("file_has_a_dead_payment");
        if (file_.each_has_a_debit) return suspense("batch_debit_beside_single_debit");
        if (booking_.debited_on) {
            has_extra_debit_ = true;
            return suspense("second_debit_for_one_payment");
        }
        booking_.debited_on = claim.total.booking_date;
        booking_.debited = share;
        const bool by_its_rule = share.of == Of::all || claim.by == FileClaim::By::people;
        return matched(by_its_rule ? claim.rule : "batch_less_rejected");
    }

    Placed place_credit(const FileClaim& claim, std::size_t line) {
        const Share share = claim.by == FileClaim::By::people
                                ? share_by_people(claim.total, booking_, file_)
                                : share_of_credit(claim.total, booking_, file_);
        if (share.of == Of::several) return proposed("several_parts_have_this_total");
        if (share.of == Of::nothing) return proposed("credit_names_a_batch");
        if (has_dead_in(share, file_)) return proposed("file_has_a_dead_payment");
        const bool by_people = claim.by == FileClaim::By::people;
        if (!by_people && (share.of == Of::all || has_extra_debit_)) {
            return proposed("credit_names_a_batch");
        }
        if (!was_booked(share, booking_, file_)) return proposed("return_waits_for_its_debit");
        for (const FileReturn& each : booking_.returned) {
            if (overlap(each.share, share, file_)) return suspense("second_return_of_a_file");
        }
        booking_.returned.push_back({.line = line, .share = share});
        return matched(by_people ? claim.rule : "rejected_came_back");
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
