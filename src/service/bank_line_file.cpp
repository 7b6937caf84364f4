// SPDX-License-Identifier: EUPL-1.2
// Of which file of ours a line is, when the bank booked several payments as one.
#include "bank_line.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/store/batch.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

using reconcile::days_booked_late;
using reconcile::Entry;
using reconcile::EntryDetail;
using reconcile::Reference;

namespace {

/// Where a bank names the file that an entry is of; null where it has no such place.
std::array<const std::string*, 4> names_of_file(const Entry& entry, const EntryDetail* detail) {
    return {entry.batch ? &entry.batch->pmt_inf_id : nullptr,
            entry.batch ? &entry.batch->msg_id : nullptr,
            detail != nullptr ? &detail->pmt_inf_id : nullptr,
            detail != nullptr ? &detail->msg_id : nullptr};
}

}  // namespace

const store::StoredFile* LineMaker::file_named_by(const Entry& entry, const EntryDetail* detail) {
    for (const std::string* name : names_of_file(entry, detail)) {
        if (name == nullptr || !references_.is_of_ours(*name)) continue;
        if (const store::StoredFile* file = payments_.file_with_msg_id(*name)) return file;
    }
    return nullptr;
}

/// The file that every detail's reference is of; nothing when one has none or they are of several.
const store::StoredFile* LineMaker::file_of_details(const Entry& entry) {
    std::int64_t file = 0;
    for (const EntryDetail& detail : entry.details) {
        const NamedAttempt named = references_.read(detail);
        if (named.reference == Reference::none) return nullptr;
        const auto hit = payments_.attempt(named.instruction, named.attempt);
        if (!hit || (file != 0 && hit->file != file)) return nullptr;
        file = hit->file;
    }
    return file == 0 ? nullptr : payments_.file(file);
}

bool LineMaker::lists_payments(const Entry& entry) {
    return std::ranges::any_of(entry.details, [&](const EntryDetail& each) {
        return references_.read(each).reference != Reference::none;
    });
}

/// Whether the bank names a batch, a payment or an account of somebody else: what is ours was
/// looked for already. ABN AMRO gives no PmtInfId and in MsgId a reference of its own, which names
/// nobody; who sent a batch is in its PmtInfId, and a MsgId beside that is the sender's too.
bool LineMaker::names_something(const Entry& entry) const {
    const auto given = [](const std::string& text) { return !reconcile::is_no_reference(text); };
    if (entry.batch && given(entry.batch->pmt_inf_id)) return true;
    return std::ranges::any_of(entry.details, [&](const EntryDetail& detail) {
        return given(detail.pmt_inf_id) || given(detail.msg_id) || given(detail.end_to_end_id) ||
               names_other_side(detail);
    });
}

/// A name as ontzorgd gives its files, of a file that this copy does not have.
void LineMaker::find_copy(Line& line) {
    if (line.row.credit) return;
    for (const std::string* name : names_of_file(line.entry, line.detail)) {
        const auto generation =
            name == nullptr ? std::nullopt : payment::generation_of_message(*name);
        if (!generation || payments_.file_with_msg_id(*name) != nullptr) continue;
        if (own_.is_ours(*generation)) {
            line.facts.names_unmade_file = true;
        } else {
            line.facts.names_file_of_another_copy = true;
        }
    }
}

void LineMaker::find_file(Line& line, bool is_whole_entry) {
    if (!is_whole_entry || line.facts.reference != Reference::none) return;
    const Entry& entry = line.entry;
    line.file = file_named_by(entry, entry.details.empty() ? nullptr : &entry.details.front());
    const bool is_named = line.file != nullptr;
    if (!is_named && entry.details.size() > 1) line.file = file_of_details(entry);
    line.facts.is_batch = entry.batch.has_value() || entry.details.size() > 1;
    if (entry.batch) line.facts.batch_count = entry.batch->nb_of_txs;
    line.facts.details_differ = entry.has_every_amount() && !entry.details_add_up();
    if (line.file != nullptr) {
        line.facts.file = {
            .cents = line.file->cents,
            .count = line.file->count,
            .same_account = line.file->account == account_.id,
            .handed_over = store::is_with_the_bank(line.file->state),
            .is_named = is_named,
            .lists_payments = lists_payments(entry),
            .has_a_dead_payment = store::has_dead_attempt(town_.db(), line.file->id)};
        return;
    }
    line.facts.names_another_batch = names_something(entry);
    const bool has_counter = line.detail != nullptr && names_other_side(*line.detail);
    const bool total_decides = line.facts.batch_count && !line.facts.names_another_batch;
    if (line.row.credit || has_counter || total_decides) return;
    line.files_with_total = payments_.files_with_total(
        account_.id, line.row.cents, line.row.booking_date.plus_days(-days_booked_late),
        line.row.booking_date);  // never before the day it was to be executed
    if (line.facts.batch_count) {
        std::erase_if(line.files_with_total, [&](std::int64_t id) {
            const store::StoredFile* file = payments_.file(id);
            return file == nullptr || file->count != *line.facts.batch_count;
        });
    }
    line.facts.files_with_this_total = static_cast<std::int64_t>(line.files_with_total.size());
}

}  // namespace ontzorgd::service
