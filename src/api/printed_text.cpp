// SPDX-License-Identifier: EUPL-1.2
#include "printed_text.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/file_words.h"

#include <atomic>
#include <cstdint>
#include <utility>

namespace ontzorgd::api {

PrintedText::PrintedText(std::filesystem::path folder) : folder_{std::move(folder)} {}

void PrintedText::write(std::string_view part) {
    constexpr std::size_t most_in_memory = 1'000'000;
    text_ += part;
    if (text_.size() >= most_in_memory) flush();
}

void PrintedText::put_into(http::Response& response) {
    if (file_ != nullptr) flush();
    response.body = std::move(text_);
    response.file = file_;
}

void PrintedText::flush() {
    if (file_ == nullptr) {
        static std::atomic<std::uint64_t> number = 0;
        const auto path = folder_ / ("export-" + std::to_string(++number));
        file_ = std::make_shared<http::TemporaryFile>(path);
        out_.open(path, std::ios::binary | std::ios::trunc);
    }
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    out_.flush();
    if (!out_) throw service::FileFault{wording::file_fault_words(0, "writing_an_export")};
    text_.clear();
}

}  // namespace ontzorgd::api
