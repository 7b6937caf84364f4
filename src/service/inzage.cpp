// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inzage.h"

#include "client_words.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/dossier/household.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/reconcile/status_report.h"
#include "ontzorgd/service/note.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/retention.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/inzage.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/uitkering/run.h"
#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/wording/bank_reason_words.h"
#include "ontzorgd/wording/inzage_words.h"
#include "ontzorgd/wording/sentence.h"
#include "ontzorgd/wording/split_words.h"
#include "split_teller.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view destroyed = "vernietigd";

char lower(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The text without the words by which it names somebody else.
std::string without(std::string text, const std::vector<std::string>& words) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    for (const std::string& word : words) {
        auto from = text.begin();
        while (true) {
            const auto at = std::search(from, text.end(), word.begin(), word.end(), same);
            if (at == text.end()) break;
            const auto place = at - text.begin();
            text.replace(static_cast<std::size_t>(place), word.size(), "[weggelaten]");
            from = text.begin() + place + 1;
        }
    }
    return text;
}

/// Writes what is stored for the one client that it is told to.
class Teller {
public:
    Teller(Municipality& town, std::string_view nummer, const store::KnownOf& who)
        : town_{town}, nummer_{nummer}, who_{who} {
        const auto household = store::household_by_id(town.db(), who.household);
        if (!household) return;
        std::vector<std::string> own = words_about(town, nummer, who.client);
        for (const store::ClientRow& row : household->clienten) {
            if (row.id == who.client) continue;
            for (std::string& word : words_about(town, row.nummer, row.id)) {
                // An account of both is his as well.
                if (std::ranges::find(own, word) == own.end()) of_partner_.push_back(word);
            }
        }
        // Longer ones first: one may be a part of another.
        std::ranges::sort(of_partner_, [](const std::string& a, const std::string& b) {
            return a.size() > b.size();
        });
    }

    void tell(std::string_view section, const store::KnownRow& row) {
        if (rows_.empty() || rows_.back().first != section) rows_.emplace_back(section, Rows{});
        if (row.empty()) return;
        if (row.back().as == store::Known::explanation) {
            tell_explanation(row);
            return;
        }
        Report told;
        for (const store::KnownField& field : row) {
            if (field.as == store::Known::naam) {
                tell_naam(told, field);
            } else {
                told.add(field.name, value_of(field));
            }
        }
        rows_.back().second.push_back(std::move(told));
    }
    void put_into(Report& report) {
        for (auto& [section, rows] : rows_) report.add_rows(section, std::move(rows));
    }

    /// The same rows, without the words that name a partner.
    [[nodiscard]] std::vector<Report> free(const std::vector<Report>& rows) const {
        std::vector<Report> told;
        for (const Report& row : rows) {
            Report& one = told.emplace_back();
            for (const Field& field : row.fields()) {
                const auto* const text = std::get_if<std::string>(&field.value);
                one.add(field.name,
                        text == nullptr ? field.value : Value{without(*text, of_partner_)});
            }
        }
        return told;
    }

private:
    using Rows = std::vector<Report>;

    static void tell_naam(Report& told, const store::KnownField& field) {
        const auto* const text = std::get_if<std::string>(&field.value);
        if (text == nullptr) {
            told.add("naam", destroyed).add("geboortedatum", "");
            return;
        }
        const auto end = std::min(text->find('\n'), text->size());
        told.add("naam", text->substr(0, end));
        const auto born = values::CivilDate::parse(text->substr(std::min(end + 1, text->size())));
        told.add("geboortedatum", born ? Value{born.value()} : Value{std::string{}});
    }

    /// One row for each sentence.
    void tell_explanation(const store::KnownRow& row) {
        const auto* const text = std::get_if<std::string>(&row.back().value);
        const auto* const fact = std::get_if<std::int64_t>(&row.at(1).value);
        if (text == nullptr || fact == nullptr) return;
        const OnlyFor only{.client = who_.client, .fact = *fact};
        for (const std::string& sentence : told_explanation(town_.db(), *text, only)) {
            Report told;
            told.add(row.front().name, value_of(row.front())).add("zin", sentence);
            rows_.back().second.push_back(std::move(told));
        }
    }

    [[nodiscard]] Value value_of(const store::KnownField& field) const {
        if (const auto* const number = std::get_if<std::int64_t>(&field.value)) {
            return number_of(field.as, *number);
        }
        if (const auto* const text = std::get_if<std::string>(&field.value)) {
            return text_of(field.as, *text);
        }
        return std::string{field.as == store::Known::bsn ? destroyed : ""};
    }

