// SPDX-License-Identifier: EUPL-1.2
#include "signed_sheet.h"

#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/store/chain.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace ontzorgd::service {

namespace {

/// Whether link `fact` holds every one of these lines.
bool says(store::Database& db, std::int64_t fact, std::initializer_list<std::string> lines) {
    const auto record = store::record_of(db, fact);
    if (!record) return false;
    return std::ranges::all_of(lines, [&](const std::string& line) {
        return ("\n" + *record).find("\n" + line + "\n") != std::string::npos;
    });
}

std::string actor_line(store::UserId user) {
    return "actor=" + std::to_string(user.number());
}

}  // namespace

base::Result<base::Done> check_signatures(store::Database& db, const store::StoredBatch& batch,
                                          const uitkering::Regelset& regelset) {
    const std::string sheet = base::to_hex(crypto::sha256(batch.sheet));
    std::set<std::int64_t> signers;
    for (const store::StoredSignature& signature :
         store::signatures_of(db, batch.id, batch.version)) {
        const bool recorded = says(
            db, signature.fact,
            {"kind=batch_signed", actor_line(signature.user), "batch=" + std::to_string(batch.id),
             "version=" + std::to_string(batch.version), "sheet_sha256=" + sheet});
        const bool proposed_it = says(db, batch.fact, {actor_line(signature.user)});
        if (recorded && !proposed_it) signers.insert(signature.user.number());
    }
    const auto needed = std::int64_t{
        regelset.signatures_for(std::max(batch.cents, store::instructed_by(db, batch.run)))};
    if (static_cast<std::int64_t>(signers.size()) >= std::max(needed, batch.needed_signatures)) {
        return base::Done{};
    }
    return base::refuse("signatures_do_not_verify", {{"batch", std::to_string(batch.id)}});
}

}  // namespace ontzorgd::service
