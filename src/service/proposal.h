// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/input.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What one person proposed and another is to confirm, found by the digest of its bytes.
namespace ontzorgd::service {

/// The proposal a person means: by the beginning of its digest, or (empty) the only one that waits.
/// Errors: digest_is_too_short (malformed); proposal_is_unknown, proposal_is_not_unique (refused).
template <class Proposal>
[[nodiscard]] base::Result<Proposal> find_proposal(const std::vector<Proposal>& all,
                                                   std::string_view prefix) {
    std::vector<Proposal> fitting;
    for (const Proposal& each : all) {
        const bool fits =
            prefix.empty() ? !each.confirmed : base::to_hex(each.sha256).starts_with(prefix);
        if (fits) fitting.push_back(each);
    }
    if (!prefix.empty()) {
        if (const auto is_sure = check_digest_prefix(prefix); !is_sure) return is_sure.failure();
    }
    if (fitting.empty() && prefix.empty() && !all.empty()) return all.back();  // confirmed before
    if (fitting.empty())
        return base::refuse("proposal_is_unknown", {{"value", std::string{prefix}}});
    if (fitting.size() > 1) return base::refuse("proposal_is_not_unique");
    return fitting.front();
}

/// Errors (refused): confirmer_is_proposer.
template <class Proposal>
[[nodiscard]] base::Result<base::Done> check_confirmer(const Context& context,
                                                       const Proposal& proposal) {
    if (proposal.proposed_by == context.actor.id) return base::refuse("confirmer_is_proposer");
    return base::Done{};
}

}  // namespace ontzorgd::service
