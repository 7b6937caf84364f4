// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/page.h"

#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

using test::number_in;
using test::Practice;
using test::rows_in;

class Pages : public testing::Test {
protected:
    static Report list(const std::vector<std::int64_t>& numbers) {
        std::vector<Report> rows;
        for (const std::int64_t number : numbers) {
            Report row;
            row.add("nummer", Value{number}).add("dagen", Value{number * 2});
            rows.push_back(std::move(row));
        }
        Report report;
        report.add("aantal", Value{static_cast<std::int64_t>(numbers.size())});
        report.add_rows("rijen", std::move(rows));
        return report;
    }
    base::Result<Page> page(const std::vector<std::int64_t>& numbers, std::int64_t limit,
                            const std::string& cursor = {}, const std::string& scope = "vraag") {
        return page_of(practice_.town(), list(numbers),
                       {.list = "rijen",
                        .keys = {"nummer"},
                        .scope = scope,
                        .limit = limit,
                        .cursor = cursor});
    }
    static std::vector<std::int64_t> numbers(const Page& page) {
        std::vector<std::int64_t> found;
        for (const Report& row : rows_in(page.report, "rijen")) {
            found.push_back(number_in(row, "nummer"));
        }
        return found;
    }
    using Numbers = std::vector<std::int64_t>;

    Practice practice_;
};

TEST_F(Pages, GiveEveryRowOnceInTheirOrder) {
    const auto first = page({1, 2, 3, 4, 5}, 2);
    EXPECT_EQ(numbers(first.value()), (Numbers{1, 2}));
    EXPECT_EQ(number_in(first.value().report, "aantal"), 5);
    const auto second = page({1, 2, 3, 4, 5}, 2, first.value().next);
    EXPECT_EQ(numbers(second.value()), (Numbers{3, 4}));
    const auto third = page({1, 2, 3, 4, 5}, 2, second.value().next);
    EXPECT_EQ(numbers(third.value()), Numbers{5});
    EXPECT_EQ(third.value().next, "");
}

TEST_F(Pages, AreMovedByNothingThatIsAddedOrGoesAway) {
    const std::string next = page({2, 3, 4, 5}, 2).value().next;
    EXPECT_EQ(numbers(page({1, 2, 3, 4, 5}, 2, next).value()), (Numbers{4, 5}));
    EXPECT_EQ(numbers(page({2, 3, 4, 5, 6}, 9, next).value()), (Numbers{4, 5, 6}));
    EXPECT_EQ(numbers(page({2, 4, 5}, 2, next).value()), (Numbers{4, 5})) << "the last row is gone";
    EXPECT_EQ(page({4, 5}, 2, next).error().code, "cursor_is_lost");
}

TEST_F(Pages, KnowRowsApartThatLookAlike) {
    const std::string next = page({7, 7, 7, 8}, 2).value().next;
    EXPECT_EQ(numbers(page({7, 7, 7, 8}, 9, next).value()), (Numbers{7, 8}));
}

TEST_F(Pages, AreRefusedWithACursorThatIsNotOfThisQuestion) {
    const std::string next = page({1, 2, 3}, 1).value().next;
    EXPECT_EQ(page({1, 2, 3}, 1, next, "andere vraag").error().code, "cursor_is_malformed");
    for (std::size_t at = 0; at < next.size(); ++at) {
        std::string changed = next;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(page({1, 2, 3}, 1, changed).error().code, "cursor_is_malformed") << at;
    }
    for (const std::string& wrong : {std::string{"x"}, next.substr(1), next + "A", next + next}) {
        EXPECT_EQ(page({1, 2, 3}, 1, wrong).error().code, "cursor_is_malformed") << wrong;
    }
}

TEST_F(Pages, HaveABoundOfRows) {
    for (const std::int64_t limit : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1001}}) {
        EXPECT_EQ(page({1}, limit).error().code, "limit_is_out_of_bounds");
    }
    EXPECT_EQ(numbers(page({}, 1000).value()), Numbers{});
}

}  // namespace
}  // namespace ontzorgd::service
