// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "line_rules.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/payment/bank_ways.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/reconcile/refund.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/policy_rows.h"
#include "payment_reference.h"
#include "reference_reader.h"
#include "refund_reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

/// @file
/// From an entry of the bank to lines of ours: one row, or one per detail, each with what it
/// claims.
namespace ontzorgd::service {

/// A line that a person should look at, found while a statement is read.
struct LineOfNote {
    store::LineKey key;
    values::Euro cents;
    bool credit = false;
    std::string_view rule;  ///< a literal
};

/// How long after its execution a payment may come back and still be looked for.
inline constexpr int months_of_returns = 13;
/// A kenmerk that is shorter may stand in a text for anything.
inline constexpr std::size_t shortest_kenmerk = 6;

/// Writes the lines of one statement after the other.
class LineMaker {
public:
    /// What is given outlives it.
    LineMaker(Municipality& town, const store::OwnAccount& account, std::int64_t statement,
              store::PaymentLookup& payments, store::LineWriter& lines, const LineRules& rules);

    /// Errors (refused): currency_is_not_eur, amount_is_not_whole_cents, amount_is_too_large.
    [[nodiscard]] base::Result<base::Done> add(const reconcile::Entry& entry);

    /// Where an entry that is one line would belong as everything is known now; nothing is
    /// written. None when it is several, or its amount cannot be read.
    [[nodiscard]] std::optional<reconcile::Look> look_at(const reconcile::Entry& entry);

    /// For entries without any date.
    void set_closing_date(values::CivilDate date) { closing_date_ = date; }
    /// No rule acts on what is booked later: which ones there are is not decided yet.
    void set_last_day(values::CivilDate day) { last_day_ = day; }
    /// Hashes what the bank says before its entries into the content digest.
    void hash(std::string_view text) { content_.update(text); }
    [[nodiscard]] base::Digest content_digest() { return content_.finish(); }

    [[nodiscard]] std::int64_t lines() const { return line_count_; }
    [[nodiscard]] const audit::MerkleRoot& leaves() const { return leaves_; }
    [[nodiscard]] std::optional<values::CivilDate> first_booking() const { return first_; }
    [[nodiscard]] std::optional<values::CivilDate> last_booking() const { return last_; }
    /// How the lines show that the bank books.
    [[nodiscard]] payment::BankWays ways() const { return ways_; }
    /// Debits that name one payment, by file.
    [[nodiscard]] const std::unordered_map<std::int64_t, std::int64_t>& single_debits() const {
        return single_debits_;
    }
    [[nodiscard]] const std::vector<LineOfNote>& of_note() const { return of_note_; }
    /// Lines of note beyond those that are kept one by one.
    [[nodiscard]] std::int64_t more_of_note() const { return more_of_note_; }

private:
    /// One line being made: the entry, its detail when there is one that is the line's own, and
    /// what is known.
    struct Line {
        const reconcile::Entry& entry;
        const reconcile::EntryDetail* detail = nullptr;
        store::LineRow row{};
        NamedAttempt named{};
        std::optional<store::AttemptHit> hit{};
        const store::StoredFile* file = nullptr;
        reconcile::LineFacts facts{};
        std::vector<store::PossibleAttempt> possible{};
        std::vector<std::int64_t> files_with_total{};
        std::optional<std::int64_t> counter{};
        reconcile::Recognised refund{};
        /// Of an instruction of ours, made by a later copy of this directory that is lost.
        bool is_lost_attempt = false;

        [[nodiscard]] std::string_view reason() const {
            return detail != nullptr ? detail->return_reason : entry.return_reason;
        }
    };

