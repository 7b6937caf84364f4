// SPDX-License-Identifier: EUPL-1.2
#include "sealed_note.h"

#include "sealed.h"

namespace ontzorgd::service {

namespace {

/// A key for each compartment: what opens notes opens nothing about health.
Sealing sealing_of(const NotePlace& place) {
    return {.purpose = place.is_health ? "notes on health" : "notes",
            .place = std::string{place.is_health ? "health|" : "note|"} +
                     std::to_string(place.client.number()) + '|' + std::to_string(place.note)};
}

}  // namespace

std::string sealed_note(const Municipality& town, const NotePlace& place, std::string_view text) {
    const Sealing sealing = sealing_of(place);
    const std::string nonce =
        town.salt_for("note nonce " + sealing.place + ' ' + std::string{text}, place.note);
    return sealed(town, sealing, nonce, text);
}

std::string opened_note(const Municipality& town, const NotePlace& place, std::string_view sealed) {
    return opened(town, sealing_of(place), sealed).value_or("");
}

}  // namespace ontzorgd::service
