// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain002.h"

#include "fuzz.h"
#include "ontzorgd/base/contract.h"

namespace {

using namespace ontzorgd;

class Reports : public messages::StatusSink {
public:
    base::Result<base::Done> on_report(const reconcile::ReportHead& /*head*/) override {
        ++reports_;
        return base::Done{};
    }
    base::Result<base::Done> on_payment(const reconcile::ReportedPayment& /*payment*/) override {
        base::expects(reports_ > 0, "a payment is of a report");
        return base::Done{};
    }
    base::Result<base::Done> on_transaction(
        const reconcile::ReportedTransaction& /*transaction*/) override {
        base::expects(reports_ > 0, "a transaction is of a report");
        return base::Done{};
    }

private:
    int reports_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Reports reports;
    (void)messages::read_pain002(messages::source_of(fuzz::text_of(data, size)), reports);
    return 0;
}
