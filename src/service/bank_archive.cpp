// SPDX-License-Identifier: EUPL-1.2
#include "bank_archive.h"

#include "bank_report.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"

namespace ontzorgd::service {

void record_finding(Context& context, const base::Error& finding, const base::Digest& sha256) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "bank_file_kept_aside"};
        const std::int64_t file = store::next_bank_file_id(db);
        store::add_bank_file(db, {.id = file,
                                  .sha256 = sha256,
                                  .fact = act.number(),
                                  .statements = 0,
                                  .finding = finding.code,
                                  .answer = encode_error(finding)});
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        exceptions.open("bankbestand_klopt_niet", base::to_hex(sha256), {}, "rechtmatigheid",
                        std::nullopt,
                        "sha256=" + base::to_hex(sha256) + "|finding=" + finding.code);
        act.record()
            .add("bank_file", file)
            .add("sha256", sha256)
            .add("finding", audit::Word::of(finding.code));
        act.seal();
    });
}

}  // namespace ontzorgd::service
