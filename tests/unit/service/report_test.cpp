// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/report.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ontzorgd::service {
namespace {

TEST(Report, IsOneJsonObjectInTheOrderInWhichItWasAdded) {
    Report row;
    row.add("nummer", std::int64_t{-7}).add("vast", true);
    Report inner;
    inner.add("dag", values::CivilDate::parse("2026-11-30").value());
    Report report;
    report.add("bedrag", values::Euro::from_cents(61'240))
        .add("binnen", std::move(inner))
        .add_rows("rijen", {row, row, Report{}})
        .add_rows("leeg", {})
        .add("uit", false);
    EXPECT_EQ(report.to_json(),
              R"({"bedrag":"612.40","binnen":{"dag":"2026-11-30"},)"
              R"("rijen":[{"nummer":-7,"vast":true},{"nummer":-7,"vast":true},{}],)"
              R"("leeg":[],"uit":false})");
    EXPECT_EQ(Report{}.to_json(), "{}");
}

TEST(JsonQuoted, LeavesAllTextAsItIsButQuotesBackslashesAndControls) {
    using std::string_view_literals::operator""sv;
    EXPECT_EQ(json_quoted(""), R"("")");
    EXPECT_EQ(json_quoted("Zoë € \x7f"), "\"Zoë € \x7f\"");
    EXPECT_EQ(json_quoted("a\"b\\c"), R"("a\"b\\c")");
    EXPECT_EQ(json_quoted("\"\""), R"("\"\"")");
    EXPECT_EQ(json_quoted("\0x\n\x1f"sv), R"("\u0000x\u000a\u001f")");
}

}  // namespace
}  // namespace ontzorgd::service
