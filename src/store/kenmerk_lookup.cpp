// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/kenmerk_lookup.h"

#include "ontzorgd/reconcile/refund.h"
#include "statement.h"

#include <algorithm>
#include <functional>

namespace ontzorgd::store {

namespace {

KenmerkContract contract_from(const Statement& row) {
    return {.contract = row.integer(0),
            .household = row.integer(1),
            .creditor = row.integer(2),
            .until = row.optional_date(3),
            .kenmerk = row.is_null(4) ? std::string{} : std::string{row.blob(4)}};
}

}  // namespace

std::vector<std::int64_t> KenmerkLookup::creditors_with(std::int64_t counter) {
    Statement rows{db_, R"sql(
        SELECT DISTINCT coalesce(creditor, 0) FROM iban
         WHERE blind_index = ?1 AND confirmed_fact IS NOT NULL ORDER BY 1
    )sql"};
    rows.bind(counter);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    if (!all.empty() && all.front() == 0) all.clear();
    return all;
}

void KenmerkLookup::load() {
    if (is_loaded_) return;
    is_loaded_ = true;
    Statement rows{db_, R"sql(
        SELECT v.id, p.value FROM contract_version v JOIN personal p ON p.id = v.kenmerk
    )sql"};
    while (rows.next()) {
        const std::string plain = reconcile::plain_text(rows.blob(1));
        known_.push_back({.hash = std::hash<std::string>{}(plain), .version = rows.integer(0)});
    }
    std::ranges::sort(known_, {}, &Known::hash);
}

std::vector<KenmerkContract> KenmerkLookup::with_kenmerk(const std::string& plain) {
    load();
    Statement find{db_, R"sql(
        SELECT v.contract, v.household, v.crediteur,
               (SELECT n.tot_en_met FROM contract_version n
                 WHERE n.household = v.household AND n.contract = v.contract AND n.replaced IS NULL),
               p.value
          FROM contract_version v JOIN personal p ON p.id = v.kenmerk WHERE v.id = ?1
    )sql"};
    std::vector<KenmerkContract> all;
    const std::size_t hash = std::hash<std::string>{}(plain);
    for (auto each = std::ranges::lower_bound(known_, hash, {}, &Known::hash);
         each != known_.end() && each->hash == hash; ++each) {
        find.bind(each->version);
        if (find.next()) {
            KenmerkContract found = contract_from(find);
            if (reconcile::plain_text(found.kenmerk) == plain) all.push_back(std::move(found));
        }
        find.reset();
    }
    return all;
}

std::vector<KenmerkContract> KenmerkLookup::with_number(std::string_view number) {
    Statement rows{db_, R"sql(
        SELECT v.contract, v.household, v.crediteur, v.tot_en_met, NULL
          FROM client c JOIN contract_version v ON v.household = c.household AND v.replaced IS NULL
         WHERE c.nummer = ?1
        UNION ALL
        SELECT v.contract, v.household, v.crediteur, v.tot_en_met, NULL
          FROM contract c JOIN contract_version v ON v.household = c.household AND v.contract = c.id
         WHERE c.nummer = ?1 AND v.replaced IS NULL
         ORDER BY 1
    )sql"};
    rows.bind(number);
    std::vector<KenmerkContract> all;
    while (rows.next()) all.push_back(contract_from(rows));
    return all;
}

}  // namespace ontzorgd::store
