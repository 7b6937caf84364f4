// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/relation.h"

#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/user_relation.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <variant>

namespace ontzorgd::service {

namespace {

constexpr std::array prints_of_clients{
    "audit sample",         "export conservation", "dossier export", "export attempts",
    "export entries",       "export held",         "export review",  "export short",
    "export specification", "export split"};

Report report_of(std::string_view user, std::string_view client, bool related) {
    Report report;
    report.add("gebruiker", user).add("client", client).add("relatie", Value{related});
    return report;
}

base::Failure is_a_relation() {
    return base::refuse("client_is_a_relation");
}

bool is_part_of_a_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// As a word of its own, for a number may stand in a sentence.
bool names(std::string_view text, std::string_view number) {
    for (std::size_t at = text.find(number); at != std::string_view::npos;
         at = text.find(number, at + 1)) {
        const std::size_t end = at + number.size();
        const bool begins = at == 0 || !is_part_of_a_word(text[at - 1]);
        const bool ends = end == text.size() || !is_part_of_a_word(text[end]);
        if (begins && ends) return true;
    }
    return false;
}

bool names_one(std::string_view text, const std::vector<std::string>& numbers) {
    return std::ranges::any_of(numbers,
                               [&](const std::string& number) { return names(text, number); });
}

/// Anywhere in it.
bool is_about(const Report& report, const std::vector<std::string>& numbers) {
    return std::ranges::any_of(report.fields(), [&](const Field& field) {
        if (const auto* text = std::get_if<std::string>(&field.value))
            return names_one(*text, numbers);
        if (const auto* nested = std::get_if<std::shared_ptr<Report>>(&field.value))
            return is_about(**nested, numbers);
        const auto* rows = std::get_if<std::vector<Report>>(&field.value);
        return rows != nullptr && std::ranges::any_of(*rows, [&](const Report& row) {
                   return is_about(row, numbers);
               });
    });
}

}  // namespace

base::Result<Report> relate_user(Context& context, std::string_view name, std::string_view nummer,
                                 bool end) {
    if (const auto allowed = may(context.actor.roles, "user relation"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto user = store::find_user(db, name);
    if (!user) return base::refuse("user_is_unknown", {{"user", std::string{name}}});
    const dossier::ClientId client = store::client_id(db, nummer);
    if (client.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    const std::int64_t known = store::relation_of(db, user->id, client);
    if ((known != 0) == !end) return report_of(name, nummer, !end);  // it is so already
    return store::in_transaction(db, [&] {
        Act act{context, end ? "relation_ended" : "relation_recorded"};
        if (end) store::end_relation(db, known, act.number());
        const std::int64_t relation =
            end ? known : store::add_relation(db, user->id, client, act.number());
        act.record()
            .add("relation", relation)
            .add("user", user->id.number())
            .add("client", client.number());
        act.seal();
        return report_of(name, nummer, !end);
    });
}

base::Result<Report> list_relations(Municipality& town) {
    std::vector<Report> rows;
    store::for_each_relation(town.db(), [&](const store::UserRelation& relation) {
        Report row;
        row.add("gebruiker", relation.user)
            .add("client", relation.client)
            .add("sinds", Value{store::day_of_fact(town.db(), relation.fact)});
        rows.push_back(std::move(row));
    });
    Report report;
    report.add_rows("relaties", std::move(rows));
    return report;
}

base::Result<base::Done> check_no_relation(Municipality& town, store::UserId user,
                                           dossier::HouseholdId household) {
    if (store::has_relation(town.db(), user, household)) return is_a_relation();
    return base::Done{};
}

base::Result<base::Done> check_no_relation(const Context& context, dossier::HouseholdId household) {
    return check_no_relation(context.town, context.actor.id, household);
}

base::Result<base::Done> check_no_relation_in_payment(Municipality& town, store::UserId user,
                                                      std::int64_t instruction) {
    if (store::has_relation_in_payment(town.db(), user, instruction)) return is_a_relation();
    return base::Done{};
}

base::Result<base::Done> check_no_relation_in_payment(const Context& context,
                                                      std::int64_t instruction) {
    return check_no_relation_in_payment(context.town, context.actor.id, instruction);
}

base::Result<base::Done> check_no_relation_in_file(const Context& context, std::int64_t file) {
    if (store::has_relation_in_file(context.town.db(), context.actor.id, file))
        return is_a_relation();
    return base::Done{};
}

base::Result<base::Done> check_no_relation_in_batch(const Context& context, std::int64_t batch) {
    if (store::has_relation_in_batch(context.town.db(), context.actor.id, batch))
        return base::refuse("batch_pays_a_relation", {{"batch", std::to_string(batch)}});
    return base::Done{};
}

SeenReport rows_without_relations(const Report& report, const std::vector<std::string>& numbers) {
    SeenReport seen;
    for (const Field& field : report.fields()) {
        const auto* rows = std::get_if<std::vector<Report>>(&field.value);
        if (rows == nullptr) {
            seen.report.add(field.name, field.value);
            continue;
        }
        std::vector<Report> others;
        for (const Report& row : *rows) {
            if (is_about(row, numbers)) {
                ++seen.left_out;
            } else {
                others.push_back(row);
            }
        }
        seen.report.add_rows(field.name, std::move(others));
    }
    if (report.finding()) seen.report.set_finding(*report.finding());
    return seen;
}

base::Result<SeenReport> without_relations(const Report& report,
                                           const std::vector<std::string>& numbers) {
    for (const Field& field : report.fields()) {
        if (std::holds_alternative<std::vector<Report>>(field.value)) continue;
        Report one;
        one.add(field.name, field.value);
        if (is_about(one, numbers)) return is_a_relation();
    }
    return rows_without_relations(report, numbers);
}

bool prints_clients(std::string_view command) {
    return std::ranges::find(prints_of_clients, command) != prints_of_clients.end();
}

}  // namespace ontzorgd::service
