// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/surroundings.h"
#include "ontzorgd/service/office.h"

#include <functional>

/// @file
/// OfficeLender: has the work of a command line done by the threads of an office, and waits for it.
namespace ontzorgd::daemon {

class OfficeLender : public cli::Lender {
public:
    /// The office outlives it.
    explicit OfficeLender(service::Office& office) : office_{office} {}

    base::Result<service::Report> lend(const Loan& loan, const Work& work) override;
    base::Result<Person> authenticate(std::string_view name, std::string_view password) override;
    void between_slices() override { office_.writer.between_slices(); }

private:
    service::Office& office_;
};

}  // namespace ontzorgd::daemon
