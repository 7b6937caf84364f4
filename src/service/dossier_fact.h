// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/dossier.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

/// @file
/// What an import and a single edit share: how rows of the dossier are written and committed to.
namespace ontzorgd::service {

/// Writes rows of the dossier for one fact. Each table's rows are the leaves of a Merkle tree whose
/// root stands in the fact's record.
class DossierFact {
public:
    DossierFact(Context& context, std::int64_t fact);

    [[nodiscard]] store::DossierWriter& writer() { return writer_; }
    [[nodiscard]] std::int64_t rows() const;
    /// Writes what the rows need to count, and the roots into the record. Part of the transaction
    /// that seals the fact.
    void finish(audit::Record& record);
    /// After finish(): contracts of the touched households that may be one obligation, in pairs.
    [[nodiscard]] std::int64_t doubles() const { return doubles_; }

private:
    static audit::MerkleRoot empty();

    store::Database& db_;
    std::int64_t fact_;
    values::CivilDate today_;
    std::int64_t doubles_ = 0;
    store::DossierWriter writer_;
    std::array<audit::MerkleRoot, store::dossier_table_names.size()> roots_{
        empty(), empty(), empty(), empty(), empty(), empty(), empty(), empty()};
};

/// One edit as a fact of kind `kind`: `write` tells whether it wrote a row. When it did not, there
/// is nothing to record: what was asked for is so already.
[[nodiscard]] base::Result<base::Done> record_edit(
    Context& context, std::string_view kind,
    const std::function<base::Result<bool>(store::DossierWriter&)>& write);

}  // namespace ontzorgd::service
