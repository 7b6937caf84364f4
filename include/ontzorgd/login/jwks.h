// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/crypto/signature.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The public keys of a login server or of a machine client (JWK Set, RFC 7517), and when they are
/// fetched again.
namespace ontzorgd::login {

/// One key that signatures are verified with.
struct VerifyingKey {
    std::string kid;
    crypto::PublicKey key;
    /// The one scheme it is for, when its `alg` says so.
    std::optional<crypto::SignatureScheme> scheme = std::nullopt;

    /// Whether a token may be signed with this scheme and this key.
    [[nodiscard]] bool takes(crypto::SignatureScheme wanted) const;
};

/// A key that is not used, and why: for the log, so that nobody has to guess.
struct KeyPassedOver {
    std::string kid;   ///< as an error may show it; empty when it has none
    std::string code;  ///< that of an error
    bool operator==(const KeyPassedOver&) const = default;
};

class KeySet {
public:
    /// Reads {"keys": [...]}, at most 128 KiB and 100 keys. Keys that are for encryption, of
    /// another kind or algorithm, without a kid, or that are no good, are passed over. Errors
    /// (malformed): key_set_is_too_long, key_set_is_malformed, key_set_has_too_many_keys,
    /// key_set_has_a_kid_twice; those of read_json(). Refused: key_set_has_no_usable_key.
    [[nodiscard]] static base::Result<KeySet> read(std::string_view text);
    /// Of one key from a PEM, as an administrator enters it for a machine client.
    [[nodiscard]] static KeySet of(VerifyingKey key);

    /// Null when there is none of that name.
    [[nodiscard]] const VerifyingKey* find(std::string_view kid) const;
    [[nodiscard]] std::size_t size() const { return keys_.size(); }
    [[nodiscard]] const std::vector<KeyPassedOver>& passed_over() const { return passed_over_; }

private:
    std::vector<VerifyingKey> keys_;
    std::vector<KeyPassedOver> passed_over_;
};

/// What a fetch brings.
struct FetchedKeys {
    std::string text;  ///< the JWK Set
    /// How long it may be used, from the cache headers of the answer or from configuration; used as
    /// one minute to one day.
    std::chrono::seconds lifetime;
};

/// Brings the keys over the network; an Error says why it could not.
using FetchKeys = std::function<base::Result<FetchedKeys>()>;

/// The keys of one login server, kept as long as they may be.
///
/// When to fetch: when there are no keys or they are too old, at most once in five seconds; and
/// when a kid is unknown, which is how a server brings a new key into use, at most once a minute,
/// so that tokens with made-up kids cannot make us flood it. Keys that are too old are not used,
/// also when fetching fails: one of them may have been withdrawn. One thread at a time.
class KeySource {
public:
    /// Whether keys have to be fetched before find(kid, now) can answer.
    [[nodiscard]] bool must_fetch(std::string_view kid, std::chrono::sys_seconds now) const;
    /// Says that a fetch begins, so that nobody else begins one before it is back.
    void began_fetch(std::chrono::sys_seconds now) { tried_ = now; }
    /// Takes what a fetch brought. A set that is refused leaves the one there was.
    /// Errors: those of the fetch and of KeySet::read().
    base::Result<base::Done> take(const base::Result<FetchedKeys>& fetched,
                                  std::chrono::sys_seconds now);
    /// Errors (refused): key_set_is_not_there, token_key_is_unknown (detail kid).
    [[nodiscard]] base::Result<VerifyingKey> find(std::string_view kid,
                                                  std::chrono::sys_seconds now) const;
    /// All of the above in one: fetches when that is needed and allowed.
    /// Errors: as find(); where a fetch was needed and failed and no key is found, that of the
    /// fetch.
    [[nodiscard]] base::Result<VerifyingKey> find_or_fetch(std::string_view kid,
                                                           std::chrono::sys_seconds now,
                                                           const FetchKeys& fetch);

private:
    [[nodiscard]] bool is_fresh(std::chrono::sys_seconds now) const;

    std::optional<KeySet> keys_;
    std::chrono::sys_seconds fetched_{};
    std::chrono::sys_seconds use_until_{};
    std::optional<std::chrono::sys_seconds> tried_;
};

}  // namespace ontzorgd::login
