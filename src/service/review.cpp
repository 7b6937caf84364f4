// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/review.h"

#include "batch_files.h"
#include "csv_out.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/doubles.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/review.h"
#include "run_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace ontzorgd::service {

namespace {

/// Rows of one list that a report holds; the export gives all of them.
constexpr std::size_t most_rows = 1000;

constexpr std::array list_names{"nieuw",
                                "vervallen",
                                "bedrag",
                                "leefgeld",
                                "rekeningnummer",
                                "rekeningnummer_heen_en_terug",
                                "kenmerk_eerste_keer",
                                "crediteur_gewijzigd",
                                "mogelijk_dubbel",
                                "opnieuw_gericht",
                                "te_kort",
                                "aangehouden",
                                "zonder_grondslag",
                                "grondslag_eindigt",
                                "schrijfwijze_aangepast"};
enum class List : std::uint8_t {
    nieuw,
    vervallen,
    bedrag,
    leefgeld,
    rekeningnummer,
    heen_en_terug,
    kenmerk,
    crediteur,
    dubbel,
    opnieuw_gericht,
    te_kort,
    aangehouden,
    zonder_grondslag,
    grondslag_eindigt,
    schrijfwijze_aangepast,
};

/// One line of a list.
struct Line {
    std::string wie;     ///< contract, client or creditor by its number
    std::string client;  ///< client number; empty for a creditor
    std::string soort;
    values::Euro was;
    values::Euro wordt;
    std::int64_t aantal = 1;
    std::string reden = {};
};

/// Takes the lines of all lists: into the report as far as they fit, and to the export.
class Lists {
public:
    Lists(store::Database& db, const TextOut& out) : db_{db}, csv_{out, ';'} {
        csv_.row("list", "who", "client", "kind", "count", "was_cents", "becomes_cents", "reason");
    }

    void add(List list, const Line& line) {
        const auto index = static_cast<std::size_t>(list);
        csv_.row(list_names.at(index), line.wie, line.client, line.soort, line.aantal, line.was,
                 line.wordt, line.reden);
        ++counts_.at(index);
        totals_.at(index) += line.wordt - line.was;
        if (rows_.at(index).size() >= most_rows) return;
        Report row;
        row.add("wie", line.wie).add("client", line.client).add("soort", line.soort);
        if (line.aantal != 1) row.add("aantal_betalingen", Value{line.aantal});
        row.add("was", Value{line.was}).add("wordt", Value{line.wordt});
        if (!line.reden.empty()) row.add("reden", line.reden);
        rows_.at(index).push_back(std::move(row));
    }

    void put(Report& report) {
        std::vector<Report> summary;
        for (std::size_t i = 0; i < list_names.size(); ++i) {
            Report row;
            row.add("lijst", list_names.at(i))
                .add("aantal", Value{counts_.at(i)})
                .add("verschil", Value{totals_.at(i)});
            summary.push_back(std::move(row));
        }
        report.add_rows("lijsten", std::move(summary));
        for (std::size_t i = 0; i < list_names.size(); ++i) {
            const auto shown = static_cast<std::int64_t>(rows_.at(i).size());
            report.add_rows(list_names.at(i), std::move(rows_.at(i)));
            if (counts_.at(i) > shown) {
                report.add(std::string{list_names.at(i)} + "_niet_getoond",
                           Value{counts_.at(i) - shown});
            }
        }
    }

    [[nodiscard]] Line line_of(const store::PaidItem& item) {
        const std::string client = store::client_nummer(db_, dossier::ClientId{item.client});
        if (item.key.leefgeld) {
            return {.wie = client, .client = client, .soort = "leefgeld", .was = {}, .wordt = {}};
        }
        const dossier::ContractId contract{item.key.key};
        return {.wie = store::contract_nummer(db_, contract),
                .client = client,
                .soort = kind_of(contract),
                .was = {},
                .wordt = {}};
    }

private:
    std::string kind_of(dossier::ContractId contract) {
        return std::string{store::kind_text(store::kind_of_contract(db_, contract))};
    }

    store::Database& db_;
    CsvOut csv_;
    std::array<std::int64_t, list_names.size()> counts_{};
    std::array<values::Euro, list_names.size()> totals_{};
    std::array<std::vector<Report>, list_names.size()> rows_;
};

/// Puts the payments of two months side by side, by contract and by client.
class Comparison {
public:
    Comparison(store::Database& db, Lists& lists, store::RunId run)
        : db_{db}, lists_{lists}, run_{run} {}

