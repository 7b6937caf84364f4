// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/cli/surroundings.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/wording/file_words.h"

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

/// @file
/// Answer: how a command ends, printed.
namespace ontzorgd::cli {

struct AnswerStyle {
    bool json = false;
    bool is_practice = false;
    bool is_dry_run = false;
    bool has_text = false;  ///< the command printed text of its own, which is the answer
};

/// Prints the report or the refusal, and gives the exit code that goes with it.
[[nodiscard]] Exit print_answer(const Surroundings& surroundings, const AnswerStyle& style,
                                const base::Result<service::Report>& result);

/// Does `work`; a fault of the world that ends it is told, and gives Exit::fault.
[[nodiscard]] Exit tell_faults(const Surroundings& surroundings, const std::function<Exit()>& work);

/// Text for standard output, written in blocks: an export of millions of rows takes no memory.
class BlockWriter {
public:
    static constexpr std::size_t block = 65'536;

    explicit BlockWriter(std::ostream& out) : out_{out} {}

    void write(std::string_view text) {
        wrote_ = true;
        pending_ += text;
        if (pending_.size() >= block) flush();
    }
    void flush() {
        out_.write(pending_.data(), static_cast<std::streamsize>(pending_.size()));
        pending_.clear();
        if (!out_) throw service::FileFault{wording::file_fault_words(0, "writing_the_answer")};
    }
    [[nodiscard]] bool wrote() const { return wrote_; }

private:
    std::ostream& out_;
    std::string pending_;
    bool wrote_ = false;
};

}  // namespace ontzorgd::cli
