// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Keeping the bytes of what came from the bank, whatever becomes of it.
namespace ontzorgd::service {

/// With which a file in the archive ends.
[[nodiscard]] inline std::string_view ending_of(messages::StatementForm form) {
    return form == messages::StatementForm::mt940 ? ".mt940" : ".xml";
}

/// Copies what is read into the archive, and makes sure it is what was hashed.
class ArchivingSource {
public:
    ArchivingSource(const Municipality& town, messages::ByteSource source)
        : file_{town.archive() / "tmp" / "bank"}, source_{std::move(source)} {}

    messages::ByteSource tee() {
        return [this]() -> base::Result<std::span<const char>> {
            auto block = source_();
            if (!block || block.value().empty()) return block;
            const std::string_view bytes{block.value().data(), block.value().size()};
            hash_.update(bytes);
            file_.write(bytes);
            return block;
        };
    }
    /// Reads whatever the reader left: a reader may stop before the last blanks.
    base::Result<base::Done> drain() {
        const messages::ByteSource source = tee();
        while (true) {
            const auto block = source();
            if (!block) return block.failure();
            if (block.value().empty()) return base::Done{};
        }
    }
    [[nodiscard]] base::Digest digest() { return hash_.finish(); }
    /// Under its digest with this ending (".xml", ".mt940").
    void keep(const Municipality& town, const base::Digest& sha256, std::string_view ending) {
        file_.sync();
        file_.keep(town.archive() / (base::to_hex(sha256) + std::string{ending}));
    }

private:
    DurableFile file_;
    messages::ByteSource source_;
    crypto::Sha256Stream hash_;
};

/// A statement, or a page of one, that stood in a file: what the bank would name it by again.
struct NamedStatement {
    std::int64_t account = 0;
    values::CivilDate day;  ///< on which it closes; where the file breaks off, on which it begins
    std::string name;       ///< of the statement
    std::int64_t page = 0;  ///< 0 when it is whole
};

/// A file that was kept aside before is read again, in case this version reads it better. Where it
/// does not, nothing changes.
enum class Kept : std::uint8_t { not_yet, before };

/// A kept file is read well after all.
void settle_kept_file(store::ExceptionWriter& exceptions, const base::Digest& sha256);

/// The file is kept and named, nothing in it counts: its own fact, and an exception that is open
/// until each of `statements` is placed from another file.
/// With Kept::before that was done.
void record_finding(Context& context, const base::Error& finding, const base::Digest& sha256,
                    Kept kept, const std::vector<NamedStatement>& statements = {});

/// Another file had this statement, which is placed: what waited for it waits no more.
void settle_kept_files(store::Database& db, store::ExceptionWriter& exceptions,
                       const store::BankStatementRow& placed, std::int64_t page);

}  // namespace ontzorgd::service