    [[nodiscard]] std::int64_t fingerprint_of(const reconcile::Entry& entry);
    [[nodiscard]] base::Result<Line> begin(const reconcile::Entry& entry, bool per_detail,
                                           std::size_t at) const;
    [[nodiscard]] values::CivilDate day_of(const reconcile::Entry& entry) const;
    [[nodiscard]] reconcile::Look decide(Line& line, bool is_whole_entry);
    [[nodiscard]] reconcile::Look by_rules(const Line& line, const reconcile::Look& look);
    [[nodiscard]] reconcile::RuleDoubt doubt_of(
        const Line& line, const reconcile::RuleLine& says,
        std::span<const reconcile::LineRule* const> fitting);
    static bool is_called_a_return(const reconcile::Entry& entry,
                                   const reconcile::EntryDetail* detail);
    void find_attempt(Line& line);
    /// By an IBAN that is not that of the account itself.
    [[nodiscard]] bool names_other_side(const reconcile::EntryDetail& detail) const;
    [[nodiscard]] bool is_nobodys(const Line& line);
    void find_counter(Line& line);
    [[nodiscard]] bool has_kenmerk_of_another(const Line& line, std::int64_t counter);
    struct Kenmerk {
        std::int64_t instruction = 0;
        std::string text;  ///< letters and digits
    };
    /// Of the payments of this amount to this account that may have come back by that day. Many
    /// premiums of one insurer are equal: they are looked up once for a day.
    const std::vector<Kenmerk>& kenmerken_like(std::int64_t counter, values::Euro cents,
                                               values::CivilDate day);
    [[nodiscard]] std::string words_of(std::int64_t instruction, std::int64_t attempt);
    /// What the bank says of a return beside its amount; zero when it says nothing.
    struct Told {
        values::Euro original{};
        values::Euro charges{};
    };
    [[nodiscard]] static Told told_of(const Line& line);
    [[nodiscard]] bool may_be_part_of_another(const Line& line, std::int64_t counter);
    [[nodiscard]] bool is_as_likely(const Line& line, const store::PossibleAttempt& other);
    [[nodiscard]] bool lists_payments(const reconcile::Entry& entry);
    void find_copy(Line& line);
    void find_file(Line& line, bool is_whole_entry);
    void find_by_amount(Line& line);
    [[nodiscard]] bool has_trace(const Line& line);
    [[nodiscard]] bool names_ours(const Line& line);
    [[nodiscard]] bool has_known_number(std::string_view text);
    void find_refund(Line& line);
    [[nodiscard]] bool may_be_of_two(const Line& line);
    [[nodiscard]] const store::StoredFile* file_named_by(const reconcile::Entry& entry,
                                                         const reconcile::EntryDetail* detail);
    [[nodiscard]] const store::StoredFile* file_of_details(const reconcile::Entry& entry);
    [[nodiscard]] bool names_something(const reconcile::Entry& entry) const;
    void write(Line& line, const reconcile::Look& look);
    void write_candidates(const Line& line);
    void write_cost(const Line& line);
    void note(const Line& line);
    void look_at_ways(const Line& line, reconcile::Look::Claim claim);
    void add_leaf(const Line& line);

    Municipality& town_;
    const store::OwnAccount& account_;
    std::int64_t statement_;
    store::PaymentLookup& payments_;
    store::LineWriter& writer_;
    const LineRules& rules_;
    std::int64_t own_key_;  ///< of the account
    /// By account at the other side, amount and day; a few.
    std::map<std::tuple<std::int64_t, values::Euro, values::CivilDate>, std::vector<Kenmerk>>
        kenmerken_;
    ReferenceReader references_;
    References own_;
    RefundReader refunds_;
    crypto::Sha256Stream content_;
    crypto::Sha256Stream fingerprint_;
    audit::MerkleRoot leaves_{crypto::sha256};
    std::string buffer_;
    values::CivilDate closing_date_;
    std::optional<values::CivilDate> last_day_;
    std::int64_t line_count_ = 0;
    std::optional<values::CivilDate> first_;
    std::optional<values::CivilDate> last_;
    std::unordered_map<std::int64_t, std::int64_t> single_debits_;
    std::vector<LineOfNote> of_note_;
    std::int64_t more_of_note_ = 0;
    payment::BankWays ways_;
};

}  // namespace ontzorgd::service
