// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/chain.h"

#include "ontzorgd/audit/record.h"
#include "sha256.h"

#include <functional>

namespace ontzorgd::audit {
namespace {

/// A link as the database keeps it.
struct Row {
    std::int64_t number = 0;
    std::string record;
    base::Digest hash{};
};

std::string record_of(std::int64_t run) {
    return encode(Record{"run_accepted"}.add("run", run));
}

std::vector<Row> chain_of(std::int64_t length) {
    std::vector<Row> rows;
    ChainHead head;
    for (std::int64_t number = 1; number <= length; ++number) {
        const std::string record = record_of(number);
        head = extended(openssl_sha256, head, record);
        rows.push_back({.number = number, .record = record, .hash = head.hash});
    }
    return rows;
}

ChainHead head_of(const std::vector<Row>& rows) {
    return {.length = rows.back().number, .hash = rows.back().hash};
}

/// Makes the hash of one row fit again, as somebody would who edits the database.
void rehash(std::vector<Row>& rows, std::size_t index) {
    const base::Digest previous = index == 0 ? base::Digest{} : rows[index - 1].hash;
    rows[index].hash = link_hash(openssl_sha256, previous, rows[index].record);
}

std::string verified(const std::vector<Row>& rows, std::vector<ChainHead> anchors = {},
                     const std::optional<ChainHead>& expected = std::nullopt) {
    ChainVerifier verifier{openssl_sha256, std::move(anchors)};
    for (const Row& row : rows) {
        verifier.add({.number = row.number, .record = row.record, .hash = row.hash});
    }
    const auto fault = verifier.finish(expected);
    if (!fault) return "whole";
    return std::string{to_text(fault->kind)} + " at " + std::to_string(fault->number);
}

TEST(LinkHash, IsSha256OfMarkPreviousAndRecord) {
    base::Digest previous{};
    previous.fill(0x11);
    const std::string bytes = '\x02' + std::string(32, '\x11') + "record";
    EXPECT_EQ(link_hash(openssl_sha256, previous, "record"), openssl_sha256(bytes));
}

TEST(LinkHash, OfTheExampleInTheGrammarIsTheOneWrittenThere) {
    const ChainHead head = extended(openssl_sha256, {},
                                    "ontzorgd-record 1\nkind=run_accepted\n"
                                    "at=2026-11-24T08:00:00Z\nactor=3\nrun=7\n");
    EXPECT_EQ(base::to_hex(head.hash),
              "a1454c8457748ea305c6fe3fbe7a58334a9306434ae2e6a8d7e464b8d98b27df");
    EXPECT_EQ(head.length, 1);
}

TEST(ChainVerifier, PassesAWholeChain) {
    const auto rows = chain_of(10);
    EXPECT_EQ(verified(rows), "whole");
    EXPECT_EQ(verified(rows, {head_of(chain_of(4)), head_of(rows)}, head_of(rows)), "whole");
    EXPECT_EQ(verified({}, {ChainHead{}}, ChainHead{}), "whole");
}

TEST(ChainVerifier, TellsHowFarTheHistoryIsAnchored) {
    ChainVerifier verifier{openssl_sha256, {head_of(chain_of(4)), head_of(chain_of(2))}};
    for (const Row& row : chain_of(10)) {
        verifier.add({.number = row.number, .record = row.record, .hash = row.hash});
    }
    EXPECT_EQ(verifier.finish(), std::nullopt);
    EXPECT_EQ(verifier.anchored_length(), 4);
    EXPECT_EQ(verifier.head(), head_of(chain_of(10)));
}

struct Tamper {
    std::string name;
    std::function<void(std::vector<Row>&)> change;
    std::string answer;
};

TEST(ChainVerifier, NamesTheKindAndPlaceOfATamper) {
    const auto swap_records = [](std::vector<Row>& rows) {
        std::swap(rows[4].record, rows[5].record);
        std::swap(rows[4].hash, rows[5].hash);
    };
    const auto insert_renumbered = [](std::vector<Row>& rows) {
        rows.insert(rows.begin() + 5, rows[4]);
        for (std::size_t i = 5; i < rows.size(); ++i) rows[i].number = static_cast<int>(i) + 1;
        rehash(rows, 5);
    };
    const std::vector<Tamper> tampers{
        {"edit a record", [](auto& rows) { rows[4].record = record_of(99); }, "hash_differs at 5"},
        {"edit a hash", [](auto& rows) { rows[4].hash[0] ^= 1U; }, "hash_differs at 5"},
        {"edit and rehash one",
         [](auto& rows) {
             rows[4].record = record_of(99);
             rehash(rows, 4);
         },
         "hash_differs at 6"},
        {"edit and rehash the last",
         [](auto& rows) {
             rows[9].record = record_of(99);
             rehash(rows, 9);
         },
         "anchor_differs at 10"},
        {"edit and rehash all after it",
         [](auto& rows) {
             rows[4].record = record_of(99);
             for (std::size_t i = 4; i < rows.size(); ++i) rehash(rows, i);
         },
         "anchor_differs at 10"},
        {"cut the tail", [](auto& rows) { rows.resize(7); }, "shorter_than_anchor at 8"},
        {"cut everything", [](auto& rows) { rows.clear(); }, "shorter_than_anchor at 1"},
        {"cut the head", [](auto& rows) { rows.erase(rows.begin(), rows.begin() + 2); },
         "link_is_missing at 1"},
        {"cut the middle", [](auto& rows) { rows.erase(rows.begin() + 4); },
         "link_is_missing at 5"},
        {"swap two links", [](auto& rows) { std::swap(rows[4], rows[5]); }, "link_is_missing at 5"},
        {"swap two records and their hashes", swap_records, "hash_differs at 5"},
        {"insert a copy", [](auto& rows) { rows.insert(rows.begin() + 5, rows[4]); },
         "link_is_repeated at 5"},
        {"insert and renumber", insert_renumbered, "hash_differs at 7"},
        {"write something that is no record",
         [](auto& rows) {
             rows[4].record += "naam=Jan Jansen\n";
             rehash(rows, 4);
         },
         "record_is_malformed at 5"},
    };
    const ChainHead anchor = head_of(chain_of(10));
    for (const Tamper& tamper : tampers) {
        auto rows = chain_of(10);
        tamper.change(rows);
        EXPECT_EQ(verified(rows, {anchor}), tamper.answer) << tamper.name;
    }
}

TEST(ChainVerifier, CannotSeeACutTailWithoutAnAnchor) {
    // The reason that anchors exist.
    EXPECT_EQ(verified(chain_of(7)), "whole");
}

TEST(ChainVerifier, ComparesWithTheHeadThatIsExpected) {
    const ChainHead head = head_of(chain_of(7));
    EXPECT_EQ(verified(chain_of(6), {}, head), "shorter_than_anchor at 7");
    EXPECT_EQ(verified(chain_of(9), {}, head), "longer_than_expected at 8");
    EXPECT_EQ(verified(chain_of(7), {}, ChainHead{.length = 7, .hash = {}}), "head_differs at 7");
}

TEST(ChainVerifier, RefusesAnAnchorThatContradictsTheBeginning) {
    base::Digest wrong{};
    wrong.fill(1);
    EXPECT_EQ(verified(chain_of(3), {{.length = 0, .hash = wrong}}), "anchor_differs at 0");
}

TEST(ChainVerifier, StopsAtTheFirstFault) {
    auto rows = chain_of(10);
    rows[2].record = record_of(99);
    rows.erase(rows.begin() + 6);
    EXPECT_EQ(verified(rows), "hash_differs at 3");
}

}  // namespace
}  // namespace ontzorgd::audit
