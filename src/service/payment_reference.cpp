// SPDX-License-Identifier: EUPL-1.2
#include "payment_reference.h"

#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/store/batch.h"

namespace ontzorgd::service {

base::Result<std::optional<NamedPayment>> payment_named(Municipality& town,
                                                        std::string_view reference) {
    const auto id = payment::EndToEndId::parse(reference);
    if (!id) return id.failure();
    const NamedPayment named{.instruction = id.value().instruction(),
                             .attempt = id.value().attempt()};
    const bool is_ours = id.value().generation() == payment::Generation::of(town.generation());
    if (!is_ours || !store::attempt_of(town.db(), named.instruction, named.attempt))
        return std::optional<NamedPayment>{};
    return std::optional{named};
}

std::string reference_of(Municipality& town, std::int64_t instruction, std::int64_t attempt) {
    return std::string{
        payment::EndToEndId::make(payment::Generation::of(town.generation()), instruction, attempt)
            .view()};
}

}  // namespace ontzorgd::service
