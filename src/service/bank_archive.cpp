// SPDX-License-Identifier: EUPL-1.2
#include "bank_archive.h"

#include "bank_report.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

namespace {

/// A name from outside as one detail of an exception.
std::string as_detail(std::string_view name) {
    constexpr std::size_t longest = 100;
    std::string text{name.substr(0, longest)};
    std::ranges::replace(text, '|', '/');
    return text;
}

}  // namespace

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
        std::string details = "sha256=" + base::to_hex(sha256) + "|finding=" + finding.code;
        for (const std::string_view name : {"file", "statement"}) {
            const auto given = std::ranges::find(finding.details, name, &base::Detail::name);
            if (given == finding.details.end()) continue;
            details += '|';
            details += name;
            details += '=' + as_detail(given->value);
        }
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        exceptions.open("bankbestand_klopt_niet", base::to_hex(sha256), {}, "rechtmatigheid",
                        std::nullopt, details);
        act.record()
            .add("bank_file", file)
            .add("sha256", sha256)
            .add("finding", audit::Word::of(finding.code));
        act.seal();
    });
}

}  // namespace ontzorgd::service
