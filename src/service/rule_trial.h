// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/line_rule.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/line_rule.h"

#include <vector>

/// @file
/// What a rule would have placed had it always been there.
namespace ontzorgd::service {

/// The lines of the last 13 months that are in suspense because nothing of ours fits, and that this
/// rule would place as everything is known now. What the bank says of them is read again from the
/// archive; what is not there any more is not looked at.
[[nodiscard]] std::vector<store::UnexplainedLine> try_rule(Context& context,
                                                           reconcile::LineRule rule);

}  // namespace ontzorgd::service
