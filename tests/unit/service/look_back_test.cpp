// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/look_back.h"

#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/service/destroy.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <iterator>

namespace ontzorgd::service {
namespace {

using test::cents_in;
using test::code_of;
using test::number_in;
using test::Practice;
using test::rows_in;
using test::text_in;

values::CivilDate day(std::string_view text) {
    return values::CivilDate::parse(text).value();
}

/// Two households whose batch was signed on the 24th, released on the 26th; one is on hold since
/// the 27th.
class LookBack : public ::testing::Test {
protected:
    LookBack() {
        practice_.dossier({{.number = 1}, {.number = 2}});
        practice_.split({{.number = 1}, {.number = 2}});
        Practice::must(propose_batch(practice_.with("rob"), "2026-11-REG"));
        Practice::must(sign_batch(practice_.with("karin"), 1));
        Practice::must(sign_batch(practice_.with("kim"), 1));
        practice_.on("2026-11-26");
        Practice::must(release_batch(practice_.with("rob"), 1));
        practice_.on("2026-11-27");
        Practice::must(hold_client(practice_.with("mo"), "C0001", "Overleg"));
    }
    /// Reads as it was at the end of the day.
    Municipality& back_to(std::string_view text) {
        practice_.reopen(Mode::read);
        now_ = look_back(practice_.town(), day(text));
        return practice_.town();
    }
    std::string state_of_batch(std::string_view on) {
        return text_in(show_batch(back_to(on), 1).value(), "staat");
    }
    std::string database() {
        std::ifstream in{practice_.places().state / "ontzorgd.db", std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    Practice practice_;
    Now now_;
};

TEST_F(LookBack, TellsADayAsItWasToldAtItsEnd) {
    EXPECT_EQ(state_of_batch("2026-11-24"), "signed");
    EXPECT_EQ(state_of_batch("2026-11-25"), "signed");
    EXPECT_EQ(state_of_batch("2026-11-26"), "settling");
    EXPECT_EQ(state_of_batch("2026-11-27"), "settling");
}

TEST_F(LookBack, IsTheEndOfThatDayForWhoAsks) {
    back_to("2026-11-25");
    EXPECT_EQ(now_.today, day("2026-11-25"));
}

TEST_F(LookBack, HoldsTheBooksAndTheConservationLineOfThatDay) {
    const auto then = show_books(back_to("2026-11-25"), now_.today);
    EXPECT_EQ(text_in(then.value(), "oordeel"), "elke cent is verantwoord");
    const auto month = rows_in(then.value(), "verantwoording").at(0);
    EXPECT_EQ(cents_in(month, "ontvangen"),
              cents_in(month, "onderweg") + cents_in(month, "aangehouden"));
}

TEST_F(LookBack, ProvesTheChainAsFarAsItWent) {
    const std::int64_t now = store::chain_head(practice_.db()).length;
    const auto verified = verify_audit(back_to("2026-11-25"), {});
    ASSERT_TRUE(verified) << Practice::details(verified.error());
    EXPECT_LT(number_in(verified.value(), "feiten"), now);
    EXPECT_EQ(number_in(verified.value(), "feiten"), store::chain_head(practice_.db()).length);
}

TEST_F(LookBack, CannotHoldAnAnchorOfALaterDayAgainstAnEarlierOne) {
    std::string anchor;
    Practice::must(audit_checkpoint(practice_.town(), day("2026-11-27"),
                                    [&](std::string_view part) { anchor += part; }));
    const VerifyOptions options{.checkpoints = {practice_.file("anker", anchor)},
                                .looks_back = true};
    EXPECT_EQ(code_of(verify_audit(back_to("2026-11-25"), options)), "anchor_is_of_a_later_day");
    EXPECT_TRUE(verify_audit(back_to("2026-11-27"), options));
}

TEST_F(LookBack, FindsAnEmptyMunicipalityBeforeTheFirstFact) {
    Municipality& town = back_to("2026-11-23");
    EXPECT_EQ(code_of(show_batch(town, 1)), "batch_is_unknown");
    EXPECT_EQ(code_of(show_client(town, "C0001", now_.today)), "client_is_unknown");
    practice_.expect_sound();
    EXPECT_TRUE(show_books(town, now_.today));
}

TEST_F(LookBack, LeavesTheDirectoryAsItIs) {
    practice_.close();
    const std::string before = database();
    back_to("2026-11-24");
    practice_.close();
    EXPECT_EQ(database(), before);
    EXPECT_EQ(state_of_batch("2026-11-27"), "settling");
}

TEST_F(LookBack, LeavesNoCopyThatCouldStayWhenTheProgramIsEnded) {
    const auto temporary = practice_.folder() / "tijdelijk";
    std::filesystem::create_directory(temporary);
    ::setenv("TMPDIR", temporary.c_str(), 1);
    Municipality& town = back_to("2026-11-25");
    ::unsetenv("TMPDIR");
    EXPECT_TRUE(std::filesystem::is_empty(temporary));
    EXPECT_EQ(text_in(show_batch(town, 1).value(), "staat"), "signed");
    practice_.expect_sound();
}

TEST_F(LookBack, DoesNotBringBackWhatWasDestroyed) {
    practice_.on("2026-12-15");
    practice_.dossier({{.number = 9, .ground_until = "2026-12-10", .naam = "Zebedeus Qwertya"}});
    Practice::must(propose_destruction(practice_.with("mo"), "C0009"));
    practice_.on("2026-12-16");
    Practice::must(confirm_destruction(practice_.with("kim"), "C0009"));
    Municipality& town = back_to("2026-12-15");
    const auto shown = show_client(town, "C0009", now_.today);
    EXPECT_EQ(shown ? shown.value().to_json().find("Qwertya") : std::string::npos,
              std::string::npos);
    practice_.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
