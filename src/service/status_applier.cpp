// SPDX-License-Identifier: EUPL-1.2
#include "status_applier.h"

#include "name_check.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/values/iban.h"
#include "status_exceptions.h"
#include "unbooked.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

using base::Done;
using base::Result;
using payment::Said;
using reconcile::NameCheck;
using reconcile::Status;
using reconcile::StatusMeaning;

bool is_alphanumeric(char c) {
    return ('0' <= c && c <= '9') || ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z');
}

/// A code of the bank; its own words may hold anything and stay in the archived file.
std::string_view code_of(std::string_view code) {
    return std::ranges::all_of(code, is_alphanumeric) ? code : "OTHER";
}

std::optional<Said> said_by(StatusMeaning meaning) {
    switch (meaning) {
        case StatusMeaning::received: return Said::received;
        case StatusMeaning::accepted: return Said::accepted;
        case StatusMeaning::settled: return Said::settled;
        case StatusMeaning::rejected: return Said::rejected;
        case StatusMeaning::none:
        case StatusMeaning::waiting:
        case StatusMeaning::partly:
        case StatusMeaning::name_check:
        case StatusMeaning::unknown: break;
    }
    return std::nullopt;
}

bool went_to_the_bank(const store::StoredFile& file) {
    return file.state == "handing_over" || file.state == "handed_over" ||
           file.state == "handover_unknown";
}

}  // namespace

StatusApplier::StatusApplier(Context& context, store::ExceptionWriter& exceptions,
                             std::int64_t fact, StatusAnswer& answer)
    : context_{context},
      db_{context.town.db()},
      exceptions_{exceptions},
      answer_{answer},
      references_{context.town},
      payments_{db_},
      writer_{db_, fact},
      personal_{
          db_, [&town = context.town](std::int64_t id) { return town.salt_for("personal", id); }} {}

// --- which file ---

const store::StoredFile* StatusApplier::file_named(const std::string& id) {
    return reconcile::is_no_reference(id) ? nullptr : payments_.file_with_msg_id(id);
}

StatusApplier::Telling& StatusApplier::telling_of(const store::StoredFile& file) {
    Telling& telling = tellings_[file.id];
    if (telling.file == nullptr) {
        telling.file = &file;
        if (!went_to_the_bank(file)) deviates("file_was_never_handed_over", file.count);
    }
    return telling;
}

/// What the bank says of the file's size must be what we sent: else it is about other bytes.
bool StatusApplier::counts_fit(const store::StoredFile& file, std::optional<std::int64_t> count,
                               const std::optional<reconcile::DecimalAmount>& sum) {
    if (count && *count != file.count) {
        deviates("original_count_differs", file.count);
        return false;
    }
    constexpr std::int64_t units_per_cent = 1000;
    if (sum && sum->units() != file.cents.cents() * units_per_cent) {
        deviates("original_sum_differs", file.count);
        return false;
    }
    return true;
}

Result<Done> StatusApplier::on_report(const reconcile::ReportHead& head) {
    group_ = head.status;
    group_file_ = file_named(head.original_message_id);
    group_is_of_others_ =
        group_file_ == nullptr && !reconcile::is_no_reference(head.original_message_id);
    if (group_file_ == nullptr) return Done{};
    telling_of(*group_file_);
    if (!counts_fit(*group_file_, head.original_count, head.original_sum)) {
        blocked_.insert(group_file_->id);
    }
    return Done{};
}

Result<Done> StatusApplier::on_payment(const reconcile::ReportedPayment& payment) {
    payment_ = payment.status;
    const store::StoredFile* named = file_named(payment.original_id);
    is_blocked_ = named != nullptr && group_file_ != nullptr && named != group_file_;
    if (is_blocked_) {
        deviates("payment_is_of_another_file", 0);
        return Done{};
    }
    // Our files have one batch each: in a message of ours it is that, whatever the bank calls it.
    payment_file_ = named != nullptr ? named : group_file_;
    payment_is_of_others_ =
        payment_file_ == nullptr && !reconcile::is_no_reference(payment.original_id);
    if (payment_file_ == nullptr) return Done{};
    Telling& telling = telling_of(*payment_file_);
    if (!counts_fit(*payment_file_, payment.original_count, payment.original_sum)) {
        blocked_.insert(payment_file_->id);
    }
    telling.payments_differ =
        telling.payments_differ || (telling.payment && !(*telling.payment == payment_));
    telling.payment = payment_;
    return Done{};
}

reconcile::Levels StatusApplier::levels(const Status* payment) const {
    return {.group = group_is_of_others_ ? nullptr : &group_, .payment = payment};
}

// --- one payment ---

Result<Done> StatusApplier::on_transaction(const reconcile::ReportedTransaction& transaction) {
    ++answer_.named;
    if (is_blocked_) {
        deviates("payment_is_of_another_file", 1);
        return Done{};
    }
    auto reference = payment::EndToEndId::parse(transaction.end_to_end_id);
    if (!reference) reference = payment::EndToEndId::parse(transaction.instruction_id);
    const bool is_ours = reference && references_.is_ours(reference.value().generation());
    auto hit = is_ours
                   ? payments_.attempt(reference.value().instruction(), reference.value().attempt())
                   : std::nullopt;
    if (hit && !references_.fits(reference.value().generation(), hit->file)) hit.reset();
    if (!hit) {
        if (payment_file_ != nullptr) {
            deviates("payment_is_not_in_the_file", 1);
        } else {
            ++answer_.not_ours;
        }
        return Done{};
    }
    const store::StoredFile* file =
        payment_file_ != nullptr ? payment_file_ : payments_.file(hit->file);
    if (file == nullptr || hit->file != file->id) {
        deviates("payment_is_of_another_file", 1);
        return Done{};
    }
    if (const std::string_view rule = difference(transaction, *hit); !rule.empty()) {
        deviates(rule, 1);
        return Done{};
    }
    apply(transaction, reference.value(), *file);
    return Done{};
}

