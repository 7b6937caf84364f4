// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/place.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace ontzorgd::reconcile {

namespace {

/// How long a total and a count are still known as those of a file that was booked.
constexpr int months_known_again = 13;

constexpr std::array place_texts{"matched", "proposed", "suspense", "known_other",
                                 "duplicate_delivery"};

Look claims(Look::Claim claim, std::string_view rule) {
    return {.claim = claim, .place = Place::matched, .rule = rule};
}

Look belongs(Place place, std::string_view rule) {
    return {.claim = Look::Claim::nothing, .place = place, .rule = rule};
}

/// A line with one of our references: the reference alone never decides, account and amount must
/// agree.
Look look_at_reference(const LineFacts& line) {
    if (line.reference == Reference::of_another_copy) {
        return belongs(Place::suspense, "reference_of_another_copy");
    }
    if (line.reference == Reference::foreign || !line.attempt) {
        return belongs(Place::suspense, "reference_was_never_given_out");
    }
    if (!line.attempt->same_account)
        return belongs(Place::suspense, "reference_is_of_another_account");
    if (!line.attempt->handed_over)
        return belongs(Place::suspense, "payment_was_never_handed_over");
    if (line.attempt->is_dead) return belongs(Place::suspense, "payment_was_declared_dead");
    // A bank may give back less: in parts, or what is left after charges. Only its own word that
    // this is a return makes it one; anybody can send some money with a reference he has seen.
    const bool is_part = line.credit && line.bank_calls_it_a_return &&
                         line.reference == Reference::exact && line.cents < line.attempt->cents &&
                         !line.cents.is_zero() && !line.attempt->may_be_part_of_another;
    if (line.attempt->cents != line.cents && !is_part)
        return belongs(Place::proposed, "amount_differs");
    // A reference of one payment in a payment to somebody else, typed by a person or swapped by a
    // bank.
    if (line.attempt->payee_differs) return belongs(Place::proposed, "payee_differs");
    if (line.attempt->has_kenmerk_of_another) {
        return belongs(Place::proposed, "kenmerk_is_of_another");
    }
    // Anybody can send money with a reference that he has seen. It is a return when the bank says
    // so, or when it comes from the account that was paid.
    const bool is_a_return = line.bank_calls_it_a_return || line.attempt->payee_agrees;
    if (line.credit && !is_a_return) return belongs(Place::proposed, "credit_is_no_return");
    if (line.reference == Reference::recovered)
        return claims(Look::Claim::attempt, "recovered_reference");
    if (is_part) return claims(Look::Claim::attempt, "returned_part");
    return claims(Look::Claim::attempt, line.credit ? "returned_reference" : "reference");
}

Look look_at_file(const LineFacts& line) {
    const FileFacts& file = *line.file;
    if (!file.same_account) return belongs(Place::suspense, "batch_is_of_another_account");
    if (!file.handed_over) return belongs(Place::suspense, "payment_was_never_handed_over");
    // The bank names the file, and how many payments of it: its reports may say which.
    const bool is_a_part = file.is_named && !file.lists_payments && line.batch_count &&
                           !line.details_differ && line.cents <= file.cents &&
                           !line.cents.is_zero();
    const auto part_or_nothing = [&](std::string_view rule) {
        Look look = belongs(Place::proposed, rule);
        if (is_a_part) look.claim = Look::Claim::file_part;
        return look;
    };
    if (file.lists_payments && (line.credit || file.cents != line.cents)) {
        return belongs(Place::proposed, "batch_lists_other_payments");
    }
    if (file.has_a_dead_payment) return part_or_nothing("file_has_a_dead_payment");
    if (line.credit) return part_or_nothing("credit_names_a_batch");
    if (file.cents != line.cents) return part_or_nothing("batch_total_differs");
    if (line.batch_count && *line.batch_count != file.count) {
        return belongs(Place::proposed, "batch_count_differs");
    }
    if (line.details_differ) return belongs(Place::proposed, "batch_details_differ");
    return claims(Look::Claim::file, "batch_reference");
}

Look look_without_reference(const LineFacts& line) {
    // A total decides only with the count beside it, and when the bank names nothing else: somebody
    // else's batch may have our total.
    if (!line.credit && line.is_batch && line.batch_count && !line.names_another_batch) {
        const bool is_foreign = !line.dedicated_account && !line.has_trace;
        return {.claim = Look::Claim::file_by_total,
                .place = is_foreign ? Place::known_other : Place::suspense,
                .rule = is_foreign ? "foreign" : "no_candidate"};
    }
    if (!line.credit && line.is_batch && line.files_with_this_total > 1) {
        return belongs(Place::proposed, "batches_of_equal_total");
    }
    if (!line.credit && line.files_with_this_total > 0) {
        return belongs(Place::proposed, "total_of_a_file");
    }
    if (line.possible_attempts > 0) return belongs(Place::proposed, "amount_and_account_only");
    if (line.credit && line.has_return_reason) {
        return belongs(Place::suspense, "return_without_reference");
    }
    if (line.credit && line.names_a_household && !line.bank_calls_it_a_return) {
        return claims(Look::Claim::refund, "refund_kenmerk");
    }
    if (!line.dedicated_account && !line.has_trace) return belongs(Place::known_other, "foreign");
    return belongs(Place::suspense, "no_candidate");
}

}  // namespace

