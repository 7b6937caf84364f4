// SPDX-License-Identifier: EUPL-1.2
#include "extra_debits.h"

#include "ontzorgd/store/batch.h"
#include "placing.h"
#include "told_anew.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

using store::ExtraDebit;
using store::ExtraKind;

constexpr std::string_view payment_twice = "betaling_tweemaal_afgeschreven";
constexpr std::string_view file_twice = "bestand_tweemaal_uitgevoerd";
constexpr std::string_view payment_dead = "dode_betaling_afgeschreven";
constexpr std::string_view file_unasked = "bestand_nooit_aangeboden";
constexpr std::string_view account_changed = "betaling_naar_andere_rekening";
constexpr std::array kinds{payment_twice, file_twice, payment_dead, file_unasked, account_changed};

std::string_view kind_of(ExtraKind kind) {
    switch (kind) {
        case ExtraKind::twice: return file_twice;
        case ExtraKind::dead: return payment_dead;
        case ExtraKind::unasked: return file_unasked;
        case ExtraKind::elsewhere: break;
    }
    return account_changed;
}

/// One line of a group, without what it is grouped by.
struct Line {
    store::LineKey key;
    values::Euro cents;
    std::string rule;
};

using Payment = std::pair<std::int64_t, std::int64_t>;

/// The extra debits of one kind and one file.
struct Extras {
    std::vector<Line> lines;
    std::map<Payment, std::int64_t> single;  ///< how often each payment was debited by itself
    std::map<Payment, values::Euro> amount;
    std::int64_t whole = 0;  ///< how often the whole file was
};

using Groups = std::map<std::pair<ExtraKind, std::int64_t>, Extras>;

Groups groups_of(store::Database& db) {
    Groups groups;
    store::for_each_extra_debit(db, [&](const ExtraDebit& debit) {
        Extras& extras = groups[{debit.kind, debit.file}];
        extras.lines.push_back(
            {.key = debit.key, .cents = debit.cents, .rule = std::string{debit.rule}});
        if (debit.instruction == 0) {
            ++extras.whole;
            return;
        }
        const Payment payment{debit.instruction, debit.attempt};
        ++extras.single[payment];
        extras.amount[payment] = debit.cents;
    });
    return groups;
}

std::string deliveries_of(const Extras& extras) {
    std::set<std::int64_t> deliveries;
    for (const Line& line : extras.lines) deliveries.insert(line.key.statement);
    std::string text;
    for (const std::int64_t each : deliveries) {
        if (!text.empty()) text += ", ";
        text += std::to_string(each);
    }
    return text;
}

/// Brings the exceptions to how the lines stand.
class ExtraDebitsTold {
public:
    ExtraDebitsTold(store::Database& db, store::ExceptionWriter& exceptions)
        : db_{db}, exceptions_{exceptions}, told_{db, exceptions, kinds} {}

    void tell(ExtraKind kind, std::int64_t file, const Extras& extras) {
        const bool is_told = file != 0 && tell_as_one(kind, file, extras);
        for (const Line& line : extras.lines) {
            if (is_told) {
                quiet_line(exceptions_, line.key);
            } else {
                note_line(exceptions_, line.key, line.cents, line.rule);
            }
        }
    }

    void close_others() { told_.close_others(); }

private:
    bool tell_as_one(ExtraKind kind, std::int64_t file, const Extras& extras) {
        if (kind == ExtraKind::twice) return tell_twice(file, extras);
        tell_file(kind_of(kind), file, extras);
        return true;
    }

    /// What is back again is twice no more: then the lines alone are left to be explained.
    bool tell_twice(std::int64_t file, const Extras& extras) {
        store::StillOut out;
        if (extras.whole > 0) out = store::still_out(db_, file, extras.whole);
        std::optional<Payment> only;
        for (const auto& [payment, times] : extras.single) {
            values::Euro left;
            for (std::int64_t i = 0; i < times; ++i) left += extras.amount.at(payment);
            if (extras.whole == 0) {
                left -= store::came_back_of(db_, payment.first, payment.second, file);
                if (left <= values::Euro{}) continue;
                ++out.payments;
            }
            out.cents += left;
            only = payment;
        }
        if (out.payments == 0) return false;
        if (out.payments == 1 && extras.whole == 0) {
            tell_payment(*only, out.cents, extras);
        } else {
            open(file_twice, file, out.payments, out.cents, extras);
        }
        return true;
    }

    void tell_payment(const Payment& payment, values::Euro cents, const Extras& extras) {
        const std::string cause =
            std::to_string(payment.first) + '|' + std::to_string(payment.second);
        const auto household = store::household_of_instruction(db_, payment.first);
        told_.tell(payment_twice, cause, extras.amount.at(payment),
                   "instruction=" + std::to_string(payment.first) + "|attempt=" +
                       std::to_string(payment.second) + "|cents=" + std::to_string(cents.cents()) +
                       "|deliveries=" + deliveries_of(extras),
                   household.value_or(dossier::HouseholdId{}));
    }

    void tell_file(std::string_view kind, std::int64_t file, const Extras& extras) {
        values::Euro cents;
        for (const Line& line : extras.lines) cents += line.cents;
        const auto stored = store::file_by_id(db_, file);
        const std::int64_t payments =
            extras.whole > 0 ? stored->count : static_cast<std::int64_t>(extras.single.size());
        open(kind, file, payments, cents, extras);
    }

    void open(std::string_view kind, std::int64_t file, std::int64_t payments, values::Euro cents,
              const Extras& extras) {
        const auto stored = store::file_by_id(db_, file);
        told_.tell(kind, std::to_string(file), std::nullopt,
                   "file=" + stored->name + "|payments=" + std::to_string(payments) + "|cents=" +
                       std::to_string(cents.cents()) + "|deliveries=" + deliveries_of(extras));
    }

    store::Database& db_;
    store::ExceptionWriter& exceptions_;
    ToldAnew told_;
};

}  // namespace

void sync_extra_debits(store::Database& db, store::ExceptionWriter& exceptions) {
    ExtraDebitsTold told{db, exceptions};
    for (const auto& [kind_and_file, extras] : groups_of(db)) {
        told.tell(kind_and_file.first, kind_and_file.second, extras);
    }
    told.close_others();
}

}  // namespace ontzorgd::service
