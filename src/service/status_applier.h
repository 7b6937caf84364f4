// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/messages/pain002.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/reconcile/status_reading.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/bank_status.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/personal.h"
#include "payment_reference.h"
#include "status_answer.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// StatusApplier: what a status report says, held against what we sent.
///
/// The report finds our file by its OrgnlMsgId, else by its OrgnlPmtInfId, else by the
/// OrgnlEndToEndId of a payment; amount and account are compared where they are given. A level
/// whose id is of somebody else says nothing about our payments.
namespace ontzorgd::service {

class StatusApplier : public messages::StatusSink {
public:
    /// Inside the transaction of the fact. `answer` has the number of the report; the rest is
    /// filled in.
    StatusApplier(Context& context, store::ExceptionWriter& exceptions, std::int64_t fact,
                  StatusAnswer& answer);

    base::Result<base::Done> on_report(const reconcile::ReportHead& head) override;
    base::Result<base::Done> on_payment(const reconcile::ReportedPayment& payment) override;
    base::Result<base::Done> on_transaction(
        const reconcile::ReportedTransaction& transaction) override;
    /// After the last transaction: what is said of the payments that were not named, what all of it
    /// comes to, and the exceptions.
    void finish();
    /// The files of which the report says something.
    [[nodiscard]] std::vector<std::int64_t> files() const;

private:
    /// What the report says of one of our files.
    struct Telling {
        const store::StoredFile* file = nullptr;
        std::optional<reconcile::Status> payment{};
        bool payments_differ = false;  ///< two parts of the report say different things of it
        reconcile::NamedPayments named{};
    };

    Telling& telling_of(const store::StoredFile& file);
    [[nodiscard]] const store::StoredFile* file_named(const std::string& id);
    [[nodiscard]] bool counts_fit(const store::StoredFile& file, std::optional<std::int64_t> count,
                                  const std::optional<reconcile::DecimalAmount>& sum);
    [[nodiscard]] reconcile::Levels levels(const reconcile::Status* payment) const;
    void deviates(std::string_view rule, std::int64_t payments);
    void apply(const reconcile::ReportedTransaction& transaction,
               const payment::EndToEndId& reference, const store::StoredFile& file);
    [[nodiscard]] std::string_view difference(const reconcile::ReportedTransaction& transaction,
                                              const store::AttemptHit& hit);
    void add_check(std::int64_t instruction, std::int64_t attempt, reconcile::NameCheck check,
                   std::string_view answered);
    void finish(Telling& telling);

    Context& context_;
    store::Database& db_;
    store::ExceptionWriter& exceptions_;
    StatusAnswer& answer_;
    References references_;
    store::PaymentLookup payments_;
    store::StatusWriter writer_;
    store::PersonalWriter personal_;

    reconcile::Status group_;
    const store::StoredFile* group_file_ = nullptr;
    bool group_is_of_others_ = false;  ///< the message it is about is not ours
    reconcile::Status payment_;
    const store::StoredFile* payment_file_ = nullptr;
    bool payment_is_of_others_ = false;
    bool is_blocked_ = false;  ///< of this part of the report nothing is applied

    std::map<std::int64_t, Telling> tellings_;
    std::set<std::int64_t> blocked_;  ///< files of which the report says what cannot be of them
    std::map<std::string, std::int64_t, std::less<>> deviations_;  ///< payments by rule
    std::set<std::pair<std::int64_t, std::int64_t>> checked_;      ///< that need a look at the name
};

}  // namespace ontzorgd::service