    void run(store::PaidStream before, store::PaidStream now) {
        auto old = before.next();
        auto fresh = now.next();
        while (old || fresh) {
            if (!fresh || (old && old->key < fresh->key)) {
                gone(*old);
                old = before.next();
            } else if (!old || fresh->key < old->key) {
                appeared(*fresh);
                fresh = now.next();
            } else {
                compare(*old, *fresh);
                old = before.next();
                fresh = now.next();
            }
        }
    }

    /// A payment that goes to another account than it was split with, whatever the month before.
    void note_aim(const store::AimChange& aim) {
        if (!aim.other_iban) return;
        const store::InstructionRow& instruction = aim.instruction;
        const std::int64_t creditor = instruction.creditor.number();
        const std::int64_t client = creditor == 0 ? instruction.client.number() : 0;
        const bool is_listed = std::ranges::any_of(ibans_, [&](const auto& each) {
            const auto& [known_creditor, known_client, before, now] = each.first;
            return known_creditor == creditor && known_client == client &&
                   now == instruction.iban && !each.second.is_aim;
        });
        if (is_listed) return;
        const auto [place, is_new] =
            ibans_.try_emplace(Payee{creditor, client, 0, instruction.iban});
        place->second.is_aim = true;
        ++place->second.count;
        place->second.cents += instruction.cents;
    }

    void list_iban_changes() {
        for (const auto& [payee, change] : ibans_) list_iban_change(payee, change);
    }

private:
    /// A bill of a quarter or a year is not there in most months.
    static bool is_now_and_then(const store::PaidItem& item) {
        const auto ritme = static_cast<dossier::Ritme>(item.ritme);
        return !item.key.leefgeld &&
               (ritme == dossier::Ritme::kwartaal || ritme == dossier::Ritme::jaar);
    }

    void gone(const store::PaidItem& old) {
        if (is_now_and_then(old) && !old.contract_ended) return;
        Line line = lists_.line_of(old);
        line.was = old.total;
        lists_.add(List::vervallen, line);
    }

    void appeared(const store::PaidItem& fresh) {
        if (is_now_and_then(fresh)) {
            const auto earlier =
                store::last_paid_before(db_, dossier::ContractId{fresh.key.key}, run_);
            if (earlier) {
                compare(*earlier, fresh);
                return;
            }
        }
        Line line = lists_.line_of(fresh);
        line.wordt = fresh.total;
        lists_.add(List::nieuw, line);
    }

    void compare(const store::PaidItem& old, const store::PaidItem& fresh) {
        const bool leefgeld = fresh.key.leefgeld;
        // Two bills of four weeks in one month are no other amount; leefgeld is what the month adds
        // up to.
        const values::Euro was = leefgeld ? old.total : old.bill;
        const values::Euro wordt = leefgeld ? fresh.total : fresh.bill;
        if (was != wordt) {
            Line line = lists_.line_of(fresh);
            line.was = was;
            line.wordt = wordt;
            lists_.add(leefgeld ? List::leefgeld : List::bedrag, line);
        }
        if (!leefgeld && !store::same_personal(db_, old.kenmerk, fresh.kenmerk)) {
            Line line = lists_.line_of(fresh);
            line.wordt = fresh.total;
            lists_.add(List::kenmerk, line);
        }
        if (old.creditor != fresh.creditor) {
            list_other_creditor(old, fresh);  // another account comes with another creditor
        } else if (old.iban != fresh.iban) {
            note_iban(old, fresh);
        }
    }

    void list_other_creditor(const store::PaidItem& old, const store::PaidItem& fresh) {
        const auto nummer = [&](std::int64_t creditor) {
            const auto known = store::creditor_by_id(db_, dossier::CreditorId{creditor});
            return known ? known->nummer : std::string{};
        };
        Line line = lists_.line_of(fresh);
        line.was = old.total;
        line.wordt = fresh.total;
        line.reden = "van " + nummer(old.creditor) + " naar " + nummer(fresh.creditor);
        lists_.add(List::crediteur, line);
    }

    struct IbanChange {
        bool is_back = false;
        bool is_aim = false;  ///< seen by how the payment was aimed, not by the month before
        std::int64_t count = 0;
        values::Euro cents;
    };
    /// Creditor, client (0 for a creditor), row before, row now.
    using Payee = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

