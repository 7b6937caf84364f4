// SPDX-License-Identifier: EUPL-1.2
#include "dossier_object.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

base::Result<std::string> as_is(std::string_view text) {
    if (text == "wrong") return base::malformed("text_is_wrong");
    return std::string{text};
}

/// An object, and the findings that asking it gives.
class ObjectTest : public testing::Test {
protected:
    DossierObject object(std::string_view text) {
        EXPECT_TRUE(json_.read(text));
        return {json_, json_.root(), nullptr, findings_};
    }
    /// "code:field" of every finding.
    [[nodiscard]] std::string found() const {
        std::string all;
        for (const base::Error& error : findings_.errors()) {
            all += error.code + ":" + std::string{error.detail("field")} + " ";
        }
        return all;
    }

    JsonDocument json_;
    LineFindings findings_;
};

using DossierObjectMember = ObjectTest;

TEST_F(DossierObjectMember, IsKnownAndThereOrAFinding) {
    static_cast<void>(object(R"({"a":1,"x":2,"900000004":3})").check_members({"a", "b"}, {"c"}));
    EXPECT_EQ(found(), "member_is_unknown:x member_is_unknown:******004 member_is_missing:b ");
}

TEST_F(DossierObjectMember, GivesItsValueNothingOrAFinding) {
    const auto one = object(R"({"a":"ok","b":"wrong","c":null,"n":101,"m":1.5})");
    EXPECT_EQ(one.text("a", as_is), "ok");
    EXPECT_EQ(one.text("absent", as_is), std::nullopt);
    EXPECT_EQ(found(), "");
    EXPECT_EQ(one.text("b", as_is), std::nullopt);
    EXPECT_EQ(one.text("c", as_is), std::nullopt);
    EXPECT_EQ(one.number("n", 0, 100), std::nullopt);
    EXPECT_EQ(one.number("n", 0, 101), 101);
    EXPECT_EQ(one.number("m", 0, 100), std::nullopt);
    EXPECT_EQ(found(),
              "text_is_wrong:b member_has_wrong_type:c number_is_out_of_bounds:n "
              "member_has_wrong_type:m ");
}

TEST_F(DossierObjectMember, ShowsItsValueUnlessItIsABsn) {
    const auto one = object(R"({"bsn":"wrong","naam":"wrong"})");
    static_cast<void>(one.text("bsn", as_is));
    static_cast<void>(one.text("naam", as_is));
    ASSERT_EQ(findings_.errors().size(), 2U);
    EXPECT_EQ(findings_.errors()[0].detail("value"), "");
    EXPECT_EQ(findings_.errors()[1].detail("value"), "wrong");
}

TEST_F(DossierObjectMember, OfAListIsNamedByItsPlace) {
    object(R"({"a":[{"b":[{"c":"ok"},{"c":"wrong"}]},7],"e":[]})")
        .list("a", 1, 2, [](const DossierObject& outer) {
            if (!outer.check_members({"b"})) return;
            outer.list("b", 1, 2, [](const DossierObject& inner) {
                static_cast<void>(inner.text("c", as_is));
            });
        });
    EXPECT_EQ(found(), "text_is_wrong:a[0].b[1].c member_has_wrong_type:a[1] ");
}

TEST_F(DossierObjectMember, HasAListWithinItsBounds) {
    const auto one = object(R"({"a":[{},{}],"e":[],"t":"x"})");
    int taken = 0;
    const auto count = [&taken](const DossierObject& /*object*/) { ++taken; };
    one.list("a", 0, 1, count);
    one.list("e", 1, 1, count);
    one.list("t", 0, 1, count);
    one.list("absent", 1, 1, count);
    EXPECT_EQ(taken, 0);
    EXPECT_EQ(found(), "list_is_too_long:a list_is_empty:e member_has_wrong_type:t ");
}

}  // namespace
}  // namespace ontzorgd::messages
