// SPDX-License-Identifier: EUPL-1.2
#include "dossier_fact.h"

#include "doubles.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/store/exception.h"

namespace ontzorgd::service {

DossierFact::DossierFact(Context& context, std::int64_t fact)
    : db_{context.town.db()},
      fact_{fact},
      today_{context.now.today},
      writer_{context.town.db(), fact, context.actor.id,
              [&context](std::int64_t id) { return context.town.salt_for("personal", id); },
              [&context](std::string_view text) { return context.town.blind_index(text); }} {
    writer_.on_leaf = [this](store::DossierTable table, std::string_view leaf) {
        roots_.at(static_cast<std::size_t>(table)).add(leaf);
    };
}

audit::MerkleRoot DossierFact::empty() {
    return audit::MerkleRoot{crypto::sha256};
}

std::int64_t DossierFact::rows() const {
    std::int64_t count = 0;
    for (const audit::MerkleRoot& root : roots_) count += root.count();
    return count;
}

void DossierFact::finish(audit::Record& record) {
    writer_.finish();
    for (std::size_t i = 0; i < roots_.size(); ++i) {
        if (roots_.at(i).count() == 0) continue;
        const std::string table = store::dossier_table_names.at(i);
        record.add("rows_" + table, roots_.at(i).count());
        record.add("root_" + table, roots_.at(i).root());
    }
    store::write_last_dossier_fact(db_, fact_);
    store::ExceptionWriter exceptions{db_, fact_, today_};
    for (const dossier::HouseholdId household : writer_.with_possible_doubles()) {
        doubles_ += note_doubles(db_, exceptions, household);
    }
}

base::Result<base::Done> record_edit(
    Context& context, std::string_view kind,
    const std::function<base::Result<bool>(store::DossierWriter&)>& write) {
    store::Transaction transaction{context.town.db()};
    Act act{context, kind};
    DossierFact fact{context, act.number()};
    const auto wrote = write(fact.writer());
    if (!wrote) return wrote.failure();
    if (!wrote.value()) return base::Done{};
    fact.finish(act.record());
    act.seal();
    transaction.commit();
    return base::Done{};
}

}  // namespace ontzorgd::service
