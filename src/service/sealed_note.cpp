// SPDX-License-Identifier: EUPL-1.2
#include "sealed_note.h"

#include "bytes.h"
#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/crypto/hmac.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

constexpr char key_number = 1;

/// A key for each purpose: what opens notes opens nothing about health.
crypto::AesKey key_of(const Municipality& town, bool is_health) {
    return crypto::hmac_sha256(town.keys().bsn, is_health ? "notes on health" : "notes");
}

std::string words_of(const NotePlace& place) {
    return std::string{place.is_health ? "health|" : "note|"} +
           std::to_string(place.client.number()) + '|' + std::to_string(place.note);
}

}  // namespace

std::string sealed_note(const Municipality& town, const NotePlace& place, std::string_view text) {
    crypto::AesNonce nonce{};
    const std::string bytes =
        town.salt_for("note nonce " + words_of(place) + ' ' + std::string{text}, place.note);
    std::ranges::copy(bytes_of(bytes).first(nonce.size()), nonce.begin());
    return std::string(1, key_number) + text_of(nonce) +
           crypto::encrypt(key_of(town, place.is_health), nonce, text, words_of(place));
}

std::string opened_note(const Municipality& town, const NotePlace& place, std::string_view sealed) {
    crypto::AesNonce nonce{};
    if (sealed.size() <= nonce.size() + 1 || sealed.front() != key_number) return {};
    std::ranges::copy(bytes_of(sealed.substr(1, nonce.size())), nonce.begin());
    const auto text = crypto::decrypt(key_of(town, place.is_health), nonce,
                                      sealed.substr(nonce.size() + 1), words_of(place));
    return text ? text.value() : std::string{};
}

}  // namespace ontzorgd::service