std::string_view to_text(Place place) {
    return place_texts.at(static_cast<std::size_t>(place));
}

Look look(const LineFacts& line) {
    if (line.reference != Reference::none) return look_at_reference(line);
    if (line.file) return look_at_file(line);
    if (line.names_unmade_file) return belongs(Place::suspense, "reference_was_never_given_out");
    if (line.names_file_of_another_copy) {
        return belongs(Place::suspense, "reference_of_another_copy");
    }
    return look_without_reference(line);
}

namespace {

/// Which files are left for which lines, while they are given away.
class TotalsLeft {
public:
    TotalsLeft(std::span<const values::CivilDate> lines, std::span<const TotalFile> files)
        : files_{files}, left_(lines.size()), had_(lines.size()), has_any_(lines.size(), false) {
        for (std::size_t line = 0; line < lines.size(); ++line) {
            for (std::size_t file = 0; file < files.size(); ++file) {
                const values::CivilDate first = files[file].execution_date;
                if (lines[line] < first) continue;
                // Last month's file uploaded again is as much ours as it was then.
                const values::CivilDate last = files[file].is_explained
                                                   ? first.plus_months_clamped(months_known_again)
                                                   : first.plus_days(days_booked_late);
                if (last < lines[line]) continue;
                has_any_[line] = true;
                if (!files[file].is_explained) left_[line].push_back(file);
            }
        }
        had_ = left_;
    }

    /// Gives away every file that is the only one left for exactly one line, all at once, until
    /// there is none.
    void give_away(std::size_t files) {
        for (bool given = true; given;) {
            std::vector<std::size_t> wanted(files, 0);
            for (const auto& each : left_) {
                if (each.size() == 1) ++wanted[each.front()];
            }
            given = false;
            for (std::size_t line = 0; line < left_.size(); ++line) {
                if (left_[line].size() != 1 || wanted[left_[line].front()] != 1) continue;
                given = take_from_others(line, left_[line].front()) || given;
            }
        }
    }

    [[nodiscard]] ByTotal outcome(std::size_t line) const {
        if (!has_any_[line]) return {};
        if (had_[line].empty()) {
            return {.place = Place::suspense, .rule = "total_of_a_booked_file", .candidates = {}};
        }
        if (shares_with_a_loser(line)) {
            return {
                .place = Place::proposed, .rule = "lines_of_equal_total", .candidates = had_[line]};
        }
        if (left_[line].size() > 1) {
            return {.place = Place::proposed,
                    .rule = "batches_of_equal_total",
                    .candidates = left_[line]};
        }
        if (is_contradicted(line)) {
            return {.place = Place::proposed,
                    .rule = "total_beside_single_debit",
                    .candidates = left_[line]};
        }
        return {.place = Place::matched, .rule = "batch_total", .candidates = left_[line]};
    }

private:
    bool take_from_others(std::size_t line, std::size_t file) {
        bool taken = false;
        for (std::size_t other = 0; other < left_.size(); ++other) {
            if (other != line) taken = std::erase(left_[other], file) > 0 || taken;
        }
        return taken;
    }
    /// Nothing is left for it, or another line has only the same file left.
    [[nodiscard]] bool is_loser(std::size_t line) const {
        if (had_[line].empty()) return false;
        if (left_[line].empty()) return true;
        return left_[line].size() == 1 &&
               std::ranges::count(left_, left_[line]) > 1;  // the same one file
    }
    /// The one file that is left for it was booked in part, payment by payment.
    [[nodiscard]] bool is_contradicted(std::size_t line) const {
        return left_[line].size() == 1 && files_[left_[line].front()].is_contradicted;
    }
    [[nodiscard]] bool shares_with_a_loser(std::size_t line) const {
        for (std::size_t other = 0; other < had_.size(); ++other) {
            const bool shares = std::ranges::any_of(had_[line], [&](std::size_t file) {
                return std::ranges::find(had_[other], file) != had_[other].end();
            });
            if (shares && (is_loser(other) || (other != line && is_contradicted(other)))) {
                return true;
            }
        }
        return false;
    }

