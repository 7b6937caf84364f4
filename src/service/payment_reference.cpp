// SPDX-License-Identifier: EUPL-1.2
#include "payment_reference.h"

#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/run.h"

#include <algorithm>

namespace ontzorgd::service {

using payment::EndToEndId;
using payment::Generation;

References::References(Municipality& town) : town_{town} {}

Generation References::generation_of(std::int64_t file) const {
    const std::vector<OwnGeneration>& all = town_.generations();
    const auto after = std::ranges::find_if(
        all, [&](const OwnGeneration& each) { return file < each.first_file; });
    // The first one begins with the first file.
    return Generation::of(std::prev(after)->code);
}

EndToEndId References::of(std::int64_t instruction, std::int64_t attempt, std::int64_t file) const {
    return EndToEndId::make(generation_of(file), instruction, attempt);
}

EndToEndId References::of(std::int64_t instruction, std::int64_t attempt) const {
    if (town_.generations().size() > 1) {
        if (const auto row = store::attempt_of(town_.db(), instruction, attempt)) {
            return of(instruction, attempt, row->file);
        }
    }
    return EndToEndId::make(Generation::of(town_.generation()), instruction, attempt);
}

bool References::is_ours(const Generation& generation) const {
    return std::ranges::any_of(town_.generations(), [&](const OwnGeneration& each) {
        return generation.view() == each.code;
    });
}

bool References::knew(const Generation& generation, std::int64_t instruction) const {
    const auto own = std::ranges::find_if(town_.generations(), [&](const OwnGeneration& each) {
        return generation.view() == each.code;
    });
    if (own == town_.generations().end()) return false;
    const auto fact = store::fact_of_instruction(town_.db(), instruction);
    return fact && *fact <= own->last_fact;
}

base::Result<std::optional<NamedPayment>> payment_named(Municipality& town,
                                                        std::string_view reference) {
    const auto id = EndToEndId::parse(reference);
    if (!id) return id.failure();
    const NamedPayment named{.instruction = id.value().instruction(),
                             .attempt = id.value().attempt()};
    const References references{town};
    const auto attempt = references.is_ours(id.value().generation())
                             ? store::attempt_of(town.db(), named.instruction, named.attempt)
                             : std::nullopt;
    if (!attempt || !references.fits(id.value().generation(), attempt->file))
        return std::optional<NamedPayment>{};
    return std::optional{named};
}

std::string reference_of(Municipality& town, std::int64_t instruction, std::int64_t attempt) {
    return std::string{References{town}.of(instruction, attempt).view()};
}

}  // namespace ontzorgd::service
