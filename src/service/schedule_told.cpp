// SPDX-License-Identifier: EUPL-1.2
#include "schedule_told.h"

#include "ontzorgd/service/inbox_rule.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/watch.h"
#include "ontzorgd/values/target_calendar.h"
#include "told_anew.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>

namespace ontzorgd::service {

namespace {

constexpr std::string_view unsigned_batch = "batch_niet_ondertekend";
constexpr std::string_view overtaken = "vrijgave_te_laat";
constexpr std::string_view refused_release = "vrijgave_geweigerd";
constexpr std::string_view no_statement = "afschrift_te_laat";
constexpr std::string_view broken_chain = "keten_klopt_niet";
constexpr std::array about_batches{unsigned_batch, overtaken, refused_release};
constexpr std::array about_statements{no_statement};
constexpr std::array about_the_chain{broken_chain};

/// What is told of a finding about the backups; "reservekopie" is the cause of each.
struct BackupKind {
    std::string_view code;
    std::string_view kind;
};
constexpr std::array backup_kinds{
    BackupKind{"backups_folder_is_unreadable", "reservekopieen_onbereikbaar"},
    BackupKind{"no_backup_is_there", "reservekopie_ontbreekt"},
    BackupKind{"newest_backup_is_unusable", "reservekopie_onbruikbaar"},
    BackupKind{"newest_backup_is_of_another_directory", "reservekopie_van_andere_map"},
    BackupKind{"newest_backup_is_too_old", "reservekopie_te_oud"}};
constexpr std::string_view the_backup = "reservekopie";

/// Kind and cause, with what is told of it.
using Told = std::map<std::pair<std::string, std::string>, std::string>;

bool has_run(const std::vector<store::ScheduleOutcomeRow>& rows, TaskKind kind) {
    return std::ranges::find(rows, to_text(kind), &store::ScheduleOutcomeRow::task) != rows.end();
}

std::string clock_text(int minute) {
    const std::string hours = std::to_string(minute / 60);
    const std::string minutes = std::to_string(minute % 60);
    return (hours.size() < 2 ? "0" : "") + hours + ':' + (minutes.size() < 2 ? "0" : "") + minutes;
}

void add_waiting(const WaitingFile& file, const ScheduleSettings& settings, const Moment& now,
                 const std::map<std::int64_t, std::string>& refusals, Told& told) {
    const Moment cut_off = cut_off_moment(file);
    const std::string batch = std::to_string(file.batch);
    const std::string until =
        "|cut_off=" + cut_off.day.to_string() + "|tijd=" + clock_text(cut_off.minute);
    if (cut_off <= now) {
        const std::string day = file.execution_date.to_string();
        told[{std::string{overtaken}, batch + '|' + day}] =
            "batch=" + batch + "|uitvoerdatum=" + day + until;
        return;
    }
    const bool is_signed = file.batch_state == "signed" || file.batch_state == "released";
    const auto refusal = refusals.find(file.batch);
    if (is_signed) {
        if (refusal == refusals.end() || now < release_moment(file, settings)) return;
        told[{std::string{refused_release}, batch}] =
            "batch=" + batch + "|waarom=" + refusal->second + until;
        return;
    }
    if (reminder_moment(file, settings) <= now) {
        told.try_emplace({std::string{unsigned_batch}, batch}, "batch=" + batch + until);
    }
}

void add_backup(const BackupFinding& backup, const ScheduleSettings& settings, Told& told) {
    const auto* const found = std::ranges::find(backup_kinds, backup.code, &BackupKind::code);
    if (found == backup_kinds.end()) return;
    // A name in the folder may hold anything; what stands between bars may not.
    std::string file = safe_name(backup.file);
    std::ranges::replace(file, '=', '_');
    told[{std::string{found->kind}, std::string{the_backup}}] =
        "bestand=" + file + "|dag=" + (backup.day ? backup.day->to_string() : std::string{}) +
        "|dagen=" + std::to_string(settings.backup_days);
}

/// Whether the release of a batch was refused the last time.
std::map<std::int64_t, std::string> refusals_of(store::Database& db,
                                                const std::vector<store::ScheduleOutcomeRow>& rows,
                                                values::CivilDate today) {
    constexpr std::size_t most = 10'000;
    constexpr int days_back = 40;
    std::map<std::int64_t, std::string> last;
    const auto look = [&](const store::ScheduleOutcomeRow& row) {
        if (row.task != to_text(TaskKind::release)) return;
        last.try_emplace(row.object, row.outcome == "refused" ? row.code : "");
    };
    std::ranges::for_each(rows, look);
    std::ranges::for_each(store::schedule_outcomes(db, most, today.plus_days(-days_back)), look);
    std::erase_if(last, [](const auto& each) { return each.second.empty(); });
    return last;
}

/// Of each kind what is to be told; of a kind that is looked at once a day nothing in between.
class Telling {
public:
    Telling(store::Database& db, bool statements, bool chain, bool backup) {
        add_open(db, about_batches);
        if (statements) add_open(db, about_statements);
        if (chain) add_open(db, about_the_chain);
        if (!backup) return;
        for (const BackupKind& each : backup_kinds) add_open(db, std::array{each.kind});
    }
    Told told;

