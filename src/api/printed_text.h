// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/message.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace ontzorgd::api {

/// The text of an export: in memory while it is small, then in a file.
class PrintedText {
public:
    explicit PrintedText(std::filesystem::path folder);

    /// Throws service::FileFault when the file cannot be written.
    void write(std::string_view part);
    void put_into(http::Response& response);

private:
    void flush();

    std::filesystem::path folder_;
    std::string text_;
    std::shared_ptr<http::TemporaryFile> file_;
    std::ofstream out_;
};

}  // namespace ontzorgd::api
