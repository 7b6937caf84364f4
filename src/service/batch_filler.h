// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/store/batch.h"
#include "staleness.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Filling a batch with the open payments of a run.
namespace ontzorgd::service {

/// Gives every open instruction of a run a first or next attempt in a file of its date and account.
/// One that may not be paid now is left out, counted, and becomes an exception.
class Filler {
public:
    /// `fact` is the number of the fact that is being recorded.
    Filler(Context& context, std::int64_t batch, std::int64_t fact, store::RunId run,
           const uitkering::Regelset& regelset, payment::Speed speed);

    void fill(store::RunId run);
    [[nodiscard]] std::vector<store::StoredFile>& files() { return files_; }
    [[nodiscard]] std::int64_t left_out() const { return left_out_; }
    /// "left_out COUNT CENTS", or empty.
    [[nodiscard]] std::string change() const;
    /// The refusal when nothing is left to pay: the first reason, and the first payments with
    /// theirs.
    [[nodiscard]] base::Failure refusal(std::string_view run_id);

private:
    /// Slice after slice of what `open_after(id)` gives, until there is nothing left.
    template <class OpenAfter>
    void take_all(OpenAfter open_after);
    void take_slice(const std::vector<store::OpenInstruction>& open);
    void take(store::AttemptWriter& attempts, const store::OpenInstruction& open);
    [[nodiscard]] std::string_view obstacle_to(const store::OpenInstruction& open);
    void leave_out(const store::OpenInstruction& open, std::string_view obstacle);
    store::StoredFile& file_for(const store::InstructionRow& instruction);
    std::int64_t most_in_file(std::int64_t account);

    Context& context_;
    std::int64_t batch_;
    std::int64_t fact_;
    Staleness staleness_;
    payment::Generation generation_;
    std::int64_t next_file_;
    std::vector<store::StoredFile> files_;
    std::map<std::pair<std::int32_t, std::int64_t>, std::size_t> last_file_;  ///< day and account
    std::map<std::int64_t, std::int64_t> most_in_file_;                       ///< by account
    std::vector<base::Error> causes_;
    std::int64_t left_out_ = 0;
    values::Euro left_out_cents_;
    std::string_view first_obstacle_;
};

}  // namespace ontzorgd::service
