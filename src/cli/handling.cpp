// SPDX-License-Identifier: EUPL-1.2
#include "handling.h"

#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/login_log.h"
#include "ontzorgd/service/machine_user.h"
#include "ontzorgd/store/chain.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <optional>
#include <unistd.h>
#include <utility>

namespace ontzorgd::cli {

std::string user_of_machine() {
    return "systeem:" + service::machine_user_name(::getuid());
}

std::string subject_of(const CLI::App& app) {
    for (const CLI::Option* const option : app.get_options()) {
        if (option->get_positional() && option->count() > 0) return option->results().front();
    }
    return {};
}

namespace {

/// A trial shows somebody's data as well; its facts are thrown away.
std::string via_of(const service::Municipality& town) {
    return town.mode() == service::Mode::dry_run ? "opdrachtregel (proef)" : "opdrachtregel";
}

}  // namespace

void log_wrong_login(service::Municipality& town, const std::string& user) {
    service::log_login(town, {.trace = service::new_trace(), .user = user, .via = via_of(town)});
}

base::Result<service::Report> once_logged(
    service::Municipality& town, values::CivilDate day, const GivenCommand& given,
    const std::function<base::Result<service::Report>()>& work) {
    const std::string via = via_of(town);
    service::Handling handling{.trace = service::new_trace(),
                               .user = given.user,
                               .via = via,
                               .command = given.command,
                               .subject = given.subject,
                               .began_ms = service::clock_ms(),
                               .facts_before = {},
                               .day = day};
    // Beside others, what they record meanwhile is theirs.
    if (town.mode() != service::Mode::dry_run && town.mode() != service::Mode::beside)
        handling.facts_before = store::chain_head(town.db()).length;
    const auto log = [&](service::Ended ended) {
        handling.ended_ms = service::clock_ms();
        handling.ended = ended;
        service::log_handling(town, handling);
    };
    std::optional<base::Result<service::Report>> result;
    try {
        result = work();
    } catch (const std::exception&) {
        log(service::Ended::fault);
        throw;
    }
    try {
        log(*result ? service::Ended::done : service::Ended::refused);
    } catch (const std::exception&) {
        // A backup that was made is there, and is needed most when a disk is full.
        if (!*result || town.mode() != service::Mode::beside) throw;
        result->value().add("staat_in_het_logboek", service::Value{false});
    }
    return *std::move(result);
}

}  // namespace ontzorgd::cli
