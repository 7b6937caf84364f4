// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"
#include "ontzorgd/messages/camt.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

/// @file
/// A sink that looks whether what it gets hangs together.
namespace ontzorgd::fuzz {

class Statements : public messages::StatementSink {
public:
    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        base::expects(!open_, "a statement begins after the one before it ended");
        open_ = true;
        entries_ = 0;
        seen_ += head.account + '|' + head.statement_id + '\n';
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        base::expects(open_, "an entry is of a statement");
        base::expects(entry.index == ++entries_, "entries are numbered from one, without a hole");
        base::expects(entry.amount.units() >= 0, "an amount has its sign beside it");
        seen_ += entry.amount.to_string() + entry.acct_svcr_ref + '\n';
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& totals) override {
        base::expects(open_, "a statement ends once");
        base::expects(totals.entries == entries_, "every entry is counted");
        open_ = false;
        return base::Done{};
    }
    [[nodiscard]] const std::string& seen() const { return seen_; }

private:
    bool open_ = false;
    std::int64_t entries_ = 0;
    std::string seen_;
};

/// The bytes in pieces of three: where a block ends must make no difference.
inline messages::ByteSource in_small_pieces(std::string_view text) {
    return [text, at = std::size_t{0}]() mutable -> base::Result<std::span<const char>> {
        const std::string_view piece = text.substr(std::min(at, text.size()), 3);
        at += piece.size();
        return std::span<const char>{piece.data(), piece.size()};
    };
}

}  // namespace ontzorgd::fuzz
