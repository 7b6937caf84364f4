// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/bank.h"
#include "support/practice.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// What the program exports as CSV, read as rows by the names of its columns.
namespace ontzorgd::test {

using Row = std::map<std::string, std::string>;

inline std::vector<Row> rows_of_csv(const std::string& text) {
    std::vector<Row> rows;
    std::vector<std::string> names;
    for (const std::string_view line : base::split_text(text, '\n')) {
        if (line.empty()) continue;
        const auto parts = base::split_text(line, ',');
        if (names.empty()) {
            names.assign(parts.begin(), parts.end());
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = parts.at(i);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Every payment that was ever put in a batch, as it stands today.
inline std::vector<Row> exported_attempts(Practice& practice) {
    std::string text;
    Practice::must(service::export_attempts(practice.town(), practice.as("rob").now.today,
                                            [&](std::string_view part) { text += part; }));
    return rows_of_csv(text);
}

}  // namespace ontzorgd::test
