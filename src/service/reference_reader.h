// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Our references in what a bank says of an entry.
namespace ontzorgd::service {

/// What an entry or detail says about one of our attempts.
struct NamedAttempt {
    reconcile::Reference reference = reconcile::Reference::none;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::string generation = {};  ///< that the reference begins with
    bool trace = false;           ///< something of ours, but not readable
};

/// Reads references of every generation that this directory has or had.
class ReferenceReader {
public:
    explicit ReferenceReader(const Municipality& town);
    /// The reference of a detail: exact in its own field, or the only one that can be read in its
    /// texts.
    [[nodiscard]] NamedAttempt read(const reconcile::EntryDetail& detail);
    /// Whether a text has a generation of ours in it.
    [[nodiscard]] bool is_of_ours(std::string_view text) const;

private:
    void look_in(std::string_view text);

    std::vector<payment::Generation> generations_;
    std::string kept_;
    std::vector<payment::EndToEndId> found_;
    bool trace_ = false;
};

}  // namespace ontzorgd::service
