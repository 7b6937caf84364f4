// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/dossier.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/service/run.h"
#include "ontzorgd/service/two_person.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Practice: a seeded practice directory for tests, with people, accounts, a regelset and a
/// calendar, and short ways to make dossiers and runs. Everything in it is synthetic.
///
/// People: beheer (beheerder); rob, karin and rita (rechtmatigheid); kim and kees
/// (kwaliteitsmedewerker); mo (klantmanager); ada (auditor). rob proposes, karin and kim confirm.
/// The day is 2026-11-24; the pay dates are 2026-11-30, 2026-12-31 and 2027-01-29.
namespace ontzorgd::test {

inline std::string iban_of(const std::string& country, const std::string& bban) {
    std::string digits;
    for (const char c : bban + country + "00") {
        digits += c >= 'A' ? std::to_string(c - 'A' + 10) : std::string(1, c);
    }
    unsigned rest = 0;
    for (const char digit : digits) rest = (rest * 10 + static_cast<unsigned>(digit - '0')) % 97;
    const unsigned check = 98 - rest;
    return country + (check < 10 ? "0" : "") + std::to_string(check) + bban;
}

/// "NL..RABO0000000007" for 7
inline std::string dutch_iban(int number, const std::string& bank = "RABO") {
    std::string digits = std::to_string(number);
    digits.insert(0, 10 - digits.size(), '0');
    return iban_of("NL", bank + digits);
}

/// The `index`-th BSN from 900000000 on that passes the eleven-test.
inline std::string test_bsn(int index) {
    for (int number = 900000000;; ++number) {
        const std::string digits = std::to_string(number);
        int sum = 0;
        for (int i = 0; i < 8; ++i) sum += (9 - i) * (digits[static_cast<std::size_t>(i)] - '0');
        sum -= digits[8] - '0';
        if (sum % 11 == 0 && index-- == 0) return digits;
    }
}

/// One household of one client with a rent and a health insurance.
struct TestHousehold {
    int number = 1;  ///< C0001, H0001, O0001-H, O0001-Z
    std::string net = "1348.49";
    std::string rent = "612.40";
    std::string premium = "148.75";
    std::string iban = {};  ///< of the client; made from the number when empty
    std::string ground = "verplicht_56a";
    std::string ground_from = "2026-09-01";
    std::string ground_until = "2027-02-28";
    std::string machtiging = "getekend";
    std::string machtiging_from = {};  ///< a second state on this day, after getekend
    std::string naam = {};
    std::string rent_in_january = {};     ///< the rent from 2027-01-01 when it changes
    std::string pay_from = "2026-12-01";  ///< betalen_vanaf of both contracts
    std::string landlord = "K001";        ///< crediteur of the rent
    bool rent_twice = false;  ///< the rent stands under O0001-H2 as well, from 2027-01-01
    std::string polis = {};   ///< kenmerk of the health insurance; made from the number when empty
};

inline std::string padded(int number) {
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    return digits;
}

/// The rent once more, under another number.
inline std::string second_rent(const TestHousehold& house, const std::string& id) {
    return R"({"nummer":"O)" + id +
           R"(-H2","soort":"huur","drager":"huishouden","op_naam_van":"C)" + id +
           R"(","crediteur":")" + house.landlord +
           R"(","kenmerk":"271234567","bedragen":[{"vanaf":"2026-09-01","bedrag":")" + house.rent +
           R"("}],"ritme":"maand","vervaldag":1,"vanaf":"2026-09-01","betalen_vanaf":"2027-01-01",)" +
           R"("betaalwijze":"overboeking"},)";
}

