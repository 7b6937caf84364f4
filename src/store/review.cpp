// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/review.h"

#include "live_attempt.h"
#include "statement.h"

#include <utility>

namespace ontzorgd::store {

namespace {

constexpr std::string_view item_columns = R"sql(
    SELECT i.contract IS NULL, coalesce(i.contract, i.client), i.cents, coalesce(i.creditor, 0), i.client,
           coalesce(m.iban, i.iban), b.blind_index, coalesce(v.kenmerk, 0), coalesce(v.ritme, 0),
           coalesce((SELECT max(coalesce(w.tot_en_met, 99991231)) <= ?2 FROM contract_version w
                      WHERE w.household = i.household AND w.contract = i.contract AND w.replaced IS NULL), 0)
)sql";
// What attempt `a` was made with; of a run, the one attempt that is live.
constexpr std::string_view item_joins = R"sql(
      LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
      JOIN iban b ON b.id = coalesce(m.iban, i.iban)
      LEFT JOIN contract_version v ON v.id = coalesce(m.contract_version, i.contract_version)
)sql";
const std::string paid_instructions =
    " FROM instruction i JOIN attempt a ON a.instruction = i.id AND " +
    std::string{attempt_is_live} +
    // What pays a part again is no bill of its own.
    " AND NOT EXISTS (SELECT 1 FROM part_word w WHERE w.made = i.id)";
constexpr std::string_view item_order =
    " ORDER BY i.contract IS NULL, coalesce(i.contract, i.client), i.id";

PaidItem item_from(const Statement& row) {
    return {.key = {.leefgeld = row.flag(0), .key = row.integer(1)},
            .bill = row.euro(2),
            .total = row.euro(2),
            .creditor = row.integer(3),
            .client = row.integer(4),
            .iban = row.integer(5),
            .iban_index = row.integer(6),
            .kenmerk = row.integer(7),
            .ritme = row.integer(8),
            .contract_ended = row.flag(9)};
}

}  // namespace

struct PaidStream::Inside {
    Inside(Database& db, const std::string& sql, std::int64_t of, values::CivilDate day)
        : rows{db, sql} {
        rows.bind(of, day);
        advance();
    }
    void advance() { ahead = rows.next() ? std::optional{item_from(rows)} : std::nullopt; }
    Statement rows;
    std::optional<PaidItem> ahead;
};

PaidStream::PaidStream(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
PaidStream::~PaidStream() = default;
PaidStream::PaidStream(PaidStream&&) noexcept = default;

PaidStream PaidStream::of_batch(Database& db, std::int64_t batch, values::CivilDate day) {
    const std::string sql = std::string{item_columns} + R"sql(
          FROM batch x JOIN file f ON f.batch = x.id AND f.version = x.version
          JOIN attempt a ON a.file = f.id AND a.state <> 3
          JOIN instruction i ON i.id = a.instruction)sql" +
                            std::string{item_joins} + " WHERE x.id = ?1 " + std::string{item_order};
    return PaidStream{std::make_unique<Inside>(db, sql, batch, day)};
}

PaidStream PaidStream::of_run(Database& db, RunId run, values::CivilDate day) {
    const std::string sql = std::string{item_columns} + paid_instructions +
                            std::string{item_joins} + " WHERE i.run = ?1 " +
                            std::string{item_order};
    return PaidStream{std::make_unique<Inside>(db, sql, run.number(), day)};
}

std::optional<PaidItem> PaidStream::next() {
    Inside& in = *inside_;
    if (!in.ahead) return std::nullopt;
    PaidItem item = *in.ahead;
    for (in.advance(); in.ahead && in.ahead->key == item.key; in.advance()) {
        const values::Euro total = item.total + in.ahead->total;
        const values::Euro bill = std::max(item.bill, in.ahead->bill);
        item = *in.ahead;
        item.total = total;
        item.bill = bill;
    }
    return item;
}

