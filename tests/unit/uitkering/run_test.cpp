// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/run.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::uitkering {
namespace {

using values::Euro;
using values::operator""_cent;

Component credit(ComponentSoort soort, Euro bedrag) {
    return {.soort = soort, .bedrag = bedrag, .credit = true, .begindatum = {}, .einddatum = {}};
}
Component debit(ComponentSoort soort, Euro bedrag) {
    return {.soort = soort, .bedrag = bedrag, .credit = false, .begindatum = {}, .einddatum = {}};
}

TEST(SoortRun, IsReadBackFromItsText) {
    using enum SoortRun;
    for (const SoortRun soort : {regulier, correctie, nabetaling, voorschot, vakantietoeslag})
        EXPECT_EQ(soort_run_from(to_text(soort)), soort);
    EXPECT_EQ(soort_run_from("Regulier"), std::nullopt);
}

TEST(ComponentSoort, IsReadBackFromItsText) {
    std::set<std::string, std::less<>> texts;
    for (std::size_t i = 0; i < component_soort_count; ++i) {
        const auto soort = static_cast<ComponentSoort>(i);
        EXPECT_TRUE(texts.emplace(to_text(soort)).second);
        EXPECT_EQ(component_soort_from(to_text(soort)), soort);
    }
    EXPECT_EQ(component_soort_from("netto_uit_te_betalen"), std::nullopt);
}

TEST(Net, IsTheCreditsLessTheDebits) {
    using enum ComponentSoort;
    const std::vector<Component> single{credit(norm, 1419'46_cent),
                                        debit(vakantietoeslag_reservering, 70'97_cent)};
    EXPECT_EQ(net_of(single), 1348'49_cent);
    EXPECT_TRUE(net_of({}).is_zero());
}

TEST(Net, MayFallBelowZero) {
    using enum ComponentSoort;
    const std::vector<Component> components{credit(norm, 100'00_cent),
                                            debit(voorschot_verrekend, 150'00_cent)};
    EXPECT_EQ(net_of(components), -50'00_cent);
}

TEST(BijzondereBijstand, IsTheSumOfItsComponentsAndNeverBelowZero) {
    using enum ComponentSoort;
    const std::vector<Component> components{
        credit(norm, 1000'00_cent), credit(bijzondere_bijstand, 75'00_cent),
        credit(bijzondere_bijstand, 25'00_cent), debit(bijzondere_bijstand, 30'00_cent)};
    EXPECT_EQ(bijzondere_bijstand_of(components), 70'00_cent);
    const std::vector<Component> back{debit(bijzondere_bijstand, 30'00_cent)};
    EXPECT_TRUE(bijzondere_bijstand_of(back).is_zero());
}

}  // namespace
}  // namespace ontzorgd::uitkering
