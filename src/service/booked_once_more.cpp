// SPDX-License-Identifier: EUPL-1.2
#include "booked_once_more.h"

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"

#include <algorithm>

namespace ontzorgd::service {

bool BookedOnceMore::may_be(std::int64_t instruction, values::Euro cents) const {
    const auto attempts = store::attempts_in_files(db_, instruction);
    return std::ranges::any_of(attempts, [&](const store::AttemptInFile& each) {
        return debits_.could_have(each.file, cents) ||
               store::has_open_debit_with(db_, instruction, each.number, each.file.id);
    });
}

std::vector<store::LineKey> BookedOnceMore::nameless(std::int64_t instruction,
                                                     values::Euro cents) const {
    constexpr std::size_t most = 10;
    std::vector<store::LineKey> lines;
    for (const store::AttemptInFile& each : store::attempts_in_files(db_, instruction)) {
        const auto of_file = debits_.that_could_have(each.file, cents, most);
        lines.insert(lines.end(), of_file.begin(), of_file.end());
    }
    std::ranges::sort(lines);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    if (lines.size() > most) lines.resize(most);
    return lines;
}

}  // namespace ontzorgd::service
