// SPDX-License-Identifier: EUPL-1.2
#include "csv_out.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/listed.h"
#include "ontzorgd/store/run.h"
#include "payment_reference.h"

#include <optional>
#include <string>

namespace ontzorgd::service {

base::Result<Report> export_held(Municipality& town, values::CivilDate as_of, const TextOut& out) {
    store::Database& db = town.db();
    CsvOut csv{out};
    csv.row("run_id", "month", "record", "client", "household", "amount_cents", "reason", "since");
    std::int64_t count = 0;
    values::Euro total;
    store::for_each_held_record(db, store::last_fact_on(db, as_of),
                                [&](const store::HeldRecord& held) {
                                    csv.row(held.run_id, held.month, held.record, held.client,
                                            held.household, held.net, held.finding, held.since);
                                    ++count;
                                    total += held.net;
                                });
    Report report;
    report.add("aantal", Value{count}).add("bedrag", Value{total});
    return report;
}

base::Result<Report> export_short(Municipality& town, values::CivilDate as_of, const TextOut& out) {
    store::Database& db = town.db();
    CsvOut csv{out};
    csv.row("run_id", "month", "household", "contract", "kind", "period_from", "period_until",
            "due", "wanted_cents", "to_pay_cents", "short_cents", "outcome", "reason");
    std::int64_t count = 0;
    values::Euro total;
    store::for_each_short_bill(
        db, store::last_fact_on(db, as_of), [&](const store::ShortBill& bill) {
            const values::Euro missing = bill.wanted - bill.to_pay;
            csv.row(bill.run_id, bill.month, bill.household, bill.contract,
                    store::kind_text(bill.kind), bill.period_from, bill.period_until, bill.due,
                    bill.wanted, bill.to_pay, missing, uitkering::to_text(bill.outcome),
                    uitkering::to_text(bill.reason));
            ++count;
            total += missing;
        });
    Report report;
    report.add("aantal", Value{count}).add("bedrag", Value{total});
    return report;
}

namespace {

/// The totals of one creditor per execution date and file.
class Specification {
public:
    Specification(Municipality& town, const TextOut& out) : references_{town}, csv_{out} {
        csv_.row("line", "execution_date", "file", "file_state", "end_to_end_id", "kind",
                 "contract", "period_from", "part", "name", "kenmerk", "amount_cents");
    }

    void add(const store::SpecifiedPayment& payment) {
        if (payment.file != file_) {
            end_file();
            file_ = payment.file;
            date_ = payment.execution_date;
        }
        const auto id = references_.of(payment.instruction, payment.attempt);
        csv_.row("payment", payment.execution_date, payment.file, payment.file_state, id.view(),
                 store::kind_text(payment.kind), payment.contract, payment.period_from,
                 payment.part, payment.naam, payment.kenmerk, payment.cents);
        ++count_;
        total_ += payment.cents;
        file_total_ += payment.cents;
    }
    Report finish() {
        end_file();
        Report report;
        report.add("betalingen", Value{count_}).add("bedrag", Value{total_});
        report.add_rows("per_bestand", std::move(files_));
        return report;
    }

private:
    void end_file() {
        if (file_.empty()) return;
        csv_.row("total", date_, file_, "", "", "", "", "", "", "", "", file_total_);
        Report row;
        row.add("uitvoerdatum", Value{date_})
            .add("bestand", file_)
            .add("bedrag", Value{file_total_});
        files_.push_back(std::move(row));
        file_total_ = {};
    }

    References references_;
    CsvOut csv_;
    std::string file_;
    values::CivilDate date_{};
    std::int64_t count_ = 0;
    values::Euro total_;
    values::Euro file_total_;
    std::vector<Report> files_;
};

}  // namespace

base::Result<Report> export_specification(Municipality& town, std::string_view creditor,
                                          values::CivilDate as_of, const TextOut& out) {
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    const auto found = store::find_creditor(db, creditor);
    if (!found) return base::refuse("creditor_is_unknown", {{"creditor", std::string{creditor}}});
    Specification specification{town, out};
    store::for_each_specified_payment(
        db, found->id.number(), store::last_fact_on(db, as_of),
        [&](const store::SpecifiedPayment& payment) { specification.add(payment); });
    return specification.finish();
}

}  // namespace ontzorgd::service
