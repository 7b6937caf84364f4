// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/contract.h"

#include <gtest/gtest.h>

namespace ontzorgd::base {
namespace {

TEST(Contract, LetsAKeptPromisePass) {
    expects(true, "two and two are four");
    SUCCEED();
}

TEST(ContractDeathTest, EndsTheProcessWithThePromiseAndItsPlace) {
    EXPECT_DEATH(expects(false, "a batch adds up"),
                 "contract broken: a batch adds up .*contract_test.cpp:[0-9]+");
}

TEST(Contract, CanBeKeptAtCompileTime) {
    static_assert((expects(true, "known while compiling"), true));
}

}  // namespace
}  // namespace ontzorgd::base
