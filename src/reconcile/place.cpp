// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/place.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace ontzorgd::reconcile {

namespace {

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
    if (line.reference == Reference::foreign || !line.attempt) {
        return belongs(Place::suspense, "reference_was_never_given_out");
    }
    if (!line.attempt->same_account)
        return belongs(Place::suspense, "reference_is_of_another_account");
    if (!line.attempt->handed_over)
        return belongs(Place::suspense, "payment_was_never_handed_over");
    if (line.attempt->cents != line.cents) return belongs(Place::proposed, "amount_differs");
    // A reference of one payment in a payment to somebody else, typed by a person or swapped by a
    // bank.
    if (line.attempt->payee_differs) return belongs(Place::proposed, "payee_differs");
    if (line.reference == Reference::recovered)
        return claims(Look::Claim::attempt, "recovered_reference");
    return claims(Look::Claim::attempt, line.credit ? "returned_reference" : "reference");
}

Look look_at_file(const LineFacts& line) {
    const FileFacts& file = *line.file;
    if (!file.same_account) return belongs(Place::suspense, "batch_is_of_another_account");
    if (!file.handed_over) return belongs(Place::suspense, "payment_was_never_handed_over");
    if (line.credit) return belongs(Place::proposed, "credit_names_a_batch");
    if (file.cents != line.cents) return belongs(Place::proposed, "batch_total_differs");
    if (line.batch_count && *line.batch_count != file.count) {
        return belongs(Place::proposed, "batch_count_differs");
    }
    return claims(Look::Claim::file, "batch_reference");
}

Look look_without_reference(const LineFacts& line) {
    // A total decides only with the count beside it, and when the bank names nothing else: somebody
    // else's batch may have our total.
    const bool total_decides = line.is_batch && line.batch_count && !line.names_another_batch;
    if (!line.credit && total_decides && line.files_with_this_total == 1) {
        return claims(Look::Claim::file_by_total, "batch_total");
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
    return look_without_reference(line);
}

Settlement settle(std::span<const Claim> claims) {
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::tuple{claims[i].booking_date, claims[i].order};
    });
    // A line that booked the whole file explains every payment in it, to the count; a debit of one
    // of them beside it is the extra one, on whatever day it was booked.
    std::ranges::stable_partition(order, [&](std::size_t i) { return claims[i].by_file; });

    Settlement settlement;
    settlement.lines.resize(claims.size());
    bool by_file = false;
    for (const std::size_t i : order) {
        if (claims[i].credit) continue;
        Placed& placed = settlement.lines[i];
        if (!settlement.confirmed) {
            placed = {.place = Place::matched, .rule = ""};
            settlement.confirmed = true;
            settlement.settled_on = claims[i].booking_date;
            by_file = claims[i].by_file;
        } else if (by_file && !claims[i].by_file) {
            placed = {.place = Place::suspense, .rule = "single_debit_beside_batch_debit"};
        } else {
            placed = {.place = Place::suspense, .rule = "second_debit_for_one_payment"};
        }
    }
    for (const std::size_t i : order) {
        if (!claims[i].credit) continue;
        Placed& placed = settlement.lines[i];
        if (!settlement.confirmed) {
            placed = {.place = Place::proposed, .rule = "return_waits_for_its_debit"};
        } else if (!settlement.returned) {
            placed = {.place = Place::matched, .rule = ""};
            settlement.returned = true;
        } else {
            placed = {.place = Place::suspense, .rule = "second_return_of_one_payment"};
        }
    }
    return settlement;
}

}  // namespace ontzorgd::reconcile
