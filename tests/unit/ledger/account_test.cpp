// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/account.h"

namespace ontzorgd::ledger {
namespace {

struct Example {
    Account account;
    std::string name;
    AccountType type;
};

std::vector<Example> all_shapes() {
    return {
        {Account::bank(3), "bank:3", AccountType::asset},
        {Account::uitkering_vordering(), "uitkering:vordering", AccountType::asset},
        {Account::te_verdelen(), "client:te_verdelen", AccountType::liability},
        {Account::aangehouden(), "client:aangehouden", AccountType::liability},
        {Account::te_betalen("huur"), "client:te_betalen:huur", AccountType::liability},
        {Account::te_betalen("leefgeld"), "client:te_betalen:leefgeld", AccountType::liability},
        {Account::teruggekomen(), "client:teruggekomen", AccountType::liability},
        {Account::onderweg(3), "onderweg:3", AccountType::liability},
        {Account::suspense(12), "tussen:suspense:12", AccountType::liability},
        {Account::known_other(12), "tussen:known_other:12", AccountType::liability},
        {Account::beginsaldo(3), "beginsaldo:3", AccountType::equity},
    };
}

TEST(Account, HasTheNameAndTypeOfTheGrammar) {
    for (const Example& example : all_shapes()) {
        EXPECT_EQ(example.account.to_string(), example.name);
        EXPECT_EQ(example.account.type(), example.type) << example.name;
    }
}

TEST(Account, ReadsBackWhatItWrites) {
    for (const Example& example : all_shapes()) {
        const auto read = Account::parse(example.name);
        ASSERT_TRUE(read) << example.name;
        EXPECT_EQ(read.value(), example.account);
    }
}

TEST(Account, RefusesEveryOtherName) {
    const std::vector<std::string> wrong{"",
                                         "bank",
                                         "bank:",
                                         "bank:0",
                                         "bank:01",
                                         "bank:-1",
                                         "bank:1:2",
                                         "bank:1 ",
                                         " bank:1",
                                         "Bank:1",
                                         "bank:x",
                                         "huur",
                                         "client:te_verdelen:huur",
                                         "client:te_betalen",
                                         "client:te_betalen:",
                                         "client:te_betalen:Huur",
                                         "client:te_betalen:_huur",
                                         "client:te_betalen:huur_",
                                         "client:te_betalen:huur:1",
                                         "tussen:suspense",
                                         "tussen:overig:1",
                                         "bank:1000000000000000000",
                                         "uitkering:vordering\n"};
    for (const std::string& name : wrong) {
        const auto read = Account::parse(name);
        ASSERT_FALSE(read) << name;
        EXPECT_EQ(read.error().code, "account_name_is_malformed");
        EXPECT_EQ(read.error().kind, base::ErrorKind::malformed);
    }
}

TEST(Account, TakesNoBankAccountBelowOne) {
    EXPECT_DEATH((void)Account::bank(0), "at least 1");
    EXPECT_DEATH((void)Account::suspense(-4), "at least 1");
}

TEST(Account, TakesNoTextFromOutsideAsSoort) {
    EXPECT_DEATH((void)Account::te_betalen("J. Jansen"), "a soort is a word");
}

}  // namespace
}  // namespace ontzorgd::ledger
