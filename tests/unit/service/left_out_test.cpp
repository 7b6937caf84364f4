// SPDX-License-Identifier: EUPL-1.2
#include "missed_batch.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/store/aim.h"

#include <algorithm>
#include <random>

namespace ontzorgd::test {
namespace {

using LeftOut = MissedBatch;

TEST_F(LeftOut, TheRunTellsWhatIsLeftOutWhyAndWhatToDo) {
    begin();
    EXPECT_TRUE(left_out().empty());
    Practice::must(propose());
    EXPECT_TRUE(left_out().empty());
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    auto rows = left_out();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(number_in(rows[0], "instructie"), rent);
    EXPECT_NE(text_in(rows[0], "volgende_stap").find("batch propose"), std::string::npos);
    move_landlord();
    rows = left_out();
    EXPECT_NE(text_in(rows[0], "reden").find("rekeningnummer is gewijzigd"), std::string::npos);
    EXPECT_NE(text_in(rows[0], "volgende_stap").find("run renew"), std::string::npos);
    const auto open = exceptions();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(text_in(open[0], "wat"),
              "Betaling 1 van € 612,40 uit run 2026-11-REG staat open en zit in geen batch: "
              "iemand haalde haar uit de batch.");
    EXPECT_NE(text_in(open[0], "volgende_stap").find("run renew"), std::string::npos);
    Practice::must(renew());
    Practice::must(propose());
    EXPECT_TRUE(left_out().empty());
    EXPECT_TRUE(exceptions().empty());
}

TEST_F(LeftOut, AWithdrawalThatWasCutShortLeavesTheBatchAsItWas) {
    begin();
    Practice::must(propose());
    store::in_transaction(practice.db(), [&] {
        practice.db().execute("INSERT INTO meta VALUES('bulk_work', 'ja')");
        practice.db().execute(
            "INSERT INTO exception VALUES(901, 'betaling_buiten_batch', '1|1', 1, "
            "'rechtmatigheid', 61240, '', 20261124, 99999, NULL)");
    });
    practice.reopen();
    EXPECT_TRUE(exceptions().empty());
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 6U);
}

TEST_F(LeftOut, EveryWayOutOfABatchOpensOneExceptionPerPayment) {
    begin();
    Practice::must(propose());
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    EXPECT_EQ(exceptions().size(), 1U);
    Practice::must(service::hold_client(practice.with("mo"), "C0002", "onderzoek"));
    Practice::must(service::rebuild_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 4U);
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 6U);
    Practice::must(propose());  // the payments of C0002 stay out
    EXPECT_EQ(exceptions().size(), 3U);
    stop_first_file(2);
    EXPECT_EQ(exceptions().size(), 5U);
}

/// Whoever clicks everything he may, in any order, pays nothing twice and loses nothing.
TEST_F(LeftOut, NobodyPaysTwiceWhateverIsClicked) {
    std::size_t reached_the_bank = 0;
    std::int64_t aims = 0;
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Practice town;
        const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};
        town.dossier(two);
        town.split(two);
        std::mt19937 random{seed};
        values::CivilDate day{2026, 11, 26};
        town.on(day.to_string());
        int accounts = 6000;
        const auto ignore = [](const base::Result<service::Report>& /*what came of it*/) {};
        for (int step = 0; step < 60; ++step) {
            const auto batches = store::all_batches(town.db());
            // Mostly the newest; sometimes one from before.
            const std::size_t back = random() % 4 == 0 ? random() % (batches.size() + 1) : 0;
            const std::int64_t batch = std::max(
                std::int64_t{1},
                static_cast<std::int64_t>(batches.size() - std::min(back, batches.size())));
            const auto line = static_cast<std::int64_t>(1 + random() % 6);
            switch (random() % 18) {
                case 0:
                case 1:
                case 2: ignore(service::propose_batch(town.with("rob"), run)); break;
                case 3:
                case 4:
                case 5: ignore(service::sign_batch(town.with("karin"), batch)); [[fallthrough]];
                case 6: ignore(service::sign_batch(town.with("kim"), batch)); break;
                case 7:
                case 8:
                case 9: ignore(service::release_batch(town.with("rob"), batch)); break;
                case 10: ignore(service::renew_payments(town.with("rob"), run, {})); break;
                case 11: ignore(service::renew_payments(town.with("rob"), run, {line})); break;
                case 12: ignore(service::drop_line(town.with("rob"), batch, line)); break;
                case 13: ignore(service::rebuild_batch(town.with("rob"), batch)); break;
                case 14: ignore(service::withdraw_batch(town.with("rob"), batch)); break;
                case 15:
                    if (!batches.empty()) {
                        const auto& it = batches[static_cast<std::size_t>(batch - 1)];
                        for (const auto& file : store::files_of(town.db(), it.id, it.version)) {
                            ignore(service::stop_file(town.with("kim"), file.name, "toeval"));
                            break;
                        }
                    }
                    break;
                case 16:
                    ignore(service::record_iban(town.with("mo"),
                                                random() % 2 == 0 ? "K001" : "C0001",
                                                dutch_iban(++accounts)));
                    town.confirm_ibans("karin");
                    break;
                default: day = day.plus_days(1); town.on(day.to_string());
            }
        }
        std::set<std::string> sent;  // the instructions of what reached the bank
        for (const Row& row : exported_attempts(town)) {
            if (row.at("state") != "handed_over") continue;
            const std::string& instruction = row.at("instruction_id");
            EXPECT_TRUE(sent.insert(instruction).second)
                << "instruction " << instruction << " went to the bank twice";
        }
        reached_the_bank += sent.size();
        for (std::int64_t line = 1; line <= 6; ++line)
            aims += store::aim_change(town.db(), line, 1) ? 1 : 0;
        town.expect_sound();
        Practice::must(service::export_conservation(town.town(), town.as("rob").now.today,
                                                    [](std::string_view) {}));
    }
    EXPECT_GT(reached_the_bank, 4U);
    EXPECT_GT(aims, 4);
}

}  // namespace
}  // namespace ontzorgd::test
