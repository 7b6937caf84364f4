// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/run.h"

#include <optional>
#include <string>

namespace ontzorgd::service {

namespace {

constexpr std::string_view header =
    "run_id,client,payee,kind,contract,period_from,period_until,due,wanted_cents,to_pay_cents,"
    "outcome,rule,"
    "instruction_id\n";
/// Rows are handed on in blocks of about this size.
constexpr std::size_t block_size = 60'000;

std::string text_of(const std::optional<values::CivilDate>& date) {
    return date ? date->to_string() : std::string{};
}

/// Writes the lines of a run. Numbers of clients and creditors are the dossier's: they hold no
/// comma or quote.
class SplitCsv {
public:
    SplitCsv(store::Database& db, const TextOut& out) : db_{db}, numbers_{db}, out_{out} {
        block_ += header;
    }

    void run(const store::StoredRun& run) {
        store::for_each_split_line(db_, run.id, [&](const store::SplitLineRow& line) {
            add(run.head.run_id, line);
            if (block_.size() >= block_size) flush();
        });
    }
    void flush() {
        out_(block_);
        block_.clear();
    }
    [[nodiscard]] std::int64_t count() const { return count_; }

private:
    void add(const std::string& run_id, const store::SplitLineRow& line) {
        const bool leefgeld = line.kind == store::leefgeld_kind;
        const store::LineNumbers& numbers = numbers_.of(line);
        const bool paid_whole = line.reason == uitkering::Reason::none;
        block_ += run_id + ',' + numbers.client + ',' + numbers.payee + ',' +
                  std::string{store::kind_text(line.kind)} + ',' + numbers.contract + ',' +
                  text_of(line.period_from) + ',' + text_of(line.period_until) + ',' +
                  text_of(line.due) + ',' + std::to_string(line.wanted.cents()) + ',' +
                  std::to_string(line.to_pay.cents()) + ',' +
                  std::string{uitkering::to_text(line.outcome)} + ',';
        block_ += leefgeld ? "leefgeld" : paid_whole ? "past" : uitkering::to_text(line.reason);
        block_ += ',';
        if (line.instruction != 0) block_ += std::to_string(line.instruction);
        block_ += '\n';
        ++count_;
    }

    store::Database& db_;
    store::LineNumberLookup numbers_;
    const TextOut& out_;
    std::string block_;
    std::int64_t count_ = 0;
};

}  // namespace

base::Result<Report> export_split(Municipality& town, std::string_view run_id, const TextOut& out) {
    store::Database& db = town.db();
    SplitCsv csv{db, out};
    if (run_id.empty()) {
        for (const store::StoredRun& run : store::all_runs(db)) csv.run(run);
    } else {
        const auto run = store::find_run(db, run_id);
        if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
        csv.run(*run);
    }
    csv.flush();
    Report report;
    report.add("regels", Value{csv.count()});
    return report;
}

}  // namespace ontzorgd::service
