// SPDX-License-Identifier: EUPL-1.2
#include "fuzz.h"
#include "input_file.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/messages/dossier_file.h"

namespace {

using namespace ontzorgd;

class Dossier : public messages::DossierSink {
public:
    base::Result<base::Done> on_head(std::string_view /*gemeente*/) override {
        return base::Done{};
    }
    base::Result<base::Done> on_creditor(const messages::CreditorLine& /*creditor*/) override {
        ++creditors_;
        return base::Done{};
    }
    base::Result<base::Done> on_household(const messages::HouseholdLine& household) override {
        base::expects(!household.clienten.empty(), "somebody lives there");
        ++households_;
        return base::Done{};
    }
    std::optional<std::string> mask_of(std::string_view /*creditor_nummer*/) override {
        return std::nullopt;
    }
    [[nodiscard]] std::int64_t lines() const { return creditors_ + households_; }

private:
    std::int64_t creditors_ = 0;
    std::int64_t households_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Dossier dossier;
    const auto reading = messages::read_dossier(fuzz::file_with(data, size), dossier);
    base::expects(
        !reading.findings.empty() || reading.crediteuren + reading.huishoudens == dossier.lines(),
        "a file without findings was given whole");
    return 0;
}
