// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "audit_findings.h"
#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

/// The journal beside the chain: hands out the books of one fact after the other.
class Books {
public:
    Books(store::Database& db, Findings& findings);

    /// The digest of what this fact booked; nothing when it booked nothing. Facts are asked for in
    /// order.
    std::optional<base::Digest> of(std::int64_t fact);
    /// What stands behind the last fact.
    void finish();
    [[nodiscard]] std::int64_t entries() const { return entries_; }
    [[nodiscard]] values::Euro turnover() const { return turnover_; }

private:
    void advance() { more_ = cursor_.next(posting_); }
    void skip_entry();
    void read_entry(std::vector<std::string>& lines);

    store::PostingCursor cursor_;
    Findings& findings_;
    store::StoredPosting posting_;
    bool more_ = false;
    std::int64_t entries_ = 0;
    values::Euro turnover_;
};

}  // namespace ontzorgd::service
