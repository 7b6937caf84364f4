// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/review.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/store/run.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

namespace ontzorgd::test {
namespace {

const TestRun november{};
const TestRun december{.id = "2026-12-REG", .month = "2026-12"};

/// "LIST WHO" for every line of the review.
std::multiset<std::string> lines_in(const std::string& csv) {
    std::multiset<std::string> lines;
    std::istringstream text{csv};
    std::string line;
    std::getline(text, line);
    while (std::getline(text, line)) {
        const std::size_t first = line.find(';');
        lines.insert(line.substr(0, first) + ' ' +
                     line.substr(first + 1, line.find(';', first + 1) - first - 1));
    }
    return lines;
}

/// A month of households without any change, in which changes are planted, each with what it must
/// show.
class Planted {
public:
    Planted(int households, unsigned seed) : random_{seed} {
        for (int number = 1; number <= households; ++number) houses_.push_back({.number = number});
        for (int index = 0; index < households; ++index) untouched_.push_back(index);
        std::ranges::shuffle(untouched_, random_);
    }

    [[nodiscard]] const std::vector<TestHousehold>& houses() const { return houses_; }

    void plant(int count) {
        for (int i = 0; i < count; ++i) {
            const int index = untouched_.back();
            untouched_.pop_back();
            plant_one(i % 10, houses_.at(static_cast<std::size_t>(index)));
        }
    }

    /// Imports what changed in the dossier and splits December.
    void happen(Practice& practice) {
        // Accounts that are changed and changed back pass through another one.
        import(practice, passing_);
        std::vector<TestHousehold> changed = changed_;
        for (TestHousehold house : passing_) {
            house.iban.clear();
            changed.push_back(house);
        }
        import(practice, changed);
        TestRun run = december;
        for (const TestHousehold& house : houses_) {
            if (gone_.contains(house.number)) continue;
            run.lines.emplace_back("C" + padded(house.number), house.net);
        }
        Practice::must(practice.import(run));
        Practice::must(service::accept_held(practice.with("karin"), run.id));
        Practice::must(service::split_run(practice.with("rob"), run.id));
    }
    [[nodiscard]] const std::multiset<std::string>& expected() const { return expected_; }

private:
    static void import(Practice& practice, const std::vector<TestHousehold>& houses) {
        if (houses.empty()) return;
        Practice::must(service::import_dossier(practice.with("rob"),
                                               practice.file("anders.jsonl", dossier_of(houses))));
        practice.confirm_ibans("karin");
    }
    void expect(const std::string& list, const std::string& who) {
        expected_.insert(list + ' ' + who);
    }
    void expect_all(const std::string& list, const std::string& id) {
        for (const std::string& who : {"O" + id + "-H", "O" + id + "-Z", "C" + id})
            expect(list, who);
    }

    void plant_one(int kind, TestHousehold& house) {
        const std::string id = padded(house.number);
        const std::string client = "C" + id;
        switch (kind) {
            case 0: {  // a household that is new this month
                const TestHousehold fresh{.number = static_cast<int>(houses_.size()) + 1,
                                          .pay_from = "2027-01-01"};
                expect_all("nieuw", padded(fresh.number));
                changed_.push_back(fresh);
                houses_.push_back(fresh);
                break;
            }
            case 1:  // not in the run any more
                expect_all("vervallen", id);
                gone_.insert(house.number);
                break;
            case 2:  // a higher rent takes from the leefgeld
                house.rent_in_january = amount_of(61240 + 1 + static_cast<int>(random_() % 5000));
                expect("bedrag", "O" + id + "-H");
                expect("leefgeld", client);
                changed_.push_back(house);
                break;
            case 3:  // another account
                house.iban = dutch_iban(500000 + house.number);
                expect("rekeningnummer", client);
                changed_.push_back(house);
                break;
            case 4:  // another account and back
                passing_.push_back(house);
                passing_.back().iban = dutch_iban(700000 + house.number);
                expect("rekeningnummer_heen_en_terug", client);
                break;
            case 5:  // another reference
                house.polis = "NIEUW " + id;
                expect("kenmerk_eerste_keer", "O" + id + "-Z");
                changed_.push_back(house);
                break;
            case 6:  // another benefit
                house.net = amount_of(134849 + 1 + static_cast<int>(random_() % 9000));
                expect("leefgeld", client);
                break;
            case 7:  // the rent goes to another creditor from now on
                house.landlord = "K101";
                expect("crediteur_gewijzigd", "O" + id + "-H");
                changed_.push_back(house);
                break;
            case 8:  // the rent stands under a second number, for which there is no money
                house.rent_twice = true;
                expect("mogelijk_dubbel", "O" + id + "-H");
                expect("te_kort", "O" + id + "-H2");
                changed_.push_back(house);
                break;
            default:  // a ground that ended: no bills, more leefgeld
                house.ground_until = "2026-12-15";
                expect("vervallen", "O" + id + "-H");
                expect("vervallen", "O" + id + "-Z");
                expect("zonder_grondslag", "O" + id + "-H");
                expect("zonder_grondslag", "O" + id + "-Z");
                expect("leefgeld", client);
                changed_.push_back(house);
        }
    }

