// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/keys.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Municipality: one state directory, opened and locked.
///
///     DIR/ontzorgd.db      everything that is known
///     DIR/archive/         the exact bytes of every file to or from the bank, by SHA-256
///     DIR/outbox/          files for the bank; a mover takes what has `.ready`
///     DIR/lock             held while a program works here
///     DIR/ontzorgd.db.schema-N   the database before it was upgraded from schema N
///     DIR/daemon.sock      where a daemon that has the lock takes command lines
///
/// Keys lie elsewhere (never in DIR or a backup of it).
namespace ontzorgd::service {

/// Where a municipality lives.
struct Places {
    std::filesystem::path state;
    std::filesystem::path keys;
};

enum class Mode : std::uint8_t {
    read,     ///< nothing is written; several may read at once
    change,   ///< the only one that may write
    beside,   ///< as read, beside whatever works here: only what never looks at half work may
    dry_run,  ///< as change, on a private copy in a temporary folder that is thrown away
};

/// Four characters that the references of files from `first_file` on begin with, and the last fact
/// that was known when they were given out.
struct OwnGeneration {
    std::string code;
    std::int64_t first_file = 0;
    std::int64_t last_fact = 0;
};

struct InitOptions {
    std::string gemeente;  ///< CBS code, 4 digits
    std::string naam;      ///< name as the bank should see it: SEPA text of at most 70
    bool rehearsal = false;
    std::optional<std::string> seed;  ///< practice only: makes everything reproducible
};

class Municipality {
public:
    /// Makes an empty state directory. Errors (refused): state_directory_exists,
    /// keys_lie_in_the_state_directory, seed_needs_rehearsal; (malformed): gemeente_is_malformed,
    /// and those of a name. Doing it again with the same options gives the existing directory.
    /// With Mode::dry_run it happens in a temporary folder and leaves nothing behind.
    [[nodiscard]] static base::Result<Municipality> init(const Places& places,
                                                         const InitOptions& options,
                                                         std::int64_t now_unix_seconds,
                                                         Mode mode = Mode::change);
    /// To change an earlier schema is to upgrade it: first the database is copied beside itself and
    /// the copy is checked. Errors (refused): state_directory_is_missing,
    /// state_directory_is_of_another_user (asked by root), state_directory_is_in_use,
    /// keys_are_missing (also of one that values still name), keys_are_of_another_municipality,
    /// schema_is_newer_than_program, migration_was_changed, schema_is_older_than_program (reading),
    /// upgrade_waits_for_a_hand_over, copy_before_upgrade_is_damaged.
    [[nodiscard]] static base::Result<Municipality> open(const Places& places, Mode mode,
                                                         std::int64_t now_unix_seconds);
    Municipality(const Municipality&) = delete;
    Municipality& operator=(const Municipality&) = delete;
    Municipality(Municipality&& other) noexcept;
    Municipality& operator=(Municipality&& other) noexcept;
    ~Municipality();

    /// One more reader of the directory that this one has open, for another thread. Keeps no lock
    /// of its own: it may not outlive this one.
    [[nodiscard]] Municipality reader() const;

    /// A private copy of the directory that a reader has open, as of the snapshot it is in, to try
    /// something on (Mode::dry_run). Thrown away with its owner.
    [[nodiscard]] Municipality trial() const;

    /// Takes away what work that ended halfway has left, as opening does. After a fault of the
    /// world in a process that goes on; what it throws must end that process.
    void sweep();

    /// Rewrites the database without what was destroyed, and removes what upgrades kept of before.
    void compact();

    /// A reader's view of the end of an earlier day: from here on db() is a private copy in a
    /// temporary folder, as it was after fact `fact`. Files stay where they are.
    void rewind_to(std::int64_t fact);

    [[nodiscard]] store::Database& db();
    [[nodiscard]] const Keys& keys() const;
    /// The encryption key after the newest, as Keys::next; in practice with a seed it is derived
    /// from that. In a dry run no file is made.
    [[nodiscard]] base::Result<Keys::Next> next_key() const;
    /// From here on this key encrypts, for whatever has this directory open in this process. Once
    /// it is recorded.
    void use_key(const Keys::Next& next);
    [[nodiscard]] Mode mode() const;
    [[nodiscard]] bool is_practice() const;
    [[nodiscard]] const std::string& gemeente() const;
    [[nodiscard]] const std::string& naam() const;
    /// Four characters that every new reference of this directory begins with.
    [[nodiscard]] const std::string& generation() const;
    /// That and those of before the directory was put back from a backup, the first one first.
    [[nodiscard]] const std::vector<OwnGeneration>& generations() const;

    [[nodiscard]] const Places& places() const;
    /// Where new files go. In a dry run: the temporary folder.
    [[nodiscard]] std::filesystem::path archive() const;
    [[nodiscard]] std::filesystem::path outbox() const;
    /// The outbox of the directory itself, in a dry run too; for looking only.
    [[nodiscard]] std::filesystem::path real_outbox() const;
    /// Where what comes in is kept until it is done: emptied when the directory is next opened for
    /// writing.
    [[nodiscard]] std::filesystem::path work_folder() const;
    /// The archived file with this SHA-256, wherever it lies; empty when there is none.
    [[nodiscard]] std::filesystem::path archived(std::string_view sha256_hex) const;

    /// 16 bytes of salt for personal row `id`: random, or derived from the practice seed.
    [[nodiscard]] std::string salt_for(std::string_view purpose, std::int64_t id) const;
    /// First 8 bytes of HMAC(index key, text), for looking up what is stored encrypted or
    /// destroyable.
    [[nodiscard]] std::int64_t blind_index(std::string_view text) const;

private:
    struct Inside;
    explicit Municipality(std::unique_ptr<Inside> inside);
    static base::Result<base::Done> upgrade(store::Database& db, const std::filesystem::path& file,
                                            Mode mode, std::int64_t now_unix_seconds);
    static base::Result<Municipality> try_init(const Places& places, const InitOptions& options,
                                               std::int64_t now_unix_seconds);
    [[nodiscard]] std::unique_ptr<Inside> same_directory(Mode mode) const;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::service
