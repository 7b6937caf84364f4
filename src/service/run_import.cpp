// SPDX-License-Identifier: EUPL-1.2
#include "aim_anew.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/messages/run_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/run.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/store/sweep.h"
#include "ontzorgd/wording/sentence.h"
#include "run_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace ontzorgd::service {

namespace {

/// "1|C0001|134849|0||norm:C:141946,vakantietoeslag_reservering:D:7097": number, client, net,
/// bijzondere bijstand, finding, components.
void write_leaf(std::string& leaf, const messages::RunRecord& record,
                const store::RunRecordRow& row) {
    leaf = std::to_string(record.number);
    leaf += '|';
    leaf += record.client_nummer;
    leaf += '|';
    leaf += std::to_string(row.net.cents());
    leaf += '|';
    leaf += std::to_string(row.bijzondere_bijstand.cents());
    leaf += '|';
    leaf += row.finding;
    leaf += '|';
    bool first = true;
    for (const uitkering::Component& component : record.components) {
        if (!first) leaf += ',';
        first = false;
        leaf += uitkering::to_text(component.soort);
        leaf += component.credit ? ":C:" : ":D:";
        leaf += std::to_string(component.bedrag.cents());
    }
}

/// The leaf with its fifth field replaced.
std::string with_finding(std::string_view leaf, std::string_view finding) {
    std::size_t begin = 0;
    for (int bar = 0; bar < 4; ++bar) begin = leaf.find('|', begin) + 1;
    const std::size_t end = leaf.find('|', begin);
    std::string changed{leaf.substr(0, begin)};
    changed += finding;
    changed += leaf.substr(end);
    return changed;
}

/// A run with this id came in before: the same, or another one.
base::Result<base::Done> is_new(store::Database& db, const std::string& run_id,
                                const base::Digest& sha256) {
    const auto known = store::find_run(db, run_id);
    if (!known) return base::Done{};
    if (known->sha256 == sha256) return base::refuse("run_is_known", {{"run", run_id}});
    return base::refuse("run_id_is_known_with_other_bytes", {{"run", run_id}});
}

/// Writes the records of a run file, a slice of them per transaction. Nobody sees them before the
/// run is there, and nothing of them says which fact that will be.
class ImportSink : public messages::RunSink {
public:
    ImportSink(Context& context, store::RunId run, std::filesystem::path file, std::int64_t slice)
        : context_{context},
          run_{run},
          file_{std::move(file)},
          per_slice_{slice},
          slice_{std::in_place, context.town.db()},
          records_{std::in_place, context.town.db(), run} {}

    base::Result<base::Done> on_head(const uitkering::RunHead& head) override {
        if (head.gemeente != context_.town.gemeente()) {
            return base::refuse("file_is_of_another_gemeente", {{"value", head.gemeente}});
        }
        head_ = head;
        if (!store::find_run(context_.town.db(), head.run_id)) return base::Done{};
        return is_new(context_.town.db(), head.run_id, sha256_of_file(file_));
    }

    base::Result<base::Done> on_record(const messages::RunRecord& record) override {
        row_.number = record.number;
        row_.net = uitkering::net_of(record.components);
        row_.bijzondere_bijstand = std::min(uitkering::bijzondere_bijstand_of(record.components),
                                            std::max(row_.net, values::Euro{}));
        row_.household = store::household_of_client(context_.town.db(), record.client_nummer);
        row_.finding = find();
        write_leaf(row_.leaf, record, row_);
        records_->add(row_);
        leaves_.add(row_.leaf);
        count();
        if (record.number % per_slice_ != 0) return base::Done{};
        slice_->commit();
        context_.progress("runregels", record.number);
        if (const auto others = let_others_act(context_); !others) return others.failure();
        slice_.emplace(context_.town.db());
        return base::Done{};
    }

