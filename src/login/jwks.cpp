// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/jwks.h"

#include "algorithm.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/login/json.h"
#include "shown.h"

#include <algorithm>

namespace ontzorgd::login {

namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr std::size_t longest_set = std::size_t{128} * 1024;
constexpr std::size_t most_keys = 100;
constexpr seconds between_unknown{60};
constexpr seconds between_tries{5};
constexpr seconds shortest_life{60};
constexpr seconds longest_life{86'400};

base::Result<std::string> bytes_of(const Json& key, std::string_view name) {
    const std::string* const text = key.text_member(name);
    auto bytes = text != nullptr ? base::from_base64url(*text) : std::nullopt;
    if (!bytes) return base::malformed("key_is_malformed");
    return *std::move(bytes);
}

base::Result<crypto::PublicKey> rsa_key(const Json& key) {
    const auto n = bytes_of(key, "n");
    if (!n) return n.failure();
    const auto e = bytes_of(key, "e");
    if (!e) return e.failure();
    return crypto::PublicKey::from_rsa(n.value(), e.value());
}

base::Result<crypto::PublicKey> curve_key(const Json& key) {
    const std::string* const curve = key.text_member("crv");
    if (curve == nullptr || *curve != "P-256") return base::refuse("key_is_of_unknown_kind");
    const auto x = bytes_of(key, "x");
    if (!x) return x.failure();
    const auto y = bytes_of(key, "y");
    if (!y) return y.failure();
    return crypto::PublicKey::from_p256(x.value(), y.value());
}

base::Result<crypto::PublicKey> public_key(const Json& key) {
    const std::string* const kind = key.text_member("kty");
    if (kind != nullptr && *kind == "RSA") return rsa_key(key);
    if (kind != nullptr && *kind == "EC") return curve_key(key);
    return base::refuse("key_is_of_unknown_kind");
}

/// RFC 7517 sections 4.2 and 4.3: without either, a key is for anything.
bool is_for_signatures(const Json& key) {
    const Json* const use = key.member("use");
    if (use != nullptr && use->text != "sig") return false;
    const Json* const operations = key.member("key_ops");
    if (operations == nullptr) return true;
    return std::ranges::find(operations->elements, "verify", &Json::text) !=
           operations->elements.end();
}

base::Result<VerifyingKey> verifying_key(const Json& json) {
    if (!is_for_signatures(json)) return base::refuse("key_is_not_for_signatures");
    const std::string* const kid = json.text_member("kid");
    if (kid == nullptr || kid->empty()) return base::refuse("key_has_no_kid");
    const Json* const alg = json.member("alg");
    const auto scheme = alg != nullptr ? scheme_of(alg->text) : std::nullopt;
    if (alg != nullptr && !scheme) return base::refuse("key_is_for_another_algorithm");
    const auto key = public_key(json);
    if (!key) return key.failure();
    if (scheme && crypto::key_kind_of(*scheme) != key.value().kind()) {
        return base::malformed("key_is_malformed");
    }
    return VerifyingKey{.kid = *kid, .key = key.value(), .scheme = scheme};
}

}  // namespace

bool VerifyingKey::takes(crypto::SignatureScheme wanted) const {
    return crypto::key_kind_of(wanted) == key.kind() && scheme.value_or(wanted) == wanted;
}

base::Result<KeySet> KeySet::read(std::string_view text) {
    if (text.size() > longest_set) return base::malformed("key_set_is_too_long");
    const auto json = read_json(text);
    if (!json) return json.failure();
    const Json* const keys = json.value().member("keys");
    if (keys == nullptr || keys->kind != Json::Kind::array) {
        return base::malformed("key_set_is_malformed");
    }
    if (keys->elements.size() > most_keys) return base::malformed("key_set_has_too_many_keys");
    KeySet set;
    for (const Json& one : keys->elements) {
        auto key = verifying_key(one);
        if (!key) {
            const std::string* const kid = one.text_member("kid");
            set.passed_over_.push_back(
                {.kid = kid != nullptr ? shown(*kid) : "", .code = key.error().code});
            continue;
        }
        if (set.find(key.value().kid) != nullptr) {
            return base::malformed("key_set_has_a_kid_twice", {{"kid", shown(key.value().kid)}});
        }
        set.keys_.push_back(std::move(key).value());
    }
    if (set.keys_.empty()) return base::refuse("key_set_has_no_usable_key");
    return set;
}

KeySet KeySet::of(VerifyingKey key) {
    KeySet set;
    set.keys_.push_back(std::move(key));
    return set;
}

const VerifyingKey* KeySet::find(std::string_view kid) const {
    const auto found = std::ranges::find(keys_, kid, &VerifyingKey::kid);
    return found == keys_.end() ? nullptr : &*found;
}

// A clock that was set back makes nothing fresh and stops no fetch.
bool KeySource::is_fresh(sys_seconds now) const {
    return keys_.has_value() && fetched_ <= now && now < use_until_;
}

bool KeySource::must_fetch(std::string_view kid, sys_seconds now) const {
    const bool is_known = is_fresh(now) && keys_->find(kid) != nullptr;
    if (is_known) return false;
    const seconds pause = is_fresh(now) ? between_unknown : between_tries;
    return !tried_ || now < *tried_ || now - *tried_ >= pause;
}

base::Result<base::Done> KeySource::take(const base::Result<FetchedKeys>& fetched,
                                         sys_seconds now) {
    if (!fetched) return fetched.failure();
    auto keys = KeySet::read(fetched.value().text);
    if (!keys) return keys.failure();
    keys_ = std::move(keys).value();
    fetched_ = now;
    use_until_ = now + std::clamp(fetched.value().lifetime, shortest_life, longest_life);
    return base::Done{};
}

base::Result<VerifyingKey> KeySource::find(std::string_view kid, sys_seconds now) const {
    if (!is_fresh(now)) return base::refuse("key_set_is_not_there");
    const VerifyingKey* const key = keys_->find(kid);
    if (key == nullptr) return base::refuse("token_key_is_unknown", {{"kid", shown(kid)}});
    return *key;
}

base::Result<VerifyingKey> KeySource::find_or_fetch(std::string_view kid, sys_seconds now,
                                                    const FetchKeys& fetch) {
    if (!must_fetch(kid, now)) return find(kid, now);
    began_fetch(now);
    const auto taken = take(fetch(), now);
    auto key = find(kid, now);
    if (!key && !taken) return taken.failure();
    return key;
}

}  // namespace ontzorgd::login
