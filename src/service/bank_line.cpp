// SPDX-License-Identifier: EUPL-1.2
#include "bank_line.h"

#include "extra_debits.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/store/restoration.h"

#include <algorithm>
#include <cstring>

namespace ontzorgd::service {

namespace {

using reconcile::Direction;
using reconcile::Entry;
using reconcile::EntryDetail;
using reconcile::Reference;

/// Around the booking day of a debit: the day it was to be executed. Banks move it past closed
/// days.
constexpr std::int32_t days_booked_early = 3;
using reconcile::days_booked_late;
constexpr std::size_t most_candidates = 50;
/// Premiums of one amount to one insurer, of which one may be told from another by its kenmerk.
constexpr std::size_t most_of_one_amount = 2000;
constexpr std::size_t most_of_note = 1000;
constexpr std::size_t most_tokens = 40;

bool is_alphanumeric(char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
}

/// A code of the bank; its own words may hold anything and stay in the archived file.
std::string_view code_of(std::string_view reason) {
    constexpr std::size_t longest = 35;
    const bool is_code = reason.size() <= longest && std::ranges::all_of(reason, is_alphanumeric);
    return is_code ? reason : "OTHER";
}

void append(std::string& text, std::string_view part) {
    text += part;
    text += '\x1f';
}

void append(std::string& text, std::int64_t number) {
    text += std::to_string(number);
    text += '\x1f';
}

}  // namespace

LineMaker::LineMaker(Municipality& town, const store::OwnAccount& account, std::int64_t statement,
                     store::PaymentLookup& payments, store::LineWriter& lines,
                     const LineRules& rules)
    : town_{town},
      account_{account},
      statement_{statement},
      payments_{payments},
      writer_{lines},
      rules_{rules},
      own_key_{rules.is_empty() ? 0 : town.blind_index(account.iban)},
      references_{town},
      own_{town},
      refunds_{payments} {}

/// Tells an entry of the bank apart from all others, however often it is delivered: what the bank
/// says of it in every version of the message. Keyed, so that nobody can look up an account in it.
/// Odd when the bank gave a reference of its own, and not a word that is the same on every entry.
std::int64_t LineMaker::fingerprint_of(const Entry& entry) {
    fingerprint_.update(town_.keys().index());
    buffer_.clear();
    append(buffer_, entry.booking_date ? entry.booking_date->to_number() : 0);
    append(buffer_, entry.amount.units());
    append(buffer_, entry.amount.currency());
    append(buffer_, entry.direction == Direction::credit ? "C" : "D");
    append(buffer_, entry.acct_svcr_ref);
    append(buffer_, entry.batch ? entry.batch->msg_id : std::string{});
    append(buffer_, entry.batch ? entry.batch->pmt_inf_id : std::string{});
    append(buffer_, entry.details.empty() ? entry.additional_info : std::string{});
    for (const EntryDetail& detail : entry.details) {
        append(buffer_, detail.end_to_end_id);
        append(buffer_, detail.amount ? detail.amount->units() : 0);
        append(buffer_, detail.counterparty_iban);
        append(buffer_, detail.structured_reference);
        for (const std::string& text : detail.remittance) append(buffer_, text);
        if (buffer_.size() < 8192) continue;
        fingerprint_.update(buffer_);
        buffer_.clear();
    }
    fingerprint_.update(buffer_);
    const base::Digest digest = fingerprint_.finish();
    content_.update(std::string_view{reinterpret_cast<const char*>(digest.data()), digest.size()});
    std::int64_t fingerprint = 0;
    std::memcpy(&fingerprint, digest.data(), sizeof fingerprint);
    return (fingerprint & ~std::int64_t{1}) |
           (reconcile::is_no_reference(entry.acct_svcr_ref) ? 0 : 1);
}

base::Result<base::Done> LineMaker::add(const Entry& entry) {
    const std::int64_t fingerprint = fingerprint_of(entry);
    content_.update(entry.status == reconcile::EntryStatus::booked ? "B" : "N");
    if (entry.status != reconcile::EntryStatus::booked) return base::Done{};
    const values::CivilDate day = day_of(entry);
    first_ = first_ ? std::min(*first_, day) : day;
    last_ = last_ ? std::max(*last_, day) : day;

    const bool per_detail = entry.details_add_up();
    const std::size_t rows = per_detail ? entry.details.size() : 1;
    for (std::size_t at = 0; at < rows; ++at) {
        auto line = begin(entry, per_detail, at);
        if (!line) return line.failure();
        Line made = std::move(line).value();
        made.row.fingerprint = fingerprint;
        write(made, decide(made, rows == 1));
    }
    return base::Done{};
}

std::optional<reconcile::Look> LineMaker::look_at(const Entry& entry) {
    const bool per_detail = entry.details_add_up();
    if (per_detail && entry.details.size() > 1) return std::nullopt;
    auto line = begin(entry, per_detail, 0);
    if (!line) return std::nullopt;
    Line made = std::move(line).value();
    return decide(made, true);
}

values::CivilDate LineMaker::day_of(const Entry& entry) const {
    return entry.booking_date ? *entry.booking_date : entry.value_date.value_or(closing_date_);
}

base::Result<LineMaker::Line> LineMaker::begin(const Entry& entry, bool per_detail,
                                               std::size_t at) const {
    const auto whole = entry.amount.to_euro();
    if (!whole) return whole.failure();
    Line line{.entry = entry};
    if (per_detail || entry.details.size() == 1) line.detail = &entry.details[at];
    Direction direction = entry.direction;
    values::Euro cents = whole.value();
    if (per_detail) {
        const auto part = line.detail->amount->to_euro();
        if (!part) return part.failure();
        cents = part.value();
        direction = line.detail->direction.value_or(direction);
    }
    line.row = {.key = {.statement = statement_,
                        .entry = entry.index,
                        .detail = per_detail ? static_cast<std::int64_t>(at) + 1 : 0},
                .booking_date = day_of(entry),
                .cents = cents,
                .credit = direction == Direction::credit};
    return line;
}

reconcile::Look LineMaker::decide(Line& line, bool is_whole_entry) {
    line.facts.credit = line.row.credit;
    line.facts.cents = line.row.cents;
    line.facts.dedicated_account = account_.dedicated;
    line.facts.has_return_reason = line.detail != nullptr ? !line.detail->return_reason.empty()
                                                          : !line.entry.return_reason.empty();
    line.facts.bank_calls_it_a_return = is_called_a_return(line.entry, line.detail);
    if (line.detail != nullptr) line.named = references_.read(*line.detail);
    find_attempt(line);
    find_file(line, is_whole_entry);
    if (line.facts.reference == Reference::none && line.file == nullptr) find_copy(line);
    if (line.facts.reference == Reference::none) find_by_amount(line);
    const reconcile::Look look = reconcile::look(line.facts);
    return is_whole_entry ? by_rules(line, look) : look;
}

/// RRTN is the return of a credit transfer, RPCR its reversal after a recall (ISO bank transaction
/// codes), NRTI a return in the :61: of an MT940.
bool LineMaker::is_called_a_return(const Entry& entry, const EntryDetail* detail) {
    const auto is_code = [](const reconcile::BankTxCode& code) {
        return code.sub_family == "RRTN" || code.sub_family == "RPCR" || code.proprietary == "NRTI";
    };
    if (entry.is_reversal || is_code(entry.bank_tx_code)) return true;
    if (detail == nullptr) return !entry.return_reason.empty();
    return is_code(detail->bank_tx_code) ||
           (!detail->return_reason.empty() && !detail->reason_is_among_text);
}

bool LineMaker::names_other_side(const EntryDetail& detail) const {
    return !detail.counterparty_iban.empty() && detail.counterparty_iban != account_.iban;
}

/// Banks name our own account as the other side of their fee, and an account of theirs as that of a
/// batch.
bool LineMaker::is_nobodys(const Line& line) {
    if (line.detail != nullptr && !names_other_side(*line.detail)) return true;
    return line.facts.is_batch && line.counter && !payments_.is_known_counter(*line.counter);
}

/// Who was paid, so that a payment which it may be is not made beside it.
void LineMaker::find_counter(Line& line) {
    if (line.detail == nullptr || line.detail->counterparty_iban.empty()) return;
    line.counter = town_.blind_index(line.detail->counterparty_iban);
}

void LineMaker::find_attempt(Line& line) {
    if (line.named.reference == Reference::of_another_copy) {
        // Anybody may send money to us with a reference of his own.
        if (line.row.credit) line.named = {};
        find_counter(line);
    }
    line.facts.reference = line.named.reference;
    if (line.named.reference == Reference::none ||
        line.named.reference == Reference::of_another_copy)
        return;
    line.hit = payments_.attempt(line.named.instruction, line.named.attempt);
    const payment::Generation generation = payment::Generation::of(line.named.generation);
    // What a later copy of this directory made is not what was made here under the same number.
    if (line.hit && !own_.fits(generation, line.hit->file)) line.hit.reset();
    if (!line.hit) {
        line.is_lost_attempt = !line.row.credit && own_.knew(generation, line.named.instruction) &&
                               line.named.generation != town_.generation();
        line.facts.reference = Reference::foreign;
        find_counter(line);
        return;
    }
    const store::StoredFile* file = payments_.file(line.hit->file);
    line.facts.attempt = {.cents = line.hit->cents,
                          .same_account = line.hit->account == account_.id,
                          .handed_over = file != nullptr && store::is_with_the_bank(file->state),
                          .is_dead = line.hit->is_dead};
    const std::int64_t payee = payments_.counter_of(line.hit->iban);
    line.facts.attempt->has_kenmerk_of_another =
        line.row.credit && has_kenmerk_of_another(line, payee);
    line.facts.attempt->may_be_part_of_another = may_be_part_of_another(line, payee);
    find_counter(line);
    if (!line.counter) return;
    const bool agrees = payee == *line.counter;
    line.facts.attempt->payee_agrees = agrees;
    // The account on a return may be one of the bank's own; that of another payee it is not.
    line.facts.attempt->payee_differs = !agrees && (!line.facts.bank_calls_it_a_return ||
                                                    payments_.is_known_counter(*line.counter));
}

namespace {

/// Where the kenmerk stands in one of the texts, what follows it; nothing when it does not.
std::optional<std::string_view> behind(const std::array<std::string, 2>& texts,
                                       const std::string& kenmerk) {
    if (kenmerk.size() < shortest_kenmerk) return std::nullopt;
    for (const std::string& text : texts) {
        const std::size_t at = text.find(kenmerk);
        if (at != std::string::npos) return std::string_view{text}.substr(at + kenmerk.size());
    }
    return std::nullopt;
}

}  // namespace

/// A bank may give a return the reference of another payment. Where that went to the same account
/// with the same amount, only the text is left to tell. The longest kenmerk in it is meant: one may
/// begin like another.
bool LineMaker::has_kenmerk_of_another(const Line& line, std::int64_t counter) {
    if (line.detail == nullptr) return false;
    const std::array texts{base::letters_and_digits(line.detail->remittance_text()),
                           base::letters_and_digits(line.detail->structured_reference)};
    if (std::max(texts[0].size(), texts[1].size()) < shortest_kenmerk) return false;
    const std::string own =
        base::letters_and_digits(payments_.kenmerk_of(line.named.instruction, line.named.attempt));
    const auto rest = behind(texts, own);
    if (rest && rest->empty()) return false;
    const auto& alike = kenmerken_like(counter, line.row.cents, line.row.booking_date);
    return std::ranges::any_of(alike, [&](const Kenmerk& each) {
        if (each.instruction == line.named.instruction) return false;
        const std::string& other = each.text;
        const bool may_be_meant = !rest || (other.size() > own.size() && other.starts_with(own));
        return may_be_meant && behind(texts, other).has_value();
    });
}

const std::vector<LineMaker::Kenmerk>& LineMaker::kenmerken_like(std::int64_t counter,
                                                                 values::Euro cents,
                                                                 values::CivilDate day) {
    constexpr std::size_t most_kept = 16;
    if (kenmerken_.size() >= most_kept && !kenmerken_.contains({counter, cents, day})) {
        kenmerken_.clear();
    }
    const auto [place, is_new] = kenmerken_.try_emplace({counter, cents, day});
    if (!is_new) return place->second;
    for (const store::PossibleAttempt& each : payments_.attempts_like(
             account_.id, counter, cents, day.plus_months_clamped(-months_of_returns), day,
             most_of_one_amount)) {
        place->second.push_back({.instruction = each.instruction,
                                 .text = base::letters_and_digits(
                                     payments_.kenmerk_of(each.instruction, each.attempt))});
    }
    return place->second;
}

void LineMaker::find_by_amount(Line& line) {
    find_counter(line);
    if (line.counter) {
        const values::CivilDate day = line.row.booking_date;
        line.possible = payments_.attempts_like(
            account_.id, *line.counter, line.row.cents,
            line.row.credit ? day.plus_months_clamped(-months_of_returns)
                            : day.plus_days(-days_booked_late),
            line.row.credit ? day : day.plus_days(days_booked_early), most_candidates);
        line.facts.possible_attempts = static_cast<std::int64_t>(line.possible.size());
    }
    find_refund(line);
    line.facts.has_trace = has_trace(line);
}

bool LineMaker::has_trace(const Line& line) {
    const bool has_no_account = line.detail == nullptr || !names_other_side(*line.detail);
    if (line.row.credit && (line.facts.has_return_reason || has_no_account)) return true;
    return names_ours(line);
}

/// One of our references, also damaged, an account or a number of ours, or what could be a payment.
bool LineMaker::names_ours(const Line& line) {
    if (line.named.trace || line.file != nullptr || !line.possible.empty()) return true;
    if (!line.files_with_total.empty()) return true;
    if (line.counter && payments_.is_known_counter(*line.counter)) return true;
    if (line.detail == nullptr) return references_.is_of_ours(line.entry.additional_info);
    return has_known_number(line.detail->remittance_text() + ' ' +
                            line.detail->structured_reference);
}

bool LineMaker::has_known_number(std::string_view text) {
    std::size_t tokens = 0;
    for (std::size_t begin = 0; begin < text.size() && tokens < most_tokens;) {
        std::size_t end = begin;
        while (end < text.size() && (is_alphanumeric(text[end]) || text[end] == '-')) ++end;
        if (end > begin + 1) {
            ++tokens;
            if (payments_.is_known_number(text.substr(begin, end - begin))) return true;
        }
        begin = end + 1;
    }
    return false;
}

void LineMaker::write(Line& line, const reconcile::Look& look) {
    using Claim = reconcile::Look::Claim;
    store::LineRow& row = line.row;
    row.place = look.place;
    row.rule = look.rule;
    switch (look.claim) {
        case Claim::nothing:
            if (!is_nobodys(line)) row.counter = line.counter;
            break;
        case Claim::attempt:
            row.claim = line.facts.reference == Reference::recovered ? store::LineClaim::recovered
                                                                     : store::LineClaim::reference;
            row.instruction = line.named.instruction;
            row.attempt = line.named.attempt;
            if (!row.credit) ++single_debits_[line.hit->file];
            break;
        case Claim::file:
            row.claim = store::LineClaim::batch_reference;
            row.file = line.file->id;
            break;
        case Claim::file_part:
            row.claim = store::LineClaim::file_part;
            row.file = line.file->id;
            writer_.add_total(row.key, account_.id, row.cents, *line.facts.batch_count,
                              line.facts.has_trace);
            break;
        case Claim::file_by_total:
            row.claim = store::LineClaim::batch_total;
            writer_.add_total(row.key, account_.id, row.cents, *line.facts.batch_count,
                              line.facts.has_trace);
            break;
        case Claim::refund:
            row.claim = store::LineClaim::refund;
            row.household = line.refund.household;
            row.counter = line.counter;
            break;
    }
    if (line.is_lost_attempt) {
        store::add_lost_attempt(town_.db(), row.key, line.named.instruction, line.named.attempt);
    }
    for (const std::int64_t contract : line.refund.contracts) {
        writer_.add_refund_contract(row.key, contract);
    }
    row.return_reason = code_of(line.reason());
    writer_.add(row);
    if (look.claim == Claim::attempt && row.credit) write_cost(line);
    if (row.place == reconcile::Place::proposed || line.facts.names_what_is_not_out())
        write_candidates(line);
    if (look.claim == Claim::nothing || look.claim == Claim::file_part) note(line);
    look_at_ways(line, look.claim);
    add_leaf(line);
    ++line_count_;
}

void LineMaker::write_candidates(const Line& line) {
    const store::LineKey& key = line.row.key;
    if (line.facts.reference != Reference::none) {
        writer_.add_candidate(key, line.named.instruction, line.named.attempt);
        return;
    }
    if (!line.possible.empty() && !line.facts.names_what_is_not_out()) {
        for (const auto& each : line.possible)
            writer_.add_candidate(key, each.instruction, each.attempt);
        return;
    }
    if (line.file != nullptr) writer_.add_candidate_file(key, line.file->id);
    for (const std::int64_t file : line.files_with_total) writer_.add_candidate_file(key, file);
}

void LineMaker::note(const Line& line) {
    const bool has_trace = line.facts.reference != Reference::none || line.facts.file.has_value() ||
                           line.facts.has_trace || line.row.rule == "more_than_one_rule_fits";
    const bool is_told = is_told_with_its_file(line.row.credit, line.row.rule);
    if (line.row.place == reconcile::Place::known_other || !has_trace || is_told) return;
    if (of_note_.size() >= most_of_note) {
        ++more_of_note_;
        return;
    }
    of_note_.push_back({.key = line.row.key,
                        .cents = line.row.cents,
                        .credit = line.row.credit,
                        .rule = line.row.rule});
}

/// What the booking of a payment or file of ours shows of how the bank books. A file of one payment
/// shows nothing: both ways are one. A line that only has a total shows something once it is
/// matched.
void LineMaker::look_at_ways(const Line& line, reconcile::Look::Claim claim) {
    using Claim = reconcile::Look::Claim;
    const bool is_of_file = claim == Claim::file || claim == Claim::file_part;
    const bool is_ours = claim == Claim::attempt || is_of_file;
    if (!is_ours || line.row.credit) return;
    const store::StoredFile* file = is_of_file ? line.file : payments_.file(line.hit->file);
    if (file == nullptr || file->count < 2) return;
    if (claim == Claim::attempt && line.entry.details.size() == 1) {
        // A batch of which the others were rejected.
        if (line.entry.batch) return;
        ways_.add(payment::Booking::per_transfer);
        return;
    }
    ways_.add(payment::Booking::per_file);
    if (!line.entry.batch) return;
    const reconcile::Batch& batch = *line.entry.batch;
    if (batch.pmt_inf_id == file->msg_id) {
        ways_.add(payment::BatchName::our_payment_id);  // one id stands at both places of a file
    } else {
        ways_.add(batch.msg_id == file->msg_id ? payment::BatchName::our_message_id
                                               : payment::BatchName::its_own);
    }
}

/// What a line was when it came in: the chain's leaf. Its place may change with later statements.
void LineMaker::add_leaf(const Line& line) {
    const store::LineRow& row = line.row;
    buffer_.clear();
    for (const std::int64_t number :
         {row.key.statement, row.key.entry, row.key.detail, row.booking_date.to_number(),
          row.cents.cents(), std::int64_t{row.credit ? 1 : 0}, static_cast<std::int64_t>(row.claim),
          row.instruction, row.attempt, row.file, row.fingerprint}) {
        buffer_ += std::to_string(number);
        buffer_ += '|';
    }
    if (row.household != 0) {
        buffer_ += std::to_string(row.household);
        for (char before = '|'; const std::int64_t contract : line.refund.contracts) {
            buffer_ += before;
            buffer_ += std::to_string(contract);
            before = ',';
        }
        buffer_ += '|';
    }
    leaves_.add(buffer_);
}

}  // namespace ontzorgd::service
