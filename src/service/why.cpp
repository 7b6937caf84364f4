// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"
#include "ontzorgd/wording/split_words.h"

#include <array>
#include <optional>
#include <sstream>
#include <vector>

namespace ontzorgd::service {

namespace {

using Fields = std::vector<std::string>;

/// The lines of a stored explanation (schemas/audit/explanation-1.md), each in its fields.
std::vector<Fields> lines_of(const std::string& explanation) {
    std::vector<Fields> lines;
    std::istringstream text{explanation};
    for (std::string line; std::getline(text, line);) {
        std::istringstream words{line};
        Fields fields;
        for (std::string word; words >> word;) fields.push_back(word);
        if (!fields.empty()) lines.push_back(std::move(fields));
    }
    return lines;
}

/// Turns a stored explanation into sentences, in the order in which it was decided.
class Teller {
public:
    explicit Teller(store::Database& db) : db_{db} {}

    void tell(const Fields& line) {
        const std::string& tag = line.front();
        if (tag == "r") tell_run(line);
        if (tag == "n") tell_net(line);
        if (tag == "j") {
            say("Er is een gezamenlijk verzoek: partner 1 krijgt " + line.at(1) +
                "% van de uitkering.");
        }
        if (tag == "c") tell_client(line);
        if (tag == "g") {
            say("Grondslag: " + wording::ground_words(line.at(1)) + ", van " + day(line.at(2)) +
                (line.at(3) == "-" ? " zonder einddatum."
                                   : " tot en met " + day(line.at(3)) + "."));
        }
        if (tag == "b") bill_ = line;
        if (tag == "u") tell_outcome(line);
        if (tag == "l" && number(line.at(2)) != 0) {
            say("Wat overblijft is leefgeld: " + money(line.at(2)) + whose(line.at(1)) + ".");
        }
        if (tag == "t") {
            say("Betaling " + line.at(2) + " van leefgeld" + whose(line.at(1)) + ": " +
                money(line.at(4)) + " op " + day(line.at(3)) + ".");
        }
    }
    [[nodiscard]] std::vector<Report> take() { return std::move(sentences_); }
    void say(std::string_view text) {
        Report row;
        row.add("zin", text);
        sentences_.push_back(std::move(row));
    }

private:
    static std::int64_t number(const std::string& text) {
        return base::parse_int(text).value_or(0);
    }
    static std::string money(const std::string& cents) {
        return wording::money(values::Euro::from_cents(number(cents)));
    }
    static std::string day(const std::string& date) {
        const auto parsed = values::CivilDate::from_number(number(date));
        return parsed ? wording::day(parsed.value()) : date;
    }
    [[nodiscard]] std::string whose(const std::string& partner) const {
        return couple_ ? " voor partner " + partner : "";
    }

    void tell_run(const Fields& line) {
        couple_ = line.at(2).starts_with("paar");
        say("Run " + line.at(1) + " over " + line.at(3).substr(0, 4) + '-' + line.at(3).substr(4) +
            " voor een huishouden " + wording::label(line.at(2)) + "; er wordt betaald vanaf " +
            day(line.back()) + ".");
    }

    void tell_net(const Fields& line) {
        say("Te verdelen: " + money(line.at(1)) + ".");
        if (number(line.at(2)) != 0) {
            say("Daarvan is " + money(line.at(2)) +
                " bijzondere bijstand; die gaat altijd naar leefgeld.");
        }
        if (number(line.at(3)) != 0) {
            say("Over deze maand is al " + money(line.at(3)) + " leefgeld betaald.");
        }
        say("Er moet minstens " + money(line.at(4)) + " leefgeld overblijven.");
    }

    void tell_client(const Fields& line) {
        ++partner_;
        const std::string client = store::client_nummer(db_, dossier::ClientId{number(line.at(1))});
        say((couple_ ? "Partner " + std::to_string(partner_) + ", client " : "Client ") + client +
            ", heeft recht op " + money(line.at(3)) + " en kan daarvan " + money(line.at(4)) +
            " voor lasten gebruiken; machtiging: " + line.at(2) + ".");
    }