std::string_view StatusApplier::difference(const reconcile::ReportedTransaction& transaction,
                                           const store::AttemptHit& hit) {
    if (transaction.amount) {
        const auto cents = transaction.amount->to_euro();
        if (!cents || cents.value() != hit.cents) return "amount_differs";
    }
    if (transaction.creditor_iban.empty()) return {};
    const auto iban = values::Iban::parse(transaction.creditor_iban);
    const bool is_it =
        iban && payments_.counter_of(hit.iban) == context_.town.blind_index(iban.value().compact());
    return is_it ? std::string_view{} : "payee_differs";
}

void StatusApplier::apply(const reconcile::ReportedTransaction& transaction,
                          const payment::EndToEndId& reference, const store::StoredFile& file) {
    Telling& telling = telling_of(file);
    if (blocked_.contains(file.id)) return;
    const reconcile::Told told = reconcile::told_of_named(
        transaction.status, levels(payment_is_of_others_ ? nullptr : &payment_));
    const std::string_view own = transaction.status.code;
    telling.named.add(own.empty() ? told.code : own);
    writer_.add_attempt_status({.report = answer_.report,
                                .instruction = reference.instruction(),
                                .attempt = reference.attempt(),
                                .file = file.id,
                                .said = said_by(told.meaning),
                                .itself = told.of_itself,
                                // A name check says nothing of execution: that is from above.
                                .code = code_of(told.code.empty() ? own : told.code),
                                .reason = code_of(told.reason)});
    const NameCheck check = transaction.status.name_check();
    if (check == NameCheck::none || check == NameCheck::incomplete) return;
    add_check(reference.instruction(), reference.attempt(), check, transaction.status.text());
}

void StatusApplier::add_check(std::int64_t instruction, std::int64_t attempt, NameCheck check,
                              std::string_view answered) {
    // The text beside a close match, or a name that does not match, is the name the bank has. A
    // longer one is no name.
    constexpr std::size_t longest_name = 560;  // 140 characters of at most four bytes
    const bool is_name =
        needs_a_decision(check) && !answered.empty() && answered.size() <= longest_name;
    writer_.add_name_check({.report = answer_.report,
                            .instruction = instruction,
                            .attempt = attempt,
                            .result = static_cast<std::int64_t>(check),
                            .answered_name = is_name ? personal_.add(answered) : 0});
    if (!needs_a_decision(check)) return;
    ++answer_.name_checks;
    checked_.emplace(instruction, attempt);
}

// --- the end ---

void StatusApplier::deviates(std::string_view rule, std::int64_t payments) {
    answer_.deviating += payments;
    const auto known = deviations_.find(rule);
    if (known != deviations_.end()) {
        known->second += payments;
    } else {
        deviations_.emplace(rule, payments);
    }
}

void StatusApplier::finish(Telling& telling) {
    const store::StoredFile& file = *telling.file;
    if (blocked_.contains(file.id) || telling.payments_differ) return;
    // Whoever is found by a single payment only is not told about as a whole.
    const bool is_named = group_file_ == telling.file || telling.payment.has_value();
    if (!is_named) return;
    const reconcile::Levels above = levels(telling.payment ? &*telling.payment : nullptr);
    const reconcile::Told others = reconcile::told_of_others(above, telling.named, file.count);
    if (const auto said = said_by(others.meaning)) {
        writer_.add_file_status(answer_.report, file.id, *said, code_of(others.code),
                                code_of(others.reason));
    }
    const auto names = reconcile::names_of_others(above, telling.named, file.count);
    if (needs_a_decision(names.each)) {
        store::for_each_unnamed(db_, file.id, answer_.report,
                                [&](std::int64_t instruction, std::int64_t attempt) {
                                    add_check(instruction, attempt, names.each, {});
                                });
    }
    if (names.unknown == 0) return;
    exceptions_.open(
        "naam_controle_onbekend", std::to_string(file.id), {}, "rechtmatigheid", std::nullopt,
        "file=" + file.name +
            "|payments=" + (names.unknown > 0 ? std::to_string(names.unknown) : "onbekend aantal"));
}

void StatusApplier::finish() {
    for (auto& [id, telling] : tellings_) {
        finish(telling);
        writer_.settle(id);
        sync_status_exceptions(db_, exceptions_, id);
        answer_.files.push_back(
            {.name = telling.file->name, .by_word = store::payments_by_word(db_, id)});
    }
    personal_.finish();
    for (const auto& [instruction, attempt] : checked_) {
        sync_name_check(db_, exceptions_, instruction, attempt);
    }
    const std::string report = std::to_string(answer_.report);
    const std::string& name = answer_.msg_id.empty() ? report : answer_.msg_id;
    for (const auto& [rule, payments] : deviations_) {
        std::string cause = name;
        cause += '|';
        cause += rule;
        std::string details = "report=" + report;
        details += "|payments=" + std::to_string(payments);
        details += "|rule=";
        details += rule;
        exceptions_.open("statusbericht_wijkt_af", cause, {}, "rechtmatigheid", std::nullopt,
                         details);
    }
    // What is refused is told of one by one.
    tell_unbooked(db_, exceptions_);
    if (tellings_.empty() && deviations_.empty()) {
        exceptions_.open("statusbericht_onbekend", name, {}, "rechtmatigheid", std::nullopt,
                         "report=" + report);
    }
}

std::vector<std::int64_t> StatusApplier::files() const {
    std::vector<std::int64_t> all;
    for (const auto& [id, telling] : tellings_) all.push_back(id);
    return all;
}

}  // namespace ontzorgd::service
