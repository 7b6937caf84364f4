// SPDX-License-Identifier: EUPL-1.2
#include "batch_sheet.h"

#include "account_profile.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/personal.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"

#include <set>

namespace ontzorgd::service {

namespace {

/// A list that stands behind the sheet: its length, its amount, and the hash of its lines.
class List {
public:
    void add(std::string_view line, values::Euro amount) {
        hash_.update(line);
        hash_.update("\n");
        ++count_;
        cents_ += amount;
    }
    std::string line(std::string_view name) {
        return std::string{name} + ' ' + std::to_string(count_) + ' ' +
               std::to_string(cents_.cents()) + ' ' + base::to_hex(hash_.finish()) + '\n';
    }

private:
    crypto::Sha256Stream hash_;
    std::int64_t count_ = 0;
    values::Euro cents_;
};

std::string bill_line(const store::SplitLineRow& line) {
    return std::to_string(line.contract.number()) + '|' + line.period_from->to_string() + '|' +
           std::to_string(line.wanted.cents()) + '|' + std::to_string(line.to_pay.cents()) + '|' +
           std::string{uitkering::to_text(line.reason)};
}

std::string lists_of(store::Database& db, store::RunId run) {
    List held;
    List short_bills;
    List orphans;
    store::for_each_held(
        db, run, [&](const store::RunRecordRow& record) { held.add(record.leaf, record.net); });
    store::for_each_shortage(db, run, [&](const store::SplitLineRow& line) {
        const values::Euro missing = line.wanted - line.to_pay;
        const bool orphan = line.reason == uitkering::Reason::geen_grondslag;
        (orphan ? orphans : short_bills).add(bill_line(line), missing);
    });
    return held.line("held") + short_bills.line("short") + orphans.line("orphan");
}

/// What the people who sign an instant batch read of it.
constexpr std::string_view instant_line =
    "instant elke betaling gaat binnen tien seconden naar de ontvanger en is niet terug te halen\n";

std::string in_groups_of_four(const std::string& hex) {
    std::string grouped;
    for (std::size_t i = 0; i < hex.size(); i += 4) {
        if (i > 0) grouped += i % 32 == 0 ? '\n' : ' ';
        grouped += hex.substr(i, 4);
    }
    return grouped;
}

/// What the version has less than the one before, or what the first leaves out.
void add_change(Report& report, const store::StoredBatch& batch, std::string_view run_id) {
    const std::string_view text = batch.change;
    const std::size_t first = text.find(' ');
    const std::size_t second = text.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return;
    const auto count = base::parse_int(text.substr(first + 1, second - first - 1)).value_or(0);
    const auto cents =
        values::Euro::from_cents(base::parse_int(text.substr(second + 1)).value_or(0));
    if (text.starts_with("left_out")) {
        report.add("niet_opgenomen", Value{count})
            .add("niet_opgenomen_bedrag", Value{cents})
            .add("let_op", wording::phrase("left_out_is_listed", {{"run", std::string{run_id}}}));
    } else {
        report.add("verandering", wording::version_change(batch.version, count, cents));
    }
}

Report file_row(store::Database& db, const store::StoredFile& file) {
    const auto account = store::own_account_by_id(db, file.account);
    Report row;
    row.add("bestand", file.name)
        .add("rekening", account ? account->name : "")
        .add("uitvoerdatum", Value{file.execution_date})
        .add("betalingen", Value{file.count})
        .add("bedrag", Value{file.cents})
        .add("staat", file.state)
        .add("sha256", base::to_hex(file.sha256));
    return row;
}

/// Why a file was kept from the bank: the code of what was wrong, or the words of whoever did it.
std::string reason_of_stop(store::Database& db, const store::StoredFile& file) {
    const auto record = audit::decode(store::record_of(db, file.state_fact).value_or(""));
    if (!record) return {};
    if (const auto code = record.value().word("reason")) {
        return wording::sentence({.code = *code, .details = {}});
    }
    const auto text = record.value().integer("reason_text");
    return text ? store::read_personal(db, *text).value_or("") : std::string{};
}

}  // namespace

void add_stopped_files(store::Database& db, const std::vector<store::StoredFile>& files,
                       Report& report) {
    std::vector<Report> stopped;
    for (const store::StoredFile& file : files) {
        if (file.state != "stopped") continue;
        Report row;
        row.add("bestand", file.name).add("reden", reason_of_stop(db, file));
        stopped.push_back(std::move(row));
    }
    if (stopped.empty()) return;
    report.add_rows("tegengehouden", std::move(stopped));
    const auto batch = store::batch_by_id(db, files.front().batch);
    const auto run = batch ? store::run_by_id(db, batch->run) : std::nullopt;
    if (!run) return;
    report.add("volgende_stap", wording::phrase("next_stopped_files", {{"run", run->head.run_id}}));
}

std::string sheet_of(Context& context, const store::StoredBatch& batch,
                     const std::vector<store::StoredFile>& files) {
    store::Database& db = context.town.db();
    const auto run = store::run_by_id(db, batch.run);
    const auto regelset = store::regelset_by_id(db, run->regelset);
    const store::ChainHead head = store::chain_head(db);
    std::string sheet = "ontzorgd-batch-sheet 1\n";
    if (context.town.is_practice()) sheet += "OEFEN\n";
    sheet +=
        "batch " + std::to_string(batch.id) + " version " + std::to_string(batch.version) + '\n';
    if (!batch.change.empty()) sheet += batch.change + '\n';
    if (batch.speed == payment::Speed::instant) sheet += instant_line;
    for (const store::StoredFile& file : files) {
        const auto account = store::own_account_by_id(db, file.account);
        sheet += "file " + file.name + ' ' + base::to_hex(file.sha256) + ' ' +
                 std::to_string(file.count) + ' ' + std::to_string(file.cents.cents()) + ' ' +
                 file.execution_date.to_string() + ' ' + account->iban + '\n';
    }
    std::set<std::int64_t> accounts;
    for (const store::StoredFile& file : files) {
        if (accounts.insert(file.account).second) sheet += profile_line(db, file.account);
    }
    sheet += "run " + run->head.run_id + ' ' + base::to_hex(run->sha256) + '\n';
    sheet += "regelset " + base::to_hex(regelset->sha256) + '\n';
    sheet += "dossier " + std::to_string(store::last_dossier_fact(db)) + '\n';
    sheet += lists_of(db, batch.run);
    sheet += "program " ONTZORGD_VERSION "\n";
    sheet += "chain " + std::to_string(head.length) + ' ' + base::to_hex(head.hash) + '\n';
    return sheet;
}

std::vector<store::StoredFile> files_of_changed_profiles(store::Database& db,
                                                         const store::StoredBatch& batch) {
    std::vector<store::StoredFile> files = store::files_of(db, batch.id, batch.version);
    std::erase_if(files, [&](const store::StoredFile& file) {
        return file.state != "built" ||
               batch.sheet.find('\n' + profile_line(db, file.account)) != std::string::npos;
    });
    return files;
}

base::Result<base::Done> check_profiles(store::Database& db, const store::StoredBatch& batch) {
    const auto changed = files_of_changed_profiles(db, batch);
    if (changed.empty()) return base::Done{};
    return base::refuse("profile_was_changed",
                        {{"batch", std::to_string(batch.id)}, {"file", changed.front().name}});
}

std::string printable_sheet(const store::StoredBatch& batch) {
    return batch.sheet + "\nSHA-256 van dit blad (dit wordt getekend):\n" +
           in_groups_of_four(base::to_hex(batch.sheet_sha256)) + '\n';
}

Report batch_report(Municipality& town, const store::StoredBatch& batch) {
    store::Database& db = town.db();
    const auto run = store::run_by_id(db, batch.run);
    Report report;
    report.add("batch", Value{batch.id})
        .add("versie", Value{batch.version})
        .add("run", run ? run->head.run_id : "")
        .add("staat", store::state_of(db, batch))
        .add("betalingen", Value{batch.count})
        .add("bedrag", Value{batch.cents})
        .add("voorgesteld_door", store::user_name(db, batch.proposed_by))
        .add("handtekeningen_nodig", Value{batch.needed_signatures})
        .add("blad_sha256", base::to_hex(batch.sheet_sha256));
    if (batch.speed == payment::Speed::instant)
        report.add("uitvoering", wording::phrase("batch_is_instant"));
    add_change(report, batch, run ? run->head.run_id : "");
    std::vector<Report> signatures;
    for (const store::StoredSignature& signature :
         store::signatures_of(db, batch.id, batch.version)) {
        Report row;
        row.add("gebruiker", store::user_name(db, signature.user))
            .add("feit", Value{signature.fact});
        signatures.push_back(std::move(row));
    }
    report.add_rows("handtekeningen", std::move(signatures));
    const std::vector<store::StoredFile> files = store::files_of(db, batch.id, batch.version);
    std::vector<Report> rows;
    rows.reserve(files.size());
    for (const store::StoredFile& file : files) rows.push_back(file_row(db, file));
    report.add_rows("bestanden", std::move(rows));
    add_stopped_files(db, files, report);
    return report;
}

}  // namespace ontzorgd::service
