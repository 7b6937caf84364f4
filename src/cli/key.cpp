// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/key_rotation.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

void add_key_commands(Commands& commands) {
    const auto again = std::make_shared<bool>(false);
    CLI::App* rotate = commands.change(
        "key", "rotate",
        "Neemt een nieuwe sleutel in gebruik en versleutelt alles opnieuw; gaat verder waar het "
        "bleef",
        [again](service::Context& context) { return service::rotate_key(context, *again); });
    rotate->add_flag("--again", *again, "Ook als er vandaag al een sleutel is gewisseld");
}

}  // namespace ontzorgd::cli
