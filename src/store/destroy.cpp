// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/destroy.h"

#include "live_attempt.h"
#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/meta.h"
#include "ontzorgd/store/personal.h"
#include "statement.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace ontzorgd::store {

namespace {

constexpr std::string_view compaction_due = "compaction_due";

void take_numbers(Database& db, std::string_view sql, dossier::ClientId client,
                  std::vector<std::int64_t>& into) {
    Statement rows{db, sql};
    rows.bind(client);
    while (rows.next()) {
        if (!rows.is_null(0)) into.push_back(rows.integer(0));
    }
}

void sort_once(std::vector<std::int64_t>& numbers) {
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

char folded(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Bytes above ASCII belong to letters.
bool is_of_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) > 0x7F;
}

bool stands_in(std::string_view word, std::string_view text) {
    const auto same = [](char a, char b) { return folded(a) == folded(b); };
    const auto* from = text.begin();
    while (true) {
        const auto* const at = std::search(from, text.end(), word.begin(), word.end(), same);
        if (at == text.end()) return false;
        const auto* const after = at + static_cast<std::ptrdiff_t>(word.size());
        const bool begins = at == text.begin() || !is_of_word(*(at - 1));
        const bool ends = after == text.end() || !is_of_word(*after);
        if (begins && ends) return true;
        from = at + 1;
    }
}

}  // namespace

std::optional<DestroyList> destroy_list_of(Database& db, dossier::ClientId client) {
    Statement find{db, R"sql(
        SELECT id, client, proposed_by, fact, coalesce(confirmed_by, 0), coalesce(confirmed_fact, 0)
          FROM destroy_list WHERE client = ?1
    )sql"};
    find.bind(client);
    if (!find.next()) return std::nullopt;
    return DestroyList{.id = find.integer(0),
                       .client = dossier::ClientId{find.integer(1)},
                       .proposed_by = UserId{find.integer(2)},
                       .fact = find.integer(3),
                       .confirmed_by = UserId{find.integer(4)},
                       .confirmed_fact = find.integer(5)};
}

std::int64_t add_destroy_list(Database& db, dossier::ClientId client, UserId by,
                              std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO destroy_list SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL, NULL FROM destroy_list
        RETURNING id
    )sql"};
    add.bind(client, by, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void confirm_destroy_list(Database& db, std::int64_t list, UserId by, std::int64_t fact) {
    Statement confirm{
        db, "UPDATE destroy_list SET confirmed_by = ?2, confirmed_fact = ?3 WHERE id = ?1"};
    confirm.run_with(list, by, fact);
}

MoneyUnderWay money_under_way(Database& db, dossier::ClientId client) {
    Statement count{db, R"sql(
        WITH his(id) AS (
            SELECT i.id FROM run r CROSS JOIN instruction i
             WHERE i.run = r.id AND i.client = ?1 AND i.contract IS NULL
            UNION ALL
            SELECT i.id FROM (SELECT DISTINCT v.contract FROM client c
                                JOIN contract_version v ON v.household = c.household WHERE c.id = ?1) k
             CROSS JOIN instruction i WHERE i.contract = k.contract AND i.client = ?1)
        SELECT (SELECT count(*) FROM his i
                 WHERE NOT EXISTS(SELECT 1 FROM attempt a WHERE a.instruction = i.id
                                     AND (a.state = ?2 OR )sql" +
                            std::string{came_back_is_paid_again} + R"sql())),
               (SELECT count(*) FROM client c JOIN statement_line l ON l.household = c.household
                  JOIN statement s ON s.id = l.statement
                 WHERE c.id = ?1 AND l.place = 0 AND l.repeats_statement IS NULL
                   AND s.state IN ('chained', 'gap')) +
               (SELECT count(*) FROM client c CROSS JOIN run r
                 CROSS JOIN run_record k ON k.run = r.id AND k.household = c.household
                 WHERE c.id = ?1 AND k.split_fact IS NULL
                   AND r.state IN ('validated', 'splitting', 'split'))
    )sql"};
    count.bind(client, static_cast<std::int64_t>(AttemptRowState::confirmed));
    count.next();
    return {.payments = count.integer(0), .records = count.integer(1)};
}

std::optional<values::CivilDate> last_covered_day(Database& db, dossier::ClientId client) {
    Statement last{db, R"sql(
        SELECT max(coalesce(g.tot_en_met, 21991231)) FROM client c
          JOIN grondslag g ON g.household = c.household AND g.replaced IS NULL AND g.soort <> ?2
         WHERE c.id = ?1
    )sql"};
    last.bind(client, static_cast<std::int64_t>(dossier::GrondslagSoort::geen));
    last.next();
    return last.optional_date(0);
}

std::vector<std::int64_t> personal_rows_of(Database& db, dossier::ClientId client) {
    std::vector<std::int64_t> rows;
    for (const std::string_view sql : {
             "SELECT naam FROM client_version WHERE client = ?1",
             "SELECT bsn FROM client_version WHERE client = ?1",
             "SELECT value FROM iban WHERE client = ?1",
             "SELECT beschikking FROM grondslag WHERE client = ?1",
             "SELECT kenmerk FROM contract_version WHERE op_naam_van = ?1 OR drager = ?1",
             "SELECT reason FROM client_hold WHERE client = ?1",
             "SELECT end_reason FROM client_hold WHERE client = ?1",
             "SELECT text FROM note WHERE client = ?1",
             "SELECT n.answered_name FROM name_check n JOIN instruction i ON i.id = n.instruction"
             " WHERE i.client = ?1 AND i.creditor IS NULL",
             "SELECT d.reason FROM name_check_decision d JOIN instruction i ON i.id = d.instruction"
             " WHERE i.client = ?1 AND i.creditor IS NULL",
             "SELECT d.reason FROM dead_word d JOIN instruction i ON i.id = d.instruction"
             " WHERE i.client = ?1",
             "SELECT d.reason FROM part_word d JOIN instruction i ON i.id = d.instruction"
             " WHERE i.client = ?1",
             "SELECT d.reason FROM recall d JOIN instruction i ON i.id = d.instruction"
             " WHERE i.client = ?1",
             "SELECT d.reason FROM line_decision d JOIN instruction i ON i.id = d.instruction"
             " WHERE i.client = ?1",
             "SELECT d.revoke_reason FROM line_decision d JOIN instruction i ON i.id = "
             "d.instruction"
             " WHERE i.client = ?1",
             "SELECT d.reason FROM line_decision d JOIN client c ON c.household = d.household"
             " WHERE c.id = ?1",
             "SELECT d.revoke_reason FROM line_decision d JOIN client c ON c.household = "
             "d.household WHERE c.id = ?1",
         }) {
        take_numbers(db, sql, client, rows);
    }
    sort_once(rows);
    return rows;
}

bool has_one_of(const std::vector<std::string>& words, std::string_view text) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return stands_in(word, text); });
}