inline std::string dossier_line(const TestHousehold& house) {
    const std::string id = padded(house.number);
    const std::string iban =
        house.iban.empty() ? dutch_iban(1000 + house.number, "INGB") : house.iban;
    const std::string naam = house.naam.empty() ? "M. Haile " + id : house.naam;
    const std::string until =
        house.ground_until.empty() ? "" : R"("tot_en_met":")" + house.ground_until + R"(",)";
    std::string ground;
    if (!house.ground.empty()) {
        ground = R"({"soort":")" + house.ground + R"(","vanaf":")" + house.ground_from + R"(",)" +
                 until + R"("beschikking":"B-)" + id + R"(","beschikking_datum":"2026-08-20"})";
    }
    const std::string contract_end = R"("op_naam_van":"C)" + id + R"(","crediteur":")";
    return R"({"huishouden":{"nummer":"H)" + id +
           R"(","type":"alleenstaand","clienten":[{"nummer":"C)" + id + R"(","naam":")" + naam +
           R"(","geboortedatum":"1998-03-14","bsn":")" + test_bsn(house.number) + R"(","iban":")" +
           iban + R"(","grondslagen":[)" + ground + R"(],"machtigingen":[)" +
           (house.machtiging_from.empty() ? ""
                                          : R"({"toestand":"getekend","datum":"2026-08-18"},)") +
           R"({"toestand":")" + house.machtiging + R"(","datum":")" +
           (house.machtiging_from.empty() ? "2026-08-18" : house.machtiging_from) +
           R"("}]}],"contracten":[)" + R"({"nummer":"O)" + id +
           R"(-H","soort":"huur","drager":"huishouden",)" + contract_end + house.landlord +
           R"(","kenmerk":"271234567","bedragen":[{"vanaf":"2026-09-01","bedrag":")" + house.rent +
           (house.rent_in_january.empty()
                ? ""
                : R"("},{"vanaf":"2027-01-01","bedrag":")" + house.rent_in_january) +
           R"("}],"ritme":"maand","vervaldag":1,"vanaf":"2026-09-01","betalen_vanaf":")" +
           house.pay_from + R"(",)" + R"("betaalwijze":"overboeking"},)" +
           (house.rent_twice ? second_rent(house, id) : "") + R"({"nummer":"O)" + id +
           R"(-Z","soort":"zorgverzekering","drager":"C)" + id + R"(",)" + contract_end +
           R"(K101","kenmerk":"POLIS )" + (house.polis.empty() ? id : house.polis) +
           R"(","bedragen":[{"vanaf":"2026-09-01","bedrag":")" + house.premium +
           R"("}],"ritme":"maand","vervaldag":28,"vanaf":"2026-09-01","betalen_vanaf":")" +
           house.pay_from + R"(",)" + R"("betaalwijze":"overboeking"}]}})";
}

inline std::string dossier_of(const std::vector<TestHousehold>& houses,
                              const std::string& insurer_iban = dutch_iban(12, "INGB")) {
    std::string text = R"({"dossier":{"versie":1,"gemeente":"1734"}})"
                       "\n";
    text += R"({"crediteur":{"nummer":"K001","naam":"Woonstichting De Betuwe","iban":")" +
            dutch_iban(11, "RABO") +
            R"(","kenmerkmasker":"betalingskenmerk"}})"
            "\n";
    text += R"({"crediteur":{"nummer":"K101","naam":"Rivierland Zorgverzekeraar","iban":")" +
            insurer_iban +
            R"(","kenmerkmasker":"vrij"}})"
            "\n";
    for (const TestHousehold& house : houses) text += dossier_line(house) + "\n";
    return text + R"({"einde":{"regels":)" + std::to_string(houses.size() + 3) + "}}\n";
}

/// One line of a run: a client number and its net, written as one component (a debit when
/// negative).
using RunLine = std::pair<std::string, std::string>;

inline std::int64_t cents_of(const std::string& amount) {
    std::string digits;
    for (const char c : amount) {
        if (c != '.') digits += c;
    }
    return std::stoll(digits);
}

inline std::string amount_of(std::int64_t cents) {
    const std::int64_t whole = cents < 0 ? -cents : cents;
    return (cents < 0 ? "-" : "") + std::to_string(whole / 100) + "." +
           std::to_string(100 + whole % 100).substr(1);
}

struct TestRun {
    std::string id = "2026-11-REG";
    std::string month = "2026-11";
    std::string soort = "regulier";
    std::vector<RunLine> lines = {};
};

inline std::string run_csv(const TestRun& run) {
    std::int64_t total = 0;
    std::string lines;
    for (const auto& [client, net] : run.lines) {
        total += cents_of(net);
        const bool debit = net.starts_with('-');
        lines +=
            client + ";norm;" + (debit ? "D" : "C") + ";" + (debit ? net.substr(1) : net) + "\n";
    }
    return "sep=;\nrunId;gemeente;periodeRun;soortRun;datumRun;aantal;totaal\n" + run.id +
           ";1734;" + run.month + ";" + run.soort + ";2026-11-20;" +
           std::to_string(run.lines.size()) + ";" + amount_of(total) +
           "\nclientnummer;componentSoort;debetCredit;bedrag\n" + lines;
}