    /// Ends the last slice. When a household came twice, its first record is held too: which of the
    /// two is right is not ours to say.
    base::Result<base::Done> finish_slices() {
        records_.reset();
        slice_->commit();
        slice_.reset();
        if (twins_.empty()) return base::Done{};
        hold_first_of_twins();
        return add_leaves_again();
    }
    void abandon() {
        records_.reset();
        slice_.reset();
    }
    /// An exception for every record that is held.
    void open_exceptions(std::int64_t fact) const {
        store::ExceptionWriter exceptions{context_.town.db(), fact, context_.now.today};
        const std::string run = std::to_string(run_.number());
        store::for_each_finding(context_.town.db(), run_, [&](const store::RunRecordRow& row) {
            exceptions.open("uitkering_" + row.finding, run + '|' + std::to_string(row.number),
                            row.household, "klantmanager", row.net,
                            "run=" + head_.run_id + "|record=" + std::to_string(row.number));
        });
    }

    [[nodiscard]] const uitkering::RunHead& head() const { return head_; }
    [[nodiscard]] const audit::MerkleRoot& leaves() const { return leaves_; }
    [[nodiscard]] values::Euro to_split() const { return to_split_; }
    [[nodiscard]] values::Euro held_cents() const { return held_cents_; }
    [[nodiscard]] std::int64_t held() const { return held_; }
    [[nodiscard]] std::int64_t below_zero_count() const { return below_zero_; }

private:
    std::string_view find() {
        if (row_.net.is_negative()) return below_zero;
        if (row_.household.is_none()) return client_unknown;
        if (records_->has_household(row_.household)) {
            twins_.push_back(row_.household);
            return client_twice;
        }
        if (head_.soort == uitkering::SoortRun::regulier &&
            store::is_in_another_regulier_run(context_.town.db(), store::every_fact, head_.periode,
                                              row_.household)) {
            return month_in_another_run;
        }
        return finding_on(context_.town.db(), row_.household);
    }

    void count() {
        if (row_.finding.empty()) {
            to_split_ += row_.net;
            return;
        }
        if (row_.net.is_negative()) {
            ++below_zero_;
        } else {
            held_cents_ += row_.net;
        }
        ++held_;
    }

    void hold_first_of_twins() {
        store::Database& db = context_.town.db();
        store::Transaction slice{db};
        for (const dossier::HouseholdId household : twins_) {
            auto first = store::first_record_of(db, run_, household);
            if (!first || !first->finding.empty()) continue;
            first->finding = client_twice;
            first->leaf = with_finding(first->leaf, client_twice);
            store::change_record(db, *first);
            to_split_ -= first->net;
            held_cents_ += first->net;
            ++held_;
        }
        slice.commit();
    }

    base::Result<base::Done> add_leaves_again() {
        leaves_ = audit::MerkleRoot{crypto::sha256};
        const auto add = [&](std::string_view leaf) { leaves_.add(leaf); };
        for (std::int64_t after = 0;;) {
            if (const auto others = let_others_act(context_); !others) return others.failure();
            const std::int64_t last =
                store::for_each_leaf_after(context_.town.db(), run_, after, per_slice_, add);
            if (last == after) return base::Done{};
            after = last;
        }
    }

