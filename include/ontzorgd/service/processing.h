// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

/// @file
/// The register of processing activities (art. 30 AVG): for what and on which ground a command
/// handles data about people. docs/verwerkingen.md tells it to people; a test holds the two
/// together.
namespace ontzorgd::service {

struct ProcessingActivity {
    std::string_view id;  ///< urn:ontzorgd:verwerking:NAME
    std::string_view purpose;
    std::string_view ground;
};
[[nodiscard]] std::span<const ProcessingActivity> processing_activities();

/// What a command is part of; null when it handles nothing about clients.
[[nodiscard]] const ProcessingActivity* activity_of(std::string_view command);
/// Whether the register says of a command what it is part of, or that it handles nothing about
/// clients: a test asks it of every command.
[[nodiscard]] bool is_registered(std::string_view command);

}  // namespace ontzorgd::service