    /// Whether something opens or closes.
    [[nodiscard]] bool changes() const {
        if (told.size() != open_.size()) return true;
        return !std::ranges::equal(told, open_, [](const auto& a, const auto& b) {
            return a.first == b.first && a.second == b.second;
        });
    }
    void write(store::ExceptionWriter& exceptions) const {
        for (const auto& [key, details] : told) {
            const std::string_view role =
                key.first == unsigned_batch ? "kwaliteitsmedewerker" : "rechtmatigheid";
            exceptions.open(key.first, key.second, {}, role, std::nullopt, details);
            exceptions.tell(key.first, key.second, details);
        }
        for (const auto& [key, details] : open_) {
            if (!told.contains(key)) exceptions.close(key.first, key.second);
        }
    }

private:
    template <std::size_t Count>
    void add_open(store::Database& db, const std::array<std::string_view, Count>& kinds) {
        for (const std::string_view kind : kinds) {
            for (const store::ExceptionRow& row : store::open_exceptions(db, kind)) {
                open_[{row.kind, row.cause}] = row.details;
            }
        }
    }
    Told open_;
};

}  // namespace

std::vector<WithoutStatement> accounts_without_statement(store::Database& db,
                                                         values::CivilDate today,
                                                         const ScheduleSettings& settings) {
    const values::CivilDate expected = values::plus_target_days(
        values::target_day_on_or_before(today), -settings.missing_statement_days);
    const store::Watch watch = store::watch(db);
    std::vector<WithoutStatement> without;
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        if (!account.confirmed || account.ended_on) continue;
        const auto found =
            std::ranges::find(watch.statements, account.name, &store::Watch::Statements::account);
        const values::CivilDate until =
            found != watch.statements.end() && found->until ? *found->until : account.opening_date;
        if (until < expected) without.push_back({.account = account, .until = until});
    }
    return without;
}

void tell_schedule(Context& context, const ScheduleSettings& settings, const Situation& situation,
                   const std::vector<store::ScheduleOutcomeRow>& rows,
                   const std::optional<BackupFinding>& backup) {
    store::Database& db = context.town.db();
    const values::CivilDate today = context.now.today;
    const std::int64_t local = context.now.unix_seconds + amsterdam_offset(today);
    const Moment now{.day = today, .minute = static_cast<int>(local % 86'400 / 60)};
    const bool statements = has_run(rows, TaskKind::statements);
    const bool chain = has_run(rows, TaskKind::chain);
    Telling telling{db, statements, chain, backup.has_value()};
    const auto refusals = refusals_of(db, rows, today);
    for (const WaitingFile& file : situation.files) {
        add_waiting(file, settings, now, refusals, telling.told);
    }
    if (statements) {
        for (const WithoutStatement& each : accounts_without_statement(db, today, settings)) {
            telling.told[{std::string{no_statement}, std::to_string(each.account.id)}] =
                "account=" + std::to_string(each.account.id) + "|rekening=" + each.account.name +
                "|dag=" + each.until.to_string();
        }
    }
    if (backup) add_backup(*backup, settings, telling.told);
    for (const store::ScheduleOutcomeRow& row : rows) {
        if (row.task != to_text(TaskKind::chain) || row.code.empty()) continue;
        telling.told[{std::string{broken_chain}, "keten"}] = "waarom=" + row.code;
    }
    if (rows.empty() && !telling.changes()) return;
    store::in_transaction(db, [&] {
        Act act{context, "schedule_ran"};
        store::ExceptionWriter exceptions{db, act.number(), today};
        telling.write(exceptions);
        std::int64_t refused = 0;
        for (store::ScheduleOutcomeRow row : rows) {
            row.fact = act.number();
            store::add_schedule_outcome(db, row);
            if (row.outcome != "done") ++refused;
        }
        act.record()
            .add("tasks", static_cast<std::int64_t>(rows.size()))
            .add("not_done", refused)
            .add("exceptions", exceptions.opened());
        act.seal();
    });
}

}  // namespace ontzorgd::service
