// SPDX-License-Identifier: EUPL-1.2
#include "rule_trial.h"

#include "bank_line.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/store/line_decision.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ontzorgd::service {

namespace {

constexpr int months_of_looking_back = 13;

using Lines = std::vector<store::UnexplainedLine>;

/// The lines of one archived file, by the place of their statement in it.
using LinesOfFile = std::map<std::int64_t, Lines>;

/// Keeps of the lines of a file those that the rules place.
class TrialSink final : public messages::StatementSink {
public:
    TrialSink(Municipality& town, const LineRules& rules, const LinesOfFile& lines)
        : town_{town}, rules_{rules}, lines_{lines}, payments_{town.db()}, writer_{town.db()} {}

    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        maker_.reset();
        const auto found = lines_.find(head.ordinal);
        if (found == lines_.end()) return base::Done{};
        wanted_ = &found->second;
        const store::UnexplainedLine& first = wanted_->front();
        account_ = *store::own_account_by_id(town_.db(), first.account);
        maker_.emplace(town_, account_, first.key.statement, payments_, writer_, rules_);
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        if (!maker_) return base::Done{};
        const auto line = std::ranges::find(*wanted_, entry.index,
                                            [](const auto& each) { return each.key.entry; });
        if (line == wanted_->end()) return base::Done{};
        const auto look = maker_->look_at(entry);
        if (look && look->place == reconcile::Place::known_other &&
            store::number_of_rule(look->rule)) {
            placed_.push_back(*line);
        }
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(
        const reconcile::StatementTotals& /*totals*/) override {
        return base::Done{};
    }
    [[nodiscard]] const Lines& placed() const { return placed_; }

private:
    Municipality& town_;
    const LineRules& rules_;
    const LinesOfFile& lines_;
    store::PaymentLookup payments_;
    store::LineWriter writer_;
    store::OwnAccount account_;
    std::optional<LineMaker> maker_;
    const Lines* wanted_ = nullptr;
    Lines placed_;
};

/// The files that have lines of which the stored part fits.
std::map<base::Digest, LinesOfFile> lines_by_file(Context& context,
                                                  const reconcile::LineRule& rule) {
    store::Database& db = context.town.db();
    std::map<base::Digest, LinesOfFile> files;
    std::map<std::int64_t, std::optional<store::StatementBytes>> bytes;
    const auto from = context.now.today.plus_months_clamped(-months_of_looking_back);
    store::for_each_unexplained_line(
        db, rule.account, rule.credit, from, [&](const store::UnexplainedLine& line) {
            const bool amount_fits = (!rule.from || *rule.from <= line.cents) &&
                                     (!rule.up_to || line.cents <= *rule.up_to);
            if (!amount_fits) return;
            const auto [known, is_new] = bytes.try_emplace(line.key.statement);
            if (is_new) known->second = store::bytes_of_statement(db, line.key.statement);
            const auto& where = known->second;
            if (where) files[where->file_sha256][where->ordinal].push_back(line);
        });
    return files;
}

}  // namespace

Lines try_rule(Context& context, reconcile::LineRule rule) {
    const auto files = lines_by_file(context, rule);
    rule.first_day = values::CivilDate{};
    const LineRules rules{std::vector{std::move(rule)}};
    Lines placed;
    std::int64_t done = 0;
    for (const auto& [sha256, lines] : files) {
        context.progress("bankbestanden teruggelezen", ++done);
        const auto path = context.town.archived(base::to_hex(sha256));
        if (path.empty()) continue;
        const auto source = messages::open_file(path.string());
        if (!source) continue;
        TrialSink sink{context.town, rules, lines};
        // It was read whole when it came in; if it is damaged since, `audit verify` says so.
        if (!messages::read_statements(source.value(), sink, path.string())) continue;
        placed.insert(placed.end(), sink.placed().begin(), sink.placed().end());
    }
    std::ranges::sort(placed, {}, [](const store::UnexplainedLine& line) {
        return std::tuple{line.booking_date, line.key.statement, line.key.entry};
    });
    return placed;
}

}  // namespace ontzorgd::service