std::vector<std::int64_t> free_texts_with(Database& db, const std::vector<std::string>& words) {
    std::vector<std::int64_t> found;
    Statement rows{db, "SELECT id, value FROM personal ORDER BY id"};
    while (rows.next()) {
        const std::string_view text = rows.blob(1);
        if (has_one_of(words, text)) found.push_back(rows.integer(0));
    }
    // What the dossier holds of others (a namesake, an account of two partners) is theirs.
    Statement of_dossier{db, R"sql(
        SELECT 1 FROM creditor_version WHERE naam = ?1
         UNION ALL SELECT 1 FROM client_version WHERE naam = ?1 OR bsn = ?1
         UNION ALL SELECT 1 FROM iban WHERE value = ?1
         UNION ALL SELECT 1 FROM grondslag WHERE beschikking = ?1
         UNION ALL SELECT 1 FROM contract_version WHERE kenmerk = ?1
    )sql"};
    std::erase_if(found, [&](std::int64_t id) {
        of_dossier.bind(id);
        const bool is_of_dossier = of_dossier.next();
        of_dossier.reset();
        return is_of_dossier;
    });
    return found;
}

std::vector<std::string> names_and_ibans_of(Database& db, dossier::ClientId client) {
    std::vector<std::string> words;
    Statement rows{db, R"sql(
        SELECT p.value FROM client_version v JOIN personal p ON p.id = v.naam WHERE v.client = ?1
         UNION SELECT p.value FROM iban i JOIN personal p ON p.id = i.value WHERE i.client = ?1
    )sql"};
    rows.bind(client);
    while (rows.next()) {
        const std::string_view value = rows.blob(0);
        words.emplace_back(value.substr(0, value.find('\n')));
    }
    return words;
}

void forget_blind_indices(Database& db, dossier::ClientId client) {
    for (const std::string_view sql : {"UPDATE client_version SET bsn_index = 0 WHERE client = ?1",
                                       "UPDATE iban SET blind_index = 0 WHERE client = ?1"}) {
        Statement forget{db, sql};
        forget.run_with(client);
    }
}

std::int64_t destroyed_under(Database& db, std::int64_t list) {
    Statement count{db, "SELECT count(*) FROM destroyed WHERE list = ?1"};
    count.bind(list);
    count.next();
    return count.integer(0);
}

void note_compaction_due(Database& db) {
    write_meta(db, compaction_due, "ja");
}

bool is_compaction_due(Database& db) {
    return read_meta(db, compaction_due).has_value();
}

void compact_after_destruction(Database& db) {
    db.compact();
    remove_meta(db, compaction_due);
}

std::vector<std::string> handed_over_files_of(Database& db, dossier::ClientId client) {
    Statement rows{db, R"sql(
        SELECT DISTINCT f.name
          FROM client c
          JOIN client p ON p.household = c.household
          JOIN instruction i ON i.household = p.household
          JOIN attempt a ON a.instruction = i.id
          JOIN file f ON f.id = a.file
         WHERE c.id = ?1 AND f.state = 'handed_over' ORDER BY f.name
    )sql"};
    rows.bind(client);
    std::vector<std::string> names;
    while (rows.next()) names.emplace_back(rows.text(0));
    return names;
}

}  // namespace ontzorgd::store
