// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/client.h"

#include "dossier_owner.h"
#include "dossier_report.h"
#include "dossier_rows.h"
#include "ontzorgd/messages/dossier_value.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/client_list.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/dossier_import.h"
#include "ontzorgd/store/returned.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/uitkering/draagdeel.h"
#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/values/bsn.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::service {

namespace {

using values::CivilDate;

/// One row of a list: who, what, since when, next step.
Report list_row(const store::ListedClient& who, const std::string& what, CivilDate since,
                const std::string& next_step) {
    Report row;
    row.add("client", who.nummer)
        .add("huishouden", who.huishouden)
        .add("naam", who.naam)
        .add("wat", what)
        .add("sinds", Value{since})
        .add("volgende_stap", next_step);
    return row;
}

void list_ending(store::Database& db, CivilDate day, std::int64_t days, std::int64_t as_of,
                 std::vector<Report>& rows) {
    const CivilDate until = day.plus_days(static_cast<std::int32_t>(days));
    for (const store::EndingGround& each : store::grounds_ending(db, day, until, as_of)) {
        if (each.next && *each.next <= each.tot_en_met.plus_days(1)) continue;  // goes on
        const base::Detail soort{"soort", std::string{dossier::to_text(each.soort)}};
        const base::Detail end{"day", wording::day(each.tot_en_met)};
        rows.push_back(list_row(each.who, wording::phrase("list_grondslag_ends", {soort, end}),
                                each.vanaf, wording::phrase("next_grondslag_ends")));
    }
}

void list_short(store::Database& db, std::int64_t as_of, std::vector<Report>& rows) {
    for (const store::ShortBill& each : store::short_bills(db, as_of)) {
        const auto reason = static_cast<uitkering::Reason>(each.reason);
        rows.push_back(
            list_row(each.who,
                     wording::phrase("list_bill_is_short",
                                     {{"soort", std::string{dossier::to_text(each.kind)}},
                                      {"contract", each.contract},
                                      {"due", wording::day(each.due)},
                                      {"open", wording::money(each.open)},
                                      {"reason", wording::label(to_text(reason))}}),
                     each.since, wording::phrase("next_bill_is_short")));
    }
}

void list_held(store::Database& db, std::int64_t as_of, std::vector<Report>& rows) {
    for (const store::ClientOnHold& each : store::clients_on_hold(db, as_of)) {
        rows.push_back(list_row(each.who,
                                wording::phrase("list_client_on_hold", {{"reason", each.reason}}),
                                each.since, wording::phrase("next_client_on_hold")));
    }
    for (const store::HeldRecord& each : store::held_records(db, as_of)) {
        rows.push_back(list_row(
            each.who,
            wording::phrase("list_record_is_held", {{"run", each.run},
                                                    {"net", wording::money(each.net)},
                                                    {"finding", wording::label(each.finding)}}),
            each.since, wording::phrase("next_record_is_held", {{"run", each.run}})));
    }
}

bool has_kind(unsigned kinds, dossier::Kind kind) {
    return ((kinds >> static_cast<unsigned>(kind)) & 1U) != 0;
}

/// Whether these contracts provide for a kind: energie is gas and stroom in one bill.
bool provides(unsigned kinds, dossier::Kind kind) {
    using enum dossier::Kind;
    if (has_kind(kinds, kind)) return true;
    if (kind == gas || kind == stroom) return has_kind(kinds, energie);
    return kind == energie && has_kind(kinds, gas) && has_kind(kinds, stroom);
}

base::Result<base::Done> list_without(store::Database& db, std::string_view kind_text,
                                      CivilDate day, std::int64_t as_of,
                                      std::vector<Report>& rows) {
    const auto kind = messages::read_kind(kind_text);
    if (!kind) return kind.failure();
    for (const store::CoveredClient& each : store::covered_clients(db, day, as_of)) {
        if (!dossier::allows(each.soort, kind.value())) continue;
        // Everybody is insured on his own; the other kinds serve the household.
        const bool is_personal = kind.value() == dossier::Kind::zorgverzekering;
        if (provides(is_personal ? each.own_kinds : each.household_kinds, kind.value())) continue;
        rows.push_back(list_row(
            each.who, wording::phrase("list_no_contract", {{"soort", std::string{kind_text}}}),
            each.vanaf, wording::phrase("next_no_contract")));
    }
    return base::Done{};
}

void list_orphans(store::Database& db, CivilDate day, std::int64_t as_of,
                  std::vector<Report>& rows) {
    for (const store::OrphanContracts& each : store::orphan_contracts(db, day, as_of)) {
        const CivilDate since = each.last_covered ? each.last_covered->plus_days(1) : each.since;
        rows.push_back(list_row(
            each.who,
            wording::phrase("list_no_grondslag", {{"count", std::to_string(each.contracts)}}),
            since, wording::phrase("next_no_grondslag")));
    }
}

std::vector<Report> everybody(store::Database& db, CivilDate day, std::int64_t as_of) {
    std::vector<Report> rows;
    for (const store::ClientOverview& each : store::all_clients(db, day, as_of)) {
        Report row;
        row.add("client", each.who.nummer)
            .add("huishouden", each.who.huishouden)
            .add("naam", each.who.naam)
            .add("grondslag", each.soort ? dossier::to_text(*each.soort) : "")
            .add("tot_en_met", each.tot_en_met ? Value{*each.tot_en_met} : Value{std::string{}})
            .add("aangehouden", Value{each.on_hold});
        rows.push_back(std::move(row));
    }
    return rows;
}

Report client_report(Municipality& town, const store::ClientRow& client, std::int64_t as_of) {
    Report report;
    const auto bsn = values::Bsn::parse(opened_bsn(town, client.nummer, client.bsn_cipher));
    report.add("client", client.nummer);
    if (!bsn) return report.add("vernietigd", Value{true});
    report.add("naam", client.naam);
    if (const auto born = CivilDate::parse(client.geboortedatum)) {
        report.add("geboortedatum", Value{born.value()});
    }
    report.add("bsn", bsn.value().masked());
    if (client.iban) {
        report.add("iban", client.iban->iban).add("rekening", iban_state(*client.iban));
    } else {
        report.add("rekening", "geen");
    }
    const auto hold = store::hold_on(town.db(), client.id, as_of);
    report.add("aangehouden", Value{hold.has_value()});
    if (hold) report.add("aangehouden_sinds", Value{hold->since}).add("reden", hold->reason);
    report.add_rows("grondslagen", grondslag_rows(client))
        .add_rows("machtigingen", machtiging_rows(client));
    return report;
}

/// A contract in one line; its amounts and days are in `contract show`.
Report contract_row(Municipality& town, const store::HouseholdRow& household,
                    const store::ContractRow& contract, CivilDate day) {
    Report row;
    const Report whole = report_of(town, household, contract, day);
    for (const Field& field : whole.fields()) {
        const bool is_short = field.name != "bedragen" && field.name != "eerste_bedrag";
        if (is_short) row.add(field.name, field.value);
    }
    return row;
}

Report hold_report(Municipality& town, std::string_view nummer, dossier::ClientId client) {
    const auto hold = store::hold_on(town.db(), client);
    Report report;
    report.add("client", nummer).add("aangehouden", Value{hold.has_value()});
    if (hold) report.add("sinds", Value{hold->since}).add("reden", hold->reason);
    return report;
}

base::Result<dossier::ClientId> known_client(store::Database& db, std::string_view nummer) {
    const auto id = store::client_id(db, nummer);
    if (id.is_none()) return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    return id;
}

std::vector<Report> returned_rows(store::Database& db, const store::HouseholdRow& household) {
    std::vector<Report> rows;
    for (const store::ReturnedPayment& payment : store::returned_payments_of(db, household.id)) {
        const auto parts = uitkering::returned_per_partner(payment.returned, payment.paid,
                                                           payment.draagdeel_eerste);
        Report row;
        row.add("instructie", Value{payment.instruction})
            .add("soort", store::kind_text(payment.kind))
            .add("bedrag", Value{payment.returned})
            .add("partner_1", Value{parts[0]})
            .add("partner_2", Value{parts[1]})
            .add("reden", payment.reason);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

base::Result<Report> show_client(Municipality& town, std::string_view nummer, CivilDate as_of) {
    store::Database& db = town.db();
    const auto id = household_with(db, nummer);
    if (!id) return id.failure();
    const std::int64_t fact = store::last_fact_on(db, as_of);
    const auto household = store::household_by_id(db, id.value(), fact);
    if (!household) return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    Report report;
    report.add("huishouden", household->nummer).add("type", dossier::to_text(household->type));
    const char* name = "eerste_client";
    for (const store::ClientRow& client : household->clienten) {
        report.add(name, client_report(town, client, fact));
        name = "tweede_client";
    }
    if (dossier::is_couple(household->type)) {
        report.add_rows("gezamenlijke_verzoeken", joint_request_rows(*household));
    }
    std::vector<Report> contracts;
    for (const store::ContractRow& contract : household->contracten) {
        contracts.push_back(contract_row(town, *household, contract, as_of));
    }
    report.add_rows("contracten", std::move(contracts));
    report.add_rows("teruggekomen", returned_rows(db, *household));
    return report;
}

base::Result<Report> show_creditor(Municipality& town, std::string_view nummer, CivilDate as_of) {
    store::Database& db = town.db();
    const std::int64_t fact = store::last_fact_on(db, as_of);
    if (!nummer.empty()) {
        const auto creditor = store::find_creditor(db, nummer, fact);
        if (!creditor) return base::refuse("creditor_is_unknown", {{"value", std::string{nummer}}});
        return report_of(*creditor);
    }
    std::vector<Report> rows;
    store::for_each_creditor_id(db, [&](dossier::CreditorId id) {
        if (const auto creditor = store::creditor_by_id(db, id, fact))
            rows.push_back(report_of(*creditor));
    });
    Report report;
    report.add_rows("crediteuren", std::move(rows));
    return report;
}

base::Result<Report> list_clients(Municipality& town, const ClientListOptions& options,
                                  CivilDate as_of) {
    store::Database& db = town.db();
    const std::int64_t fact = store::last_fact_on(db, as_of);
    std::vector<Report> rows;
    if (options.ending_within) {
        const auto fits = check_days_ahead(*options.ending_within);
        if (!fits) return fits.failure();
        list_ending(db, as_of, *options.ending_within, fact, rows);
    }
    if (options.is_short) list_short(db, fact, rows);
    if (options.held) list_held(db, fact, rows);
    if (!options.without_contract.empty()) {
        const auto done = list_without(db, options.without_contract, as_of, fact, rows);
        if (!done) return done.failure();
    }
    if (options.without_grondslag) list_orphans(db, as_of, fact, rows);
    const bool is_filtered = options.ending_within || options.is_short || options.held ||
                             !options.without_contract.empty() || options.without_grondslag;
    if (!is_filtered) rows = everybody(db, as_of, fact);
    Report report;
    const auto count = static_cast<std::int64_t>(rows.size());
    report.add("dag", Value{as_of})
        .add("aantal", Value{count})
        .add_rows("clienten", std::move(rows));
    return report;
}

base::Result<Report> hold_client(Context& context, std::string_view nummer,
                                 std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "client hold"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto client = known_client(town.db(), nummer);
    if (!client) return client.failure();
    const auto free = check_no_relation(context, store::household_of_client(town.db(), nummer));
    if (!free) return free.failure();
    if (const auto checked = check_hold_reason(reason); !checked) return checked.failure();
    if (const auto hold = store::hold_on(town.db(), client.value())) {
        if (hold->reason == reason) return hold_report(town, nummer, client.value());
        return base::refuse("client_is_on_hold_already",
                            {{"client", std::string{nummer}}, {"since", hold->since.to_string()}});
    }
    store::in_transaction(town.db(), [&] {
        Act act{context, "client_held"};
        const Commitment why = commit_to(town, reason);
        store::hold_client(town.db(), client.value(), why.personal, act.number());
        store::write_last_dossier_fact(town.db(), act.number());
        act.record()
            .add("client", client.value().number())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return hold_report(town, nummer, client.value());
}

base::Result<Report> unhold_client(Context& context, std::string_view nummer,
                                   std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "client unhold"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto client = known_client(town.db(), nummer);
    if (!client) return client.failure();
    const auto free = check_no_relation(context, store::household_of_client(town.db(), nummer));
    if (!free) return free.failure();
    if (const auto checked = check_hold_reason(reason); !checked) return checked.failure();
    if (!store::hold_on(town.db(), client.value()))
        return hold_report(town, nummer, client.value());
    store::in_transaction(town.db(), [&] {
        Act act{context, "client_released"};
        const Commitment why = commit_to(town, reason);
        store::unhold_client(town.db(), client.value(), why.personal, act.number());
        store::write_last_dossier_fact(town.db(), act.number());
        act.record()
            .add("client", client.value().number())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return hold_report(town, nummer, client.value());
}

}  // namespace ontzorgd::service
