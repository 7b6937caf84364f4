// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/pages.h"

#include <gtest/gtest.h>

namespace ontzorgd::reconcile {
namespace {

values::Euro euros(std::int64_t amount) {
    constexpr std::int64_t cents = 100;
    return values::Euro::from_cents(amount * cents);
}

StatementHead head(std::optional<std::int64_t> page, std::optional<bool> is_last,
                   std::initializer_list<std::string_view> balances = {}) {
    StatementHead made;
    made.page = page;
    made.is_last_page = is_last;
    for (const std::string_view kind : balances)
        made.balances.push_back({.kind = std::string{kind}, .amount = {}, .date = {}});
    return made;
}

StatementHead of_message(std::int64_t page, bool is_last,
                         std::initializer_list<std::string_view> balances) {
    StatementHead made = head(page, is_last, balances);
    made.pages_are_of_message = true;
    return made;
}

TEST(PageOf, IsNothingForAStatementThatIsWhole) {
    EXPECT_EQ(page_of(head({}, {})).value(), std::nullopt);
    EXPECT_EQ(page_of(head(1, true)).value(), std::nullopt);
    EXPECT_EQ(page_of(head(1, {})).value(), std::nullopt);
    EXPECT_EQ(page_of(head({}, true)).value(), std::nullopt);
}

TEST(PageOf, BeginsWithTheFirstAndEndsWithTheLast) {
    EXPECT_EQ(page_of(head(1, false)).value(), (Page{.number = 1, .begins = true}));
    EXPECT_EQ(page_of(head(2, false)).value(), (Page{.number = 2}));
    EXPECT_EQ(page_of(head(3, true)).value(), (Page{.number = 3, .ends = true}));
}

TEST(PageOf, NeedsANumberWhereMoreFollows) {
    const auto page = page_of(head({}, false));
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, "page_has_no_number");
}

TEST(PageOf, OfAMessageCutsOnlyTheStatementThatLacksABalance) {
    EXPECT_EQ(page_of(of_message(2, false, {"OPBD", "CLBD"})).value(), std::nullopt);
    EXPECT_EQ(page_of(of_message(1, true, {})).value(), std::nullopt);
    EXPECT_EQ(page_of(of_message(2, false, {"OPBD"})).value(),
              (Page{.number = 2, .begins = true, .of_message = true}));
    EXPECT_EQ(page_of(of_message(3, false, {})).value(), (Page{.number = 3, .of_message = true}));
    EXPECT_EQ(page_of(of_message(4, false, {"CLBD"})).value(),
              (Page{.number = 4, .ends = true, .of_message = true}));
}

TEST(Pages, AreWholeInAnyOrderAndWithCopies) {
    const std::vector<Page> pages{{.number = 3, .ends = true},
                                  {.number = 1, .begins = true},
                                  {.number = 2},
                                  {.number = 1, .begins = true}};
    const PagesHere here = gather(pages);
    EXPECT_TRUE(here.is_whole());
    EXPECT_EQ(here.order, (std::vector<std::size_t>{1, 2, 0}));
}

TEST(Pages, NameWhichAreMissing) {
    const PagesHere middle = gather(std::vector<Page>{
        {.number = 1, .begins = true}, {.number = 3}, {.number = 900'000'000'000, .ends = true}});
    EXPECT_EQ(middle.missing, (std::vector<PageNumbers>{{.first = 2, .last = 2},
                                                        {.first = 4, .last = 899'999'999'999}}));
    EXPECT_FALSE(middle.lacks_end);
    const PagesHere outer = gather(std::vector<Page>{{.number = 3}});
    EXPECT_EQ(outer.missing, (std::vector<PageNumbers>{{.first = 1, .last = 2}}));
    EXPECT_TRUE(outer.lacks_end);
    const PagesHere of_message = gather(std::vector<Page>{{.number = 3, .of_message = true}});
    EXPECT_EQ(of_message.missing, (std::vector<PageNumbers>{{.first = 2, .last = 2}}));
}

TEST(Pages, LeadFromTheOpeningBalanceToTheClosingOne) {
    const auto balances =
        prove(std::vector<PageSums>{{.opening = euros(100), .entries = -euros(30)},
                                    {.entries = euros(5)},
                                    {.closing = euros(75)}});
    ASSERT_TRUE(balances);
    EXPECT_EQ(balances.value(),
              (std::vector<PageBalances>{{.opening = euros(100), .closing = euros(70)},
                                         {.opening = euros(70), .closing = euros(75)},
                                         {.opening = euros(75), .closing = euros(75)}}));
}

TEST(Pages, ProveNothingWithoutBalancesOrWithOtherOnes) {
    const auto code = [](std::vector<PageSums> pages) { return prove(pages).error().code; };
    EXPECT_EQ(code({{.closing = euros(1)}}), "statement_has_no_opening_balance");
    EXPECT_EQ(code({{.opening = euros(1)}}), "statement_has_no_closing_balance");
    EXPECT_EQ(code({{.opening = euros(1)}, {.closing = euros(2)}}), "pages_do_not_add_up");
    EXPECT_EQ(code({{.opening = values::Euro::max(), .entries = values::Euro::from_cents(1)},
                    {.closing = euros(2)}}),
              "sum_is_too_large");
}

}  // namespace
}  // namespace ontzorgd::reconcile
