// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/sweep.h"

#include "ontzorgd/store/meta.h"

#include <array>
#include <string>

namespace ontzorgd::store {

namespace {

constexpr std::string_view bulk_work = "bulk_work";

// Tables whose rows name the fact that recorded them.
constexpr std::array tables_with_fact{"creditor",
                                      "creditor_version",
                                      "household",
                                      "household_version",
                                      "client",
                                      "client_version",
                                      "iban",
                                      "grondslag",
                                      "machtiging",
                                      "joint_request",
                                      "contract",
                                      "contract_version",
                                      "split_explanation",
                                      "split_line",
                                      "bill",
                                      "instruction",
                                      "instruction_aim",
                                      "exception"};

constexpr std::array tables_with_replaced{
    "creditor_version", "household_version", "client_version", "iban",
    "grondslag",        "machtiging",        "joint_request",  "contract_version"};

constexpr const char* orphans = R"sql(
    DELETE FROM personal WHERE id > coalesce((SELECT value FROM meta WHERE key = 'personal_rows'), 0) + 0;
    DELETE FROM run_record WHERE run > (SELECT coalesce(max(id), 0) FROM run);
    DELETE FROM attempt WHERE file > (SELECT coalesce(max(id), 0) FROM file);
    DELETE FROM statement_line WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM total_line WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM line_cost WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM refund_contract WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM line_candidate WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
)sql";

}  // namespace

void begin_bulk_work(Database& db) {
    write_meta(db, bulk_work, "ja");
}

void end_bulk_work(Database& db) {
    remove_meta(db, bulk_work);
}

bool has_unfinished_work(Database& db) {
    return read_meta(db, bulk_work).has_value();
}

void sweep_unfinished_work(Database& db) {
    if (!has_unfinished_work(db)) return;
    in_transaction(db, [&] {
        const std::string after_chain = " > (SELECT coalesce(max(number), 0) FROM audit_link)";
        for (const char* table : tables_with_fact) {
            db.execute((std::string{"DELETE FROM "} + table + " WHERE fact" + after_chain).c_str());
        }
        for (const char* table : tables_with_replaced) {
            db.execute((std::string{"UPDATE "} + table + " SET replaced = NULL WHERE replaced" +
                        after_chain)
                           .c_str());
        }
        db.execute(
            (std::string{"UPDATE run_record SET split_fact = NULL WHERE split_fact"} + after_chain)
                .c_str());
        db.execute(orphans);
        remove_meta(db, bulk_work);
    });
}

}  // namespace ontzorgd::store
