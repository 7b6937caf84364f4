// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/values/euro.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// @file
/// ToldAnew: exceptions of some kinds of rechtmatigheid that are all looked at again at once.
namespace ontzorgd::service {

class ToldAnew {
public:
    /// What is open of these kinds, with a cause that begins so.
    ToldAnew(store::Database& db, store::ExceptionWriter& exceptions,
             std::span<const std::string_view> kinds, std::string_view begin = {})
        : exceptions_{exceptions} {
        for (const std::string_view kind : kinds) {
            for (std::string& cause : store::open_causes(db, kind, begin))
                gone_.insert({std::string{kind}, std::move(cause)});
        }
    }

    /// It is so, and this is what is told of it now.
    void tell(std::string_view kind, std::string_view cause, std::optional<values::Euro> cents,
              std::string_view details, dossier::HouseholdId household = {}) {
        gone_.erase({std::string{kind}, std::string{cause}});
        exceptions_.open(kind, cause, household, "rechtmatigheid", cents, details);
        if (cents) {
            exceptions_.tell(kind, cause, *cents, details);
        } else {
            exceptions_.tell(kind, cause, details);
        }
    }

    /// Whatever was not told is so no more.
    void close_others() {
        for (const auto& [kind, cause] : gone_) exceptions_.close(kind, cause);
    }

private:
    store::ExceptionWriter& exceptions_;
    std::set<std::pair<std::string, std::string>> gone_;
};

}  // namespace ontzorgd::service
