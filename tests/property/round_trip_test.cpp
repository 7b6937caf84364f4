// SPDX-License-Identifier: EUPL-1.2
//
// read(write(x)) == x: what the program writes it reads back to the same value.
#include "../unit/messages/dossier_sink.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/kenmerk.h"
#include "ontzorgd/values/sepa_text.h"
#include "random_month.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <rapidcheck/gtest.h>
#include <string>
#include <unistd.h>

namespace ontzorgd::property {
namespace {

using messages::ClientLine;
using messages::ContractLine;
using messages::HouseholdLine;

std::string digits(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + pick(0, 9));
    return text;
}

/// Computed here, apart from the code: BBAN, country and check digits modulo 97.
std::string checked(const std::string& country, const std::string& bban) {
    unsigned rest = 0;
    for (const char c : bban + country + "00") {
        const unsigned value =
            c >= 'A' ? static_cast<unsigned>(c - 'A') + 10 : static_cast<unsigned>(c - '0');
        rest = (rest * (value >= 10 ? 100 : 10) + value) % 97;
    }
    const unsigned check = 98 - rest;
    return (check < 10 ? "0" : "") + std::to_string(check);
}

values::Iban iban() {
    const std::string bban =
        std::vector<std::string>{"RABO", "INGB", "ABNA", "TRIO"}[std::size_t(pick(0, 3))] +
        digits(10);
    return values::Iban::parse("NL" + checked("NL", bban) + bban).value();
}

RC_GTEST_PROP(Iban, IsReadBackFromEveryFormItIsWrittenIn, ()) {
    const values::Iban made = iban();
    RC_ASSERT(values::Iban::parse(made.compact()).value() == made);
    RC_ASSERT(values::Iban::parse(made.to_paper()).value() == made);
    std::string lower{made.compact()};
    for (char& c : lower) c = c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;
    RC_ASSERT(values::Iban::parse(lower).value() == made);
}

RC_GTEST_PROP(Iban, WithOneOtherDigitIsRefused, ()) {
    std::string text{iban().compact()};
    const auto place = static_cast<std::size_t>(pick(8, 17));
    text[place] = static_cast<char>('0' + (text[place] - '0' + pick(1, 9)) % 10);
    RC_ASSERT(!values::Iban::parse(text));
}

RC_GTEST_PROP(Kenmerk, IsReadBackFromWhatItIsWrittenAs, ()) {
    static constexpr std::string_view set =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";
    std::string text;
    for (std::int64_t i = pick(1, 40); i > 0; --i)
        text += set[static_cast<std::size_t>(pick(0, std::int64_t(set.size()) - 1))];
    if (one_in(3)) text = digits(static_cast<int>(one_in(2) ? 7 : pick(9, 16)));
    if (one_in(3)) {
        const std::string reference = digits(static_cast<int>(pick(1, 21)));
        text = "RF" + checked("RF", reference) + reference;
    }
    const auto made = values::Kenmerk::parse(text);
    RC_PRE(static_cast<bool>(made));
    RC_TAG(static_cast<int>(made.value().kind()));
    const auto read = values::Kenmerk::parse(made.value().text());
    RC_ASSERT(static_cast<bool>(read));
    RC_ASSERT(read.value() == made.value());
}

RC_GTEST_PROP(Euro, IsReadBackFromItsText, ()) {
    const values::Euro made = cents(-values::Euro::max().cents(), values::Euro::max().cents());
    RC_ASSERT(values::Euro::parse(made.to_string()).value() == made);
}

RC_GTEST_PROP(CivilDate, IsReadBackFromItsTextAndItsNumber, ()) {
    const values::CivilDate made = day_after(values::CivilDate{1900, 1, 1}, 109'571);
    RC_ASSERT(values::CivilDate::parse(made.to_string()).value() == made);
    RC_ASSERT(values::CivilDate::from_number(made.to_number()).value() == made);
    const values::Month month = values::Month::of(made);
    RC_ASSERT(values::Month::parse(month.to_string()).value() == month);
    RC_ASSERT(values::Month::from_number(month.to_number()).value() == month);
}

RC_GTEST_PROP(EndToEndId, IsReadBackWholeAndRecoveredFromTextAround, ()) {
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string four;
    for (int i = 0; i < 4; ++i) four += alphabet[static_cast<std::size_t>(pick(0, 35))];
    const auto generation = payment::Generation::of(four);
    const std::int64_t instruction = pick(1, one_in(2) ? 5'000'000 : 2'821'109'907'455);
    const std::int64_t attempt = pick(1, 1295);
    const auto made = payment::EndToEndId::make(generation, instruction, attempt);
    const auto read = payment::EndToEndId::parse(made.view());
    RC_ASSERT(static_cast<bool>(read));
    RC_ASSERT(read.value() == made);
    RC_ASSERT(read.value().generation() == generation);
    RC_ASSERT(read.value().instruction() == instruction);
    RC_ASSERT(read.value().attempt() == attempt);
    const auto recovered = payment::EndToEndId::recover("<" + std::string{made.view()} + ">");
    RC_ASSERT(static_cast<bool>(recovered));
    RC_ASSERT(recovered.value() == made);
}

/// Text of the numbers and names in a dossier.
std::string name() {
    static const std::vector<std::string> parts{"de",   "Vries", "O'Neill", "\xC3\x89lise",
                                                "&",    "Haile", "\"x\"",   "\xC5\x81uka",
                                                "B.V.", "\\"};
    std::string text = "A";
    for (std::int64_t i = pick(0, 4); i > 0; --i)
        text += " " + parts[static_cast<std::size_t>(pick(0, 9))];
    return text;
}

values::Bsn bsn() {
    for (std::int64_t number = pick(100'000'000, 999'999'900);; ++number) {
        const auto made = values::Bsn::parse(std::to_string(number));
        if (made) return made.value();
    }
}

/// A dossier around the households that the laws of the split are tried on.
messages::test::KeptDossier& fill(messages::test::KeptDossier& made) {
    made.gemeente = "1734";
    const std::vector<std::pair<std::string, std::string>> masks{{"betalingskenmerk", "271234567"},
                                                                 {"rf", "RF18539007547034"},
                                                                 {"vrij", "POLIS 5512098"},
                                                                 {"9999-999999", "4410-220975"}};
    for (const auto& [mask, kenmerk] : masks) {
        made.creditors.push_back({.nummer = "K" + std::to_string(made.creditors.size()),
                                  .naam = name(),
                                  .iban = iban(),
                                  .kenmerkmasker = mask});
    }
    std::int64_t number = 0;
    for (std::int64_t n = pick(0, 3); n > 0; --n) {
        const RandomMonth month;
        const dossier::Household& from = *month.household;
        HouseholdLine line{.nummer = "H" + std::to_string(++number),
                           .type = from.type,
                           .clienten = {},
                           .gezamenlijke_verzoeken = from.gezamenlijke_verzoeken,
                           .contracten = {}};
        for (const dossier::Client& client : from.clienten) {
            ClientLine person{.nummer = "C" + std::to_string(++number),
                              .naam = name(),
                              .geboortedatum = day_after(CivilDate{1940, 1, 1}, 24'000),
                              .bsn = bsn(),
                              .iban = one_in(2) ? std::optional{iban()} : std::nullopt,
                              .grondslagen = {},
                              .machtigingen = client.machtigingen};
            for (dossier::Grondslag ground : client.grondslagen) {
                if (ground.soort == dossier::GrondslagSoort::verplicht_56a) {
                    const CivilDate most = values::last_day_of_six_months(ground.vanaf);
                    ground.tot_en_met = std::min(ground.tot_en_met.value_or(most), most);
                }
                person.grondslagen.push_back({.grondslag = ground,
                                              .beschikking = "B-" + digits(4),
                                              .beschikking_datum = ground.vanaf});
            }
            line.clienten.push_back(std::move(person));
        }
        const auto nummer_of = [&](dossier::ClientId id) {
            return line.clienten.at(static_cast<std::size_t>(id.number()) - 1).nummer;
        };
        for (const dossier::VasteLast& last : from.contracten) {
            const auto creditor = static_cast<std::size_t>(pick(0, 3));
            ContractLine contract{.nummer = "O" + std::to_string(++number),
                                  .soort = last.kind,
                                  .drager = last.drager.is_none()
                                                ? std::nullopt
                                                : std::optional{nummer_of(last.drager)},
                                  .op_naam_van = nummer_of(last.op_naam_van),
                                  .crediteur = made.creditors[creditor].nummer,
                                  .kenmerk = masks[creditor].second,
                                  .bedragen = last.bedragen,
                                  .eerste_bedrag = last.eerste_bedrag,
                                  .ritme = last.ritme,
                                  .vervaldag = last.vervaldag,
                                  .vanaf = last.vanaf,
                                  .tot_en_met = last.tot_en_met,
                                  .betalen_vanaf = last.betalen_vanaf,
                                  .incasso = last.incasso};
            if (contract.bedragen.size() == 2 &&
                contract.bedragen[0].vanaf == contract.bedragen[1].vanaf)
                contract.bedragen.pop_back();
            line.contracten.push_back(std::move(contract));
        }
        made.households.push_back(std::move(line));
    }
    return made;
}

RC_GTEST_PROP(DossierFile, IsReadBackWithEveryValueAndWrittenTheSameAgain, ()) {
    messages::test::KeptDossier made;
    const std::string text = messages::test::written(fill(made));
    const auto path = std::filesystem::temp_directory_path() /
                      ("ontzorgd-property-" + std::to_string(::getpid()) + ".jsonl");
    std::ofstream{path, std::ios::binary} << text;
    messages::test::KeptDossier read;
    const auto reading = messages::read_dossier(path, read);
    std::filesystem::remove(path);
    if (!reading.findings.empty()) {
        RC_FAIL(reading.findings[0].code + " " + std::string{reading.findings[0].detail("field")} +
                "\n" + text);
    }
    RC_ASSERT(read.creditors == made.creditors);
    RC_ASSERT(read.households == made.households);
    RC_ASSERT(messages::test::written(read) == text);
}

}  // namespace
}  // namespace ontzorgd::property
