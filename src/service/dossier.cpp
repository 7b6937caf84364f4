// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier.h"

#include "dossier_fact.h"
#include "dossier_owner.h"
#include "dossier_rows.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/dossier_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/dossier_import.h"
#include "ontzorgd/store/sweep.h"

#include <optional>
#include <vector>

namespace ontzorgd::service {

namespace {

/// Lines in one transaction of a bulk import. Blind indexes come in any order, so that each slice
/// writes every page of theirs: the more lines at a time, the fewer times.
constexpr std::int64_t lines_per_slice = 8000;

/// Writes the lines of a file as rows, a slice of them per transaction.
class ImportSink : public messages::DossierSink {
public:
    ImportSink(Context& context, std::int64_t fact) : context_{context}, rows_{context, fact} {
        slice_.emplace(context.town.db());
    }

    base::Result<base::Done> on_head(std::string_view gemeente) override {
        if (gemeente == context_.town.gemeente()) return base::Done{};
        return base::refuse("file_is_of_another_gemeente", {{"value", std::string{gemeente}}});
    }

    base::Result<base::Done> on_creditor(const messages::CreditorLine& line) override {
        const auto mask = mask_of(line.nummer);
        if (mask && *mask != line.kenmerkmasker) new_masks_.push_back(line.nummer);
        if (rows_.writer().put_creditor(row_of(line))) ++changed_;
        end_line();
        return base::Done{};
    }

    base::Result<base::Done> on_household(const messages::HouseholdLine& line) override {
        auto row = row_of(context_.town, rows_.writer(), line);
        if (!row) return row.failure();
        if (rows_.writer().put_household(row.value())) {
            const auto household = store::household_with_nummer(context_.town.db(), line.nummer);
            if (const auto free = check_no_relation(context_, household); !free)
                return free.failure();
            ++changed_;
        }
        end_line();
        return base::Done{};
    }

    std::optional<std::string> mask_of(std::string_view creditor_nummer) override {
        const auto creditor = store::find_creditor(context_.town.db(), creditor_nummer);
        return creditor ? std::optional{creditor->kenmerkmasker} : std::nullopt;
    }

    /// What can be told at the end only: a mask may change together with the kenmerken.
    void check_masks(std::vector<base::Error>& findings) {
        for (const std::string& creditor : new_masks_) {
            const auto fits = check_mask(context_.town.db(), creditor);
            if (!fits) findings.push_back(fits.error());
        }
    }
    /// Ends the last slice; the caller goes on with the transaction that makes the rows count.
    void finish_slices() {
        slice_->commit();
        slice_.reset();
    }
    void abandon() { slice_.reset(); }
    void finish(audit::Record& record) { rows_.finish(record); }

    [[nodiscard]] std::int64_t rows() const { return rows_.rows(); }
    [[nodiscard]] std::int64_t changed() const { return changed_; }
    /// Contracts that may be one obligation, in pairs; after finish().
    [[nodiscard]] std::int64_t doubles() const { return rows_.doubles(); }

private:
    void end_line() {
        if (++lines_ % lines_per_slice != 0) return;
        slice_->commit();
        slice_.emplace(context_.town.db());
        context_.progress("dossierregels", lines_);
    }

