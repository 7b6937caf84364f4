// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/store/database.h"

#include <optional>

/// @file
/// Looking back: a municipality as it was at the end of an earlier day.
namespace ontzorgd::service {

/// From here on `town`, opened for reading, answers as it did after the last fact of `day`, and the
/// returned moment is the end of that day. When anything happened later this costs a private copy
/// of the database in a temporary folder, gone with `town`; the directory itself is not touched.
/// A day before the first fact is an empty municipality. What was destroyed since stays destroyed.
[[nodiscard]] Now look_back(Municipality& town, values::CivilDate day);

/// The end of a day that somebody asks about, today and later days included, in a directory that
/// others may be writing to: half work has no fact, so that it is not there at the end of any day,
/// nor now; and what is written while this lives does not come into an answer.
class Past {
public:
    /// `town` is a reader that nothing else uses; `present` is the moment of the question. It must
    /// outlive this.
    Past(Municipality& town, values::CivilDate day, const Now& present);
    Past(const Past&) = delete;
    Past& operator=(const Past&) = delete;
    Past(Past&&) = delete;
    Past& operator=(Past&&) = delete;
    ~Past() = default;

    /// The end of that day, or the present when that is not over.
    [[nodiscard]] const Now& now() const { return now_; }
    /// Whether the day is before today.
    [[nodiscard]] bool is_earlier() const { return is_earlier_; }

private:
    std::optional<store::Snapshot> moment_;
    Now now_;
    bool is_earlier_ = false;
};

}  // namespace ontzorgd::service
