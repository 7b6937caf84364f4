// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/gate.h"

#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/policy.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

namespace {

/// What somebody does who has no second factor yet: take one, and a password that nobody else
/// knows.
bool is_done_before_it(std::string_view command) {
    return command == "second-factor begin" || command == "second-factor confirm" ||
           command == "user password";
}

/// Some questions are asked with a password also on the command line (notes).
bool only_reads(std::string_view command) {
    const auto table = reading_table();
    return std::ranges::find(table, command, &PolicyRow::command) != table.end();
}

}  // namespace

base::Result<base::Done> pass_gate(const Municipality& town, const Actor& actor,
                                   std::string_view command) {
    if (only_reads(command)) return may_read(actor.roles, command);
    if (const auto allowed = may(actor.roles, command); !allowed) return allowed.failure();
    if (actor.is_machine) {
        if (machine_may(command)) return base::Done{};
        return base::refuse("machine_may_not_do_this", {{"command", std::string{command}}});
    }
    if (!town.is_practice() && !actor.has_second_factor && needs_second_factor(actor.roles) &&
        !is_done_before_it(command)) {
        return base::refuse("second_factor_is_needed");
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
