// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What people decide about statement lines, as stored: one row a decision, never overwritten.
///
/// A decision stands from when it is in force until it is revoked. The newest that stands is what
/// the line claims now; the oldest that stands knows what the line claimed by itself, which is what
/// the audit chain committed to when the line came in.
namespace ontzorgd::store {

/// A line by itself, with what is needed to decide about it.
struct FoundLine {
    LineKey key{};
    std::int64_t account = 0;
    std::string state{};  ///< of its statement
    bool repeats = false;
    values::CivilDate booking_date{};
    values::Euro cents{};
    bool credit = false;
    std::optional<std::int64_t> counter{};  ///< blind index of the other account, when it was kept
    LineStand stand{};

    /// Its statement is live and it repeats nothing.
    [[nodiscard]] bool counts() const { return !repeats && (state == "chained" || state == "gap"); }
};
[[nodiscard]] std::optional<FoundLine> find_line(Database& db, const LineKey& key);

/// Where the bytes of a statement lie: its file, and its place in it from 1.
struct StatementBytes {
    base::Digest file_sha256{};
    std::int64_t ordinal = 0;
};
[[nodiscard]] std::optional<StatementBytes> bytes_of_statement(Database& db,
                                                               std::int64_t statement);

enum class DecisionKind : std::uint8_t { match, force, other, release };
[[nodiscard]] std::string_view to_text(DecisionKind kind);

/// A payment or a file; neither when all are 0.
struct DecisionTarget {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    bool operator==(const DecisionTarget&) const = default;
};

struct LineDecision {
    std::int64_t id = 0;
    LineKey line{};
    DecisionKind kind = DecisionKind::match;
    DecisionTarget target{};
    std::string label{};      ///< with DecisionKind::other
    std::int64_t reason = 0;  ///< personal row
    UserId decided_by{};
    std::int64_t fact = 0;
    UserId confirmed_by{};  ///< of one that needs two people
    std::int64_t confirmed_fact = 0;
    UserId revoked_by{};
    std::int64_t revoked_fact = 0;
    std::int64_t revoke_reason = 0;
    std::int64_t household = 0;         ///< with label terugbetaling: whose money it is
    std::int64_t contract = 0;          ///< of which it was paid back, when that was said
    std::optional<LineStand> before{};  ///< nothing while it is only proposed

    [[nodiscard]] bool is_proposed() const { return revoked_fact == 0 && !before; }
    [[nodiscard]] bool stands() const { return revoked_fact == 0 && before; }
};

/// Every decision about a line, oldest first.
[[nodiscard]] std::vector<LineDecision> decisions_of(Database& db, const LineKey& line);
/// Adds it under a new number, which is returned.
std::int64_t add_decision(Database& db, const LineDecision& decision);
void confirm_decision(Database& db, std::int64_t id, UserId by, std::int64_t fact,
                      const LineStand& before);
void revoke_decision(Database& db, std::int64_t id, UserId by, std::int64_t fact,
                     std::int64_t reason);

/// The line of which stands that it is this payment, made by hand; of a statement that is not set
/// aside when there is one.
[[nodiscard]] std::optional<FoundLine> line_paid_by_hand(Database& db, std::int64_t instruction);

/// A payment of which somebody said, now or before, that a debit is that payment made by hand.
struct PaidByHand {
    std::int64_t instruction = 0;
    values::Euro cents{};
    LineKey line{};  ///< the newest of them
    bool is_booked_too =
        false;  ///< that stands, the debit counts, and the bank booked ours as well
};
void for_each_paid_by_hand(Database& db, const std::function<void(const PaidByHand&)>& visit);

/// A decision and what its line says differ: somebody changed one of the two.
struct WrongDecision {
    std::int64_t fact = 0;  ///< of the decision; of the statement when the line has none
    LineKey line{};
};
void for_each_wrong_decision(Database& db, const std::function<void(const WrongDecision&)>& visit);
/// Whether the decision is in the database as its record says.
[[nodiscard]] bool has_decision_in_force(Database& db, std::int64_t id, std::string_view place,
                                         std::string_view rule);
[[nodiscard]] bool has_confirmed_decision(Database& db, std::int64_t id, std::int64_t by,
                                          std::int64_t fact);
[[nodiscard]] bool has_revoked_decision(Database& db, std::int64_t id, std::int64_t by,
                                        std::int64_t fact, std::int64_t reason);

}  // namespace ontzorgd::store