    Context& context_;
    store::RunId run_;
    std::filesystem::path file_;
    std::int64_t per_slice_;
    std::optional<store::Transaction> slice_;
    std::optional<store::RunRecordWriter> records_;
    uitkering::RunHead head_;
    store::RunRecordRow row_;
    audit::MerkleRoot leaves_{crypto::sha256};
    std::vector<dossier::HouseholdId> twins_;
    values::Euro to_split_;
    values::Euro held_cents_;
    std::int64_t held_ = 0;
    std::int64_t below_zero_ = 0;
};

/// Errors of a file that could be read, but whose contents do not fit together or do not fit here.
bool is_about_the_run(std::string_view code) {
    constexpr std::array codes{"run_count_differs", "run_total_differs",
                               "file_is_of_another_gemeente", "run_id_is_known_with_other_bytes"};
    return std::ranges::find(codes, code) != codes.end();
}

/// What people should know about the run as a whole; it holds nothing.
std::vector<Report> findings_on_run(store::Database& db, const store::StoredRun& run) {
    std::vector<Report> findings;
    if (run.head.soort != uitkering::SoortRun::regulier || run.state == "rejected") return findings;
    for (const store::StoredRun& other : store::all_runs(db)) {
        const bool same_month =
            other.head.soort == run.head.soort && other.head.periode == run.head.periode;
        if (!same_month || other.fact >= run.fact || other.state == "rejected") continue;
        const base::Error finding{
            .code = "month_has_an_earlier_regulier_run",
            .details = {{"month", run.head.periode.to_string()}, {"run", other.head.run_id}}};
        Report row;
        row.add("niveau", "run")
            .add("plaats", run.head.run_id)
            .add("client", "")
            .add("bedrag", Value{other.head.totaal})
            .add("code", finding.code)
            .add("zin", wording::sentence(finding));
        findings.push_back(std::move(row));
    }
    return findings;
}

/// A record that is held, with its place in the file and what can be done about it.
Report finding_row(const store::RunRecordRow& record) {
    const std::string client{client_of_leaf(record.leaf)};
    const base::Error finding{
        .code = "uitkering_" + record.finding,
        .details = {{"client", client}, {"bedrag", wording::money(record.net)}}};
    Report row;
    row.add("niveau", "client")
        .add("plaats", "record " + std::to_string(record.number))
        .add("client", client)
        .add("bedrag", Value{record.net})
        .add("code", record.finding)
        .add("zin", wording::sentence(finding));
    return row;
}

void record_import(Context& context, Act& act, store::RunId id, const ImportSink& sink,
                   const base::Digest& sha256) {
    store::Database& db = context.town.db();
    store::add_run(db, {.id = id,
                        .head = sink.head(),
                        .sha256 = sha256,
                        .held = sink.held(),
                        .held_cents = sink.held_cents(),
                        .imported_by = context.actor.id,
                        .fact = act.number(),
                        .state = "validated",
                        .pay_date = std::nullopt,
                        .next_pay_date = std::nullopt,
                        .regelset = 0,
                        .held_accepted_by = {}});
    sink.open_exceptions(act.number());
    act.record()
        .add("run", id.number())
        .add("sha256", sha256)
        .add("month", sink.head().periode.to_number())
        .add("soort", audit::Word::of(uitkering::to_text(sink.head().soort)))
        .add("total_cents", sink.head().totaal.cents())
        .add("to_split_cents", sink.to_split().cents())
        .add("held", sink.held())
        .add("held_cents", sink.held_cents().cents())
        .add("below_zero", sink.below_zero_count())
        .add("children", sink.leaves().count())
        .add("merkle_root", sink.leaves().root());
    facts::book_run_accepted(act.journal(), sink.to_split(), sink.held_cents());
}

/// Every record in slices, then the fact.
base::Result<base::Done> read_and_record(Context& context, ImportSink& sink, store::RunId id,
                                         const std::filesystem::path& file) {
    store::Database& db = context.town.db();
    crypto::Sha256Stream hash;
    const auto read = messages::read_run_file(file, sink, nullptr,
                                              [&](std::string_view bytes) { hash.update(bytes); });
    if (!read) return read.failure();
    if (auto finished = sink.finish_slices(); !finished) return finished;
    if (const auto others = let_others_act(context); !others) return others.failure();
    const base::Digest sha256 = hash.finish();
    return store::in_transaction(db, [&]() -> base::Result<base::Done> {
        // It may have come in while this one was being read.
        if (auto made = is_new(db, sink.head().run_id, sha256); !made) return made;
        Act act{context, "run_accepted"};
        record_import(context, act, id, sink, sha256);
        store::end_run_import(db, id);
        act.seal();
        return base::Done{};
    });
}

}  // namespace

base::Result<Report> import_run(Context& context, const std::filesystem::path& file) {
    return import_run(context, file, records_per_slice);
}

