// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/chain.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::store {
namespace {

values::CivilDate day(const char* text) {
    return values::CivilDate::parse(text).value();
}

using StoredChain = MigratedDatabase;

TEST_F(StoredChain, IsEmptyAtFirst) {
    EXPECT_EQ(chain_head(db()).length, 0);
    EXPECT_EQ(chain_head(db()).hash, base::Digest{});
    EXPECT_EQ(last_fact_on(db(), day("2026-11-30")), 0);
}

TEST_F(StoredChain, GivesItsLinksInOrder) {
    base::Digest hash{};
    for (std::int64_t number = 1; number <= 3; ++number) {
        hash[0] = static_cast<std::uint8_t>(number);
        append_link(db(), number, "record " + std::to_string(number), hash, day("2026-11-30"));
    }
    std::vector<std::string> records;
    for_each_link(db(), [&](const StoredLink& link) {
        EXPECT_EQ(link.hash[0], static_cast<std::uint8_t>(link.number));
        records.emplace_back(link.record);
    });
    EXPECT_EQ(records, (std::vector<std::string>{"record 1", "record 2", "record 3"}));
    EXPECT_EQ(chain_head(db()).length, 3);
    EXPECT_EQ(chain_head(db()).hash, hash);
}

TEST_F(StoredChain, TakesEachNumberOnce) {
    append_link(db(), 1, "record", base::Digest{}, day("2026-11-30"));
    EXPECT_THROW(append_link(db(), 1, "other", base::Digest{}, day("2026-11-30")), DatabaseFault);
}

TEST_F(StoredChain, KnowsItsLengthAtTheEndOfEachDay) {
    append_link(db(), 1, "a", base::Digest{}, day("2026-11-28"));
    append_link(db(), 2, "b", base::Digest{}, day("2026-11-28"));
    append_link(db(), 3, "c", base::Digest{}, day("2026-11-30"));
    EXPECT_EQ(last_fact_on(db(), day("2026-11-27")), 0);
    EXPECT_EQ(last_fact_on(db(), day("2026-11-28")), 2);
    EXPECT_EQ(last_fact_on(db(), day("2026-11-29")), 2);
    EXPECT_EQ(last_fact_on(db(), day("2026-12-31")), 3);
}

using StoredJournal = MigratedDatabase;

TEST_F(StoredJournal, GivesPostingsUntilADayByEntryAndNumber) {
    append_link(db(), 1, "a", base::Digest{}, day("2026-11-28"));
    const auto first = append_entry(db(), 1, 20261128, "first");
    append_posting(db(), first, 2, "b", 100);
    append_posting(db(), first, 1, "a", -100);
    const auto second = append_entry(db(), 1, 20261201, "second");
    append_posting(db(), second, 1, "a", 5);
    EXPECT_EQ(second, first + 1);
    std::string seen;
    for_each_posting(db(), 20261130, [&](const StoredPosting& posting) {
        seen += std::string{posting.account} + ' ' + std::to_string(posting.cents) + '\n';
    });
    EXPECT_EQ(seen, "a -100\nb 100\n");
}

}  // namespace
}  // namespace ontzorgd::store
