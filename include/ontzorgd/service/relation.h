// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Own relations: a user who has a relation to a client (the own file, family) sees nothing of the
/// household of that client, changes nothing of it, and neither signs nor releases a batch that
/// pays it. What the rules do with a whole run (import, split, propose) is no choice of a person
/// and stays open to all who may.
namespace ontzorgd::service {

/// Records a relation of the user with this name to the client with this number, or with `end` that
/// it is over. Errors (refused): user_is_unknown, client_is_unknown, role_may_not_do_this.
[[nodiscard]] base::Result<Report> relate_user(Context& context, std::string_view name,
                                               std::string_view nummer, bool end);
[[nodiscard]] base::Result<Report> list_relations(Municipality& town);

/// Errors (refused): client_is_a_relation.
[[nodiscard]] base::Result<base::Done> check_no_relation(Municipality& town, store::UserId user,
                                                         dossier::HouseholdId household);
[[nodiscard]] base::Result<base::Done> check_no_relation(const Context& context,
                                                         dossier::HouseholdId household);
/// The same for the household that an instruction pays.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_payment(const Context& context,
                                                                    std::int64_t instruction);
[[nodiscard]] base::Result<base::Done> check_no_relation_in_payment(Municipality& town,
                                                                    store::UserId user,
                                                                    std::int64_t instruction);
/// For every household that a payment file pays.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_file(const Context& context,
                                                                 std::int64_t file);
/// Errors (refused): batch_pays_a_relation.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_batch(const Context& context,
                                                                  std::int64_t batch);

/// What a reader may see of an answer, who has a relation to the households and clients with these
/// numbers: rows about them are left out and counted. Errors (refused): client_is_a_relation, when
/// the answer itself is about one.
struct SeenReport {
    Report report;
    std::int64_t left_out = 0;
};
[[nodiscard]] base::Result<SeenReport> without_relations(const Report& report,
                                                         const std::vector<std::string>& numbers);
/// The same of an answer that is known to be about none of them as a whole.
[[nodiscard]] SeenReport rows_without_relations(const Report& report,
                                                const std::vector<std::string>& numbers);
/// Whether a text that this command prints tells of single clients: who has a relation is refused
/// all of it.
[[nodiscard]] bool prints_clients(std::string_view command);

}  // namespace ontzorgd::service