    [[nodiscard]] static Value number_of(store::Known as, std::int64_t number) {
        using K = store::Known;
        switch (as) {
            case K::amount: return values::Euro::from_cents(number);
            case K::day: {
                const auto date = values::CivilDate::from_number(number);
                return date ? Value{date.value()} : Value{std::string{}};
            }
            case K::month: return std::to_string(number / 100) + '-' + two_digits(number % 100);
            case K::flag: return number != 0;
            case K::kind: return std::string{store::kind_text(number)};
            case K::household:
                return wording::label(to_text(static_cast<dossier::HouseholdType>(number)));
            case K::grondslag:
                return wording::ground_words(to_text(static_cast<dossier::GrondslagSoort>(number)));
            case K::machtiging:
                return std::string{to_text(static_cast<dossier::MachtigingToestand>(number))};
            case K::ritme: return wording::label(to_text(static_cast<dossier::Ritme>(number)));
            case K::soort_run:
                return std::string{to_text(static_cast<uitkering::SoortRun>(number))};
            case K::outcome:
                return wording::label(to_text(static_cast<uitkering::Outcome>(number)));
            case K::reason:
                return number == 0
                           ? std::string{}
                           : wording::reason_words(to_text(static_cast<uitkering::Reason>(number)));
            case K::name_check:
                return wording::label(to_text(static_cast<reconcile::NameCheck>(number)));
            case K::number:
            case K::text:
            case K::amounts:
            case K::own:
            case K::free_text:
            case K::naam:
            case K::bsn:
            case K::state:
            case K::rule:
            case K::finding:
            case K::exception:
            case K::decision:
            case K::bank_status:
            case K::bank_reason:
            case K::record:
            case K::explanation: return number;
        }
        return number;
    }
    static std::string two_digits(std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    }

    /// "€ 612,40 vanaf 1 september 2026; …"
    static std::string amounts_of(std::string_view stored) {
        std::string text;
        for (const std::string_view each : base::split_text(stored, ',')) {
            const auto colon = each.find(':');
            const auto from = base::parse_int(each.substr(0, colon));
            const auto cents = base::parse_int(each.substr(colon + 1));
            const auto day = values::CivilDate::from_number(from.value_or(0));
            if (!cents || !day) continue;
            if (!text.empty()) text += "; ";
            text += wording::money(values::Euro::from_cents(*cents)) + " vanaf " +
                    wording::day(day.value());
        }
        return text;
    }

    /// "ACSC, volgens de bank uitgevoerd"
    static std::string status_of(const std::string& code) {
        const std::string_view words = wording::bank_status_words(code);
        return words.empty() ? code : code + ", " + std::string{words};
    }

    [[nodiscard]] Value text_of(store::Known as, const std::string& text) const {
        using K = store::Known;
        if (as == K::bsn) return opened_bsn(town_, nummer_, text);
        if (as == K::free_text) return without(text, of_partner_);
        if (as == K::amounts) return amounts_of(text);
        if (as == K::state) return wording::state_word(text);
        if (as == K::rule) return wording::words_of_rules(text);
        if (as == K::finding) return wording::exception_title("uitkering_" + text);
        if (as == K::exception) return wording::exception_title(text);
        if (as == K::decision) return wording::decision_words(text);
        if (as == K::bank_status) return status_of(text);
        if (as == K::bank_reason) return text.empty() ? text : wording::bank_reason_words(text);
        if (as == K::record) {
            const auto decoded = audit::decode(text);
            return decoded ? wording::fact_words(decoded.value().kind()) : std::string{};
        }
        return text;
    }

    Municipality& town_;
    std::string_view nummer_;
    store::KnownOf who_;
    std::vector<std::string> of_partner_;
    std::vector<std::pair<std::string, Rows>> rows_;
};

void record_inzage(Context& context, const store::KnownOf& who) {
    store::Database& db = context.town.db();
    if (store::has_inzage(db, who.client, context.actor.id, context.now.today)) return;
    store::in_transaction(db, [&] {
        Act act{context, "inzage_given"};
        store::add_inzage(db, who, context.actor.id, context.now.today, act.number());
        act.record().add("client", who.client.number());
        act.seal();
    });
}

}  // namespace

base::Result<Report> give_inzage(Context& context, std::string_view nummer) {
    if (const auto allowed = may(context.actor.roles, "inzage"); !allowed) return allowed.failure();
    store::Database& db = context.town.db();
    const dossier::ClientId client = store::client_id(db, nummer);
    if (client.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    const auto free = check_no_relation(context, store::household_of_client(db, nummer));
    if (!free) return free.failure();
    const store::KnownOf who = store::known_of(db, client);
    record_inzage(context, who);
    Teller teller{context.town, nummer, who};
    store::for_each_known(db, who, [&](std::string_view section, const store::KnownRow& row) {
        teller.tell(section, row);
    });
    Report report;
    report.add("client", nummer)
        .add("dag", Value{context.now.today})
        .add("gegeven_door", context.actor.name)
        .add("waarvoor", wording::phrase("inzage_purpose"))
        .add("herkomst", wording::phrase("inzage_source"))
        .add("rechten", wording::phrase("inzage_rights"))
        .add("let_op", wording::phrase("inzage_free_text"));
    teller.put_into(report);
    report.add_rows("bewaartermijn", retention_of(context.town, client));
    report.add_rows("tekst_van_notities",
                    teller.free(all_notes(context.town, nummer, Compartment::ordinary)));
    // Only one who may read about health gives it: the client gets it from nobody else.
    std::vector<Report> health;
    const auto& roles = context.actor.roles;
    if (may_read(roles, "note health list")) {
        health = teller.free(all_notes(context.town, nummer, Compartment::health));
    } else {
        report.add("gezondheid", wording::phrase("inzage_without_health"));
    }
    report.add_rows("tekst_van_notities_over_gezondheid", std::move(health));
    return report;
}

}  // namespace ontzorgd::service
