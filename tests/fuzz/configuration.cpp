// SPDX-License-Identifier: EUPL-1.2
// The configuration of the daemon (TOML), and what a reload takes over of it.
#include "ontzorgd/messages/configuration.h"

#include "fuzz.h"
#include "ontzorgd/base/contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    static const messages::Configuration standard =
        messages::read_configuration(messages::example_configuration()).configuration;
    const auto reading = messages::read_configuration(fuzz::text_of(data, size));
    if (!reading.findings.empty()) return 0;
    base::expects(!reading.configuration.gemeenten.empty(),
                  "a configuration without findings has a gemeente");
    base::expects(
        messages::settings_for_a_restart(reading.configuration, reading.configuration).empty(),
        "nothing differs from itself");
    messages::Configuration now = standard;
    const auto left = messages::settings_for_a_restart(now, reading.configuration);
    messages::take_over(now, reading.configuration);
    base::expects(messages::settings_for_a_restart(now, reading.configuration) == left,
                  "a reload changes no setting that waits for a restart");
    return 0;
}
