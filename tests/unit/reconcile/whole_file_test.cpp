// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/whole_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ontzorgd::reconcile {
namespace {

using values::CivilDate;
using values::Euro;

CivilDate day(unsigned number) {
    return CivilDate::from_number(static_cast<std::int32_t>(20261200 + number)).value();
}

/// Ten payments of 1,000.00 together; the first report rejects two of 150.00, the second one of
/// 70.00.
FileOfPayments file() {
    return {.cents = Euro::from_cents(100'000),
            .payments = 10,
            .rejected = {{.reports = 1, .cents = Euro::from_cents(15'000), .payments = 2},
                         {.reports = 2, .cents = Euro::from_cents(7'000), .payments = 1}},
            .report_days = {day(1), day(1)}};
}

FileClaim debit(std::int64_t cents, std::optional<std::int64_t> count = std::nullopt,
                unsigned on = 1) {
    return {.total = {.cents = Euro::from_cents(cents), .count = count, .booking_date = day(on)},
            .rule = "batch_reference"};
}
FileClaim credit(std::int64_t cents, std::optional<std::int64_t> count, unsigned on = 2) {
    FileClaim claim = debit(cents, count, on);
    claim.total.credit = true;
    return claim;
}
FileClaim by_people(FileClaim claim) {
    claim.by = FileClaim::By::people;
    claim.rule = "by_person";
    return claim;
}

std::vector<std::string> places(const FileBooking& booking) {
    std::vector<std::string> all;
    for (const Placed& placed : booking.lines) {
        all.push_back(std::string{to_text(placed.place)} + ' ' + std::string{placed.rule});
    }
    return all;
}
using Places = std::vector<std::string>;

Share share_of(std::int64_t cents, bool is_credit, std::int64_t count, const FileOfPayments& of,
               unsigned on = 1) {
    return reconcile::share_of({.cents = Euro::from_cents(cents),
                                .credit = is_credit,
                                .count = count,
                                .booking_date = day(on)},
                               of);
}

TEST(LookAtAFile, ClaimsAPartOfItWhenTheBankNamesItAndCountsItsPayments) {
    const auto claims = [](const LineFacts& line) {
        const Look found = look(line);
        EXPECT_EQ(found.place, Place::proposed) << "as long as nobody knows which part";
        EXPECT_EQ(found.rule, line.credit ? "credit_names_a_batch" : "batch_total_differs");
        return found.claim == Look::Claim::file_part;
    };
    LineFacts line{.cents = Euro::from_cents(85'000),
                   .batch_count = 8,
                   .file = FileFacts{.cents = Euro::from_cents(100'000),
                                     .count = 10,
                                     .same_account = true,
                                     .handed_over = true,
                                     .is_named = true},
                   .is_batch = true};
    EXPECT_TRUE(claims(line));
    line.credit = true;
    EXPECT_TRUE(claims(line));
    line.file->is_named = false;
    EXPECT_FALSE(claims(line)) << "only payments in it are named";
    line.file->is_named = true;
    line.details_differ = true;
    EXPECT_FALSE(claims(line));
    line.details_differ = false;
    line.cents = Euro::from_cents(100'001);
    EXPECT_FALSE(claims(line)) << "more than the file";
    line.cents = Euro{};
    EXPECT_FALSE(claims(line)) << "nothing is no part";
    line.cents = Euro::from_cents(85'000);
    line.batch_count.reset();
    EXPECT_FALSE(claims(line)) << "without a count people say it";
}

TEST(ShareOfAFile, IsOfWhatOneOrMoreReportsRejectOrLeave) {
    const auto share = [](std::int64_t cents, bool is_credit, std::int64_t count) {
        return share_of(cents, is_credit, count, file());
    };
    EXPECT_EQ(share(100'000, false, 10), (Share{.of = Share::Of::all}));
    EXPECT_EQ(share(85'000, false, 8), (Share{.of = Share::Of::accepted, .reports = 1}));
    EXPECT_EQ(share(93'000, false, 9), (Share{.of = Share::Of::accepted, .reports = 2}));
    EXPECT_EQ(share(78'000, false, 7), (Share{.of = Share::Of::accepted, .reports = 3}));
    EXPECT_EQ(share(15'000, true, 2), (Share{.of = Share::Of::rejected, .reports = 1}));
    EXPECT_EQ(share(22'000, true, 3), (Share{.of = Share::Of::rejected, .reports = 3}));
    EXPECT_EQ(share(100'000, true, 10), (Share{.of = Share::Of::all}));
}

TEST(ShareOfAFile, IsOfNothingWhenTotalOrCountIsAnother) {
    for (const auto& [cents, is_credit, count] :
         {std::tuple{85'000, false, 9}, std::tuple{85'001, false, 8}, std::tuple{84'999, false, 8},
          std::tuple{15'000, false, 2}, std::tuple{85'000, true, 8}, std::tuple{15'000, true, 1},
          std::tuple{100'000, false, 9}, std::tuple{0, true, 0}}) {
        EXPECT_EQ(share_of(cents, is_credit, count, file()), Share{}) << cents << ' ' << count;
    }
}

TEST(ShareOfAFile, IsNotGuessedWhenDifferentPaymentsHaveTheTotal) {
    FileOfPayments two = file();
    two.rejected[1].cents = two.rejected[0].cents;
    two.rejected[1].payments = two.rejected[0].payments;
    EXPECT_EQ(share_of(85'000, false, 8, two), (Share{.of = Share::Of::several}));
    EXPECT_EQ(share_of(15'000, true, 2, two), (Share{.of = Share::Of::several}));
    EXPECT_EQ(share_of(30'000, true, 4, two).of, Share::Of::rejected)
        << "both together are one set";
}

TEST(ShareOfAFile, IsTheSameWhenASecondReportSaysWhatTheFirstSaid) {
    FileOfPayments repeated = file();
    repeated.rejected.front().reports = 1U | 4U;
    repeated.report_days.emplace_back(day(1));
    EXPECT_EQ(share_of(85'000, false, 8, repeated).of, Share::Of::accepted);
}

TEST(ShareOfAFile, IsNotCertainWhileAnotherPaymentHasTheAmountOfOneInIt) {
    FileOfPayments one = file();
    one.rejected.resize(1);
    const values::Euro each = one.rejected.front().cents;
    one.rejected.front().payments = 1;
    one.rejected.front().amounts = {{each, 1}};
    one.amounts = {{each, 2}};
    FileTotal credit{.cents = each, .credit = true, .count = 1, .booking_date = day(9)};
    EXPECT_EQ(share_of(credit, one).of, Share::Of::several);
    EXPECT_EQ(share_by_people(credit, {}, one).of, Share::Of::rejected);
    one.amounts = {{each, 1}};
    EXPECT_EQ(share_of(credit, one).of, Share::Of::rejected);

    one.amounts = {{each, 2}};
    FileTotal debit{.cents = one.cents - each, .booking_date = one.report_days.front().value()};
    EXPECT_EQ(share_of(debit, one).of, Share::Of::several) << "made on the day of the debit";
    debit.booking_date = debit.booking_date.plus_days(1);
    EXPECT_EQ(share_of(debit, one).of, Share::Of::accepted)
        << "another that was rejected by then was left out as well";
    one.rejected.push_back({.reports = 2, .cents = each, .payments = 1, .amounts = {{each, 1}}});
    one.report_days.at(1) = debit.booking_date;
    EXPECT_EQ(share_of(debit, one), (Share{.of = Share::Of::accepted, .reports = 1}))
        << "what was rejected on the day was in it";
    EXPECT_EQ(share_by_people(debit, {}, one), (Share{.of = Share::Of::accepted, .reports = 1}));
}

TEST(ShareOfAFile, OfADebitIsWithoutAllThatWasRejectedBeforeItsDay) {
    FileOfPayments three = file();
    const auto of = [](std::uint64_t reports, std::int64_t cents) {
        return RejectedGroup{.reports = reports,
                             .cents = Euro::from_cents(cents),
                             .payments = 1,
                             .amounts = {{Euro::from_cents(cents), 1}}};
    };
    three.rejected = {of(1, 10'000), of(2, 20'000), of(4, 10'000)};
    three.amounts = {{Euro::from_cents(10'000), 2}, {Euro::from_cents(20'000), 1}};
    three.report_days = {day(1), day(1), day(2)};
    EXPECT_EQ(share_of(90'000, false, 9, three, 2).of, Share::Of::several)
        << "the second was rejected by then, and the debit has it";
    EXPECT_EQ(share_of(70'000, false, 8, three, 2),
              (Share{.of = Share::Of::accepted, .reports = 3}));
    EXPECT_EQ(share_of(60'000, false, 7, three, 2),
              (Share{.of = Share::Of::accepted, .reports = 7}));
    three.amounts[Euro::from_cents(10'000)] = 3;
    EXPECT_EQ(share_of(70'000, false, 8, three, 2).of, Share::Of::accepted);
    EXPECT_EQ(share_of(60'000, false, 7, three, 2).of, Share::Of::several)
        << "a fourth may be rejected too, and the third after the debit";
}

/// A report for each of so many payments, of 10.00, 10.01 and so on.
FileOfPayments with_reports(unsigned reports) {
    FileOfPayments many = file();
    many.rejected.clear();
    many.report_days.assign(reports, day(1));
    for (unsigned bit = 0; bit < reports; ++bit) {
        many.rejected.push_back({.reports = std::uint64_t{1} << bit,
                                 .cents = Euro::from_cents(1'000 + bit),
                                 .payments = 1});
    }
    many.payments = 40;
    return many;
}

TEST(ShareOfAFile, IsLookedForInEveryCombinationOfReports) {
    const FileOfPayments nine = with_reports(9);
    EXPECT_EQ(share_of(1'003, true, 1, nine).reports, 8U);
    EXPECT_EQ(share_of(2'002, true, 2, nine).reports, 5U) << "the first and the third";
    EXPECT_EQ(share_of(2'003, true, 2, nine).of, Share::Of::several)
        << "the first and the fourth, or the two between them";
    EXPECT_EQ(share_of(9'036, true, 9, nine).reports, 0x1FFU);
}

TEST(ShareOfAFile, OfMoreReportsThanAreCombinedIsOnlyOfAllOfThem) {
    const FileOfPayments many = with_reports(13);
    EXPECT_EQ(share_of(13'078, true, 13, many).reports, 0x1FFFU);
    EXPECT_EQ(share_of(1'003, true, 1, many), Share{}) << "which of thirteen, nobody can tell";
}

TEST(ShareOfAFile, IsOfWhatTheBankHadRejectedByThatDay) {
    FileOfPayments later = file();
    later.report_days = {day(1), day(3)};
    later.rejected[1].cents = later.rejected[0].cents;
    later.rejected[1].payments = later.rejected[0].payments;
    EXPECT_EQ(share_of(85'000, false, 8, later), (Share{.of = Share::Of::accepted, .reports = 1}))
        << "what it rejects later was in it";
    EXPECT_EQ(share_of(85'000, false, 8, later, 3),
              (Share{.of = Share::Of::accepted, .reports = 1}))
        << "what it had rejected before that day it left out, and nothing else";
    later.report_days = {day(3), day(3)};
    EXPECT_EQ(share_of(85'000, false, 8, later, 3).of, Share::Of::several);
    later.report_days[0] = std::nullopt;
    EXPECT_EQ(share_of(85'000, false, 8, later), Share{}) << "a report without a day tells nothing";
    // People may say so all the same, as long as only one set has the total.
    later.rejected[1].cents = Euro::from_cents(7'000);
    later.rejected[1].payments = 1;
    const auto said = [&](std::int64_t cents, std::int64_t count) {
        return share_by_people(
            {.cents = Euro::from_cents(cents), .count = count, .booking_date = day(1)}, {}, later);
    };
    EXPECT_EQ(said(85'000, 8), (Share{.of = Share::Of::accepted, .reports = 1}));
    EXPECT_EQ(said(93'000, 9), (Share{.of = Share::Of::accepted, .reports = 2}));
    EXPECT_EQ(said(92'000, 9), Share{});
}

TEST(BookedFile, IsBookedByOneDebitOfAllOrOfWhatWasAccepted) {
    EXPECT_EQ(places(book_file(std::vector{debit(100'000)}, file())),
              (Places{"matched batch_reference"}));
    const auto net = book_file(std::vector{debit(85'000, 8)}, file());
    EXPECT_EQ(places(net), (Places{"matched batch_less_rejected"}));
    EXPECT_EQ(net.debited_on, day(1));
    EXPECT_FALSE(is_in(net.debited, 1));
    EXPECT_TRUE(is_in(net.debited, 2)) << "what another report rejects was in it";
    EXPECT_TRUE(is_in(net.debited, 0));
    EXPECT_EQ(places(book_file(std::vector{debit(100'000), debit(85'000, 8, 2)}, file())),
              (Places{"matched batch_reference", "suspense second_debit_for_one_payment"}));
    EXPECT_EQ(places(book_file(std::vector{debit(84'000, 8)}, file())),
              (Places{"proposed batch_total_differs"}));
}

TEST(BookedFile, GetsBackWhatWasRejectedAndBooked) {
    const auto gross = book_file(std::vector{debit(100'000), credit(15'000, 2)}, file());
    EXPECT_EQ(places(gross), (Places{"matched batch_reference", "matched rejected_came_back"}));
    ASSERT_EQ(gross.returned.size(), 1U);
    EXPECT_TRUE(is_in(gross.returned.front().share, 1));
    EXPECT_FALSE(is_in(gross.returned.front().share, 2));
    EXPECT_FALSE(is_in(gross.returned.front().share, 0));
    // What never went out cannot come back.
    EXPECT_EQ(places(book_file(std::vector{debit(85'000, 8), credit(15'000, 2)}, file())),
              (Places{"matched batch_less_rejected", "proposed return_waits_for_its_debit"}));
    EXPECT_EQ(places(book_file(std::vector{debit(85'000, 8), credit(7'000, 1)}, file())),
              (Places{"matched batch_less_rejected", "matched rejected_came_back"}));
    EXPECT_EQ(places(book_file(std::vector{credit(15'000, 2)}, file())),
              (Places{"proposed return_waits_for_its_debit"}));
    FileOfPayments singly = file();
    singly.rejected.front().have_debits = true;
    EXPECT_EQ(places(book_file(std::vector{credit(15'000, 2)}, singly)),
              (Places{"matched rejected_came_back"}));
}

TEST(BookedFile, GetsTheSamePaymentsBackOnce) {
    const auto booking = book_file(std::vector{debit(100'000), credit(15'000, 2, 2),
                                               credit(7'000, 1, 3), credit(22'000, 3, 4)},
                                   file());
    EXPECT_EQ(places(booking),
              (Places{"matched batch_reference", "matched rejected_came_back",
                      "matched rejected_came_back", "suspense second_return_of_a_file"}));
}

TEST(BookedFile, IsGivenBackWholeOnlyByPeople) {
    EXPECT_EQ(places(book_file(std::vector{debit(100'000), credit(100'000, 10)}, file())),
              (Places{"matched batch_reference", "proposed credit_names_a_batch"}));
    const auto said = by_people(credit(100'000, 10));
    EXPECT_EQ(places(book_file(std::vector{debit(100'000), said}, file())),
              (Places{"matched batch_reference", "matched by_person"}));
    EXPECT_EQ(places(book_file(std::vector{said}, file())),
              (Places{"proposed return_waits_for_its_debit"}));
    EXPECT_EQ(places(book_file(std::vector{debit(85'000, 8), said}, file())),
              (Places{"matched batch_less_rejected", "proposed return_waits_for_its_debit"}));
}

TEST(BookedFile, LeavesACreditToPeopleWhenItWasDebitedTwice) {
    const std::vector lines{debit(100'000), debit(100'000, std::nullopt, 2), credit(15'000, 2, 3)};
    EXPECT_EQ(places(book_file(lines, file())).back(), "proposed credit_names_a_batch");
}

TEST(BookedFile, OfWhichAPaymentIsDeadOrEachWasBookedByItselfIsNotBookedByALine) {
    FileOfPayments dead = file();
    dead.has_a_dead_payment = true;
    EXPECT_EQ(places(book_file(std::vector{debit(85'000, 8)}, dead)),
              (Places{"proposed file_has_a_dead_payment"}));
    FileOfPayments left_out = file();
    left_out.rejected[0].have_dead = true;
    EXPECT_EQ(places(book_file(std::vector{debit(85'000, 8)}, left_out)),
              (Places{"matched batch_less_rejected"}))
        << "the dead one is not in it";
    EXPECT_EQ(places(book_file(std::vector{debit(93'000, 9)}, left_out)),
              (Places{"proposed file_has_a_dead_payment"}));
    EXPECT_EQ(places(book_file(std::vector{debit(100'000), credit(15'000, 2)}, left_out)),
              (Places{"proposed file_has_a_dead_payment", "proposed file_has_a_dead_payment"}));
    FileOfPayments singly = file();
    singly.each_has_a_debit = true;
    EXPECT_EQ(places(book_file(std::vector{debit(100'000)}, singly)),
              (Places{"suspense batch_debit_beside_single_debit"}));
}

}  // namespace
}  // namespace ontzorgd::reconcile
