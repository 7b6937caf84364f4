// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

/// @file
/// The words themselves, each table sorted by code.
namespace ontzorgd::wording {

struct Entry {
    std::string_view code;
    std::string_view dutch;
};

/// Each names what is wrong or refused, and then what to do.
[[nodiscard]] std::span<const Entry> refusal_sentences();
[[nodiscard]] std::span<const Entry> input_sentences();
[[nodiscard]] std::span<const Entry> value_sentences();
[[nodiscard]] std::span<const Entry> payment_sentences();
[[nodiscard]] std::span<const Entry> audit_sentences();
[[nodiscard]] std::span<const Entry> dossier_sentences();
[[nodiscard]] std::span<const Entry> bank_sentences();
[[nodiscard]] std::span<const Entry> login_sentences();
[[nodiscard]] std::span<const Entry> request_sentences();
[[nodiscard]] std::span<const Entry> configuration_sentences();
[[nodiscard]] std::span<const Entry> folder_sentences();
/// All of the above.
[[nodiscard]] std::span<const std::span<const Entry>> sentence_tables();

/// Parts of lists, without a full stop.
[[nodiscard]] std::span<const Entry> phrases();

[[nodiscard]] std::span<const Entry> labels();

}  // namespace ontzorgd::wording