std::optional<PaidItem> last_paid_before(Database& db, dossier::ContractId contract, RunId run) {
    Statement find{db,
                   std::string{item_columns} + paid_instructions + std::string{item_joins} + R"sql(
         WHERE i.contract = ?1 AND i.run < ?3
         ORDER BY i.period_from DESC, i.part DESC LIMIT 1
    )sql"};
    find.bind(contract, values::CivilDate{1900, 1, 1}, run);
    if (!find.next()) return std::nullopt;
    return item_from(find);
}

std::optional<StoredRun> run_before(Database& db, const StoredRun& run) {
    std::optional<StoredRun> before;
    for (StoredRun& other : all_runs(db)) {
        const bool is_split = other.state == "split" || other.state == "closed";
        if (!is_split || other.head.soort != run.head.soort || other.id == run.id) continue;
        if (!(other.head.periode < run.head.periode)) continue;
        if (!before || before->head.periode <= other.head.periode) before = std::move(other);
    }
    return before;
}

bool same_personal(Database& db, std::int64_t one, std::int64_t other) {
    if (one == other) return true;
    Statement find{db, R"sql(
        SELECT 1 FROM personal a JOIN personal b ON a.value = b.value WHERE a.id = ?1 AND b.id = ?2
    )sql"};
    find.bind(one, other);
    return find.next();
}

bool had_other_iban_between(Database& db, std::int64_t before, std::int64_t now) {
    Statement find{db, R"sql(
        SELECT 1 FROM iban n JOIN iban b ON b.client IS n.client AND b.creditor IS n.creditor
         WHERE n.id = ?2 AND b.id > ?1 AND b.id < ?2 AND b.blind_index <> n.blind_index LIMIT 1
    )sql"};
    find.bind(before, now);
    return find.next();
}

std::vector<PayeeTotal> totals_of_batch(Database& db, std::int64_t batch) {
    Statement rows{db, R"sql(
        SELECT coalesce(i.creditor, 0), i.kind, count(*), sum(i.cents)
          FROM batch x JOIN file f ON f.batch = x.id AND f.version = x.version
          JOIN attempt a ON a.file = f.id AND a.state <> 3
          JOIN instruction i ON i.id = a.instruction
         WHERE x.id = ?1 GROUP BY 1, 2 ORDER BY 1 = 0, 1, 2
    )sql"};
    rows.bind(batch);
    std::vector<PayeeTotal> all;
    while (rows.next()) {
        all.push_back({.creditor = dossier::CreditorId{rows.integer(0)},
                       .kind = rows.integer(1),
                       .count = rows.integer(2),
                       .cents = rows.euro(3)});
    }
    return all;
}

std::int64_t kind_of_contract(Database& db, dossier::ContractId contract) {
    Statement find{db, R"sql(
        SELECT v.soort FROM contract c JOIN contract_version v ON v.household = c.household AND v.contract = c.id
         WHERE c.id = ?1 ORDER BY v.id DESC LIMIT 1
    )sql"};
    find.bind(contract);
    return find.next() ? find.integer(0) : 0;
}

std::string client_of_household(Database& db, dossier::HouseholdId household) {
    Statement find{db, "SELECT nummer FROM client WHERE household = ?1 AND position = 0"};
    find.bind(household);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

LastBalance last_balance(Database& db, std::int64_t account) {
    Statement find{db, R"sql(
        SELECT closing_date, closing_cents FROM statement WHERE account = ?1 AND state = 'chained'
         ORDER BY closing_date DESC, id DESC LIMIT 1
    )sql"};
    find.bind(account);
    if (find.next()) return {.date = find.date(0), .cents = find.euro(1)};
    Statement opening{db, "SELECT opening_date, opening_cents FROM own_account WHERE id = ?1"};
    opening.bind(account);
    if (!opening.next()) return {};
    return {.date = opening.date(0), .cents = opening.euro(1)};
}

}  // namespace ontzorgd::store
