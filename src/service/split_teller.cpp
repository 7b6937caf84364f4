// SPDX-License-Identifier: EUPL-1.2
#include "split_teller.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/inzage.h"
#include "ontzorgd/wording/sentence.h"
#include "ontzorgd/wording/split_words.h"

#include <sstream>
#include <utility>

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
    Teller(store::Database& db, const OnlyFor& only) : db_{db}, only_{only} {}

    void tell(const Fields& line) {
        const std::string& tag = line.front();
        if (tag == "r") tell_run(line);
        if (tag == "n") tell_net(line);
        if (tag == "j") {
            say("Er is een gezamenlijk verzoek: partner 1 krijgt " + line.at(1) +
                "% van de uitkering.");
        }
        if (tag == "c") tell_client(line);
        if (tag == "g" && tells_partner(partner_)) {
            say("Grondslag: " + wording::ground_words(line.at(1)) + ", van " + day(line.at(2)) +
                (line.at(3) == "-" ? " zonder einddatum."
                                   : " tot en met " + day(line.at(3)) + "."));
        }
        if (tag == "b") bill_ = line;
        if (tag == "u" && concerns(dossier::ContractId{number(bill_.at(2))})) tell_outcome(line);
        if (tag == "l" && number(line.at(2)) != 0 && tells_partner(number(line.at(1)))) {
            say("Wat overblijft is leefgeld: " + money(line.at(2)) + whose(line.at(1)) + ".");
        }
        if (tag == "t" && tells_partner(number(line.at(1)))) {
            say("Betaling " + line.at(2) + " van leefgeld" + whose(line.at(1)) + ": " +
                money(line.at(4)) + " op " + day(line.at(3)) + ".");
        }
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(sentences_); }

private:
    void say(std::string text) { sentences_.push_back(std::move(text)); }
    /// Everybody's, or only that of the one client who is told.
    [[nodiscard]] bool tells_partner(std::int64_t partner) const {
        return only_.client.is_none() || partner == told_partner_;
    }
    [[nodiscard]] bool concerns(dossier::ContractId contract) const {
        return only_.client.is_none() ||
               store::contract_concerns(db_, contract, only_.client, only_.fact);
    }
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
        if (number(line.at(1)) == only_.client.number()) told_partner_ = partner_;
        if (!tells_partner(partner_)) return;
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
    OnlyFor only_;
    std::vector<std::string> sentences_;
    Fields bill_;
    bool couple_ = false;
    std::int64_t partner_ = 0;
    std::int64_t told_partner_ = 0;
};

}  // namespace

std::vector<std::string> told_explanation(store::Database& db, const std::string& explanation,
                                          const OnlyFor& only) {
    Teller teller{db, only};
    for (const Fields& line : lines_of(explanation)) teller.tell(line);
    return teller.take();
}

}  // namespace ontzorgd::service