    std::mt19937 random_;
    std::vector<TestHousehold> houses_;
    std::vector<int> untouched_;
    std::vector<TestHousehold> changed_;
    std::vector<TestHousehold> passing_;
    std::set<int> gone_;
    std::multiset<std::string> expected_;
};

/// A full size through ONTZORGD_REVIEW_HOUSEHOLDS and ONTZORGD_REVIEW_CHANGES; a small one
/// otherwise.
int setting(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoi(text);
}

TEST(Review, ListsEveryPlantedChangeUnderItsHeadingAndNothingElse) {
    const int households = setting("ONTZORGD_REVIEW_HOUSEHOLDS", 400);
    const int changes = setting("ONTZORGD_REVIEW_CHANGES", 80);
    for (const unsigned seed : {1U, 2U}) {
        Practice practice;
        Planted planted{households, seed};
        practice.dossier(planted.houses());
        practice.split(planted.houses(), november);
        Practice::must(service::propose_batch(practice.with("rob"), november.id));
        practice.on("2026-12-20");
        planted.plant(changes);
        planted.happen(practice);
        Practice::must(service::propose_batch(practice.with("rob"), december.id));
        std::string csv;
        const auto review =
            service::review_batch(practice.town(), 2, [&](std::string_view text) { csv += text; });
        ASSERT_TRUE(review);
        const auto found = lines_in(csv);
        std::vector<std::string> missing;
        std::vector<std::string> too_much;
        std::ranges::set_difference(planted.expected(), found, std::back_inserter(missing));
        std::ranges::set_difference(found, planted.expected(), std::back_inserter(too_much));
        EXPECT_EQ(missing, std::vector<std::string>{}) << "seed " << seed;
        EXPECT_EQ(too_much, std::vector<std::string>{}) << "seed " << seed;
        if (seed == 1U) continue;
        std::int64_t counted = 0;
        for (const service::Report& row : rows_in(review.value(), "lijsten"))
            counted += number_in(row, "aantal");
        EXPECT_EQ(counted, static_cast<std::int64_t>(found.size()));
    }
}

TEST(Review, AMonthLikeTheOneBeforeListsNothing) {
    Practice practice;
    const std::vector<TestHousehold> three{{.number = 1}, {.number = 2}, {.number = 3}};
    practice.dossier(three);
    practice.split(three, november);
    Practice::must(service::propose_batch(practice.with("rob"), november.id));
    practice.on("2026-12-20");
    practice.split(three, december);
    Practice::must(service::propose_batch(practice.with("rob"), december.id));
    std::string csv;
    Practice::must(
        service::review_batch(practice.town(), 2, [&](std::string_view text) { csv += text; }));
    EXPECT_TRUE(lines_in(csv).empty()) << csv;
}

TEST(Review, ACreditorsNewAccountIsOneLineForAllItsPayments) {
    Practice practice;
    const std::vector<TestHousehold> three{{.number = 1}, {.number = 2}, {.number = 3}};
    practice.dossier(three);
    practice.split(three, november);
    Practice::must(service::propose_batch(practice.with("rob"), november.id));
    Practice::must(service::import_dossier(
        practice.with("rob"), practice.file("k.jsonl", dossier_of(three, dutch_iban(4711)))));
    practice.confirm_ibans("karin");
    practice.on("2026-12-20");
    practice.split(three, december);
    Practice::must(service::propose_batch(practice.with("rob"), december.id));
    std::string csv;
    Practice::must(
        service::review_batch(practice.town(), 2, [&](std::string_view text) { csv += text; }));
    EXPECT_EQ(csv,
              "list;who;client;kind;count;was_cents;becomes_cents;reason\n"
              "rekeningnummer;K101;;crediteur;3;0;44625;\n");
}

TEST(Review, PutsTheCashThatIsNeededBesideTheLastKnownBalance) {
    Practice practice;
    practice.dossier({{.number = 1}});
    practice.split({{.number = 1}}, november);
    Practice::must(service::propose_batch(practice.with("rob"), november.id));
    const auto review = service::review_batch(practice.town(), 1, [](std::string_view) {});
    const auto cash = rows_in(review.value(), "kasbehoefte");
    ASSERT_EQ(cash.size(), 2U);
    EXPECT_EQ(cents_in(cash[0], "nodig"), 61240 + 14875);
    EXPECT_EQ(cents_in(cash[0], "saldo"), 10'000'000);
    EXPECT_EQ(cents_in(cash[0], "blijft"), 10'000'000 - 61240 - 14875);
    const auto totals = rows_in(review.value(), "totalen");
    ASSERT_EQ(totals.size(), 3U);
    std::int64_t sum = 0;
    for (const service::Report& row : totals) sum += cents_in(row, "bedrag");
    EXPECT_EQ(sum, 134849);
}

TEST(Why, TellsEveryCentOfAClientFromTheStoredExplanation) {
    Practice practice;
    practice.dossier({{.number = 1, .premium = "600.00"}});
    practice.split({{.number = 1, .premium = "600.00"}}, november);
    const auto why = service::why_client(practice.town(), "C0001", "");
    ASSERT_TRUE(why);
    std::string text;
    for (const service::Report& row : rows_in(why.value(), "waarom"))
        text += text_in(row, "zin") + "\n";
    EXPECT_EQ(
        text,
        "Run regulier over 2026-11 voor een huishouden alleenstaand; er wordt betaald vanaf "
        "30-11-2026.\n"
        "Te verdelen: € 1.348,49.\n"
        "Er moet minstens € 260,00 leefgeld overblijven.\n"
        "Client C0001, heeft recht op € 1.348,49 en kan daarvan € 1.348,49 voor lasten gebruiken; "
        "machtiging: getekend.\n"
        "Grondslag: verplicht ontzorgen (art. 56a), van 01-09-2026 tot en met 28-02-2027.\n"
        "huur O0001-H van 01-12-2026 tot en met 31-12-2026, vervalt 01-12-2026: € 612,40 te "
        "betalen. Wordt "
        "geheel betaald op 30-11-2026. Gedragen van de eigen uitkering. Daarna is er nog € "
        "736,09.\n"
        "zorgverzekering O0001-Z van 01-12-2026 tot en met 31-12-2026, vervalt 28-12-2026: € "
        "600,00 te "
        "betalen. Wordt niet betaald: er zou te weinig leefgeld overblijven. Daarna is er nog € "
        "736,09.\n"
        "Wat overblijft is leefgeld: € 736,09.\n"
        "Betaling 1 van leefgeld: € 736,09 op 30-11-2026.\n");
    std::int64_t paid = 0;
    for (const service::Report& row : rows_in(why.value(), "regels"))
        paid += cents_in(row, "betaald");
    EXPECT_EQ(paid, 134849);
    EXPECT_EQ(code_of(service::why_client(practice.town(), "C0002", "")), "client_is_unknown");
    EXPECT_EQ(code_of(service::why_client(practice.town(), "C0001", "2026-12-REG")),
              "run_is_unknown");
}

TEST(ExportSplit, WritesEveryLineOfARunWithItsColumns) {
    Practice practice;
    practice.dossier({{.number = 1, .premium = "600.00"}});
    practice.split({{.number = 1, .premium = "600.00"}}, november);
    std::string csv;
    const auto report = service::export_split(practice.town(), "2026-11-REG",
                                              [&](std::string_view text) { csv += text; });
    ASSERT_TRUE(report);
    EXPECT_EQ(
        csv,
        "run_id,client,payee,kind,contract,period_from,period_until,due,wanted_cents,to_pay_cents,"
        "outcome,"
        "rule,instruction_id\n"
        "2026-11-REG,C0001,K001,huur,O0001-H,2026-12-01,2026-12-31,2026-12-01,61240,61240,te_"
        "betalen,past,"
        "1\n"
        "2026-11-REG,C0001,K101,zorgverzekering,O0001-Z,2026-12-01,2026-12-31,2026-12-28,60000,0,"
        "niet_betaald,minimum_leefgeld,\n"
        "2026-11-REG,C0001,C0001,leefgeld,,,,2026-11-30,73609,73609,te_betalen,leefgeld,2\n");
}

}  // namespace
}  // namespace ontzorgd::test
