// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/run.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What people look at before they sign: the payments of a batch beside those of the month before.
namespace ontzorgd::store {

/// What is paid for one contract, or to one client as leefgeld, in one month.
struct PaidKey {
    bool leefgeld = false;
    std::int64_t key = 0;  ///< contract, or client for leefgeld
    // NOLINTNEXTLINE(readability-implicit-bool-conversion): how clang-tidy 14 reads the comparison
    auto operator<=>(const PaidKey&) const = default;
};
struct PaidItem {
    PaidKey key;
    values::Euro bill;   ///< the largest single payment
    values::Euro total;  ///< all of them
    std::int64_t creditor = 0;
    std::int64_t client = 0;
    std::int64_t iban = 0;        ///< row
    std::int64_t iban_index = 0;  ///< the same for the same account number
    std::int64_t kenmerk = 0;     ///< personal row; 0 for leefgeld
    std::int64_t ritme = 0;       ///< dossier::Ritme; 0 for leefgeld
    bool contract_ended = false;  ///< its current version has a last day on or before `day`
};

/// Gives items by key, one at a time. Rows are sorted by SQLite, on disk when they are many.
class PaidStream {
public:
    /// The payments of the current version of a batch. `day`: see contract_ended.
    static PaidStream of_batch(Database& db, std::int64_t batch, values::CivilDate day);
    /// The payments of a run that have an attempt which is not dead.
    static PaidStream of_run(Database& db, RunId run, values::CivilDate day);
    ~PaidStream();
    PaidStream(PaidStream&& other) noexcept;
    PaidStream& operator=(PaidStream&& other) = delete;
    PaidStream(const PaidStream&) = delete;
    PaidStream& operator=(const PaidStream&) = delete;

    std::optional<PaidItem> next();

private:
    struct Inside;
    explicit PaidStream(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// The newest payment of a contract by a run before `run`.
[[nodiscard]] std::optional<PaidItem> last_paid_before(Database& db, dossier::ContractId contract,
                                                       RunId run);
/// The newest earlier run of the same kind that was split.
[[nodiscard]] std::optional<StoredRun> run_before(Database& db, const StoredRun& run);
/// Whether the two personal rows say the same.
[[nodiscard]] bool same_personal(Database& db, std::int64_t one, std::int64_t other);
/// Whether the payee of row `now` had another account number in between since row `before`.
[[nodiscard]] bool had_other_iban_between(Database& db, std::int64_t before, std::int64_t now);

struct PayeeTotal {
    dossier::CreditorId creditor;  ///< none for leefgeld
    std::int64_t kind = 0;
    std::int64_t count = 0;
    values::Euro cents;
};
/// Totals of the current version of a batch per creditor and kind.
[[nodiscard]] std::vector<PayeeTotal> totals_of_batch(Database& db, std::int64_t batch);

struct LastBalance {
    values::CivilDate date;
    values::Euro cents;
};
/// The closing balance of the last chained statement of an own account; its opening when there is
/// none.
[[nodiscard]] LastBalance last_balance(Database& db, std::int64_t account);

/// The kind of a contract by its newest version, as a number.
[[nodiscard]] std::int64_t kind_of_contract(Database& db, dossier::ContractId contract);
/// Number of the client named first in a household.
[[nodiscard]] std::string client_of_household(Database& db, dossier::HouseholdId household);

}  // namespace ontzorgd::store
