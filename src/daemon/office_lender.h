// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/api.h"
#include "ontzorgd/cli/surroundings.h"
#include "ontzorgd/service/office.h"

#include <functional>

/// @file
/// OfficeLender: has the work of a command line done by the threads of an office, and waits for it.
namespace ontzorgd::daemon {

class OfficeLender : public cli::Lender {
public:
    /// The office and the API, which counts wrong tries, outlive it.
    OfficeLender(service::Office& office, api::Api& api) : office_{office}, api_{api} {}

    base::Result<service::Report> lend(const Loan& loan, const Work& work) override;
    base::Result<Person> authenticate(std::string_view name, std::string_view password) override;
    void showed_code(std::string_view name, bool is_right) override {
        api_.tried_on_command_line(office_, name, is_right);
    }
    void between_slices() override { office_.writer.between_slices(); }

private:
    service::Office& office_;
    api::Api& api_;
};

}  // namespace ontzorgd::daemon