class Practice {
public:
    struct Options {
        std::string regelset_changes = {};  ///< TOML in place of the handtekeningen table
        std::string seed = "practice";
        std::string bank_profile = "rehearsal";
        std::string opening = "100000.00";  ///< of both accounts
    };
    Practice() : Practice(Options{}) {}
    explicit Practice(const Options& options) {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "ontzorgd-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
        auto made = service::Municipality::init(places(),
                                                {.gemeente = "1734",
                                                 .naam = "Gemeente Overbetuwe",
                                                 .rehearsal = true,
                                                 .seed = options.seed},
                                                0);
        town_ = std::make_unique<service::Municipality>(std::move(made).value());
        add_people();
        add_policy(options);
    }
    ~Practice() {
        town_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Practice(const Practice&) = delete;
    Practice& operator=(const Practice&) = delete;
    Practice(Practice&&) = delete;
    Practice& operator=(Practice&&) = delete;

    [[nodiscard]] service::Places places() const {
        return {.state = folder_ / "staat", .keys = folder_ / "sleutels"};
    }
    service::Municipality& town() { return *town_; }
    store::Database& db() { return town_->db(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// The day on which the next acts happen.
    void on(std::string_view day) { today_ = values::CivilDate::parse(day).value(); }

    /// Everything that `user` may look at now.
    service::Context as(std::string_view user) {
        const auto stored = store::find_user(db(), user);
        service::Actor actor{.id = stored->id, .name = stored->name, .roles = {}};
        for (const std::string& role : store::roles_of(db(), stored->id)) {
            actor.roles.push_back(*service::role_from(role));
        }
        return {.town = *town_,
                .actor = std::move(actor),
                .now = service::begin_now(*town_, today_).value()};
    }

    /// Closes the directory, as the end of a process does, and opens it again.
    void reopen(service::Mode mode = service::Mode::change) {
        town_.reset();
        town_ = std::make_unique<service::Municipality>(
            service::Municipality::open(places(), mode, 0).value());
    }
    void close() { town_.reset(); }

    std::filesystem::path file(const std::string& name, std::string_view bytes) {
        const std::filesystem::path path = folder_ / name;
        std::ofstream out{path, std::ios::binary};
        out << bytes;
        return path;
    }

    /// A whole dossier, imported by rob and confirmed by karin.
    void dossier(const std::vector<TestHousehold>& houses) {
        must(service::import_dossier(with("rob"), file("dossier.jsonl", dossier_of(houses))));
        confirm_ibans("karin");
    }
    void confirm_ibans(std::string_view user) { must(service::confirm_iban(with(user), "", true)); }

    base::Result<service::Report> import_text(std::string_view bytes,
                                              const std::string& name = "run.csv") {
        return service::import_run(with("rob"), file(name, bytes));
    }
    base::Result<service::Report> import(const TestRun& run) { return import_text(run_csv(run)); }

    /// Imports and splits a run of these households, accepting what is held.
    void split(const std::vector<TestHousehold>& houses, const TestRun& head = {}) {
        TestRun run = head;
        for (const TestHousehold& house : houses)
            run.lines.emplace_back("C" + padded(house.number), house.net);
        must(import(run));
        must(service::accept_held(with("karin"), run.id));
        must(service::split_run(with("rob"), run.id));
    }

    /// The context of one act; valid until the next call.
    service::Context& with(std::string_view user) {
        context_ = std::make_unique<service::Context>(as(user));
        return *context_;
    }

    static void must(const base::Result<service::Report>& result) {
        if (!result)
            throw std::runtime_error("refused: " + result.error().code + details(result.error()));
    }
    static std::string details(const base::Error& error) {
        std::string text;
        for (const base::Detail& detail : error.details)
            text += " " + detail.name + "=" + detail.value;
        for (const base::Error& cause : error.causes)
            text += " [" + cause.code + details(cause) + "]";
        return text;
    }
    /// The chain and all that stands beside it agree.
    void expect_sound() {
        const auto verified = service::verify_audit(*town_, {});
        EXPECT_TRUE(verified) << verified.error().code << details(verified.error());
    }

private:
    void add_people() {
        const std::string password = "wachtwoord-voor-de-proef";
        must(service::add_first_beheerder(*town_, service::now_in_practice(today_, 0), "beheer",
                                          password));
        const std::vector<std::pair<std::string, std::string>> people{
            {"rob", "rechtmatigheid"},
            {"karin", "rechtmatigheid"},
            {"rita", "rechtmatigheid"},
            {"kim", "kwaliteitsmedewerker"},
            {"kees", "kwaliteitsmedewerker"},
            {"mo", "klantmanager"},
            {"ada", "auditor"}};
        for (const auto& [name, role] : people) {
            must(service::add_user(with("beheer"), name, password, role));
        }
    }
    void add_policy(const Options& options) {
        for (const std::string name : {"lasten", "leefgeld"}) {
            must(service::open_account(with("rob"),
                                       {.name = name,
                                        .iban = dutch_iban(name == "lasten" ? 1 : 2, "OEFN"),
                                        .bank_profile = options.bank_profile,
                                        .opening = options.opening,
                                        .opening_date = "2026-11-23"}));
            must(service::confirm_account(with("karin"), name));
        }
        must(service::propose_regelset(with("rob"), file("regelset.toml", regelset(options))));
        must(service::confirm_regelset(with("kim"), ""));
        must(service::import_calendar(with("rob"),
                                      file("kalender.csv",
                                           "sep=;\nmaand;betaaldatum\n2026-11;2026-11-30\n"
                                           "2026-12;2026-12-31\n2027-01;2027-01-29\n")));
        must(service::confirm_calendar(with("kim"), ""));
    }
    static std::string regelset(const Options& options) {
        return R"(regelset = 1
gemeente = "1734"
naam = "Overbetuwe 2026"
geldig_vanaf = "2026-01-01"
volgorde = ["huur", "stroom", "gas", "energie", "water", "zorgverzekering", "overig"]
[deelbetaling]
huur = false
gas = true
stroom = true
energie = true
water = false
zorgverzekering = false
overig = false
[minimum_leefgeld]
alleenstaand = "260.00"
alleenstaande_ouder = "340.00"
paar = "400.00"
paar_met_kinderen = "480.00"
[leefgeld]
ritme = "maand"
[betalen]
betaaldag = "betaaldatum"
voorloop_dagen = 2
achterstand_dagen = 62
openstaand_eerst = true
[paar]
een_grondslag = "alleen_eigen_helft"
[machtiging]
ingetrokken = "doorbetalen"
[bestemming]
vakantietoeslag = "leefgeld"
voorschot = "leefgeld"
[rekeningen]
huur = "lasten"
gas = "lasten"
stroom = "lasten"
energie = "lasten"
water = "lasten"
zorgverzekering = "lasten"
overig = "lasten"
leefgeld = "leefgeld"
)" + (options.regelset_changes.empty() ? "[[handtekeningen]]\naantal = 2\n"
                                       : options.regelset_changes);
    }

    std::filesystem::path folder_;
    values::CivilDate today_{2026, 11, 24};
    std::unique_ptr<service::Municipality> town_;
    std::unique_ptr<service::Context> context_;
};

/// The text of a field; empty when it is not there or no text.
inline std::string text_in(const service::Report& report, std::string_view name) {
    const service::Field* field = report.find(name);
    if (field == nullptr) return {};
    const auto* text = std::get_if<std::string>(&field->value);
    return text == nullptr ? std::string{} : *text;
}
inline std::int64_t number_in(const service::Report& report, std::string_view name) {
    const service::Field* field = report.find(name);
    const auto* number = field == nullptr ? nullptr : std::get_if<std::int64_t>(&field->value);
    return number == nullptr ? -1 : *number;
}
inline std::int64_t cents_in(const service::Report& report, std::string_view name) {
    const service::Field* field = report.find(name);
    const auto* amount = field == nullptr ? nullptr : std::get_if<values::Euro>(&field->value);
    return amount == nullptr ? -1 : amount->cents();
}
inline std::vector<service::Report> rows_in(const service::Report& report, std::string_view name) {
    const service::Field* field = report.find(name);
    const auto* rows =
        field == nullptr ? nullptr : std::get_if<std::vector<service::Report>>(&field->value);
    return rows == nullptr ? std::vector<service::Report>{} : *rows;
}
/// The error code, or "" when it was done.
inline std::string code_of(const base::Result<service::Report>& result) {
    return result ? "" : result.error().code;
}

}  // namespace ontzorgd::test
