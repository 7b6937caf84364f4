// SPDX-License-Identifier: EUPL-1.2
#include "booked_file.h"
#include "csv_out.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/listed.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/run.h"
#include "payment_reference.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// The first seven bytes of a digest as a number: enough for any population, and never negative.
std::int64_t number_of(const base::Digest& digest) {
    constexpr std::size_t bytes = 7;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < bytes; ++i) number = number * 256 + std::int64_t{digest.at(i)};
    return number;
}

/// Places from 0, ascending.
std::set<std::int64_t> draw(std::int64_t size, const std::string& seed, std::int64_t population) {
    std::set<std::int64_t> places;
    const std::int64_t wanted = std::min(size, population);
    if (wanted == population) {
        for (std::int64_t place = 0; place < population; ++place) places.insert(place);
        return places;
    }
    for (std::int64_t i = 0; std::cmp_less(places.size(), wanted); ++i) {
        places.insert(number_of(crypto::sha256(seed + '|' + std::to_string(i))) % population);
    }
    return places;
}

std::string joined(std::string text, std::string_view more) {
    if (!text.empty()) text += " | ";
    text += more;
    return text;
}

using Story = std::vector<std::pair<std::string_view, std::string>>;

class Teller {
public:
    explicit Teller(Municipality& town) : db_{town.db()}, references_{town} {}

    Story tell(const store::PaymentStory& payment) {
        const auto household =
            store::household_by_id(db_, dossier::HouseholdId{payment.household_id});
        return {{"end_to_end_id",
                 std::string{references_.of(payment.instruction, payment.attempt).view()}},
                {"instruction", std::to_string(payment.instruction)},
                {"attempt", std::to_string(payment.attempt)},
                {"amount_cents", std::to_string(payment.cents.cents())},
                {"kind", std::string{store::kind_text(payment.kind)}},
                {"run_id", std::string{payment.run_id}},
                {"month", payment.month.to_string()},
                {"household", std::string{payment.household}},
                {"client", std::string{payment.client}},
                {"creditor", std::string{payment.creditor}},
                {"contract", std::string{payment.contract}},
                {"beschikking",
                 household ? grounds_of(*household, payment.execution_date) : "vernietigd"},
                {"machtiging", household ? machtigingen_of(*household) : "vernietigd"},
                {"run_record", std::string{payment.record_leaf}},
                {"split_fact", std::to_string(payment.split_fact)},
                {"explanation", on_one_line(payment.explanation)},
                {"file", std::string{payment.file}},
                {"file_sha256", std::string{payment.file_sha256}},
                {"file_state", std::string{payment.file_state}},
                {"execution_date", payment.execution_date.to_string()},
                {"signatures", signatures_of(payment)},
                {"bank_lines", bank_lines_of(payment)},
                {"settled_on", payment.settled_on ? payment.settled_on->to_string() : ""}};
    }

private:
    static std::string grounds_of(const store::HouseholdRow& household, values::CivilDate day) {
        std::string text;
        for (const store::ClientRow& client : household.clienten) {
            for (const store::GrondslagRow& row : client.grondslagen) {
                const dossier::Grondslag& ground = row.grondslag;
                if (day < ground.vanaf || (ground.tot_en_met && *ground.tot_en_met < day)) continue;
                text = joined(text, client.nummer + ' ' +
                                        std::string{dossier::to_text(ground.soort)} + ' ' +
                                        row.beschikking + ' ' + row.beschikking_datum.to_string());
            }
        }
        return text;
    }
    static std::string machtigingen_of(const store::HouseholdRow& household) {
        std::string text;
        for (const store::ClientRow& client : household.clienten) {
            for (const dossier::Machtiging& each : client.machtigingen) {
                text = joined(text, client.nummer + ' ' +
                                        std::string{dossier::to_text(each.toestand)} + ' ' +
                                        each.datum.to_string());
            }
        }
        return text;
    }
    static std::string on_one_line(std::string_view explanation) {
        std::string text{explanation};
        while (!text.empty() && text.back() == '\n') text.pop_back();
        std::ranges::replace(text, '\n', '/');
        return text;
    }
    std::string signatures_of(const store::PaymentStory& payment) {
        std::string text;
        for (const auto& each : store::signatures_of(db_, payment.batch, payment.version)) {
            text = joined(text,
                          store::user_name(db_, each.user) + " feit " + std::to_string(each.fact));
        }
        return text;
    }
    std::string bank_lines_of(const store::PaymentStory& payment) {
        std::string text;
        const BookedFile booked{db_, payment.file_id};
        store::for_each_matched_line(db_, payment, [&](const store::MatchedLine& line) {
            // Of a part of the file that this payment is not in.
            if (line.is_of_file && !booked.is_of(line.key, {payment.instruction, payment.attempt}))
                return;
            text = joined(
                text, std::string{line.statement_id} + ' ' + std::to_string(line.entry) + '.' +
                          std::to_string(line.detail) + ' ' + line.booking_date.to_string() +
                          (line.credit ? " CRDT " : " DBIT ") + std::to_string(line.cents.cents()));
        });
        return text;
    }

    store::Database& db_;
    References references_;
};

void write_row(CsvOut& csv, const Story& story, bool names) {
    csv.begin_row();
    for (const auto& [name, value] : story) csv.cell(names ? name : std::string_view{value});
    csv.end_row();
}

}  // namespace

base::Result<Report> audit_sample(Municipality& town, std::int64_t size, std::string seed,
                                  values::CivilDate as_of, const TextOut& out) {
    if (const auto fits = check_sample_size(size); !fits) return fits.failure();
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    const std::int64_t fact = store::last_fact_on(db, as_of);
    const std::int64_t population = store::count_of_attempts(db, fact);
    if (seed.empty()) seed = base::to_hex(store::chain_head(db).hash);
    const auto places = draw(size, seed, population);
    auto place = places.begin();
    Teller teller{town};
    CsvOut csv{out};
    std::vector<Report> rows;
    const auto next_place = [&]() -> std::int64_t { return place == places.end() ? -1 : *place++; };
    store::for_each_story(db, fact, next_place, [&](const store::PaymentStory& payment) {
        const Story story = teller.tell(payment);
        if (rows.empty()) write_row(csv, story, true);
        write_row(csv, story, false);
        Report row;
        for (const auto& [name, value] : story) row.add(name, value);
        rows.push_back(std::move(row));
    });
    Report report;
    report.add("populatie", Value{population})
        .add("zaad", seed)
        .add_rows("betalingen", std::move(rows));
    return report;
}

}  // namespace ontzorgd::service
