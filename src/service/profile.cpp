// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/profile.h"

#include "ontzorgd/messages/profile_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/profile_words.h"

#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

/// The values under the names and in the words of the file.
Report values_of(const payment::BankProfile& profile) {
    Report report;
    report.add("profiel", profile.name)
        .add("naam_van_de_bank", profile.title)
        .add("bericht", to_text(profile.message))
        .add("meeste_overboekingen", Value{profile.transfers_per_file})
        .add("boeking_vragen", profile.asks_batch_booking ? "per_bestand" : "per_overboeking")
        .add("creditor_agent",
             profile.says_creditor_agent_is_not_given ? "notprovided" : "weglaten")
        .add("category_purpose", profile.category_purpose.value_or(""))
        .add("dagen_ervoor", Value{std::int64_t{profile.last_day_before}})
        .add("tot", wording::time_of_day(profile.until_minute))
        .add("instant_tot", profile.instant_until_minute
                                ? wording::time_of_day(*profile.instant_until_minute)
                                : "")
        .add("boeking", payment::to_text(profile.books))
        .add("batchnaam", payment::to_text(profile.names_batch));
    return report;
}

Report& add_meaning(Report& report, const payment::BankProfile& profile) {
    std::vector<Report> rows;
    for (const std::string& sentence : wording::profile_sentences(profile)) {
        Report row;
        row.add("zin", sentence);
        rows.push_back(std::move(row));
    }
    return report.add_rows("betekenis", std::move(rows));
}

}  // namespace

base::Result<Report> show_profiles(std::string_view name) {
    if (!name.empty()) {
        const payment::BankProfile* profile = messages::find_bank_profile(name);
        if (profile == nullptr) {
            return base::malformed("bank_profile_is_unknown", {{"value", std::string{name}}});
        }
        Report report = values_of(*profile);
        return add_meaning(report, *profile);
    }
    std::vector<Report> rows;
    for (const payment::BankProfile& each : messages::bank_profiles()) {
        rows.push_back(values_of(each));
    }
    Report report;
    return report.add_rows("profielen", std::move(rows));
}

base::Result<Report> check_profile(const std::filesystem::path& file) {
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const auto read = messages::read_bank_profile(given.value(), file.stem().string());
    if (!read) return base::Failure{read.error().with("file", file.string())};
    const payment::BankProfile& profile = read.value();
    const payment::BankProfile* brought = messages::find_bank_profile(profile.name);
    Report report = values_of(profile);
    report.add("in_het_programma", brought == nullptr    ? "nee"
                                   : *brought == profile ? "gelijk"
                                                         : "anders");
    return add_meaning(report, profile);
}

}  // namespace ontzorgd::service
