// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/line_rule.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/store/database.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The rules of the municipality as placing asks them.
namespace ontzorgd::service {

class LineRules {
public:
    /// Those that were confirmed, whatever their days.
    explicit LineRules(store::Database& db);
    explicit LineRules(std::vector<reconcile::LineRule> rules);

    [[nodiscard]] bool is_empty() const { return rules_.empty(); }
    [[nodiscard]] std::span<const reconcile::LineRule> all() const { return rules_; }
    /// Where a line belongs of which the rules say this, and otherwise `look`. The rule in it lives
    /// as long as this.
    [[nodiscard]] reconcile::Look look_after(const reconcile::Look& look,
                                             const reconcile::ByRule& by_rule) const;

private:
    std::vector<reconcile::LineRule> rules_;
    std::map<std::int64_t, std::string> names_;  ///< "by_rule:7", by number
};

/// Texts, codes and the other side as a rule looks at them; no more than that.
[[nodiscard]] reconcile::RuleLine rule_line_of(const reconcile::Entry& entry,
                                               const reconcile::EntryDetail* detail);

}  // namespace ontzorgd::service
