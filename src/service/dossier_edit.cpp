// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier_edit.h"

#include "dossier_fact.h"
#include "dossier_owner.h"
#include "dossier_report.h"
#include "dossier_rows.h"
#include "doubles.h"
#include "malformed_inputs.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/dossier_value.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/dossier_import.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::service {

namespace {

using dossier::HouseholdId;
using messages::ClientLine;
using messages::HouseholdLine;
using store::HouseholdRow;
using values::CivilDate;

/// Records what `edit` changes in the household, as one fact.
template <class Edit>
base::Result<base::Done> edit_household(Context& context, HouseholdId id, std::string_view kind,
                                        Edit edit) {
    if (const auto free = check_no_relation(context, id); !free) return free.failure();
    const auto current = store::household_by_id(context.town.db(), id);
    if (!current) return base::refuse("household_has_no_version");
    auto line = line_of(context.town, *current);
    if (!line) return line.failure();
    if (const base::Result<base::Done> edited = edit(line.value()); !edited) {
        return edited.failure();
    }
    return record_edit(context, kind, [&](store::DossierWriter& writer) -> base::Result<bool> {
        const auto row = row_of(context.town, writer, line.value());
        if (!row) return row.failure();
        return writer.put_household(row.value());
    });
}

/// The same for one client of it.
template <class Edit>
base::Result<base::Done> edit_client(Context& context, std::string_view nummer,
                                     std::string_view kind, Edit edit) {
    const HouseholdId household = store::household_of_client(context.town.db(), nummer);
    if (household.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    return edit_household(context, household, kind, [&](HouseholdLine& line) {
        return edit(*std::ranges::find(line.clienten, nummer, &ClientLine::nummer));
    });
}

HouseholdRow household_of(Context& context, HouseholdId id) {
    return *store::household_by_id(context.town.db(), id);
}

store::ClientRow client_of(Context& context, std::string_view nummer) {
    const HouseholdRow household =
        household_of(context, store::household_of_client(context.town.db(), nummer));
    return *std::ranges::find(household.clienten, nummer, &store::ClientRow::nummer);
}

/// Nothing when the text is empty.
base::Result<std::optional<CivilDate>> optional_day(std::string_view text) {
    if (text.empty()) return std::optional<CivilDate>{};
    const auto day = CivilDate::parse(text);
    if (!day) return base::Failure{day.error().with("value", std::string{text})};
    return std::optional{day.value()};
}

base::Result<CivilDate> required_day(std::string_view text) {
    auto day = CivilDate::parse(text);
    if (!day) return base::Failure{day.error().with("value", std::string{text})};
    return day;
}

base::Failure is_missing(const char* option) {
    return base::Failure{{.kind = base::ErrorKind::usage,
                          .code = "option_is_missing",
                          .details = {{"option", option}}}};
}

// --- contracts ---

/// Reads the value of an option that was given into `into`.
template <class T, class Parse>
base::Result<base::Done> read_option(const std::optional<std::string>& text, T& into, Parse parse) {
    if (!text) return base::Done{};
    auto value = parse(*text);
    if (!value) return base::Failure{value.error().with("value", *text)};
    into = std::move(value).value();
    return base::Done{};
}

base::Result<std::optional<values::Euro>> parse_first_amount(std::string_view text) {
    const auto amount = parse_bill_amount(text);
    if (!amount) return amount.failure();
    return std::optional{amount.value()};
}

/// From `per` on the contract costs `bedrag`; an amount of the same day is replaced.
void put_amount(messages::ContractLine& contract, dossier::Bedrag bedrag) {
    const auto at =
        std::ranges::lower_bound(contract.bedragen, bedrag.vanaf, {}, &dossier::Bedrag::vanaf);
    if (at != contract.bedragen.end() && at->vanaf == bedrag.vanaf) {
        *at = bedrag;
    } else {
        contract.bedragen.insert(at, bedrag);
    }
}

base::Result<base::Done> add_amount(messages::ContractLine& contract, dossier::Bedrag bedrag) {
    // It would stand there and cost nothing, ever. (That a contract ends before it begins is said
    // of the contract.)
    const bool has_ended = contract.tot_en_met && contract.vanaf <= *contract.tot_en_met &&
                           *contract.tot_en_met < bedrag.vanaf;
    const bool is_of_no_day = bedrag.vanaf < contract.vanaf || has_ended;
    if (is_of_no_day) {
        return base::refuse(
            "amount_is_outside_the_contract",
            {{"day", bedrag.vanaf.to_string()}, {"from", contract.vanaf.to_string()}});
    }
    put_amount(contract, bedrag);
    return base::Done{};
}

base::Result<base::Done> read_options(const ContractOptions& options,
                                      messages::ContractLine& contract) {
    if (options.op_naam_van) contract.op_naam_van = *options.op_naam_van;
    if (options.drager) {
        contract.drager = *options.drager;
        if (*options.drager == "huishouden") contract.drager.reset();
    }
    if (options.crediteur) contract.crediteur = *options.crediteur;
    if (options.kenmerk) contract.kenmerk = *options.kenmerk;
    MalformedInputs wrong;
    const auto read = [&wrong](const char* field, const auto& text, auto& into, auto parse) {
        wrong.look_at(read_option(text, into, parse), field);
    };
    read("soort", options.soort, contract.soort, messages::read_kind);
    read("eerste_bedrag", options.eerste_bedrag, contract.eerste_bedrag, parse_first_amount);
    read("ritme", options.ritme, contract.ritme, messages::read_ritme);
    read("vervaldag", options.vervaldag, contract.vervaldag, parse_due_day);
    read("vanaf", options.vanaf, contract.vanaf, &CivilDate::parse);
    read("tot_en_met", options.tot_en_met, contract.tot_en_met, optional_day);
    read("betalen_vanaf", options.betalen_vanaf, contract.betalen_vanaf, &CivilDate::parse);
    read("betaalwijze", options.betaalwijze, contract.incasso, messages::read_incasso);
    values::Euro amount;
    CivilDate from = contract.vanaf;
    read("bedrag", options.bedrag, amount, parse_bill_amount);
    read("per", options.per, from, required_day);
    if (!wrong.empty()) return wrong.failure();
    if (!options.bedrag) return base::Done{};
    return add_amount(contract, {.vanaf = from, .bedrag = amount});
}

base::Result<base::Done> has_all(const ContractOptions& options) {
    const std::array needed{
        std::pair{"--op-naam-van", &options.op_naam_van},
        std::pair{"--soort", &options.soort},
        std::pair{"--crediteur", &options.crediteur},
        std::pair{"--kenmerk", &options.kenmerk},
        std::pair{"--bedrag", &options.bedrag},
        std::pair{"--ritme", &options.ritme},
        std::pair{"--vervaldag", &options.vervaldag},
        std::pair{"--vanaf", &options.vanaf},
        std::pair{"--betalen-vanaf", &options.betalen_vanaf},
    };
    for (const auto& [name, value] : needed) {
        if (!*value) return is_missing(name);
    }
    return base::Done{};
}

/// A contract that is known already must be the same; it is compared as it would be written.
base::Result<base::Done> put_new_contract(store::Database& db, const ContractOptions& options,
                                          HouseholdLine& line) {
    messages::ContractLine contract;
    contract.nummer = options.nummer;
    if (auto read = read_options(options, contract); !read) return read;
    const auto known =
        std::ranges::find(line.contracten, options.nummer, &messages::ContractLine::nummer);
    if (known == line.contracten.end()) {
        line.contracten.push_back(std::move(contract));
        return base::Done{};
    }
    const messages::ContractLine before = *known;
    *known = std::move(contract);
    const auto checked = messages::check_household(line, masks_of(db));
    if (!checked) return checked.failure();
    const bool same = *std::ranges::find(checked.value().contracten, options.nummer,
                                         &messages::ContractLine::nummer) == before;
    if (!same) return base::refuse("contract_exists", {{"contract", options.nummer}});
    return base::Done{};
}

Report contract_report(Context& context, std::string_view nummer) {
    const HouseholdRow household =
        household_of(context, store::household_of_contract(context.town.db(), nummer));
    const auto contract =
        std::ranges::find(household.contracten, nummer, &store::ContractRow::nummer);
    Report report = report_of(context.town, household, *contract, context.now.today);
    report.add("huishouden", household.nummer);
    auto doubles = doubles_of(household, *contract);
    if (!doubles.empty()) {
        report.add("let_op", wording::phrase("contract_may_be_a_double"))
            .add_rows("mogelijk_dubbel", std::move(doubles));
    }
    return report;
}

/// Changes a known contract by `edit`.
template <class Edit>
base::Result<Report> edit_contract(Context& context, std::string_view nummer, std::string_view kind,
                                   Edit edit) {
    const HouseholdId household = store::household_of_contract(context.town.db(), nummer);
    if (household.is_none())
        return base::refuse("contract_is_unknown", {{"contract", std::string{nummer}}});
    const auto done = edit_household(context, household, kind, [&](HouseholdLine& line) {
        return edit(*std::ranges::find(line.contracten, nummer, &messages::ContractLine::nummer));
    });
    if (!done) return done.failure();
    return contract_report(context, nummer);
}

// --- grounds, requests, machtigingen ---

base::Result<messages::GrondslagLine> grondslag_from(const GrondslagOptions& options) {
    const auto soort = messages::read_grondslag_soort(options.soort);
    const auto vanaf = required_day(options.vanaf);
    auto tot_en_met = optional_day(options.tot_en_met);
    const auto datum = required_day(options.beschikking_datum);
    MalformedInputs wrong;
    wrong.look_at(soort, "soort");
    wrong.look_at(vanaf, "vanaf");
    wrong.look_at(tot_en_met, "tot_en_met");
    wrong.look_at(datum, "beschikking_datum");
    if (!wrong.empty()) return wrong.failure();
    const bool is_56a = soort.value() == dossier::GrondslagSoort::verplicht_56a;
    if (is_56a && !tot_en_met.value()) {
        tot_en_met = std::optional{values::last_day_of_six_months(vanaf.value())};
    }
    if (!base::is_utf8(options.beschikking)) return base::malformed("text_is_not_utf8");
    return messages::GrondslagLine{.grondslag = {.soort = soort.value(),
                                                 .vanaf = vanaf.value(),
                                                 .tot_en_met = tot_en_met.value()},
                                   .beschikking = options.beschikking,
                                   .beschikking_datum = datum.value()};
}

/// The period that holds on `day`, or has it as its last day.
template <class Rows, class Holds>
auto* holding(Rows& rows, Holds holds) {
    const auto at = std::ranges::find_if(rows, holds);
    return at == rows.end() ? nullptr : &*at;
}

Report client_report(Context& context, std::string_view nummer) {
    const store::ClientRow client = client_of(context, nummer);
    Report report;
    report.add("client", client.nummer)
        .add_rows("grondslagen", grondslag_rows(client))
        .add_rows("machtigingen", machtiging_rows(client));
    return report;
}

Report request_report(Context& context, HouseholdId id) {
    const HouseholdRow household = household_of(context, id);
    Report report;
    report.add("huishouden", household.nummer)
        .add_rows("gezamenlijke_verzoeken", joint_request_rows(household));
    return report;
}

// --- creditors ---

base::Result<base::Done> read_options(const CreditorOptions& options,
                                      messages::CreditorLine& line) {
    if (options.naam) line.naam = *options.naam;
    if (options.kenmerkmasker) line.kenmerkmasker = *options.kenmerkmasker;
    return read_option(options.iban, line.iban, &values::Iban::parse);
}

base::Result<Report> put_creditor(Context& context, std::string_view kind,
                                  const messages::CreditorLine& line) {
    const auto checked = messages::check_creditor(line);
    if (!checked) return checked.failure();
    const auto done =
        record_edit(context, kind, [&](store::DossierWriter& writer) -> base::Result<bool> {
            const bool wrote = writer.put_creditor(row_of(checked.value()));
            if (const auto fits = check_mask(context.town.db(), line.nummer); !fits)
                return fits.failure();
            return wrote;
        });
    if (!done) return done.failure();
    return report_of(*store::find_creditor(context.town.db(), line.nummer));
}

}  // namespace

base::Result<Report> add_contract(Context& context, const ContractOptions& options) {
    if (const auto allowed = may(context.actor.roles, "contract add"); !allowed)
        return allowed.failure();
    if (const auto complete = has_all(options); !complete) return complete.failure();
    const HouseholdId household =
        store::household_of_client(context.town.db(), *options.op_naam_van);
    if (household.is_none())
        return base::refuse("client_is_unknown", {{"client", *options.op_naam_van}});
    const auto done = edit_household(
        context, household, "contract_added",
        [&](HouseholdLine& line) { return put_new_contract(context.town.db(), options, line); });
    if (!done) return done.failure();
    return contract_report(context, options.nummer);
}

base::Result<Report> change_contract(Context& context, const ContractOptions& options) {
    if (const auto allowed = may(context.actor.roles, "contract change"); !allowed)
        return allowed.failure();
    if (options.bedrag.has_value() != options.per.has_value()) {
        return is_missing(options.bedrag ? "--per" : "--bedrag");
    }
    return edit_contract(
        context, options.nummer, "contract_changed",
        [&](messages::ContractLine& contract) { return read_options(options, contract); });
}

base::Result<Report> end_contract(Context& context, std::string_view nummer,
                                  std::string_view last_day) {
    if (const auto allowed = may(context.actor.roles, "contract end"); !allowed)
        return allowed.failure();
    const auto day = required_day(last_day);
    if (!day) return day.failure();
    return edit_contract(context, nummer, "contract_ended",
                         [&](messages::ContractLine& contract) -> base::Result<base::Done> {
                             contract.tot_en_met = day.value();
                             return base::Done{};
                         });
}

base::Result<Report> record_grondslag(Context& context, const GrondslagOptions& options) {
    if (const auto allowed = may(context.actor.roles, "grondslag record"); !allowed)
        return allowed.failure();
    const auto grondslag = grondslag_from(options);
    if (!grondslag) return grondslag.failure();
    const CivilDate vanaf = grondslag.value().grondslag.vanaf;
    const auto done = edit_client(
        context, options.client, "grondslag_recorded",
        [&](ClientLine& client) -> base::Result<base::Done> {
            auto* known = holding(client.grondslagen,
                                  [&](const auto& line) { return line.grondslag.vanaf == vanaf; });
            if (known != nullptr)
                *known = grondslag.value();
            else
                client.grondslagen.push_back(grondslag.value());
            return base::Done{};
        });
    if (!done) return done.failure();
    return client_report(context, options.client);
}

base::Result<Report> end_grondslag(Context& context, std::string_view client,
                                   std::string_view last_day) {
    if (const auto allowed = may(context.actor.roles, "grondslag end"); !allowed)
        return allowed.failure();
    const auto day = required_day(last_day);
    if (!day) return day.failure();
    const auto done = edit_client(
        context, client, "grondslag_ended", [&](ClientLine& line) -> base::Result<base::Done> {
            auto* known = holding(line.grondslagen, [&](const auto& one) {
                return one.grondslag.holds_on(day.value());
            });
            if (known == nullptr) {
                return base::refuse(
                    "client_has_no_grondslag_then",
                    {{"client", std::string{client}}, {"day", day.value().to_string()}});
            }
            known->grondslag.tot_en_met = day.value();
            return base::Done{};
        });
    if (!done) return done.failure();
    return client_report(context, client);
}

base::Result<Report> record_joint_request(Context& context, const JointRequestOptions& options) {
    if (const auto allowed = may(context.actor.roles, "joint-request record"); !allowed)
        return allowed.failure();
    const auto household = household_with(context.town.db(), options.nummer);
    if (!household) return household.failure();
    const auto vanaf = required_day(options.vanaf);
    if (!vanaf) return vanaf.failure();
    const auto tot_en_met = optional_day(options.tot_en_met);
    if (!tot_en_met) return tot_en_met.failure();
    if (const auto fits = check_share(options.aandeel_eerste); !fits) return fits.failure();
    const dossier::JointRequest request{
        .vanaf = vanaf.value(),
        .tot_en_met = tot_en_met.value(),
        .aandeel_eerste = static_cast<unsigned>(options.aandeel_eerste)};
    const auto done = edit_household(
        context, household.value(), "joint_request_recorded",
        [&](HouseholdLine& line) -> base::Result<base::Done> {
            auto* known = holding(line.gezamenlijke_verzoeken,
                                  [&](const auto& one) { return one.vanaf == request.vanaf; });
            if (known != nullptr)
                *known = request;
            else
                line.gezamenlijke_verzoeken.push_back(request);
            return base::Done{};
        });
    if (!done) return done.failure();
    return request_report(context, household.value());
}

base::Result<Report> end_joint_request(Context& context, std::string_view nummer,
                                       std::string_view last_day) {
    if (const auto allowed = may(context.actor.roles, "joint-request end"); !allowed)
        return allowed.failure();
    const auto household = household_with(context.town.db(), nummer);
    if (!household) return household.failure();
    const auto day = required_day(last_day);
    if (!day) return day.failure();
    const auto done = edit_household(
        context, household.value(), "joint_request_ended",
        [&](HouseholdLine& line) -> base::Result<base::Done> {
            auto* known = holding(line.gezamenlijke_verzoeken,
                                  [&](const auto& one) { return one.holds_on(day.value()); });
            if (known == nullptr) {
                return base::refuse("household_has_no_joint_request_then",
                                    {{"household", line.nummer}, {"day", day.value().to_string()}});
            }
            known->tot_en_met = day.value();
            return base::Done{};
        });
    if (!done) return done.failure();
    return request_report(context, household.value());
}

base::Result<Report> record_machtiging(Context& context, std::string_view client,
                                       std::string_view toestand, std::string_view datum) {
    if (const auto allowed = may(context.actor.roles, "machtiging record"); !allowed)
        return allowed.failure();
    const auto state = messages::read_toestand(toestand);
    if (!state) return state.failure();
    const auto day = required_day(datum);
    if (!day) return day.failure();
    const dossier::Machtiging wanted{.toestand = state.value(), .datum = day.value()};
    const auto done = edit_client(
        context, client, "machtiging_recorded", [&](ClientLine& line) -> base::Result<base::Done> {
            auto& all = line.machtigingen;
            if (std::ranges::find(all, wanted) == all.end()) {
                all.insert(
                    std::ranges::upper_bound(all, wanted.datum, {}, &dossier::Machtiging::datum),
                    wanted);
            }
            if (dossier::machtiging_on(all, wanted.datum) != wanted.toestand) {
                return base::refuse(
                    "machtiging_of_that_day_came_later",
                    {{"client", std::string{client}}, {"day", wanted.datum.to_string()}});
            }
            return base::Done{};
        });
    if (!done) return done.failure();
    return client_report(context, client);
}

base::Result<Report> add_creditor(Context& context, const CreditorOptions& options) {
    if (const auto allowed = may(context.actor.roles, "creditor add"); !allowed)
        return allowed.failure();
    if (!options.naam) return is_missing("--naam");
    if (!options.iban) return is_missing("--iban");
    if (!options.kenmerkmasker) return is_missing("--kenmerkmasker");
    const auto iban = values::Iban::parse(*options.iban);
    if (!iban) return base::Failure{iban.error().with("value", *options.iban)};
    const messages::CreditorLine line{.nummer = options.nummer,
                                      .naam = *options.naam,
                                      .iban = iban.value(),
                                      .kenmerkmasker = *options.kenmerkmasker};
    if (const auto known = store::find_creditor(context.town.db(), options.nummer)) {
        const auto now = line_of(*known);
        if (!now || now.value() != line)
            return base::refuse("creditor_exists", {{"creditor", options.nummer}});
    }
    return put_creditor(context, "creditor_added", line);
}

base::Result<Report> change_creditor(Context& context, const CreditorOptions& options) {
    if (const auto allowed = may(context.actor.roles, "creditor change"); !allowed)
        return allowed.failure();
    const auto known = store::find_creditor(context.town.db(), options.nummer);
    if (!known) return base::refuse("creditor_is_unknown", {{"value", options.nummer}});
    auto line = line_of(*known);
    if (!line) return line.failure();
    if (const auto read = read_options(options, line.value()); !read) return read.failure();
    return put_creditor(context, "creditor_changed", line.value());
}

base::Result<Report> record_iban(Context& context, std::string_view owner_text,
                                 std::string_view iban_text) {
    if (const auto allowed = may(context.actor.roles, "iban record"); !allowed)
        return allowed.failure();
    const auto iban = values::Iban::parse(iban_text);
    if (!iban) return base::Failure{iban.error().with("value", std::string{iban_text})};
    const auto owner = owner_with(context.town.db(), owner_text);
    if (!owner) return owner.failure();
    const std::string& nummer = owner.value().nummer;
    if (owner.value().is_client) {
        const auto done = edit_client(context, nummer, "iban_recorded",
                                      [&](ClientLine& client) -> base::Result<base::Done> {
                                          client.iban = iban.value();
                                          return base::Done{};
                                      });
        if (!done) return done.failure();
        const store::ClientRow client = client_of(context, nummer);
        Report report;
        report.add("client", nummer)
            .add("naam", client.naam)
            .add("iban", client.iban->iban)
            .add("rekening", iban_state(*client.iban));
        return report;
    }
    auto line = line_of(*store::find_creditor(context.town.db(), nummer));
    if (!line) return line.failure();
    line.value().iban = iban.value();
    return put_creditor(context, "iban_recorded", line.value());
}

}  // namespace ontzorgd::service
