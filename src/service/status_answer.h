// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/service/report.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What was answered when a status report came in, kept as text so that the same bytes get the same
/// answer however much has changed since.
namespace ontzorgd::service {

/// A file that the report is about, with its payments by what the bank said of them until then.
struct ToldFile {
    std::string name;
    std::array<std::int64_t, 6> by_word{};  ///< by payment::BankWord
};
struct StatusAnswer {
    std::int64_t report = 0;
    std::string msg_id;
    std::int64_t repeats = 0;      ///< the report it repeats; 0: none
    std::int64_t named = 0;        ///< payments it names
    std::int64_t deviating = 0;    ///< of those: not as we sent them
    std::int64_t not_ours = 0;     ///< of those: of nobody here
    std::int64_t name_checks = 0;  ///< results that wait for a person
    std::vector<ToldFile> files{};
};

[[nodiscard]] std::string encode(const StatusAnswer& answer);
/// Whether encode() wrote it.
[[nodiscard]] bool is_status_answer(std::string_view answer);
[[nodiscard]] Report status_report_of(const base::Digest& sha256, std::string_view answer);

}  // namespace ontzorgd::service
