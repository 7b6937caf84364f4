// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/messages/pain001.h"

#include <filesystem>
#include <string>
#include <vector>

/// @file
/// Payment files for the tests of pain.001: one made by hand, and random ones by seed.
namespace ontzorgd::messages::samples {

/// A transfer that owns its texts.
struct Transfer {
    std::string end_to_end_id;
    std::string instruction_id;
    values::Euro amount;
    std::string creditor_name;
    values::Iban creditor_iban;
    std::string ultimate_debtor_name;
    std::string purpose;
    values::KenmerkKind kind = values::KenmerkKind::vrij;
    std::string remittance;
    std::string creditor_town;
    std::string creditor_country;

    [[nodiscard]] Pain001Transfer view() const;
    bool operator==(const Transfer&) const = default;
};

struct Message {
    Pain001Head head;
    std::vector<Transfer> transfers;
};

values::Iban iban(std::string_view text);

/// Rent with a betalingskenmerk, health insurance with an RF reference, leefgeld with a text.
Message of_each_kenmerk();
/// 1 to 40 transfers in which everything that may be absent sometimes is.
Message random(unsigned seed);

/// The bytes of the file. Fails the test when the writer refuses.
std::string written(const Message& message);

/// A file of this process, which is gone when the test is over.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view content);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace ontzorgd::messages::samples
