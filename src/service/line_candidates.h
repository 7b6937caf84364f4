// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/by_hand.h"
#include "ontzorgd/reconcile/whole_file.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/line_candidate.h"
#include "ontzorgd/store/line_decision.h"

#include <optional>
#include <string>
#include <vector>

/// @file
/// What a line could be, for the person who has to say what it is.
namespace ontzorgd::service {

/// A payment of ours, or a whole file of ours, that the line could be.
struct LineCandidate {
    std::optional<store::CandidatePayment> payment{};
    std::optional<store::StoredFile> file{};
    bool is_named = false;      ///< the line names it
    bool is_credit = false;     ///< the line is one
    std::int64_t rejected = 0;  ///< payments of the file that a debit leaves out, or a credit is of
    reconcile::Verdict verdict{};
};

class LineCandidates {
public:
    LineCandidates(Municipality& town, const store::FoundLine& line);

    /// The likeliest first: those the line names, those to the same account, files with its total,
    /// and then those of which only the amount agrees.
    [[nodiscard]] std::vector<LineCandidate> ranked();
    /// The one somebody means, whether it is among those or not; nothing when there is none.
    [[nodiscard]] std::optional<LineCandidate> of(const store::DecisionTarget& target);

private:
    void note_own();
    void add(std::vector<LineCandidate>& all, const store::DecisionTarget& target);
    [[nodiscard]] std::optional<LineCandidate> of_payment(const store::DecisionTarget& target);
    [[nodiscard]] std::optional<LineCandidate> of_file(std::int64_t file);

    store::Database& db_;
    const store::FoundLine& line_;
    store::PaymentLookup payments_;
    std::vector<store::DecisionTarget> named_;  ///< by the line itself
    store::NotedCandidates noted_;
};

/// What the bank says of the line, read from the archived file: shown, never stored.
struct OtherSide {
    std::string name{};
    std::string account{};
    std::string text{};
    // Of a debit that is a whole file, as far as the bank says it.
    std::string msg_id{};
    std::string payment_block{};
    std::optional<std::int64_t> payments{};
};
[[nodiscard]] OtherSide other_side_of(Municipality& town, const store::LineKey& line);

}  // namespace ontzorgd::service
