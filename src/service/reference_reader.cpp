// SPDX-License-Identifier: EUPL-1.2
#include "reference_reader.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::service {

using reconcile::EntryDetail;
using reconcile::Reference;

ReferenceReader::ReferenceReader(const Municipality& town) {
    for (const OwnGeneration& each : town.generations()) {
        generations_.push_back(payment::Generation::of(each.code));
    }
}

bool ReferenceReader::is_of_ours(std::string_view text) const {
    return std::ranges::any_of(generations_, [&](const payment::Generation& each) {
        return text.find(each.view()) != std::string_view::npos;
    });
}

void ReferenceReader::look_in(std::string_view text) {
    kept_.clear();
    base::append_letters_and_digits(kept_, text);
    const std::string_view kept{kept_};
    for (const payment::Generation& generation : generations_) {
        for (std::size_t at = kept.find(generation.view()); at != std::string_view::npos;
             at = kept.find(generation.view(), at + 1)) {
            trace_ = true;
            const auto id =
                payment::EndToEndId::parse(kept.substr(at, payment::EndToEndId::length));
            if (!id) continue;
            if (std::ranges::find(found_, id.value()) == found_.end()) found_.push_back(id.value());
        }
    }
}

namespace {

NamedAttempt named(Reference reference, const payment::EndToEndId& id) {
    return {.reference = reference,
            .instruction = id.instruction(),
            .attempt = id.attempt(),
            .generation = std::string{id.generation().view()},
            .trace = true};
}

}  // namespace

NamedAttempt ReferenceReader::read(const EntryDetail& detail) {
    const std::string_view own = detail.end_to_end_id;
    for (const payment::Generation& generation : generations_) {
        if (!own.starts_with(generation.view())) continue;
        const auto id = payment::EndToEndId::parse(own);
        if (id) return named(Reference::exact, id.value());
    }
    if (payment::EndToEndId::parse(own)) {
        return {.reference = Reference::of_another_copy, .trace = true};
    }
    found_.clear();
    trace_ = false;
    if (!reconcile::is_no_reference(own)) look_in(own);
    if (!reconcile::is_no_reference(detail.instr_id)) look_in(detail.instr_id);
    for (const std::string& text : detail.remittance) look_in(text);
    if (detail.remittance.size() > 1) look_in(detail.remittance_text());
    look_in(detail.structured_reference);
    look_in(detail.additional_info);
    if (found_.size() != 1)
        return {.reference = Reference::none, .instruction = 0, .attempt = 0, .trace = trace_};
    return named(Reference::recovered, found_.front());
}

}  // namespace ontzorgd::service
