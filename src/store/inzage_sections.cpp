// SPDX-License-Identifier: EUPL-1.2
#include "inzage_sections.h"

namespace ontzorgd::store {

namespace {

using enum Known;

// Who he is.
std::vector<InzageSection> of_person() {
    return {
        {"gegevens",
         "client_version",
         {{"naam_en_geboortedatum", naam}, {"bsn", bsn}, {"vastgelegd", day}, {"vervangen", day}},
         R"sql(
            SELECT n.value, b.value, f.day, r.day
              FROM client_version x
              LEFT JOIN personal n ON n.id = x.naam LEFT JOIN personal b ON b.id = x.bsn
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND x.client = ?1 ORDER BY x.id
         )sql"},
        {"huishouden",
         "household_version",
         {{"huishouden"}, {"soort", Known::household}, {"vastgelegd", day}, {"vervangen", day}},
         R"sql(
            SELECT h.nummer, x.type, f.day, r.day
              FROM household_version x JOIN household h ON h.id = x.household
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 ORDER BY x.id
         )sql"},
        {"bankrekeningen",
         "iban",
         {{"iban", own}, {"vastgelegd", day}, {"bevestigd", day}, {"vervangen", day}},
         R"sql(
            SELECT p.value, f.day, c.day, r.day
              FROM iban x LEFT JOIN personal p ON p.id = x.value
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link c ON c.number = x.confirmed_fact
              LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND x.client = ?1 ORDER BY x.id
         )sql"},
    };
}

// What holds for him.
std::vector<InzageSection> of_grounds() {
    return {
        {"grondslagen",
         "grondslag",
         {{"soort", Known::grondslag},
          {"vanaf", day},
          {"tot_en_met", day},
          {"beschikking", own},
          {"beschikking_datum", day},
          {"vastgelegd", day},
          {"vervangen", day}},
         R"sql(
            SELECT x.soort, x.vanaf, x.tot_en_met, p.value, x.beschikking_datum, f.day, r.day
              FROM grondslag x LEFT JOIN personal p ON p.id = x.beschikking
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND x.client = ?1 ORDER BY x.id
         )sql"},
        {"machtigingen",
         "machtiging",
         {{"toestand", Known::machtiging}, {"datum", day}, {"vastgelegd", day}, {"vervangen", day}},
         R"sql(
            SELECT x.toestand, x.datum, f.day, r.day FROM machtiging x
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND x.client = ?1 ORDER BY x.id
         )sql"},
        {"gezamenlijke_verzoeken",
         "joint_request",
         {{"vanaf", day},
          {"tot_en_met", day},
          {"eigen_aandeel", number},
          {"vastgelegd", day},
          {"vervangen", day}},
         R"sql(
            SELECT x.vanaf, x.tot_en_met,
                   CASE ?3 WHEN 0 THEN x.aandeel_eerste ELSE 100 - x.aandeel_eerste END, f.day, r.day
              FROM joint_request x
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 ORDER BY x.id
         )sql"},
    };
}

// What is paid for him.
std::vector<InzageSection> of_contracts() {
    return {
        {"contracten",
         "contract contract_version creditor_version",
         {{"contract"},
          {"soort", kind},
          {"op_naam_van"},
          {"drager"},
          {"crediteur", own},
          {"kenmerk", own},
          {"bedragen", amounts},
          {"eerste_bedrag", amount},
          {"ritme", Known::ritme},
          {"vervaldag", number},
          {"vanaf", day},
          {"tot_en_met", day},
          {"betalen_vanaf", day},
          {"incasso", flag},
          {"vastgelegd", day},
          {"vervangen", day}},
         R"sql(
            SELECT c.nummer, x.soort, CASE x.op_naam_van WHEN ?1 THEN 'client' ELSE 'partner' END,
                   CASE WHEN x.drager IS NULL THEN 'huishouden' WHEN x.drager = ?1 THEN 'client' ELSE 'partner' END,
                   n.value, CASE x.op_naam_van WHEN ?1 THEN k.value END, x.bedragen, x.eerste_bedrag,
                   x.ritme, x.vervaldag, x.vanaf, x.tot_en_met, x.betalen_vanaf, x.incasso, f.day, r.day
              FROM contract_version x JOIN contract c ON c.id = x.contract
              LEFT JOIN personal k ON k.id = x.kenmerk
              LEFT JOIN creditor_version v ON v.creditor = x.crediteur AND v.replaced IS NULL
              LEFT JOIN personal n ON n.id = v.naam
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND (x.op_naam_van = ?1 OR x.drager = ?1 OR x.drager IS NULL)
             ORDER BY x.id
         )sql"},
        {"aanhoudingen",
         "client_hold",
         {{"reden", free_text},
          {"vanaf", day},
          {"beeindigd", day},
          {"reden_van_het_einde", free_text}},
         R"sql(
            SELECT p.value, f.day, r.day, e.value FROM client_hold x
              LEFT JOIN personal p ON p.id = x.reason LEFT JOIN personal e ON e.id = x.end_reason
              LEFT JOIN audit_link f ON f.number = x.fact LEFT JOIN audit_link r ON r.number = x.replaced
             WHERE x.household = ?2 AND x.client = ?1 ORDER BY x.id
         )sql"},
    };
}

// What came in each month, and how it was divided.
std::vector<InzageSection> of_split() {
    return {
        {"uitkeringen",
         "run run_record",
         {{"run"},
          {"soort", soort_run},
          {"periode", month},
          {"netto", amount},
          {"waarvan_bijzondere_bijstand", amount},
          {"bevinding", finding}},
         R"sql(
            SELECT r.run_id, r.soort, r.periode, x.net_cents, x.bijzondere_bijstand_cents, x.finding
              FROM run r CROSS JOIN run_record x ON x.run = r.id AND x.household = ?2
             ORDER BY r.id, x.number
         )sql"},
        {"rekeningen",
         "bill",
         {{"contract"},
          {"maand", month},
          {"periode_vanaf", day},
          {"bedrag", amount},
          {"opgedragen", amount},
          {"run"}},
         R"sql(
            SELECT c.nummer, x.month, x.period_from, x.bedrag_cents, x.instructed_cents, r.run_id
              FROM mine CROSS JOIN bill x ON x.contract = mine.contract
               AND x.fact >= mine.since AND x.fact < mine.until
              JOIN contract c ON c.id = x.contract JOIN run r ON r.id = x.run
             ORDER BY x.period_from, x.contract, x.run
         )sql"},
        {"verdelingen",
         "split_line",
         {{"run"},
          {"soort", kind},
          {"contract"},
          {"gevraagd", amount},
          {"te_betalen", amount},
          {"eigen_deel", amount},
          {"uitkomst", outcome},
          {"reden", reason}},
         R"sql(
            SELECT r.run_id, x.kind, c.nummer, x.wanted_cents, x.to_pay_cents,
                   CASE ?3 WHEN 0 THEN x.draagdeel_eerste ELSE x.to_pay_cents - x.draagdeel_eerste END,
                   x.outcome, x.reason
              FROM run r CROSS JOIN split_line x ON x.run = r.id AND x.household = ?2
              LEFT JOIN contract c ON c.id = x.contract
             WHERE x.payee = ?1 OR EXISTS (SELECT 1 FROM mine WHERE mine.contract = x.contract
                                              AND x.fact >= mine.since AND x.fact < mine.until)
             ORDER BY r.id, x.number
         )sql"},
        {"uitleg_van_de_verdeling",
         "split_explanation",
         {{"run"}, {"feit", number}, {"uitleg", explanation}},
         R"sql(
            SELECT r.run_id, x.fact, x.explanation
              FROM run r CROSS JOIN split_explanation x ON x.run = r.id AND x.household = ?2
             ORDER BY r.id
         )sql"},
    };
}

// The payments, and what the bank said about them.
std::vector<InzageSection> of_payments() {
    return {
        {"betalingen",
         "instruction instruction_aim attempt file",
         {{"instructie", number},
          {"soort", kind},
          {"contract"},
          {"aan", own},
          {"bedrag", amount},
          {"uitvoerdatum", day},
          {"bestand"},
          {"staat", state},
          {"geboekt", day},
          {"teruggekomen", amount},
          {"reden", bank_reason}},
         R"sql(
            SELECT i.id, i.kind, c.nummer, n.value, i.cents,
                   coalesce(f.execution_date, m.execution_date, i.execution_date), f.name,
                   CASE a.state WHEN 0 THEN f.state WHEN 1 THEN 'confirmed' WHEN 2 THEN 'returned'
                                WHEN 3 THEN 'dead' WHEN 4 THEN 'returned_part' ELSE 'prepared' END,
                   a.settled_on, a.returned_cents, coalesce(a.return_reason, a.bank_reason, f.bank_reason)
              FROM paid JOIN instruction i ON i.id = paid.id
              LEFT JOIN contract c ON c.id = i.contract
              LEFT JOIN creditor_version v ON v.creditor = i.creditor AND v.replaced IS NULL
              LEFT JOIN personal n ON n.id = v.naam
              LEFT JOIN instruction_aim m ON m.instruction = i.id AND m.number =
                        (SELECT max(number) FROM instruction_aim WHERE instruction = i.id)
              LEFT JOIN attempt a ON a.instruction = i.id LEFT JOIN file f ON f.id = a.file
             ORDER BY i.id, a.number
         )sql"},
        {"meldingen_van_de_bank",
         "attempt_status file_status",
         {{"instructie", number}, {"code", bank_status}, {"reden", bank_reason}, {"gemeld", day}},
         R"sql(
            SELECT x.instruction, x.code, x.reason, f.day
              FROM paid CROSS JOIN attempt_status x ON x.instruction = paid.id
              LEFT JOIN audit_link f ON f.number = x.fact
            UNION ALL
            SELECT a.instruction, x.code, x.reason, f.day
              FROM paid CROSS JOIN attempt a ON a.instruction = paid.id
             CROSS JOIN file_status x ON x.file = a.file
              LEFT JOIN audit_link f ON f.number = x.fact
         )sql"},
        {"naamcontroles",
         "name_check name_check_decision",
         {{"instructie", number},
          {"uitkomst", name_check},
          {"naam_volgens_de_bank", free_text},
          {"gemeld", day},
          {"besluit", free_text}},
         R"sql(
            SELECT x.instruction, x.result, CASE WHEN i.creditor IS NULL THEN p.value END, f.day, q.value
              FROM paid CROSS JOIN name_check x ON x.instruction = paid.id
              JOIN instruction i ON i.id = x.instruction
              LEFT JOIN personal p ON p.id = x.answered_name
              LEFT JOIN name_check_decision d ON d.instruction = x.instruction AND d.attempt = x.attempt
                                             AND d.until >= x.id
              LEFT JOIN personal q ON q.id = d.reason
              LEFT JOIN audit_link f ON f.number = x.fact ORDER BY x.id
         )sql"},
    };
}

// How they ended: on the statement of the bank, and by what people decided.
std::vector<InzageSection> of_settlement() {
    return {
        {"regels_op_het_bankafschrift",
         "statement_line",
         {{"boekdatum", day},
          {"bedrag", amount},
          {"bijgeschreven", flag},
          {"instructie", number},
          {"regel", rule}},
         R"sql(
            SELECT x.booking_date, x.cents, x.credit, x.instruction, x.rule
              FROM paid CROSS JOIN statement_line x ON x.instruction = paid.id
            UNION ALL
            SELECT x.booking_date, x.cents, x.credit, NULL, x.rule
              FROM back CROSS JOIN statement_line x
             WHERE x.statement = back.statement AND x.entry = back.entry AND x.detail = back.detail
         )sql"},
        {"besluiten_over_betalingen",
         "line_decision dead_word part_word recall recall_refusal reissue",
         {{"besluit", decision},
          {"instructie", number},
          {"dag", day},
          {"reden", free_text},
          {"ingetrokken", free_text}},
         R"sql(
            SELECT b.besluit, b.instruction, f.day, p.value, q.value FROM (
                SELECT 'regel_' || d.kind AS besluit, d.instruction, d.fact, d.reason, d.revoke_reason
                  FROM line_decision d
                 WHERE d.instruction IN (SELECT id FROM paid)
                    OR d.household = ?2 AND CASE WHEN d.contract IS NOT NULL
                            THEN d.contract IN (SELECT contract FROM mine)
                            ELSE NOT EXISTS (SELECT 1 FROM not_mine n WHERE n.statement = d.statement
                                                AND n.entry = d.entry AND n.detail = d.detail) END
                UNION ALL SELECT 'doodverklaard', d.instruction, d.fact, d.reason, NULL
                  FROM dead_word d WHERE d.instruction IN (SELECT id FROM paid)
                UNION ALL SELECT 'deel_opnieuw', d.instruction, d.fact, d.reason, NULL
                  FROM part_word d WHERE d.instruction IN (SELECT id FROM paid)
                UNION ALL SELECT 'teruggeroepen', d.instruction, d.fact, d.reason, NULL
                  FROM recall d WHERE d.instruction IN (SELECT id FROM paid)
                UNION ALL SELECT 'terugroep_geweigerd', d.instruction, e.fact, NULL, NULL
                  FROM recall_refusal e JOIN recall d ON d.id = e.recall
                 WHERE d.instruction IN (SELECT id FROM paid)
                UNION ALL SELECT 'opnieuw', d.instruction, d.fact, NULL, NULL
                  FROM reissue d WHERE d.instruction IN (SELECT id FROM paid)
              ) b
              LEFT JOIN personal p ON p.id = b.reason LEFT JOIN personal q ON q.id = b.revoke_reason
              LEFT JOIN audit_link f ON f.number = b.fact ORDER BY b.fact
         )sql"},
    };
}

// What asked for attention, and who was told about him.
std::vector<InzageSection> of_recipients() {
    return {
        {"uitzonderingen",
         "exception exception_act",
         {{"uitzondering", Known::exception},
          {"contract"},
          {"bedrag", amount},
          {"geopend", day},
          {"gesloten", day},
          {"reden", free_text}},
         R"sql(
            SELECT x.kind, k.nummer,
                   CASE WHEN x.kind <> 'betaling_geweigerd' OR instr('|' || x.details, '|payments=1|') > 0
                        THEN x.cents END, x.opened, c.day, p.value
              FROM exception x
              LEFT JOIN contract k ON x.kind GLOB 'last_*' AND k.id = CAST(x.cause AS INTEGER)
              LEFT JOIN exception_act a ON a.exception = x.id AND a.kind = 'closed'
              LEFT JOIN personal p ON p.id = a.reason
              LEFT JOIN audit_link c ON c.number = x.closed_fact
             WHERE x.household = ?2 AND CASE
                   WHEN x.kind GLOB 'uitkering_*' THEN 1
                   WHEN x.kind GLOB 'last_*'
                   THEN EXISTS (SELECT 1 FROM mine WHERE mine.contract = k.id
                                   AND x.fact >= mine.since AND x.fact < mine.until)
                   WHEN x.kind = 'contract_mogelijk_dubbel'
                   THEN CAST(x.cause AS INTEGER) IN (SELECT contract FROM mine)
                    AND CAST(substr(x.cause, instr(x.cause, '|') + 1) AS INTEGER) IN (SELECT contract FROM mine)
                   WHEN x.kind = 'grondslag_eindigt' OR x.kind GLOB 'machtiging_*'
                   THEN CAST(x.cause AS INTEGER) = ?1
                   WHEN x.kind = 'terugbetaling_ontvangen'
                   THEN EXISTS (SELECT 1 FROM back
                                 WHERE x.cause GLOB statement || ':' || entry || ':' || detail || '|*')
                   WHEN x.kind = 'betaling_geweigerd'
                   THEN CAST(substr(x.details, instr(x.details, '|instruction=') + 13) AS INTEGER)
                        IN (SELECT id FROM paid)
                   ELSE CAST(x.cause AS INTEGER) IN (SELECT id FROM paid) END
             ORDER BY x.id
         )sql"},
        {"ontvangers",
         "own_account",
         {{"ontvanger", own},
          {"gegevens"},
          {"eerste_keer", day},
          {"laatste_keer", day},
          {"betalingen", number}},
         R"sql(
            SELECT n.value, 'naam, kenmerk, bedrag', min(f.execution_date), max(f.execution_date), count(*)
              FROM paid JOIN instruction i ON i.id = paid.id
              JOIN attempt a ON a.instruction = i.id
              JOIN file f ON f.id = a.file AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
              JOIN creditor_version v ON v.creditor = i.creditor AND v.replaced IS NULL
              LEFT JOIN personal n ON n.id = v.naam
             GROUP BY i.creditor
            UNION ALL
            SELECT CAST('bank van rekening ' || o.name AS BLOB), 'naam, rekening, kenmerk, bedrag',
                   min(f.execution_date), max(f.execution_date), count(*)
              FROM paid JOIN attempt a ON a.instruction = paid.id
              JOIN file f ON f.id = a.file AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
              JOIN own_account o ON o.id = f.account
             GROUP BY f.account
         )sql"},
    };
}

// What is kept about his dossier, and where it all is in the chain.
std::vector<InzageSection> of_keeping() {
    return {
        {"notities",
         "note",
         {{"notitie", number}, {"dag", day}, {"gezondheid", flag}},
         R"sql(
            SELECT x.id, f.day, x.health FROM note x LEFT JOIN audit_link f ON f.number = x.fact
             WHERE x.client = ?1 ORDER BY x.id
         )sql"},
        {"inzages",
         "inzage",
         {{"dag", day}, {"door"}},
         R"sql(
            SELECT x.day, u.name FROM inzage x JOIN user u ON u.id = x.given_by
             WHERE x.client = ?1 ORDER BY x.id
         )sql"},
        {"vernietiging",
         "destroy_list",
         {{"voorgesteld", day}, {"vernietigd", day}},
         R"sql(
            SELECT f.day, c.day FROM destroy_list x LEFT JOIN audit_link f ON f.number = x.fact
              LEFT JOIN audit_link c ON c.number = x.confirmed_fact WHERE x.client = ?1
         )sql"},
        {"vernietigingslijsten",
         "retention_client retention_list",
         {{"vernietigingslijst", number},
          {"termijn_begon", day},
          {"termijn_voorbij", day},
          {"voorgesteld", day}},
         R"sql(
            SELECT x.list, x.began, x.over, l.day FROM retention_client x JOIN retention_list l ON l.id = x.list
             WHERE x.client = ?1 ORDER BY x.list
         )sql"},
        {"feiten",
         "audit_link",
         {{"feit", number}, {"dag", day}, {"soort", record}},
         R"sql(
            SELECT l.number, l.day, l.record FROM audit_link l WHERE l.number IN (
                SELECT fact FROM client_version WHERE household = ?2 AND client = ?1
                UNION SELECT fact FROM household_version WHERE household = ?2
                UNION SELECT fact FROM iban WHERE household = ?2 AND client = ?1
                UNION SELECT confirmed_fact FROM iban WHERE household = ?2 AND client = ?1
                UNION SELECT fact FROM grondslag WHERE household = ?2 AND client = ?1
                UNION SELECT fact FROM machtiging WHERE household = ?2 AND client = ?1
                UNION SELECT fact FROM joint_request WHERE household = ?2
                UNION SELECT since FROM mine
                UNION SELECT fact FROM client_hold WHERE household = ?2 AND client = ?1
                UNION SELECT replaced FROM client_hold WHERE household = ?2 AND client = ?1
                UNION SELECT x.fact FROM run r CROSS JOIN split_explanation x
                       WHERE x.run = r.id AND x.household = ?2
                UNION SELECT r.fact FROM run r CROSS JOIN run_record x
                       WHERE x.run = r.id AND x.household = ?2
                UNION SELECT f.fact FROM paid CROSS JOIN attempt a ON a.instruction = paid.id
                       JOIN file f ON f.id = a.file
                UNION SELECT a.settled_fact FROM paid CROSS JOIN attempt a ON a.instruction = paid.id
                UNION SELECT fact FROM note WHERE client = ?1
                UNION SELECT fact FROM inzage WHERE client = ?1
                UNION SELECT fact FROM destroy_list WHERE client = ?1)
             ORDER BY l.number
         )sql"},
    };
}

}  // namespace

const std::vector<InzageSection>& inzage_sections() {
    static const std::vector<InzageSection> all = [] {
        std::vector<InzageSection> made;
        for (const auto& part : {of_person(), of_grounds(), of_contracts(), of_split(),
                                 of_payments(), of_settlement(), of_recipients(), of_keeping()}) {
            made.insert(made.end(), part.begin(), part.end());
        }
        return made;
    }();
    return all;
}

}  // namespace ontzorgd::store
