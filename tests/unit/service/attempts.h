// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/run.h"
#include "paid_town.h"

#include <string>
#include <utility>
#include <vector>

/// @file
/// Attempt: a payment of PaidTown that comes back, and what is done with it then.
namespace ontzorgd::test {

class Attempt : public PaidTownTest {
protected:
    explicit Attempt(bool lost_hand_over = false) : PaidTownTest{lost_hand_over} {}

    base::Result<service::Report> reissue(const std::string& id, const std::string& as = "rob") {
        return service::reissue_attempt(town.practice.with(as), id, "ontvanger gebeld");
    }
    base::Result<service::Report> declare(const std::string& as, std::size_t which = 0) {
        return service::declare_dead(town.practice.with(as), id(which), "de bank kent haar niet");
    }
    base::Result<service::Report> propose() {
        return service::propose_batch(town.practice.with("rob"), "2026-11-REG");
    }
    std::vector<TestEntry> all_but_the_first() {
        std::vector<TestEntry> most = all_debits();
        most.erase(most.begin());
        return most;
    }
    void give(TestStatement statement) {
        last_ = std::move(statement);
        Practice::must(town.ingest(last_));
    }
    /// It is that day, and nothing was booked since the last statement.
    void reach(const std::string& day) {
        town.practice.on(day);
        give(next(last_, day, {}));
    }
    /// What the bank gives for a day on which nothing was booked after all.
    TestStatement without_lines(const std::string& day) {
        TestStatement right = next(last_, day, {});
        right.id += "-goed";
        return right;
    }
    /// Everything was booked, and the first payment came back two days later.
    void bring_back(const std::string& reason, const std::string& amount = {}) {
        give(statement(all_debits()));
        TestEntry credit = returned(0, "2026-12-02", reason);
        if (!amount.empty()) {
            credit.amount = amount;
            credit.details.front().amount = amount;
        }
        give(next(last_, "2026-12-02", {credit}));
    }
    /// Why no open payment of the run can go out on a later day; empty when one can.
    std::string renewal_refusal() {
        const auto renewed = service::renew_payments(town.practice.with("rob"), "2026-11-REG", {});
        return renewed ? "" : renewed.error().causes.at(0).code;
    }
    /// The run of November is proposed once more, signed and handed over.
    void pay_again(std::int64_t batch = 2) {
        town.pay("2026-11-REG", batch);
        Practice::must(service::release_batch(town.practice.with("rob"), batch));
    }
    [[nodiscard]] std::string second_of(std::size_t which) {
        const std::string instruction = town.paid.at(which).at("instruction_id");
        for (Row& row : town.attempts()) {
            if (row["instruction_id"] == instruction && row["attempt_no"] == "2")
                return row["end_to_end_id"];
        }
        return {};
    }
    void expect_sound_books() {
        town.practice.expect_sound();
        for (const facts::Check& check : service::check_books_now(town.practice.town())) {
            EXPECT_TRUE(check.holds()) << check.name << ' ' << check.subject << ": "
                                       << check.found.cents() << " and " << check.expected.cents();
        }
    }

    TestStatement last_;  ///< that was given
};

}  // namespace ontzorgd::test
