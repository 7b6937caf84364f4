// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <functional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the library calls itself so
class App;
}

/// @file
/// Handling: what the logs are told of a command (service/logboek.h).
namespace ontzorgd::cli {

/// A command as the logs name it.
struct GivenCommand {
    std::string user;     ///< who gives it; of the machine when no password was asked
    std::string command;  ///< as in the policy tables
    std::string subject;  ///< whom it is about: the number that it is given first
};

/// Who this process runs as, for the logs: "systeem:NAME".
[[nodiscard]] std::string user_of_machine();
/// The number that a command is given first; empty when it is given none.
[[nodiscard]] std::string subject_of(const CLI::App& app);

/// Logs that `user` did not come in.
void log_wrong_login(service::Municipality& town, const std::string& user);
/// Does `work` and logs that it was done or refused.
[[nodiscard]] base::Result<service::Report> once_logged(
    service::Municipality& town, values::CivilDate day, const GivenCommand& given,
    const std::function<base::Result<service::Report>()>& work);

}  // namespace ontzorgd::cli
