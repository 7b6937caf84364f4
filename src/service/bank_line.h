// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/payment/bank_ways.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/policy_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

/// What an entry or detail says about one of our attempts.
struct NamedAttempt {
    reconcile::Reference reference = reconcile::Reference::none;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    bool trace = false;  ///< something of ours, but not readable
};

/// Reads references of one generation.
class ReferenceReader {
public:
    explicit ReferenceReader(const Municipality& town);
    /// The reference of a detail: exact in its own field, or the only one that can be read in its
    /// texts.
    [[nodiscard]] NamedAttempt read(const reconcile::EntryDetail& detail);
    /// Whether a text has our generation in it.
    [[nodiscard]] bool is_of_ours(std::string_view text) const;

private:
    void look_in(std::string_view text);

    payment::Generation generation_;
    std::string kept_;
    std::vector<payment::EndToEndId> found_;
    bool trace_ = false;
};

/// Writes the lines of one statement after the other.
class LineMaker {
public:
    LineMaker(Municipality& town, const store::OwnAccount& account, std::int64_t statement,
              store::PaymentLookup& payments, store::LineWriter& lines);

    /// Errors (refused): currency_is_not_eur, amount_is_not_whole_cents, amount_is_too_large.
    [[nodiscard]] base::Result<base::Done> add(const reconcile::Entry& entry);

    /// For entries without any date.
    void set_closing_date(values::CivilDate date) { closing_date_ = date; }
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
    };

    [[nodiscard]] std::int64_t fingerprint_of(const reconcile::Entry& entry);
    void make(Line& line, bool is_whole_entry);
    static bool is_called_a_return(const reconcile::Entry& entry,
                                   const reconcile::EntryDetail* detail);
    void find_attempt(Line& line);
    [[nodiscard]] bool has_kenmerk_of_another(const Line& line, std::int64_t counter);
    void find_file(Line& line, bool is_whole_entry);
    void find_by_amount(Line& line);
    [[nodiscard]] bool has_trace(Line& line);
    [[nodiscard]] const store::StoredFile* file_named_by(const reconcile::Entry& entry,
                                                         const reconcile::EntryDetail* detail);
    [[nodiscard]] const store::StoredFile* file_of_details(const reconcile::Entry& entry);
    [[nodiscard]] static bool names_something(const reconcile::Entry& entry);
    void write(Line& line, const reconcile::Look& look);
    void write_candidates(const Line& line);
    void note(const Line& line);
    void look_at_ways(const Line& line, reconcile::Look::Claim claim);
    void add_leaf(const store::LineRow& row);

    Municipality& town_;
    const store::OwnAccount& account_;
    std::int64_t statement_;
    store::PaymentLookup& payments_;
    store::LineWriter& writer_;
    ReferenceReader references_;
    crypto::Sha256Stream content_;
    crypto::Sha256Stream fingerprint_;
    audit::MerkleRoot leaves_{crypto::sha256};
    std::string buffer_;
    values::CivilDate closing_date_;
    std::int64_t line_count_ = 0;
    std::optional<values::CivilDate> first_;
    std::optional<values::CivilDate> last_;
    std::unordered_map<std::int64_t, std::int64_t> single_debits_;
    std::vector<LineOfNote> of_note_;
    std::int64_t more_of_note_ = 0;
    payment::BankWays ways_;
};

}  // namespace ontzorgd::service