    void note_iban(const store::PaidItem& old, const store::PaidItem& fresh) {
        const Payee payee{fresh.creditor, fresh.creditor == 0 ? fresh.client : 0, old.iban,
                          fresh.iban};
        const auto [place, is_new] = ibans_.try_emplace(payee);
        if (is_new) place->second.is_back = old.iban_index == fresh.iban_index;
        ++place->second.count;
        place->second.cents += fresh.total;
    }

    void list_iban_change(const Payee& payee, const IbanChange& change) {
        const auto& [creditor, client, before, now] = payee;
        // The same number recorded anew answers a return; it is only listed when another stood in
        // between.
        if (change.is_back && !store::had_other_iban_between(db_, before, now)) return;
        Line line{.wie = {},
                  .client = {},
                  .soort = "leefgeld",
                  .was = {},
                  .wordt = change.cents,
                  .aantal = change.count};
        if (creditor != 0) {
            const auto known = store::creditor_by_id(db_, dossier::CreditorId{creditor});
            line.wie = known ? known->nummer : "";
            line.soort = "crediteur";
        } else {
            line.wie = line.client = store::client_nummer(db_, dossier::ClientId{client});
        }
        lists_.add(change.is_back ? List::heen_en_terug : List::rekeningnummer, line);
    }

    store::Database& db_;
    Lists& lists_;
    store::RunId run_;
    std::map<Payee, IbanChange> ibans_;
};

/// Payments of the batch that were aimed anew, with where and when they went before.
void add_aimed(store::Database& db, std::int64_t batch, Lists& lists, Comparison& comparison) {
    store::for_each_aimed_in_batch(db, batch, [&](const store::AimChange& aim) {
        comparison.note_aim(aim);
        const store::InstructionRow& instruction = aim.instruction;
        const std::string client = store::client_nummer(db, instruction.client);
        const bool leefgeld = instruction.creditor.is_none();
        std::string changes = "uitvoerdatum " + aim.was_execution_date.to_string() + " wordt " +
                              instruction.execution_date.to_string();
        if (aim.other_iban) changes += ", rekening " + aim.was_iban + " wordt " + aim.iban;
        lists.add(List::opnieuw_gericht,
                  {.wie = leefgeld ? client : store::contract_nummer(db, instruction.contract),
                   .client = client,
                   .soort = std::string{store::kind_text(instruction.kind)},
                   .was = instruction.cents,
                   .wordt = instruction.cents,
                   .reden = changes});
    });
}

/// Payments for a contract that may be the same obligation as another contract.
void add_doubles(store::Database& db, std::int64_t batch, Lists& lists) {
    store::for_each_double_in_batch(db, batch, [&](const store::DoublePaid& paid) {
        lists.add(List::dubbel,
                  {.wie = store::contract_nummer(db, paid.contract),
                   .client = store::client_of_household(db, paid.household),
                   .soort = std::string{store::kind_text(paid.kind)},
                   .was = {},
                   .wordt = paid.cents,
                   .reden = "ook contract " + store::contract_nummer(db, paid.other)});
    });
}

void add_unpaid(store::Database& db, store::RunId run, Lists& lists) {
    const auto line_of = [&](const store::SplitLineRow& row) {
        return Line{.wie = store::contract_nummer(db, row.contract),
                    .client = store::client_of_household(db, row.household),
                    .soort = std::string{store::kind_text(row.kind)},
                    .was = row.wanted,
                    .wordt = row.to_pay,
                    .reden = std::string{uitkering::to_text(row.reason)}};
    };
    store::for_each_shortage(db, run, [&](const store::SplitLineRow& row) {
        const bool orphan = row.reason == uitkering::Reason::geen_grondslag;
        lists.add(orphan ? List::zonder_grondslag : List::te_kort, line_of(row));
    });
    store::for_each_held(db, run, [&](const store::RunRecordRow& record) {
        const std::string client{client_of_leaf(record.leaf)};
        lists.add(List::aangehouden, {.wie = "record " + std::to_string(record.number),
                                      .client = client,
                                      .soort = "uitkering",
                                      .was = record.net,
                                      .wordt = {},
                                      .reden = record.finding});
    });
    store::for_each_paid_beyond_ground(db, run, [&](const store::SplitLineRow& row) {
        Line line = line_of(row);
        line.reden = "tot " + row.period_until->to_string();
        lists.add(List::grondslag_eindigt, line);
    });
}

/// Names that the bank gets in other letters: a check of names compares what is sent.
void add_respellings(store::Database& db, const store::StoredBatch& batch, Lists& lists) {
    struct Sum {
        std::string change;
        std::int64_t count = 0;
        values::Euro cents;
    };
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, Sum> sums;
    for (const store::StoredFile& file : store::files_of(db, batch.id, batch.version)) {
        for_each_respelling(db, file.id, [&](const Respelling& each) {
            Sum& sum = sums[{each.named.creditor, each.named.client, std::string{each.named.name}}];
            sum.change = std::string{each.named.name} + " wordt " + std::string{each.sent};
            sum.count += each.named.count;
            sum.cents += each.named.cents;
        });
    }
    for (const auto& [who, sum] : sums) {
        const auto& [creditor, client, name] = who;
        const bool is_client = client != 0;
        const auto known =
            is_client ? std::nullopt : store::creditor_by_id(db, dossier::CreditorId{creditor});
        const std::string nummer = is_client ? store::client_nummer(db, dossier::ClientId{client})
                                             : (known ? known->nummer : "");
        lists.add(List::schrijfwijze_aangepast, {.wie = nummer,
                                                 .client = is_client ? nummer : "",
                                                 .soort = is_client ? "client" : "crediteur",
                                                 .was = sum.cents,
                                                 .wordt = sum.cents,
                                                 .aantal = sum.count,
                                                 .reden = sum.change});
    }
}

std::vector<Report> totals_of(store::Database& db, std::int64_t batch) {
    std::vector<Report> rows;
    for (const store::PayeeTotal& total : store::totals_of_batch(db, batch)) {
        const auto creditor =
            total.creditor.is_none() ? std::nullopt : store::creditor_by_id(db, total.creditor);
        Report row;
        row.add("crediteur", creditor ? creditor->nummer : "")
            .add("naam", creditor ? creditor->naam : "clienten")
            .add("soort", store::kind_text(total.kind))
            .add("betalingen", Value{total.count})
            .add("bedrag", Value{total.cents});
        rows.push_back(std::move(row));
    }
    return rows;
}

/// What leaves each account on each day, and what is left of the last known balance after it.
std::vector<Report> cash_of(store::Database& db, const store::StoredBatch& batch) {
    std::map<std::pair<std::int64_t, std::int32_t>, values::Euro> needed;
    for (const store::StoredFile& file : store::files_of(db, batch.id, batch.version)) {
        needed[{file.account, file.execution_date.to_number()}] += file.cents;
    }
    std::vector<Report> rows;
    std::int64_t account = 0;
    values::Euro left;
    for (const auto& [key, cents] : needed) {
        const store::LastBalance balance = store::last_balance(db, key.first);
        if (key.first != account) left = balance.cents;
        account = key.first;
        left -= cents;
        Report row;
        row.add("rekening", store::own_account_by_id(db, account)->name)
            .add("uitvoerdatum", Value{values::CivilDate::from_number(key.second).value()})
            .add("nodig", Value{cents})
            .add("saldo", Value{balance.cents})
            .add("saldo_op", Value{balance.date})
            .add("blijft", Value{left})
            .add("genoeg", Value{!left.is_negative()});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

base::Result<Report> review_batch(Municipality& town, std::int64_t id, const TextOut& out) {
    store::Database& db = town.db();
    const auto batch = store::batch_by_id(db, id);
    if (!batch) return base::refuse("batch_is_unknown", {{"batch", std::to_string(id)}});
    const auto run = store::run_by_id(db, batch->run);
    const auto before = store::run_before(db, *run);
    Report report;
    report.add("batch", Value{id})
        .add("versie", Value{batch->version})
        .add("run", run->head.run_id)
        .add("vergeleken_met", before ? before->head.run_id : "geen eerdere run")
        .add("betalingen", Value{batch->count})
        .add("bedrag", Value{batch->cents});
    Lists lists{db, out};
    Comparison comparison{db, lists, run->id};
    if (before) {
        const values::CivilDate day = run->pay_date.value_or(run->head.periode.last());
        comparison.run(store::PaidStream::of_run(db, before->id, day),
                       store::PaidStream::of_batch(db, id, day));
    }
    add_aimed(db, id, lists, comparison);
    comparison.list_iban_changes();
    add_doubles(db, id, lists);
    add_unpaid(db, run->id, lists);
    add_respellings(db, *batch, lists);
    report.add_rows("kasbehoefte", cash_of(db, *batch));
    report.add_rows("totalen", totals_of(db, id));
    lists.put(report);
    return report;
}

}  // namespace ontzorgd::service
