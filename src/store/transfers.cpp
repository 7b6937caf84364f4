// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/batch.h"
#include "statement.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace ontzorgd::store {

namespace {

/// What is asked about again and again is kept by its number, a bounded number of answers.
template <class Value>
class Kept {
public:
    template <class Find>
    const Value& of(std::int64_t key, Find find) {
        constexpr std::size_t most = 10'000;
        const auto known = values_.find(key);
        if (known != values_.end()) return known->second;
        if (values_.size() >= most) values_.clear();
        return values_.emplace(key, find()).first->second;
    }

private:
    std::unordered_map<std::int64_t, Value> values_;
};

/// Names and accounts of those who are paid and those who are paid for. Thousands of payments go to
/// one creditor, and those of a client follow each other.
class Parties {
public:
    struct Creditor {
        std::optional<std::string> naam;
        std::string kenmerkmasker;
    };

    explicit Parties(Database& db)
        : client_{db, R"sql(
              SELECT p.value FROM client_version v JOIN personal p ON p.id = v.naam
               WHERE v.household = ?1 AND v.client = ?2 AND v.replaced IS NULL
          )sql"},
          creditor_{db, R"sql(
              SELECT p.value, v.kenmerkmasker FROM creditor_version v LEFT JOIN personal p ON p.id = v.naam
               WHERE v.creditor = ?1 AND v.replaced IS NULL
          )sql"},
          iban_{db, R"sql(
              SELECT p.value FROM iban b JOIN personal p ON p.id = b.value WHERE b.id = ?1
          )sql"} {}

    /// Nothing when it was destroyed. Valid until the next call.
    const std::optional<std::string>& client(std::int64_t household, std::int64_t client) {
        if (client == last_client_) return last_name_;
        client_.bind(household, client);
        last_name_ = first_blob(client_);
        if (last_name_) last_name_->resize(std::min(last_name_->find('\n'), last_name_->size()));
        last_client_ = client;
        return last_name_;
    }
    const Creditor& creditor(std::int64_t creditor) {
        return creditors_.of(creditor, [&] {
            creditor_.bind(creditor);
            if (!creditor_.next()) throw DatabaseFault{"a payment is to a creditor that is gone"};
            Creditor found{.naam = {}, .kenmerkmasker = std::string{creditor_.text(1)}};
            if (!creditor_.is_null(0)) found.naam = std::string{creditor_.blob(0)};
            creditor_.reset();
            return found;
        });
    }
    /// The same of an account.
    const std::optional<std::string>& account(std::int64_t iban, bool of_creditor) {
        const auto read = [&] {
            iban_.bind(iban);
            return first_blob(iban_);
        };
        if (of_creditor) return ibans_.of(iban, read);
        last_account_ = read();
        return last_account_;
    }

private:
    static std::optional<std::string> first_blob(Statement& find) {
        if (!find.next()) return std::nullopt;
        std::string value{find.blob(0)};
        find.reset();
        return value;
    }

    Statement client_;
    Statement creditor_;
    Statement iban_;
    Kept<Creditor> creditors_;
    Kept<std::optional<std::string>> ibans_;
    std::int64_t last_client_ = 0;
    std::optional<std::string> last_name_;
    std::optional<std::string> last_account_;
};

}  // namespace

void for_each_transfer(Database& db, std::int64_t file,
                       const std::function<void(const TransferRow&)>& visit) {
    Statement rows{db, R"sql(
        SELECT i.id, a.number, i.kind, i.part, r.periode, i.cents, i.household, i.client,
               coalesce(i.creditor, 0), coalesce(m.iban, i.iban), p.value
          FROM attempt a
          JOIN instruction i ON i.id = a.instruction
          JOIN run r ON r.id = i.run
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
          LEFT JOIN contract_version v ON v.id = coalesce(m.contract_version, i.contract_version)
          LEFT JOIN personal p ON p.id = v.kenmerk
         WHERE a.file = ?1 AND a.state <> 3 ORDER BY a.instruction
    )sql"};
    rows.bind(file);
    Parties parties{db};
    while (rows.next()) {
        const bool leefgeld = rows.integer(2) == leefgeld_kind;
        const auto& client = parties.client(rows.integer(6), rows.integer(7));
        const auto& account = parties.account(rows.integer(9), !leefgeld);
        // What was destroyed is not paid; the file then has less than was counted.
        if (!client || !account) continue;
        TransferRow row{.instruction = rows.integer(0),
                        .attempt = rows.integer(1),
                        .kind = rows.integer(2),
                        .part = static_cast<unsigned>(rows.integer(3)),
                        .month = rows.month(4),
                        .cents = rows.euro(5),
                        .creditor_iban = *account,
                        .creditor_name = *client};
        if (!leefgeld) {
            const Parties::Creditor& creditor = parties.creditor(rows.integer(8));
            if (creditor.naam) row.creditor_name = *creditor.naam;
            row.client_name = *client;
            row.kenmerk = rows.blob(10);
            row.kenmerkmasker = creditor.kenmerkmasker;
        }
        visit(row);
    }
}

void for_each_named(Database& db, std::int64_t file,
                    const std::function<void(const NamedPayments&)>& visit) {
    Statement rows{db, R"sql(
        SELECT i.creditor, 0, p.value, count(*), sum(i.cents)
          FROM attempt a JOIN instruction i ON i.id = a.instruction JOIN file f ON f.id = a.file
          JOIN creditor_version v ON v.creditor = i.creditor
                                 AND v.fact < f.fact AND coalesce(v.replaced, f.fact) >= f.fact
          JOIN personal p ON p.id = v.naam
         WHERE a.file = ?1 AND a.state <> 3 AND p.value IS NOT NULL GROUP BY i.creditor
        UNION ALL
        SELECT 0, i.client, p.value, count(*), sum(i.cents)
          FROM attempt a JOIN instruction i ON i.id = a.instruction JOIN file f ON f.id = a.file
          JOIN client_version v ON v.household = i.household AND v.client = i.client
                               AND v.fact < f.fact AND coalesce(v.replaced, f.fact) >= f.fact
          JOIN personal p ON p.id = v.naam
         WHERE a.file = ?1 AND a.state <> 3 AND p.value IS NOT NULL GROUP BY i.client
    )sql"};
    rows.bind(file);
    while (rows.next()) {
        std::string_view name = rows.blob(2);
        name = name.substr(0, name.find('\n'));
        visit({.creditor = rows.integer(0),
               .client = rows.integer(1),
               .name = name,
               .count = rows.integer(3),
               .cents = rows.euro(4)});
    }
}

}  // namespace ontzorgd::store
