// SPDX-License-Identifier: EUPL-1.2
#include "bank_archive.h"

#include "bank_report.h"
#include "ontzorgd/base/text.h"
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

constexpr std::string_view kept_file = "bankbestand_klopt_niet";
constexpr std::string_view waits_for = "wacht_op";

/// Which page of which statement; any text that the bank gave in few characters.
std::string mark_of(std::string_view name, std::int64_t page) {
    constexpr std::size_t enough = 16;
    crypto::Sha256Stream hash;
    hash.update(name);
    hash.update("\n" + std::to_string(page));
    return base::to_hex(hash.finish()).substr(0, enough);
}

/// "account:day:mark" of each, or nothing where there are more than a person looks after.
std::string waiting_text(const std::vector<NamedStatement>& statements) {
    constexpr std::size_t most = 40;
    if (statements.size() > most) return {};
    std::string text;
    for (const NamedStatement& each : statements) {
        text += (text.empty() ? "" : ",") + std::to_string(each.account) + ':' +
                std::to_string(each.day.to_number()) + ':' + mark_of(each.name, each.page);
    }
    return text;
}

bool is_of(std::string_view waiting, const store::BankStatementRow& placed, std::int64_t page) {
    const auto parts = base::split_text(waiting, ':');
    if (parts.size() != 3) return false;
    const auto number = base::parse_int(parts[1]);
    const auto day = number ? values::CivilDate::from_number(*number)
                            : base::Result<values::CivilDate>{values::CivilDate{}};
    return parts[0] == std::to_string(placed.account) && day &&
           placed.opening_date <= day.value() && day.value() <= placed.closing_date &&
           parts[2] == mark_of(placed.statement_id, page);
}

}  // namespace

void settle_kept_files(store::Database& db, store::ExceptionWriter& exceptions,
                       const store::BankStatementRow& placed, std::int64_t page) {
    const std::string begin = '|' + std::string{waits_for} + '=';
    for (const store::ExceptionRow& each : store::open_exceptions(db, kept_file)) {
        const std::size_t at = each.details.rfind(begin);
        if (at == std::string::npos) continue;
        const std::string waiting = each.details.substr(at + begin.size());
        std::string left;
        for (const std::string_view one : base::split_text(waiting, ',')) {
            if (is_of(one, placed, page)) continue;
            left += (left.empty() ? "" : ",") + std::string{one};
        }
        if (left == waiting) continue;
        std::string details = each.details.substr(0, at);
        details.append(begin).append(left);
        exceptions.tell(kept_file, each.cause, details);
        if (left.empty()) exceptions.close(kept_file, each.cause);
    }
}

void settle_kept_file(store::ExceptionWriter& exceptions, const base::Digest& sha256) {
    exceptions.close(kept_file, base::to_hex(sha256));
}

void record_finding(Context& context, const base::Error& finding, const base::Digest& sha256,
                    Kept kept, const std::vector<NamedStatement>& statements) {
    if (kept == Kept::before) return;
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "bank_file_kept_aside"};
        const std::int64_t file = store::next_bank_file_id(db);
        store::add_bank_file(db, {.id = file,
                                  .sha256 = sha256,
                                  .fact = act.number(),
                                  .statements = 0,
                                  .finding = finding.code,
                                  .answer = {}});
        std::string details = "sha256=" + base::to_hex(sha256) + "|finding=" + finding.code;
        for (const std::string_view name : {"file", "statement", "entry"}) {
            const auto given = std::ranges::find(finding.details, name, &base::Detail::name);
            if (given == finding.details.end()) continue;
            details += '|';
            details += name;
            details += '=' + as_detail(given->value);
        }
        const std::string waiting = waiting_text(statements);
        if (!waiting.empty()) details += '|' + std::string{waits_for} + '=' + waiting;
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        exceptions.open(kept_file, base::to_hex(sha256), {}, "rechtmatigheid", std::nullopt,
                        details);
        act.record()
            .add("bank_file", file)
            .add("sha256", sha256)
            .add("finding", audit::Word::of(finding.code));
        act.seal();
    });
}

}  // namespace ontzorgd::service
