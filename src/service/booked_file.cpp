// SPDX-License-Identifier: EUPL-1.2
#include "booked_file.h"

#include "ontzorgd/reconcile/amsterdam_date.h"
#include "ontzorgd/store/batch.h"
#include "placing_words.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

using reconcile::FileClaim;
using store::LineClaim;

FileClaim::By by_of(LineClaim claim) {
    if (claim == LineClaim::batch_total) return FileClaim::By::total;
    return claim == LineClaim::by_person ? FileClaim::By::people : FileClaim::By::name;
}

std::vector<FileClaim> claims_of(const std::vector<store::FileClaimRow>& rows) {
    std::vector<FileClaim> claims;
    claims.reserve(rows.size());
    for (const store::FileClaimRow& row : rows) {
        claims.push_back({.total = {.cents = row.line.cents,
                                    .credit = row.line.credit,
                                    .count = row.payments,
                                    .booking_date = row.line.booking_date},
                          .by = by_of(row.line.claim),
                          .rule = rule_of(row.line.claim, row.line.credit)});
    }
    return claims;
}

void add_rejected(reconcile::FileOfPayments& file, const store::RejectedPayment& payment) {
    auto group =
        std::ranges::find(file.rejected, payment.reports, &reconcile::RejectedGroup::reports);
    if (group == file.rejected.end()) {
        group = file.rejected.insert(group, {.reports = payment.reports, .have_debits = true});
    }
    group->cents += payment.cents;
    ++group->payments;
    ++group->amounts[payment.cents];
    group->have_debits = group->have_debits && payment.has_debit;
    group->have_dead = group->have_dead || payment.is_dead;
}

reconcile::FileOfPayments made_of(store::Database& db, const store::StoredFile& stored,
                                  const store::RejectedPayments& rejected) {
    reconcile::FileOfPayments file{
        .cents = stored.cents,
        .payments = stored.count,
        .amounts = rejected.amounts,
        .has_a_dead_payment = rejected.has_another_dead,
        .each_has_a_debit = store::each_has_a_single_debit(db, stored.id)};
    for (const auto& made : rejected.made) {
        file.report_days.push_back(made ? std::optional{reconcile::amsterdam_day(*made)}
                                        : std::nullopt);
    }
    for (const store::RejectedPayment& payment : rejected.payments) add_rejected(file, payment);
    return file;
}

}  // namespace

bool is_of_a_part(const store::ClaimRow& line, values::Euro file_cents) {
    return line.claim == LineClaim::file_part || line.credit || line.cents != file_cents;
}

reconcile::FileOfPayments file_of_payments(store::Database& db, std::int64_t file) {
    const auto stored = store::file_by_id(db, file);
    if (!stored) return {};
    return made_of(db, *stored, store::rejected_payments(db, file));
}

BookedFile::BookedFile(store::Database& db, std::int64_t file)
    : claims_{store::claims_on_file(db, file)} {
    const auto stored = store::file_by_id(db, file);
    if (claims_.empty() || !stored) return;
    has_parts_ = std::ranges::any_of(claims_, [&](const store::FileClaimRow& row) {
        return is_of_a_part(row.line, stored->cents);
    });
    // Only a part asks what was rejected.
    store::RejectedPayments rejected;
    if (has_parts_) {
        rejected = store::rejected_payments(db, file);
    } else {
        rejected.has_another_dead = store::has_dead_attempt(db, file);
    }
    for (const store::RejectedPayment& payment : rejected.payments) {
        rejected_.emplace(std::pair{payment.instruction, payment.attempt},
                          Rejected{.reports = payment.reports, .reason = payment.reason});
    }
    booking_ = reconcile::book_file(claims_of(claims_), made_of(db, *stored, rejected));
}

std::uint64_t BookedFile::reports_against(const store::AttemptName& of) const {
    const auto found = rejected_.find({of.instruction, of.attempt});
    return found == rejected_.end() ? 0 : found->second.reports;
}

std::optional<values::CivilDate> BookedFile::debited_on(const store::AttemptName& of) const {
    if (!booking_.debited_on || !is_in(booking_.debited, reports_against(of))) return std::nullopt;
    return booking_.debited_on;
}

const store::ClaimRow* BookedFile::returned_by(const store::AttemptName& of) const {
    for (const reconcile::FileReturn& each : booking_.returned) {
        if (is_in(each.share, reports_against(of))) return &claims_[each.line].line;
    }
    return nullptr;
}

std::string BookedFile::reason_of_return(const store::AttemptName& of) const {
    const store::ClaimRow* const line = returned_by(of);
    if (line == nullptr) return {};
    if (!line->return_reason.empty()) return line->return_reason;
    const auto found = rejected_.find({of.instruction, of.attempt});
    return found == rejected_.end() ? std::string{} : found->second.reason;
}

bool BookedFile::is_of(const store::LineKey& line, const store::AttemptName& payment) const {
    const auto found = std::ranges::find_if(
        claims_, [&](const store::FileClaimRow& row) { return row.line.key == line; });
    if (found == claims_.end()) return false;
    if (!found->line.credit) return debited_on(payment).has_value();
    return returned_by(payment) == &found->line;
}

}  // namespace ontzorgd::service
