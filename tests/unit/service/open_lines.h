// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/line.h"
#include "paid_town.h"

#include <gtest/gtest.h>

/// @file
/// Statements of a paid town that need a person.
namespace ontzorgd::test {

using service::assign_line;
using service::force_line;
using service::match_line;
using service::revoke_line;
using service::show_line_candidates;

/// Lines of which the bank lost the reference, and people who place them.
class OpenLines : public PaidTownTest {
protected:
    /// A debit or return of this payment without its reference.
    TestEntry nameless(std::size_t which, const std::string& date = "2026-11-30") {
        TestEntry entry = debit(which, date);
        entry.details.front().end_to_end_id = "NOTPROVIDED";
        return entry;
    }
    TestEntry nameless_return(std::size_t which, const std::string& date) {
        TestEntry entry = nameless(which, date);
        entry.credit = true;
        return entry;
    }
    /// All payments booked, the first one without its reference; it is line 1:1.
    TestStatement one_nameless() {
        std::vector<TestEntry> entries = all_debits();
        entries.front() = nameless(0);
        return statement(entries);
    }
    base::Result<service::Report> match(const std::string& line, const std::string& target,
                                        const std::string& user = "rob") {
        return match_line(town.practice.with(user), line, target, "bekeken");
    }
    base::Result<service::Report> force(const std::string& line, const std::string& target,
                                        const std::string& user = "rob") {
        return force_line(town.practice.with(user), line, target, "de bank bevestigt het");
    }
    base::Result<service::Report> revoke(const std::string& line) {
        return revoke_line(town.practice.with("karin"), line, "vergissing");
    }
    base::Result<service::Report> assign(const std::string& line, const std::string& label,
                                         const std::string& payment = "",
                                         const std::string& user = "rob") {
        return assign_line(town.practice.with(user), line, label, payment, "uitgezocht");
    }
    std::vector<service::Report> candidates(const std::string& line) {
        const auto shown = show_line_candidates(town.practice.town(), line);
        Practice::must(shown);
        return rows_in(shown.value(), "kandidaten");
    }
};

}  // namespace ontzorgd::test