base::Result<Report> import_run(Context& context, const std::filesystem::path& file,
                                std::int64_t slice) {
    if (const auto allowed = may(context.actor.roles, "run import"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const store::RunId id = store::next_run_id(db);
    store::in_transaction(db, [&] { store::begin_run_import(db, id); });
    ImportSink sink{context, id, file, slice};
    const auto imported = read_and_record(context, sink, id, file);
    if (imported) return show_run(town, sink.head().run_id);
    const base::Error& error = imported.error();
    sink.abandon();
    while (store::sweep_run_import(db, id, slice)) context.between_slices();
    if (error.code == "run_is_known") return show_run(town, sink.head().run_id);
    return base::Failure{error.with("level", is_about_the_run(error.code) ? "run" : "bestand")};
}

base::Result<Report> accept_held(Context& context, std::string_view run_id) {
    if (const auto allowed = may(context.actor.roles, "run accept-held"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto run = store::find_run(db, run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    if (run->state == "rejected")
        return base::refuse("run_is_rejected", {{"run", std::string{run_id}}});
    if (!run->held_accepted_by.is_none()) return run_report(town, *run);
    if (run->imported_by == context.actor.id) return base::refuse("accepter_imported_the_run");
    store::in_transaction(db, [&] {
        Act act{context, "held_accepted"};
        crypto::Sha256Stream list;
        std::int64_t count = 0;
        store::for_each_finding(db, run->id, [&](const store::RunRecordRow& record) {
            list.update(record.leaf);
            list.update("\n");
            ++count;
        });
        const base::Digest digest = list.finish();
        store::accept_held(db, run->id, context.actor.id, act.number(), digest);
        act.record().add("run", run->id.number()).add("held", count).add("list_sha256", digest);
        act.seal();
    });
    return run_report(town, *store::run_by_id(db, run->id));
}

base::Result<Report> reject_run(Context& context, std::string_view run_id) {
    if (const auto allowed = may(context.actor.roles, "run reject"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto run = store::find_run(db, run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    if (run->state == "rejected") return run_report(town, *run);
    if (run->state == "splitting")
        return base::refuse("run_is_being_split", {{"run", std::string{run_id}}});
    if (run->state != "validated")
        return base::refuse("run_is_split_already", {{"run", std::string{run_id}}});
    store::in_transaction(db, [&] {
        Act act{context, "run_rejected"};
        const store::RunFigures figures = store::figures_of(db, run->id);
        const values::Euro to_split = figures.waiting_cents;  // nothing is split yet
        store::reject_run(db, run->id);
        act.record().add("run", run->id.number());
        facts::book_run_rejected(act.journal(), to_split, run->held_cents);
        act.seal();
    });
    return run_report(town, *store::run_by_id(db, run->id));
}

base::Result<Report> show_run(Municipality& town, std::string_view run_id) {
    const auto run = store::find_run(town.db(), run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    Report report = run_report(town, *run);
    std::vector<Report> findings = findings_on_run(town.db(), *run);
    store::for_each_finding(town.db(), run->id, [&](const store::RunRecordRow& record) {
        if (record.split_fact == 0) findings.push_back(finding_row(record));
    });
    report.add_rows("bevindingen", std::move(findings));
    return report;
}

base::Result<Report> show_run(Municipality& town, const Now& now, std::string_view run_id) {
    auto shown = show_run(town, run_id);
    if (!shown) return shown;
    Report report = std::move(shown).value();
    const auto run = store::find_run(town.db(), run_id);
    Context reading{.town = town, .actor = {}, .now = now};
    if (run->state == "split") add_left_out(reading, *run, report);
    return report;
}

base::Result<Report> list_runs(Municipality& town) {
    std::vector<Report> rows;
    for (const store::StoredRun& run : store::all_runs(town.db())) {
        Report row;
        row.add("run", run.head.run_id)
            .add("periode", run.head.periode.to_string())
            .add("soort", uitkering::to_text(run.head.soort))
            .add("aantal", Value{run.head.aantal})
            .add("totaal", Value{run.head.totaal})
            .add("staat", run.state);
        rows.push_back(std::move(row));
    }
    Report report;
    report.add_rows("runs", std::move(rows));
    return report;
}

}  // namespace ontzorgd::service
