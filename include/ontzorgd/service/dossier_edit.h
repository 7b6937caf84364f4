// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// The dossier, one change at a time. Each changes the household or creditor as
/// schemas/dossier-1.md would write it, checks it as the reader of that file does, and records what
/// differs as one fact; earlier rows stay. What is so already gives the same answer and records
/// nothing.
///
/// Values are text as they stand in a dossier file. Errors of all: those of the values (malformed),
/// role_may_not_do_this, client_is_unknown, client_was_destroyed and those of
/// messages::check_household.
namespace ontzorgd::service {

struct ContractOptions {
    std::string nummer{};
    std::optional<std::string> op_naam_van{};
    std::optional<std::string> soort{};
    std::optional<std::string> drager{};  ///< a client, or "huishouden"
    std::optional<std::string> crediteur{};
    std::optional<std::string> kenmerk{};
    std::optional<std::string> bedrag{};
    std::optional<std::string> per{};  ///< change: the first day on which `bedrag` is in force
    std::optional<std::string> eerste_bedrag{};
    std::optional<std::string> ritme{};
    std::optional<std::string> vervaldag{};
    std::optional<std::string> vanaf{};
    std::optional<std::string> tot_en_met{};
    std::optional<std::string> betalen_vanaf{};
    std::optional<std::string> betaalwijze{};  ///< overboeking, incasso
};
/// A new contract of the household of `op_naam_van`. Errors: contract_exists (refused, when it
/// differs), contract_option_is_missing (usage).
[[nodiscard]] base::Result<Report> add_contract(Context& context, const ContractOptions& options);
/// What is given replaces what was; an amount is added from its day on. Errors (refused):
/// contract_is_unknown, contract_periods_are_fixed; (usage) amount_needs_its_first_day.
[[nodiscard]] base::Result<Report> change_contract(Context& context,
                                                   const ContractOptions& options);
/// The last day of a contract. Errors (refused): contract_is_unknown.
[[nodiscard]] base::Result<Report> end_contract(Context& context, std::string_view nummer,
                                                std::string_view last_day);

struct GrondslagOptions {
    std::string client{};
    std::string soort{};
    std::string vanaf{};
    std::string tot_en_met{};  ///< empty: none; verplicht_56a: six months (R1.08)
    std::string beschikking{};
    std::string beschikking_datum{};
};
/// Records a ground; one that begins on the same day takes the place of the earlier one.
[[nodiscard]] base::Result<Report> record_grondslag(Context& context,
                                                    const GrondslagOptions& options);
/// Ends the ground that holds on `last_day`. Errors (refused): client_has_no_grondslag_then.
[[nodiscard]] base::Result<Report> end_grondslag(Context& context, std::string_view client,
                                                 std::string_view last_day);

struct JointRequestOptions {
    std::string nummer{};  ///< of the household, or of one of its clients
    std::string vanaf{};
    std::string tot_en_met{};  ///< empty: none
    int aandeel_eerste = 50;
};
[[nodiscard]] base::Result<Report> record_joint_request(Context& context,
                                                        const JointRequestOptions& options);
/// Ends the request that holds on `last_day`. Errors (refused):
/// household_has_no_joint_request_then.
[[nodiscard]] base::Result<Report> end_joint_request(Context& context, std::string_view nummer,
                                                     std::string_view last_day);

/// Records a state of a client's machtiging. Errors (refused): machtiging_of_that_day_came_later
/// (an earlier record of the same day would hide it).
[[nodiscard]] base::Result<Report> record_machtiging(Context& context, std::string_view client,
                                                     std::string_view toestand,
                                                     std::string_view datum);

struct CreditorOptions {
    std::string nummer{};
    std::optional<std::string> naam{};
    std::optional<std::string> iban{};
    std::optional<std::string> kenmerkmasker{};
};
/// Errors: creditor_exists (refused, when it differs), creditor_option_is_missing (usage).
[[nodiscard]] base::Result<Report> add_creditor(Context& context, const CreditorOptions& options);
/// Errors (refused): creditor_is_unknown, kenmerk_of_contract_does_not_fit_the_mask.
[[nodiscard]] base::Result<Report> change_creditor(Context& context,
                                                   const CreditorOptions& options);

/// Records the account of a client or creditor; it cannot be used until somebody else has confirmed
/// it. `owner` is its number, with `client:` or `crediteur:` before it when both have that number.
/// Errors (refused): owner_is_unknown, owner_is_ambiguous.
[[nodiscard]] base::Result<Report> record_iban(Context& context, std::string_view owner,
                                               std::string_view iban);

}  // namespace ontzorgd::service