    void tell_outcome(const Fields& line) {
        const dossier::ContractId contract{number(bill_.at(2))};
        std::string text = bill_.at(1) + " " + store::contract_nummer(db_, contract) + " van " +
                           day(bill_.at(4)) + " tot en met " + day(bill_.at(5)) + ", vervalt " +
                           day(bill_.at(6)) + ": " + money(line.at(6)) + " te betalen. ";
        const std::string& outcome = line.at(4);
        if (outcome == "te_betalen") {
            text += "Wordt geheel betaald op " + day(line.at(10));
        } else if (outcome == "deels") {
            text += "Wordt voor " + money(line.at(7)) + " betaald op " + day(line.at(10)) + ": " +
                    wording::reason_words(line.at(5));
        } else {
            text += "Wordt niet betaald: " + wording::reason_words(line.at(5));
        }
        text += ".";
        if (number(line.at(7)) != 0) {
            text += " Gedragen " + wording::bearing_words(line.at(1));
            if (couple_)
                text += ": partner 1 " + money(line.at(8)) + ", partner 2 " + money(line.at(9));
            text += ".";
        }
        if (line.at(3) == "eindigt")
            text += " Let op: de grondslag eindigt voor het einde van deze periode.";
        text += " Daarna is er nog " + money(line.at(11)) + ".";
        say(text);
    }

    store::Database& db_;
    std::vector<Report> sentences_;
    Fields bill_;
    bool couple_ = false;
    int partner_ = 0;
};

std::optional<store::StoredRun> newest_run_with(store::Database& db,
                                                dossier::HouseholdId household) {
    std::optional<store::StoredRun> newest;
    for (store::StoredRun& run : store::all_runs(db)) {
        if (store::explanation_of(db, run.id, household)) newest = std::move(run);
    }
    return newest;
}

/// What came after the split: where and when the payment goes since it was aimed anew.
void tell_aims(store::Database& db, const store::SplitLineRow& line, Teller& teller) {
    for (std::int64_t number = 1;; ++number) {
        const auto change = store::aim_change(db, line.instruction, number);
        if (!change) return;
        std::string text = "Betaling " + std::to_string(line.instruction) + " (" +
                           std::string{store::kind_text(line.kind)} + ", " +
                           wording::money(line.to_pay) + ") is opnieuw gericht: uitvoerdatum " +
                           wording::day(change->instruction.execution_date) + " in plaats van " +
                           wording::day(change->was_execution_date);
        if (change->other_iban) text += ", op het nu bevestigde rekeningnummer " + change->iban;
        teller.say(text + ".");
    }
}

std::vector<Report> payments_of(store::Database& db, store::RunId run,
                                dossier::HouseholdId household) {
    store::LineNumberLookup numbers{db};
    std::vector<Report> rows;
    for (const store::SplitLineRow& line : store::split_lines_of(db, run, household)) {
        const store::LineNumbers& known = numbers.of(line);
        Report row;
        row.add("soort", store::kind_text(line.kind))
            .add("contract", known.contract)
            .add("aan", known.payee)
            .add("gevraagd", Value{line.wanted})
            .add("betaald", Value{line.to_pay})
            .add("partner_1", Value{line.draagdeel_eerste})
            .add("partner_2", Value{line.to_pay - line.draagdeel_eerste})
            .add("uitkomst", uitkering::to_text(line.outcome))
            .add("instructie", Value{line.instruction});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

base::Result<Report> why_client(Municipality& town, std::string_view client,
                                std::string_view run_id) {
    store::Database& db = town.db();
    const dossier::HouseholdId household = store::household_of_client(db, client);
    if (household.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    const auto run = run_id.empty() ? newest_run_with(db, household) : store::find_run(db, run_id);
    if (!run && !run_id.empty())
        return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    const auto explanation = run ? store::explanation_of(db, run->id, household) : std::nullopt;
    if (!explanation && run && run->state == "splitting")
        return base::refuse("run_is_being_split", {{"run", run->head.run_id}});
    if (!explanation)
        return base::refuse("client_was_not_in_run", {{"client", std::string{client}}});
    Teller teller{db};
    for (const Fields& line : lines_of(*explanation)) teller.tell(line);
    for (const store::SplitLineRow& line : store::split_lines_of(db, run->id, household)) {
        if (line.instruction != 0) tell_aims(db, line, teller);
    }
    Report report;
    report.add("client", client)
        .add("run", run->head.run_id)
        .add_rows("waarom", teller.take())
        .add_rows("regels", payments_of(db, run->id, household));
    return report;
}

}  // namespace ontzorgd::service
