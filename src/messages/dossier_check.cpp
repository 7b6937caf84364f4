// SPDX-License-Identifier: EUPL-1.2
#include "dossier_line.h"
#include "ontzorgd/messages/dossier_file.h"

#include <utility>

namespace ontzorgd::messages {

namespace {

/// One written line, read again, with what was found in it.
class Rereading {
public:
    explicit Rereading(std::string line) : line_{std::move(line)} {
        while (!line_.empty() && line_.back() == '\n') line_.pop_back();
        const auto read = json_.read(line_);
        if (!read) findings_.add(read.error(), nullptr, {});
    }

    [[nodiscard]] DossierObject content() {
        const JsonNode& root = json_.root();
        const JsonNode* first = json_.first_of(root);
        return DossierObject{json_, first != nullptr ? *first : root, nullptr, findings_};
    }
    [[nodiscard]] bool is_good() const { return findings_.empty(); }
    /// The first finding; the others as its causes.
    [[nodiscard]] base::Failure failure() const {
        base::Error error = findings_.errors().front();
        error.causes.assign(findings_.errors().begin() + 1, findings_.errors().end());
        return base::Failure{std::move(error)};
    }

private:
    std::string line_;
    JsonDocument json_;
    LineFindings findings_;
};

std::string written(const std::function<void(DossierWriter&)>& write) {
    std::string line;
    DossierWriter writer{[&line](std::string_view text) { line += text; }};
    write(writer);
    return line;
}

}  // namespace

base::Result<CreditorLine> check_creditor(const CreditorLine& creditor) {
    Rereading again{written([&](DossierWriter& writer) { writer.write_creditor(creditor); })};
    if (!again.is_good()) return again.failure();
    auto read = creditor_from(again.content());
    if (!read || !again.is_good()) return again.failure();
    return std::move(*read);
}

base::Result<HouseholdLine> check_household(const HouseholdLine& household, const MaskOf& mask_of) {
    Rereading again{written([&](DossierWriter& writer) { writer.write_household(household); })};
    if (!again.is_good()) return again.failure();
    HouseholdLine read = household_from(again.content(), mask_of);
    if (!again.is_good()) return again.failure();
    return read;
}

}  // namespace ontzorgd::messages