    std::span<const TotalFile> files_;
    std::vector<std::vector<std::size_t>> left_;
    std::vector<std::vector<std::size_t>> had_;  ///< before anything was given away
    std::vector<bool> has_any_;                  ///< files about its day, explained ones too
};

}  // namespace

std::vector<ByTotal> settle_totals(std::span<const values::CivilDate> lines,
                                   std::span<const TotalFile> files) {
    TotalsLeft totals{lines, files};
    totals.give_away(files.size());
    std::vector<ByTotal> outcomes;
    outcomes.reserve(lines.size());
    for (std::size_t line = 0; line < lines.size(); ++line) {
        outcomes.push_back(totals.outcome(line));
    }
    return outcomes;
}

values::Euro cost_of_return(values::Euro paid, values::Euro back,
                            std::optional<values::Euro> original,
                            std::optional<values::Euro> charges) {
    const values::Euro lacks = paid - back;
    if (lacks.is_negative()) return {};
    if (charges && !charges->is_zero() && !charges->is_negative()) return std::min(*charges, lacks);
    return original == paid ? lacks : values::Euro{};
}

namespace {

/// The claims by their days; a line that booked the whole file before all. It explains every
/// payment in it, to the count; a debit of one of them beside it is the extra one, on whatever day
/// it was booked.
std::vector<std::size_t> by_day(std::span<const Claim> claims) {
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::tuple{!claims[i].by_file, claims[i].booking_date, claims[i].order};
    });
    return order;
}

Placed matched() {
    return {.place = Place::matched, .rule = ""};
}

/// A credit of a payment of which `returned` came back before.
Placed place_credit(const Settlement& settlement, values::Euro cents, values::Euro paid) {
    if (!settlement.confirmed)
        return {.place = Place::proposed, .rule = "return_waits_for_its_debit"};
    if (settlement.returned + cents <= paid) return matched();
    if (settlement.returned == paid)
        return {.place = Place::suspense, .rule = "second_return_of_one_payment"};
    return {.place = Place::suspense, .rule = "return_exceeds_payment"};
}

}  // namespace

Settlement settle(std::span<const Claim> claims, values::Euro paid) {
    const std::vector<std::size_t> order = by_day(claims);
    Settlement settlement;
    settlement.lines.resize(claims.size());
    bool by_file = false;
    for (const std::size_t i : order) {
        const Claim& claim = claims[i];
        if (claim.credit) continue;
        Placed& placed = settlement.lines[i];
        if (!settlement.confirmed) {
            placed = matched();
            settlement.confirmed = true;
            settlement.settled_on = claim.booking_date;
            by_file = claim.by_file;
        } else if (claim.has_return_reason) {
            placed = {.place = Place::suspense, .rule = "return_was_undone"};
        } else if (by_file && !claim.by_file) {
            placed = {.place = Place::suspense, .rule = "single_debit_beside_batch_debit"};
        } else {
            placed = {.place = Place::suspense, .rule = "second_debit_for_one_payment"};
        }
    }
    for (const std::size_t i : order) {
        const Claim& claim = claims[i];
        if (!claim.credit) continue;
        settlement.lines[i] = place_credit(settlement, claim.cents, paid);
        if (settlement.lines[i].place == Place::matched) settlement.returned += claim.cents;
    }
    return settlement;
}

}  // namespace ontzorgd::reconcile
