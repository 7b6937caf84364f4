// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/statement.h"

#include <algorithm>

namespace ontzorgd::reconcile {

bool is_no_reference(std::string_view text) {
    return text.empty() || text == "NONREF" || text == "NOTPROVIDED";
}

const Balance* StatementHead::balance(std::string_view kind) const {
    const auto found = std::find_if(balances.begin(), balances.end(),
                                    [&](const Balance& one) { return one.kind == kind; });
    return found == balances.end() ? nullptr : &*found;
}

const Balance* StatementHead::opening() const {
    const Balance* opening = balance("OPBD");
    return opening != nullptr ? opening : balance("PRCD");
}

const Balance* StatementHead::closing() const {
    return balance("CLBD");
}

void BankTxCode::clear() {
    for (std::string* text : {&domain, &family, &sub_family, &proprietary, &issuer}) text->clear();
}

std::string EntryDetail::remittance_text() const {
    std::string text;
    for (const std::string& line : remittance) text += line;
    return text;
}

void EntryDetail::clear() {
    amount.reset();
    direction.reset();
    original.reset();
    charges.reset();
    for (std::string* text :
         {&msg_id, &pmt_inf_id, &instr_id, &end_to_end_id, &uetr, &acct_svcr_ref,
          &counterparty_name, &counterparty_iban, &counterparty_account, &ultimate_name,
          &structured_reference, &return_reason, &additional_info}) {
        text->clear();
    }
    remittance.clear();
    structured_references = 0;
    reason_is_among_text = false;
    bank_tx_code.clear();
}

bool Entry::has_every_amount() const {
    return !details.empty() && std::ranges::all_of(details, [](const EntryDetail& detail) {
        return detail.amount.has_value();
    });
}

bool Entry::details_add_up() const {
    DecimalAmount sum;
    for (const EntryDetail& detail : details) {
        if (!detail.amount || !detail.amount->same_currency(amount)) return false;
        const bool opposite = detail.direction.value_or(direction) != direction;
        if (!sum.add(opposite ? detail.amount->negated() : *detail.amount)) return false;
    }
    return !details.empty() && sum.same_number(amount);
}

}  // namespace ontzorgd::reconcile
