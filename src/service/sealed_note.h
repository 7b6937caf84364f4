// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// The text of a note as it is kept: AES-256-GCM under the key of its compartment, tied to the note
/// and its client: number of the key, nonce, ciphertext.
namespace ontzorgd::service {

struct NotePlace {
    dossier::ClientId client{};
    std::int64_t note = 0;
    bool is_health = false;
};
[[nodiscard]] std::string sealed_note(const Municipality& town, const NotePlace& place,
                                      std::string_view text);
/// The text again; empty when it does not belong to this place.
[[nodiscard]] std::string opened_note(const Municipality& town, const NotePlace& place,
                                      std::string_view sealed);

}  // namespace ontzorgd::service
