// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The secrets of a municipality, 32 bytes each, in a folder of their own:
///
///     KEYS/bsn-1.key, bsn-2.key, ...   AES-256-GCM for BSNs; keys for notes, second factors and
///                                      answers are derived from them
///     KEYS/index-1.key                 HMAC for blind indices, cursors and fingerprints
///
/// Whatever is encrypted says the number of its key; only the newest key encrypts. The key of the
/// index is never replaced: it opens nothing, and the fingerprints made with it stand in the chain.
namespace ontzorgd::service {

inline constexpr std::int64_t highest_key = 255;

/// Used by several threads at once; copies share what they know.
class Keys {
public:
    Keys();
    /// Reads the key of the index. `newest` is the number of the key that encrypts.
    Keys(const std::filesystem::path& folder, std::int64_t newest);

    [[nodiscard]] const std::string& index() const;
    [[nodiscard]] std::int64_t newest() const;
    /// Also one that came after this was made; nothing when there is no such key.
    [[nodiscard]] std::optional<std::string> find(std::int64_t number) const;
    /// One that has been in use. When it is not there that is a FileFault: what it encrypted is not
    /// to be taken for destroyed.
    [[nodiscard]] std::string of(std::int64_t number) const;

    struct Next {
        std::int64_t number = 0;
        std::string bytes;
    };
    /// The key after the newest: the last that lies in the folder with a higher number, or else a
    /// new one from `make`. Its file is durable when this returns. With `is_trial` no file is made.
    /// Errors (refused): key_numbers_are_used_up, key_file_is_malformed, key_is_an_earlier_one,
    /// keys_directory_cannot_be_written.
    [[nodiscard]] base::Result<Next> next(
        const std::function<std::string(std::int64_t number)>& make, bool is_trial) const;
    /// From here on this one encrypts, for all copies.
    void use(const Next& next);
    /// A copy that shares nothing, to try something with.
    [[nodiscard]] Keys apart() const;

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

/// The first keys of a municipality from `make`: "bsn key" and "index key". What an earlier start
/// that was cut short left is kept; where later encryption keys lie, no first one is made.
void make_first_keys(const std::filesystem::path& folder,
                     const std::function<std::string(std::string_view purpose)>& make);
/// The key of the index lies in a folder, and the encryption keys of these numbers.
[[nodiscard]] bool keys_are_there(const std::filesystem::path& folder,
                                  const std::vector<std::int64_t>& numbers);
/// All keys of a folder into another.
void copy_keys(const std::filesystem::path& from, const std::filesystem::path& to);

/// The file of an encryption key.
[[nodiscard]] std::filesystem::path key_file(const std::filesystem::path& folder,
                                             std::int64_t number);
/// The numbers of the encryption keys in a folder, ascending.
[[nodiscard]] std::vector<std::int64_t> key_numbers_in(const std::filesystem::path& folder);

}  // namespace ontzorgd::service
