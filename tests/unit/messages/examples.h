// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

/// @file
/// What the tests of the readers share: the examples of the schema documents, and files that are
/// gone after the test.
namespace ontzorgd::messages::test {

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    base::expects(file.good(), "the file of a test is there");
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// The fenced blocks of a document under schemas/ that begin with "```" and `language`.
inline std::vector<std::string> examples_of(const std::string& document,
                                            std::string_view language) {
    const std::string text =
        content_of(std::filesystem::path{ONTZORGD_SOURCE_DIR} / "schemas" / document);
    const std::string opening = "\n```" + std::string{language} + "\n";
    std::vector<std::string> blocks;
    bool inside = false;
    for (std::size_t at = text.find("\n```"); at != std::string::npos;
         at = text.find("\n```", at + 1)) {
        const bool is_wanted = text.compare(at, opening.size(), opening) == 0;
        inside = !inside;
        if (!inside || !is_wanted) continue;
        const std::size_t begin = at + opening.size();
        blocks.push_back(text.substr(begin, text.find("\n```", begin) + 1 - begin));
    }
    return blocks;
}

/// A file with this content, removed at the end of the test.
class TempFile {
public:
    explicit TempFile(std::string_view content = {})
        : path_{std::filesystem::temp_directory_path() /
                ("ontzorgd_messages_" + std::to_string(::getpid()) + "_" +
                 std::to_string(next()++))} {
        write(content);
    }
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;
    TempFile(TempFile&&) = delete;
    TempFile& operator=(TempFile&&) = delete;
    ~TempFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    void write(std::string_view content) const {
        std::ofstream file{path_, std::ios::binary | std::ios::trunc};
        file.write(content.data(), static_cast<std::streamsize>(content.size()));
    }
    /// A file of zeros that takes no room on disk.
    void make_sparse(std::uintmax_t size) const { std::filesystem::resize_file(path_, size); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    static int& next() {
        static int number = 0;
        return number;
    }
    std::filesystem::path path_;
};

/// `text` with the first `from` written as `to`, which must be there.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    base::expects(at != std::string::npos, "a test changes something that is there");
    return text.replace(at, from.size(), to);
}

inline std::string with_crlf(std::string_view text) {
    std::string changed;
    for (const char c : text) changed += c == '\n' ? std::string{"\r\n"} : std::string{c};
    return changed;
}

}  // namespace ontzorgd::messages::test
