// SPDX-License-Identifier: EUPL-1.2
#include "logboek_gaps.h"

#include "ontzorgd/store/meta.h"
#include "ontzorgd/store/restoration.h"

namespace ontzorgd::service {

namespace {

std::string key_of(std::int64_t restoration) {
    return "logs_reach_" + std::to_string(restoration);
}

}  // namespace

void note_reach_of_logs(store::Database& db, std::int64_t restoration, values::CivilDate day) {
    store::write_meta(db, key_of(restoration), day.to_string());
}

std::string gaps_in_logs(store::Database& db, values::CivilDate from, values::CivilDate to) {
    std::string text;
    for (const store::Restoration& each : store::restorations(db)) {
        // None when the backup held no logs: all of before is lost. As text, days sort as they are.
        const auto reach = store::read_meta(db, key_of(each.id));
        if (each.day < from || (reach && to.to_string() < *reach)) continue;
        text += text.empty() ? "" : " ";
        text += "Deze map is op " + each.day.to_string() + " teruggezet uit een reservekopie ";
        text += reach ? "van " + *reach + ": wat daartussen" : "zonder logboek: wat daarvoor";
        text += " werd gedaan of gelezen, staat hier niet.";
    }
    return text;
}

}  // namespace ontzorgd::service
