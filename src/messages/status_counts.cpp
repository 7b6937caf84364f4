// SPDX-License-Identifier: EUPL-1.2
#include "status_counts.h"

#include "ontzorgd/messages/pain002.h"

#include <cstdint>
#include <functional>
#include <map>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Result;

/// How often each code is given; no more different ones are kept than a bank uses.
class CodeCounts {
public:
    void add(std::string_view code) {
        if (code.empty()) return;
        constexpr std::size_t most_codes = 1000;
        const auto known = counts_.find(code);
        if (known != counts_.end()) {
            ++known->second;
        } else if (counts_.size() < most_codes) {
            counts_.emplace(code, 1);
        }
    }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& [code, count] : counts_) {
            text += (text.empty() ? "" : " ") + code + '=' + std::to_string(count);
        }
        return text;
    }

private:
    std::map<std::string, std::int64_t, std::less<>> counts_;
};

class Counter : public StatusSink {
public:
    Result<Done> on_report(const reconcile::ReportHead& head) override {
        counts_.message_id = head.message_id;
        counts_.original_message_id = head.original_message_id;
        group_.add(head.status.code);
        add_reasons(head.status);
        return Done{};
    }
    Result<Done> on_payment(const reconcile::ReportedPayment& payment) override {
        payments_.add(payment.status.code);
        add_reasons(payment.status);
        return Done{};
    }
    Result<Done> on_transaction(const reconcile::ReportedTransaction& transaction) override {
        ++counts_.transactions;
        transactions_.add(transaction.status.code);
        add_reasons(transaction.status);
        return Done{};
    }
    StatusCounts take() {
        counts_.group_status = group_.text();
        counts_.payment_statuses = payments_.text();
        counts_.transaction_statuses = transactions_.text();
        counts_.reasons = reasons_.text();
        return std::move(counts_);
    }

private:
    void add_reasons(const reconcile::Status& status) {
        for (const reconcile::StatusReason& each : status.reasons) reasons_.add(each.code);
    }
    StatusCounts counts_;
    CodeCounts group_;
    CodeCounts payments_;
    CodeCounts transactions_;
    CodeCounts reasons_;
};

}  // namespace

Result<BankFileReport> read_status_counts(const ByteSource& source, const std::string& file) {
    Counter counter;
    const auto summary = read_pain002(source, counter, file);
    if (!summary) return summary.failure();
    return BankFileReport{.file = file,
                          .message = summary.value().message,
                          .envelope = {},
                          .statements = {},
                          .status = counter.take()};
}

}  // namespace ontzorgd::messages
