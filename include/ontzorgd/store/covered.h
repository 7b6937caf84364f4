// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The stored rows that the audit chain commits to, as the exact text of their leaves.
///
/// A bulk fact has its children under `children` and `merkle_root`, found by its kind. Any fact may
/// also have written rows of the covered tables: the field `root_TABLE` is the Merkle root over
/// them in the order of their numbers, `rows_TABLE` how many there are. schemas/audit/record-1.md
/// tells outsiders the same.
namespace ontzorgd::store {

/// Tables whose rows say which fact wrote them and whose numbers grow with the facts.
inline constexpr std::array<std::string_view, 43> covered_tables{
    "creditor_version", "household_version",
    "client_version",   "iban",
    "grondslag",        "machtiging",
    "joint_request",    "contract_version",
    "client_hold",      "own_account",
    "account_switch",   "bank_profile",
    "calendar",         "instruction",
    "instruction_aim",  "status_report",
    "file_status",      "attempt_status",
    "name_check",       "name_check_decision",
    "reissue",          "dead_word",
    "exception_act",    "line_decision",
    "line_rule",        "month_act",
    "month_balance",    "account_end",
    "part_word",        "recall",
    "recall_refusal",   "statement_page",
    "second_factor",    "user_relation",
    "rights_review",    "machine_client",
    "user_subject",     "note",
    "restoration",      "restore_lift",
    "key_rotation",     "reencrypted",
    "user_password"};
/// Confirmed accounts: rows of another fact than the one that confirmed them.
inline constexpr std::string_view confirmed_rows = "confirmed";

/// `fact` wrote the row; `leaf` has a marker "{p:17}" for each personal value. Valid during the
/// call.
using VisitCovered = std::function<void(std::int64_t fact, std::string_view leaf)>;
/// Every row of a covered table (or confirmed_rows) by ascending fact. A row without a fact comes
/// as fact 0.
void for_each_covered_row(Database& db, std::string_view table, const VisitCovered& visit);
/// The rows of a covered table that the newest fact `fact` wrote.
void for_each_row_of_newest_fact(Database& db, std::string_view table, std::int64_t fact,
                                 const std::function<void(std::string_view leaf)>& visit);

/// Gives the integer field of the record that a query asks for.
using FieldOf = std::function<std::optional<std::int64_t>(std::string_view name)>;
/// The children of a fact of this kind in the order of the tree; false when the kind has none.
bool for_each_child(Database& db, std::string_view kind, std::int64_t fact, const FieldOf& field,
                    const std::function<void(std::string_view leaf)>& visit);
/// True when facts of this kind commit to children.
[[nodiscard]] bool has_children(std::string_view kind);

/// True for the facts whose children are statements, each with a tree of its own over its lines;
/// the root of the fact is over the roots of those trees.
[[nodiscard]] bool has_statements(std::string_view kind);
/// The lines of the statements of a fact, statement by statement; one without lines comes once.
void for_each_line_of_statements(
    Database& db, std::int64_t fact,
    const std::function<void(std::int64_t statement, std::optional<std::string_view> leaf)>& visit);

/// Looks up commitments of many personal values.
class Commitments {
public:
    explicit Commitments(Database& db);
    ~Commitments();
    Commitments(const Commitments&) = delete;
    Commitments& operator=(const Commitments&) = delete;
    Commitments(Commitments&&) = delete;
    Commitments& operator=(Commitments&&) = delete;

    /// A destroyed value: the day (yyyymmdd) and the list it was destroyed under.
    struct Destroyed {
        std::int64_t date = 0;
        std::int64_t list = 0;
        auto operator<=>(const Destroyed&) const = default;
    };
    struct Found {
        base::Digest commitment{};
        std::optional<Destroyed> destroyed{};
        bool still_there = false;  ///< noted as destroyed, and not gone
    };
    /// As it is now, or as facts up to and including `as_of` committed to it: a value that was
    /// encrypted anew since was another one then.
    [[nodiscard]] std::optional<Found> find(std::int64_t personal,
                                            std::optional<std::int64_t> as_of = std::nullopt);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::store
