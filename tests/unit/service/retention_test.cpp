// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/retention.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/destroy.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

constexpr std::string_view later = "2037-03-02";

/// The grounds of clients 1 to 3 end on 2027-02-28; nothing is paid.
class Retention : public ::testing::Test {
protected:
    Retention() { practice_.dossier({{.number = 1}, {.number = 2}, {.number = 3}}); }

    std::vector<Report> list(std::string_view day) {
        return rows_in(
            list_retention(practice_.town(), values::CivilDate::parse(day).value()).value(),
            "clienten");
    }
    static std::vector<std::string> clients_in(const std::vector<Report>& rows) {
        std::vector<std::string> clients;
        clients.reserve(rows.size());
        for (const Report& row : rows) clients.push_back(text_in(row, "client"));
        return clients;
    }
    bool is_there(int number) {
        const std::string id = test::padded(number);
        return !store::find_household(practice_.db(), "H" + id)->clienten[0].naam.empty();
    }
    using Names = std::vector<std::string>;

    Practice practice_;
};

TEST_F(Retention, ListsWhoseTermIsOverFromTheDayAfterTenYears) {
    EXPECT_EQ(clients_in(list("2037-02-28")), Names{});
    const auto rows = list("2037-03-01");
    EXPECT_EQ(clients_in(rows), (Names{"C0001", "C0002", "C0003"}));
    EXPECT_EQ(text_in(rows[0], "door"), "einde van de laatste grondslag");
    EXPECT_EQ(text_in(rows[0], "kan_niet_omdat"), "");
}

TEST_F(Retention, SaysWhyOneWithSomethingOpenIsNotOnTheList) {
    Practice::must(hold_client(practice_.with("mo"), "C0002", "loopt nog een bezwaar"));
    practice_.on(later);
    EXPECT_EQ(text_in(list(later).at(1), "kan_niet_omdat"), "betalingen zijn aangehouden");
    const auto proposed = propose_retention(practice_.with("kim"));
    ASSERT_TRUE(proposed) << Practice::details(proposed.error());
    EXPECT_EQ(clients_in(rows_in(proposed.value(), "clienten")), (Names{"C0001", "C0003"}));
}

TEST_F(Retention, TakesTwoPeopleAndLeavesChainAndBooksWhole) {
    EXPECT_EQ(code_of(propose_retention(practice_.with("kim"))), "nobody_is_past_the_term");
    practice_.on(later);
    EXPECT_EQ(code_of(propose_retention(practice_.with("ada"))), "role_may_not_do_this");
    Practice::must(propose_retention(practice_.with("kim")));
    EXPECT_EQ(propose_retention(practice_.with("kees")).value().to_json(),
              propose_retention(practice_.with("kim")).value().to_json());
    EXPECT_EQ(code_of(confirm_retention(practice_.with("kim"), 1)), "confirmer_is_proposer");
    EXPECT_EQ(code_of(confirm_retention(practice_.with("rob"), 2)), "retention_list_is_unknown");
    EXPECT_TRUE(is_there(1));
    const auto confirmed = confirm_retention(practice_.with("rob"), 1);
    ASSERT_TRUE(confirmed) << Practice::details(confirmed.error());
    EXPECT_EQ(text_in(confirmed.value(), "staat"), "vernietigd");
    for (const int number : {1, 2, 3}) EXPECT_FALSE(is_there(number));
    EXPECT_EQ(confirm_retention(practice_.with("rob"), 1).value().to_json(),
              confirmed.value().to_json());
    practice_.expect_sound();
    EXPECT_EQ(clients_in(list("2040-01-01")), Names{});
}

TEST_F(Retention, PassesOverWhoHasSomethingOpenByThen) {
    practice_.on(later);
    Practice::must(propose_retention(practice_.with("kim")));
    Practice::must(hold_client(practice_.with("mo"), "C0003", "meldde zich weer"));
    const auto confirmed = confirm_retention(practice_.with("rob"), 1);
    ASSERT_TRUE(confirmed) << Practice::details(confirmed.error());
    EXPECT_TRUE(is_there(3));
    EXPECT_FALSE(is_there(1));
    EXPECT_EQ(text_in(rows_in(confirmed.value(), "clienten").at(2), "kan_niet_omdat"),
              "betalingen zijn aangehouden");
}

TEST_F(Retention, PassesOverRelationsOfWhoProposesAndOfWhoConfirms) {
    practice_.on(later);
    const auto relate = [&](std::string_view user, std::string_view client) {
        Practice::must(relate_user(practice_.with("beheer"), user, client, false));
    };
    for (const char* client : {"C0001", "C0002", "C0003"}) relate("kees", client);
    EXPECT_EQ(code_of(propose_retention(practice_.with("kees"))), "client_is_a_relation");
    relate("kim", "C0001");
    relate("rob", "C0002");
    const auto proposed = propose_retention(practice_.with("kim"));
    ASSERT_TRUE(proposed) << Practice::details(proposed.error());
    EXPECT_EQ(clients_in(rows_in(proposed.value(), "clienten")), (Names{"C0002", "C0003"}));
    const auto confirmed = confirm_retention(practice_.with("rob"), 1);
    ASSERT_TRUE(confirmed) << Practice::details(confirmed.error());
    EXPECT_TRUE(is_there(1));
    EXPECT_TRUE(is_there(2));
    EXPECT_FALSE(is_there(3));
    EXPECT_EQ(text_in(rows_in(confirmed.value(), "clienten").at(0), "kan_niet_omdat"),
              "wie bevestigt heeft een relatie");
    practice_.expect_sound();
}

TEST_F(Retention, GoesOnAfterItWasCutShort) {
    practice_.on(later);
    Practice::must(propose_retention(practice_.with("kim")));
    Practice::must(confirm_destruction(practice_.with("rob"), "C0001"));
    Practice::must(confirm_retention(practice_.with("rob"), 1));
    for (const int number : {1, 2, 3}) EXPECT_FALSE(is_there(number));
    practice_.expect_sound();
}

TEST_F(Retention, CountsFromTheLastPaymentWhenThatIsLater) {
    practice_.split({{.number = 1}, {.number = 2}});
    Practice::must(end_grondslag(practice_.with("mo"), "C0001", "2026-11-24"));
    const auto rows = list("2036-12-31");
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(text_in(rows[0], "client"), "C0001");
    EXPECT_EQ(text_in(rows[0], "door"), "laatste betaling");
    EXPECT_EQ(text_in(rows[0], "kan_niet_omdat"), "er is geld onderweg");
}

}  // namespace
}  // namespace ontzorgd::service
