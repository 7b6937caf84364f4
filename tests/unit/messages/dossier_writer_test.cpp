// SPDX-License-Identifier: EUPL-1.2
#include "dossier_sink.h"
#include "examples.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::messages {
namespace {

using values::CivilDate;
using values::Euro;

/// Makes dossiers that differ in everything the format can say.
class Maker {
public:
    explicit Maker(unsigned seed) : random_{seed} {}

    void fill(test::KeptDossier& made) {
        made.gemeente = "1734";
        const std::vector<std::string> masks{"betalingskenmerk", "rf", "vrij", "9999-999999"};
        for (const std::string& mask : masks) {
            made.creditors.push_back({.nummer = "K" + std::to_string(made.creditors.size()),
                                      .naam = name(),
                                      .iban = values::Iban::parse("NL18RABO0123459876").value(),
                                      .kenmerkmasker = mask});
        }
        for (std::size_t i = up_to(4); i > 0; --i) made.households.push_back(household());
    }

private:
    std::size_t up_to(std::size_t most) { return random_() % (most + 1); }
    bool maybe() { return up_to(1) == 1; }
    std::string next(const char* letter) { return letter + std::to_string(++number_); }
    CivilDate day() {
        return CivilDate{2026, 1, 1}.plus_days(static_cast<std::int32_t>(up_to(700)));
    }
    Euro amount() { return Euro::from_cents(static_cast<std::int64_t>(1 + up_to(99'999'998))); }

    std::string name() {
        const std::vector<std::string> names{
            "A. de Vries", "Ren\xC3\xA9 O'Neill",      "\"Bakker\" & Zn.",
            "Back\\slash", "\xC5\x81ukasz  \xC5\xBB.", "x"};
        return names[up_to(names.size() - 1)];
    }

    values::Bsn bsn() {
        for (;;) {
            const auto made =
                values::Bsn::parse(std::to_string(100'000'000 + random_() % 900'000'000));
            if (made) return made.value();
        }
    }

    ClientLine client() {
        ClientLine made{.nummer = next("C"), .naam = name(), .geboortedatum = day(), .bsn = bsn()};
        if (maybe()) made.iban = values::Iban::parse("NL18INGB0006543219").value();
        CivilDate from = day();
        for (std::size_t i = up_to(2); i > 0; --i) {
            const auto soort = static_cast<dossier::GrondslagSoort>(up_to(4));
            const CivilDate until = from.plus_days(static_cast<std::int32_t>(up_to(150)));
            const bool has_end =
                i > 1 || soort == dossier::GrondslagSoort::verplicht_56a || maybe();
            made.grondslagen.push_back(
                {.grondslag = {.soort = soort, .vanaf = from, .tot_en_met = std::nullopt},
                 .beschikking = next("B "),
                 .beschikking_datum = day()});
            if (has_end) made.grondslagen.back().grondslag.tot_en_met = until;
            from = until.plus_days(1);
        }
        for (std::size_t i = up_to(3); i > 0; --i) {
            from = from.plus_days(static_cast<std::int32_t>(up_to(40)));
            made.machtigingen.push_back(
                {.toestand = static_cast<dossier::MachtigingToestand>(1 + up_to(3)),
                 .datum = from});
        }
        return made;
    }

    ContractLine contract(const std::vector<ClientLine>& clienten) {
        const std::vector<std::string> kenmerken{"271234567", "RF18539007547034", "Polis (12)/3+4",
                                                 "4410-220975"};
        const std::size_t creditor = up_to(3);
        ContractLine made;
        made.nummer = next("O");
        made.soort = static_cast<dossier::Kind>(up_to(6));
        if (maybe()) made.drager = clienten[up_to(clienten.size() - 1)].nummer;
        made.op_naam_van = clienten[up_to(clienten.size() - 1)].nummer;
        made.crediteur = "K" + std::to_string(creditor);
        made.kenmerk = kenmerken[creditor];
        made.vanaf = day();
        CivilDate from = made.vanaf.plus_days(-static_cast<std::int32_t>(up_to(9)));
        for (std::size_t i = 1 + up_to(2); i > 0; --i) {
            made.bedragen.push_back({.vanaf = from, .bedrag = amount()});
            from = from.plus_days(static_cast<std::int32_t>(1 + up_to(99)));
        }
        if (maybe()) made.eerste_bedrag = amount();
        made.ritme = static_cast<dossier::Ritme>(up_to(3));
        made.vervaldag =
            static_cast<unsigned>(1 + up_to(made.ritme == dossier::Ritme::vier_weken ? 27 : 30));
        if (maybe()) made.tot_en_met = made.vanaf.plus_days(static_cast<std::int32_t>(up_to(500)));
        made.betalen_vanaf = day();
        made.incasso = maybe();
        return made;
    }

    HouseholdLine household() {
        HouseholdLine made;
        made.nummer = next("H");
        made.type = static_cast<dossier::HouseholdType>(up_to(3));
        made.clienten.push_back(client());
        if (dossier::is_couple(made.type)) {
            made.clienten.push_back(client());
            if (maybe()) {
                made.gezamenlijke_verzoeken.push_back(
                    {.vanaf = day(),
                     .tot_en_met = std::nullopt,
                     .aandeel_eerste = static_cast<unsigned>(up_to(100))});
            }
        }
        for (std::size_t i = up_to(6); i > 0; --i)
            made.contracten.push_back(contract(made.clienten));
        return made;
    }

    std::mt19937 random_;
    int number_ = 0;
};

TEST(DossierWriter, WritesWhatTheReaderReads) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        test::KeptDossier made;
        Maker{seed}.fill(made);
        const std::string text = test::written(made);

        const test::TempFile file{text};
        test::KeptDossier kept;
        const DossierReading reading = read_dossier(file.path(), kept);

        ASSERT_TRUE(reading.findings.empty())
            << reading.findings[0].code << " " << reading.findings[0].detail("field");
        EXPECT_EQ(kept.gemeente, made.gemeente);
        EXPECT_EQ(kept.creditors, made.creditors);
        EXPECT_EQ(kept.households, made.households);
        EXPECT_EQ(test::written(kept), text);
    }
}

TEST(DossierWriter, WritesTheExamplesOfTheSchemaDocumentByteForByte) {
    for (const std::string& example : test::examples_of("dossier-1.md", "json")) {
        const test::TempFile file{example};
        test::KeptDossier kept;
        ASSERT_TRUE(read_dossier(file.path(), kept).findings.empty());
        EXPECT_EQ(test::written(kept), example);
    }
}

TEST(DossierWriter, BringsEveryWayOfWritingToOneForm) {
    std::string text = test::examples_of("dossier-1.md", "json").at(0);
    const std::string canonical = text;
    text = test::with(text, "{\"nummer\":\"K001\",\"naam\"", "{ \"naam\"");
    text = test::with(text, "\"kenmerkmasker\":\"betalingskenmerk\"}",
                      "\"kenmerkmasker\":\"betalings\\u006benmerk\", \"nummer\":\"K001\" }");
    text = test::with(text, "NL18INGB0006543219", "nl18 ingb 0006 5432 19");
    text = test::with(text, "\"271234567\"", "\"27 123 4567\"");
    text = test::with(text, "\"type\":", "\"gezamenlijke_verzoeken\":[],\"type\":");
    const test::TempFile file{text};
    test::KeptDossier kept;
    ASSERT_TRUE(read_dossier(file.path(), kept).findings.empty());
    EXPECT_EQ(test::written(kept), canonical);
}

}  // namespace
}  // namespace ontzorgd::messages