    Context& context_;
    DossierFact rows_;
    std::optional<store::Transaction> slice_;
    std::vector<std::string> new_masks_;
    std::int64_t lines_ = 0;
    std::int64_t changed_ = 0;
};

base::Failure failure_of(const messages::DossierReading& reading,
                         const std::filesystem::path& file) {
    base::Error error{
        .kind = base::ErrorKind::malformed,
        .code = "dossier_has_findings",
        .details = {{"file", file.string()}, {"count", std::to_string(reading.findings.size())}},
        .causes = reading.findings};
    return base::Failure{error};
}

Report report_of(const messages::DossierReading& reading, const ImportSink& sink) {
    Report report;
    report.add("crediteuren", Value{reading.crediteuren})
        .add("huishoudens", Value{reading.huishoudens})
        .add("nieuw_of_gewijzigd", Value{sink.changed()})
        .add("rijen", Value{sink.rows()})
        .add("mogelijk_dubbel", Value{sink.doubles()});
    return report;
}

/// Every account that somebody else recorded. The answer is the state after it, so that it is the
/// same when the command is given again.
base::Result<Report> confirm_all_ibans(Context& context) {
    store::Database& db = context.town.db();
    audit::MerkleRoot rows{crypto::sha256};
    store::for_each_waiting_iban(db, context.actor.id,
                                 [&](std::int64_t id) { rows.add(std::to_string(id)); });
    if (rows.count() > 0) {
        store::in_transaction(db, [&] {
            Act act{context, "ibans_confirmed"};
            store::confirm_waiting_ibans(db, context.actor.id, act.number());
            store::write_last_dossier_fact(db, act.number());
            act.record().add("rows_confirmed", rows.count()).add("root_confirmed", rows.root());
            act.seal();
        });
    }
    const store::IbanFigures figures = store::iban_figures(db);
    Report report;
    report.add("bevestigd", Value{figures.confirmed}).add("wacht_nog", Value{figures.waiting});
    return report;
}

/// The account that is on record for a client or creditor.
std::optional<store::IbanRow> iban_of(store::Database& db, const Owner& owner) {
    if (!owner.is_client) return store::find_creditor(db, owner.nummer)->iban;
    const auto household = store::household_by_id(db, store::household_of_client(db, owner.nummer));
    return std::ranges::find(household->clienten, owner.nummer, &store::ClientRow::nummer)->iban;
}

base::Result<Report> confirm_one_iban(Context& context, std::string_view owner_text) {
    store::Database& db = context.town.db();
    const auto owner = owner_with(db, owner_text);
    if (!owner) return owner.failure();
    if (owner.value().is_client) {
        const auto household = store::household_of_client(db, owner.value().nummer);
        if (const auto free = check_no_relation(context, household); !free) return free.failure();
    }
    const auto iban = iban_of(db, owner.value());
    if (!iban) return base::refuse("owner_has_no_account", {{"value", owner.value().nummer}});
    if (!iban->confirmed) {
        if (iban->recorded_by == context.actor.id.number())
            return base::refuse("confirmer_recorded_iban");
        store::in_transaction(db, [&] {
            Act act{context, "ibans_confirmed"};
            store::confirm_iban(db, iban->id, context.actor.id, act.number());
            store::write_last_dossier_fact(db, act.number());
            audit::MerkleRoot rows{crypto::sha256};
            rows.add(std::to_string(iban->id));
            act.record().add("rows_confirmed", rows.count()).add("root_confirmed", rows.root());
            act.seal();
        });
    }
    Report report;
    report.add("nummer", owner.value().nummer).add("rekening", "bevestigd");
    return report;
}

}  // namespace

base::Result<Report> import_dossier(Context& context, const std::filesystem::path& file) {
    if (const auto allowed = may(context.actor.roles, "dossier import"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    if (std::filesystem::is_regular_file(file) &&
        std::filesystem::file_size(file) <= messages::largest_file) {
        if (const auto known = store::find_dossier_import(db, sha256_of_file(file))) {
            return dossier_answer(*known);
        }
    }
    store::in_transaction(db, [&] { store::begin_bulk_work(db); });
    Act act{context, "dossier_imported"};
    ImportSink sink{context, act.number()};
    crypto::Sha256Stream hash;
    messages::DossierReading reading = messages::read_dossier(
        file, sink, 1000, nullptr, [&](std::string_view bytes) { hash.update(bytes); });
    if (reading.findings.empty()) sink.check_masks(reading.findings);
    if (!reading.findings.empty()) {
        sink.abandon();
        store::sweep_unfinished_work(db);
        return failure_of(reading, file);
    }
    sink.finish_slices();
    const base::Digest digest = hash.finish();
    Report report;
    store::in_transaction(db, [&] {
        act.record().add("sha256", digest).add("creditors", reading.crediteuren);
        act.record().add("households", reading.huishoudens);
        sink.finish(act.record());
        report = report_of(reading, sink);
        store::add_dossier_import(db, act.number(), digest, context.actor.id,
                                  encoded_dossier_answer(report));
        store::end_bulk_work(db);
        act.seal();
    });
    return report;
}

base::Result<Report> export_dossier(Municipality& town,
                                    const std::function<void(std::string_view)>& out) {
    store::Database& db = town.db();
    messages::DossierWriter writer{out};
    writer.write_head(town.gemeente());
    std::optional<base::Failure> failed;
    store::for_each_creditor_id(db, [&](dossier::CreditorId id) {
        const auto line = line_of(*store::creditor_by_id(db, id));
        if (line)
            writer.write_creditor(line.value());
        else if (!failed)
            failed = line.failure();
    });
    std::int64_t households = 0;
    std::int64_t destroyed = 0;
    store::for_each_household_id(db, [&](dossier::HouseholdId id) {
        const auto line = line_of(town, *store::household_by_id(db, id));
        if (!line && line.error().code == "client_was_destroyed") {
            ++destroyed;
            return;
        }
        if (!line) {
            if (!failed) failed = line.failure();
            return;
        }
        writer.write_household(line.value());
        ++households;
    });
    if (failed) return *failed;
    writer.write_end();
    Report report;
    report.add("huishoudens", Value{households}).add("vernietigd", Value{destroyed});
    return report;
}

base::Result<Report> list_unconfirmed_ibans(Municipality& town) {
    std::vector<Report> rows;
    for (const store::UnconfirmedIban& each : store::unconfirmed_ibans(town.db())) {
        Report row;
        row.add("van", each.owner)
            .add("naam", each.naam)
            .add("iban", each.row.iban)
            .add("vastgelegd_door",
                 store::user_name(town.db(), store::UserId{each.row.recorded_by}));
        rows.push_back(std::move(row));
    }
    Report report;
    report.add_rows("te_bevestigen", std::move(rows));
    return report;
}

base::Result<Report> confirm_iban(Context& context, std::string_view owner, bool all) {
    if (const auto allowed = may(context.actor.roles, "iban confirm"); !allowed)
        return allowed.failure();
    if (all && !owner.empty())
        return base::malformed("one_or_all_is_confirmed", {{"value", std::string{owner}}});
    return all ? confirm_all_ibans(context) : confirm_one_iban(context, owner);
}

}  // namespace ontzorgd::service
