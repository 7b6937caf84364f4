// SPDX-License-Identifier: EUPL-1.2
#include "dossier_rows.h"

#include "ontzorgd/base/text.h"

#include <charconv>

namespace ontzorgd::store {

namespace {

template <class Enum>
Enum enum_from(std::int64_t number, std::size_t count, const char* what) {
    if (number < 0 || number >= static_cast<std::int64_t>(count)) {
        throw DatabaseFault{std::string{what} + " in the database is out of range"};
    }
    return static_cast<Enum>(number);
}

std::int64_t number_in(std::string_view text) {
    const auto number = base::parse_int(text);
    if (!number) throw DatabaseFault{"bedragen in the database are malformed"};
    return *number;
}

}  // namespace

std::string encode_bedragen(const std::vector<dossier::Bedrag>& bedragen) {
    std::string text;
    for (const dossier::Bedrag& each : bedragen) {
        if (!text.empty()) text += ',';
        text += std::to_string(each.vanaf.to_number());
        text += ':';
        text += std::to_string(each.bedrag.cents());
    }
    return text;
}

std::vector<dossier::Bedrag> decode_bedragen(std::string_view text) {
    std::vector<dossier::Bedrag> bedragen;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) throw DatabaseFault{"bedragen lack a colon"};
        const std::size_t comma = std::min(text.find(','), text.size());
        const auto date = values::CivilDate::from_number(number_in(text.substr(0, colon)));
        if (!date) throw DatabaseFault{"bedragen hold a wrong date"};
        const std::int64_t cents = number_in(text.substr(colon + 1, comma - colon - 1));
        bedragen.push_back({.vanaf = date.value(), .bedrag = values::Euro::from_cents(cents)});
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return bedragen;
}

dossier::VasteLast vaste_last_from(const Statement& row, int first) {
    dossier::VasteLast last;
    last.id = dossier::ContractId{row.integer(first)};
    last.kind = enum_from<dossier::Kind>(row.integer(first + 1), dossier::kind_count, "soort");
    last.drager = dossier::ClientId{row.optional_integer(first + 2).value_or(0)};
    last.op_naam_van = dossier::ClientId{row.integer(first + 3)};
    last.crediteur = dossier::CreditorId{row.integer(first + 4)};
    last.bedragen = decode_bedragen(row.text(first + 5));
    if (!row.is_null(first + 6)) last.eerste_bedrag = row.euro(first + 6);
    last.ritme = enum_from<dossier::Ritme>(row.integer(first + 7), 4, "ritme");
    last.vervaldag = static_cast<unsigned>(row.integer(first + 8));
    last.vanaf = row.date(first + 9);
    last.tot_en_met = row.optional_date(first + 10);
    last.betalen_vanaf = row.date(first + 11);
    last.incasso = row.flag(first + 12);
    return last;
}

dossier::Grondslag grondslag_from(const Statement& row, int first) {
    return {.soort = enum_from<dossier::GrondslagSoort>(row.integer(first), 5, "grondslag"),
            .vanaf = row.date(first + 1),
            .tot_en_met = row.optional_date(first + 2)};
}

dossier::Machtiging machtiging_from(const Statement& row, int first) {
    return {.toestand = enum_from<dossier::MachtigingToestand>(row.integer(first), 5, "machtiging"),
            .datum = row.date(first + 1)};
}

dossier::JointRequest joint_request_from(const Statement& row, int first) {
    return {.vanaf = row.date(first),
            .tot_en_met = row.optional_date(first + 1),
            .aandeel_eerste = static_cast<unsigned>(row.integer(first + 2))};
}

dossier::HouseholdType household_type_from_number(std::int64_t number) {
    return enum_from<dossier::HouseholdType>(number, dossier::household_type_count, "type");
}

}  // namespace ontzorgd::store
