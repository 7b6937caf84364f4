// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain002.h"

#include "fuzz.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/reconcile/status_reading.h"

namespace {

using namespace ontzorgd;

/// Takes from every level what it says of the payments that it does not name.
class Reports : public messages::StatusSink {
public:
    base::Result<base::Done> on_report(const reconcile::ReportHead& head) override {
        ++reports_;
        group_ = head.status;
        read_others({.group = &group_, .payment = nullptr});
        return base::Done{};
    }
    base::Result<base::Done> on_payment(const reconcile::ReportedPayment& payment) override {
        base::expects(reports_ > 0, "a payment is of a report");
        payment_ = payment.status;
        read_others({.group = &group_, .payment = &payment_});
        return base::Done{};
    }
    base::Result<base::Done> on_transaction(
        const reconcile::ReportedTransaction& transaction) override {
        base::expects(reports_ > 0, "a transaction is of a report");
        const reconcile::Levels above{.group = &group_, .payment = &payment_};
        named_.add(transaction.status.code);
        (void)reconcile::told_of_named(transaction.status, above);
        read_others(above);
        return base::Done{};
    }

private:
    void read_others(const reconcile::Levels& above) const {
        constexpr std::int64_t payments = 10;
        (void)reconcile::told_of_others(above, named_, payments);
        const auto names = reconcile::names_of_others(above, named_, payments);
        base::expects(names.unknown <= payments, "no more names are unknown than there are");
    }

    int reports_ = 0;
    reconcile::Status group_;
    reconcile::Status payment_;
    reconcile::NamedPayments named_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Reports reports;
    (void)messages::read_pain002(messages::source_of(fuzz::text_of(data, size)), reports);
    return 0;
}
