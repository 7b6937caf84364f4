// SPDX-License-Identifier: EUPL-1.2
#include "dossier_rows.h"
#include "ontzorgd/store/dossier.h"
#include "statement.h"

#include <utility>

namespace ontzorgd::store {

namespace {

/// A query ordered by its first column, the household; gives the rows of one household after the
/// other.
class Cursor {
public:
    Cursor(Database& db, dossier::HouseholdId first, std::string_view sql) : rows_{db, sql} {
        rows_.bind(first);
        advance();
    }

    /// Calls `take(row)` for every row of the household, skipping those of earlier ones.
    template <class Take>
    void rows_of(dossier::HouseholdId household, Take take) {
        while (more_ && at_ < household.number()) advance();
        while (more_ && at_ == household.number()) {
            take(std::as_const(rows_));
            advance();
        }
    }

private:
    void advance() {
        more_ = rows_.next();
        if (more_) at_ = rows_.integer(0);
    }

    Statement rows_;
    bool more_ = false;
    std::int64_t at_ = 0;
};

}  // namespace

struct HouseholdStream::Inside {
    Inside(Database& db, dossier::HouseholdId first)
        : types{db, first, R"sql(
              SELECT household, type FROM household_version WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          clients{db, first, R"sql(
              SELECT household, id FROM client WHERE household >= ?1 ORDER BY household, position
          )sql"},
          ibans{db, first, R"sql(
              SELECT household, client, id, confirmed_fact IS NOT NULL FROM iban
               WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          grounds{db, first, R"sql(
              SELECT household, client, soort, vanaf, tot_en_met FROM grondslag
               WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          machtigingen{db, first, R"sql(
              SELECT household, client, toestand, datum FROM machtiging
               WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          requests{db, first, R"sql(
              SELECT household, vanaf, tot_en_met, aandeel_eerste FROM joint_request
               WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          contracts{db, first, R"sql(
              SELECT household, contract, soort, drager, op_naam_van, crediteur, bedragen, eerste_bedrag,
                     ritme, vervaldag, vanaf, tot_en_met, betalen_vanaf, incasso, id
                FROM contract_version WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"},
          holds{db, first, R"sql(
              SELECT household, client FROM client_hold WHERE replaced IS NULL AND household >= ?1 ORDER BY household
          )sql"} {}

    [[nodiscard]] std::size_t index_of(std::int64_t client) const {
        for (std::size_t i = 0; i < current.clienten.size(); ++i) {
            if (current.clienten[i].id.number() == client) return i;
        }
        throw DatabaseFault{"a dossier row names a client of another household"};
    }

    Cursor types;
    Cursor clients;
    Cursor ibans;
    Cursor grounds;
    Cursor machtigingen;
    Cursor requests;
    Cursor contracts;
    Cursor holds;
    SplitHousehold current;
};

HouseholdStream::HouseholdStream(Database& db, dossier::HouseholdId first)
    : inside_{std::make_unique<Inside>(db, first)} {}
HouseholdStream::~HouseholdStream() = default;

const SplitHousehold& HouseholdStream::get(dossier::HouseholdId id) {
    Inside& in = *inside_;
    dossier::Household& household = in.current.household;
    in.current.clienten.clear();
    in.current.contract_versions.clear();
    household = dossier::Household{};
    household.id = id;
    in.types.rows_of(id, [&](const Statement& row) {
        household.type = household_type_from_number(row.integer(1));
    });
    in.clients.rows_of(id, [&](const Statement& row) {
        const dossier::ClientId client{row.integer(1)};
        in.current.clienten.push_back({.id = client});
        household.clienten.push_back({.id = client, .grondslagen = {}, .machtigingen = {}});
    });
    in.ibans.rows_of(id, [&](const Statement& row) {
        SplitClient& client = in.current.clienten[in.index_of(row.integer(1))];
        client.iban = row.integer(2);
        client.iban_confirmed = row.flag(3);
    });
    in.grounds.rows_of(id, [&](const Statement& row) {
        household.clienten[in.index_of(row.integer(1))].grondslagen.push_back(
            grondslag_from(row, 2));
    });
    in.machtigingen.rows_of(id, [&](const Statement& row) {
        household.clienten[in.index_of(row.integer(1))].machtigingen.push_back(
            machtiging_from(row, 2));
    });
    in.requests.rows_of(id, [&](const Statement& row) {
        household.gezamenlijke_verzoeken.push_back(joint_request_from(row, 1));
    });
    in.contracts.rows_of(id, [&](const Statement& row) {
        household.contracten.push_back(vaste_last_from(row, 1));
        in.current.contract_versions.push_back(row.integer(14));
    });
    in.holds.rows_of(id, [&](const Statement& row) {
        in.current.clienten[in.index_of(row.integer(1))].on_hold = true;
    });
    for (dossier::Client& client : household.clienten) {
        std::ranges::stable_sort(client.machtigingen, {}, &dossier::Machtiging::datum);
    }
    return in.current;
}

}  // namespace ontzorgd::store
