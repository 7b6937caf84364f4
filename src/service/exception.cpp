// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/exception.h"

#include "ontzorgd/service/policy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/wording/exception_words.h"

#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

Report row_of(store::Database& db, const store::ExceptionRow& exception, values::CivilDate as_of) {
    Report row;
    row.add("nummer", Value{exception.id})
        .add("soort", exception.kind)
        .add("sinds", Value{exception.opened})
        .add("dagen_open", Value{std::int64_t{as_of - exception.opened}})
        .add("van", exception.owner_role)
        .add("huishouden", store::household_nummer(db, exception.household))
        .add("bedrag", exception.cents ? Value{*exception.cents} : Value{std::string{}})
        .add("wat", wording::exception_sentence(exception.kind, exception.details, exception.cents))
        .add("volgende_stap", wording::exception_next_step(exception.kind, exception.details));
    return row;
}

}  // namespace

base::Result<Report> list_exceptions(Municipality& town, std::string_view role,
                                     values::CivilDate as_of) {
    if (!role.empty() && !role_from(role)) {
        return base::malformed("role_is_unknown", {{"value", std::string{role}}});
    }
    store::Database& db = town.db();
    std::vector<Report> rows;
    store::for_each_exception(db, as_of, [&](const store::ExceptionRow& exception) {
        if (!role.empty() && exception.owner_role != role) return;
        rows.push_back(row_of(db, exception, as_of));
    });
    Report report;
    report.add("stand", Value{as_of})
        .add("aantal", Value{static_cast<std::int64_t>(rows.size())})
        .add_rows("uitzonderingen", std::move(rows));
    return report;
}

base::Result<Report> show_exception(Municipality& town, std::int64_t id, values::CivilDate as_of) {
    store::Database& db = town.db();
    const auto exception = store::exception_by_id(db, id);
    if (!exception || exception->opened > as_of) {
        return base::refuse("exception_is_unknown", {{"exception", std::to_string(id)}});
    }
    Report report = row_of(db, *exception, as_of);
    report.add("staat", exception->closed ? "gesloten" : "open").add("details", exception->details);
    return report;
}

}  // namespace ontzorgd::service
