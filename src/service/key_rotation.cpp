// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/key_rotation.h"

#include "destroying.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/key_rotation.h"
#include "sealed_answer.h"
#include "sealed_factor.h"
#include "sealed_note.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

using store::SealedIn;
using store::SealedValue;

constexpr std::array all_tables{SealedIn::client_version, SealedIn::note, SealedIn::second_factor,
                                SealedIn::idempotency, SealedIn::task};

std::string_view name_of(SealedIn table) {
    switch (table) {
        case SealedIn::client_version: return "client_version";
        case SealedIn::note: return "note";
        case SealedIn::second_factor: return "second_factor";
        case SealedIn::idempotency: return "idempotency";
        case SealedIn::task: return "task";
    }
    return {};
}

NotePlace note_place(const SealedValue& value) {
    return {
        .client = dossier::ClientId{value.owner}, .note = value.row, .is_health = value.is_health};
}

std::optional<std::string> none_if_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

std::optional<std::string> none_if_refused(base::Result<std::string> text) {
    return text ? std::optional{std::move(text).value()} : std::nullopt;
}

/// What a value says, with the key that it names; nothing when it was changed.
std::optional<std::string> opened_value(const Municipality& town, SealedIn table,
                                        const SealedValue& value, std::string_view sealed) {
    switch (table) {
        case SealedIn::client_version: return none_if_empty(opened_bsn(town, value.name, sealed));
        case SealedIn::note: return none_if_empty(opened_note(town, note_place(value), sealed));
        case SealedIn::second_factor:
            return opened_factor(town, store::UserId{value.owner}, value.fact, sealed);
        case SealedIn::idempotency:
            return none_if_refused(
                opened_answer(town, store::UserId{value.owner}, value.name, sealed));
        case SealedIn::task: return none_if_refused(opened_answer(town, value.row, sealed));
    }
    return std::nullopt;
}

/// The same with the newest key.
std::string sealed_value(const Municipality& town, SealedIn table, const SealedValue& value,
                         std::string_view text) {
    switch (table) {
        case SealedIn::client_version: return sealed_bsn(town, value.name, text);
        case SealedIn::note: return sealed_note(town, note_place(value), text);
        case SealedIn::second_factor:
            return sealed_factor(town, store::UserId{value.owner}, value.fact, text);
        case SealedIn::idempotency:
            return sealed_answer(town, store::UserId{value.owner}, value.name, text);
        case SealedIn::task: return sealed_answer(town, value.row, text);
    }
    return {};
}

Report report_of(Municipality& town, const store::KeyRotation& rotation) {
    store::Database& db = town.db();
    const auto day_of = [&](std::int64_t fact) { return Value{store::day_of_fact(db, fact)}; };
    Report report;
    report.add("sleutel", Value{rotation.number})
        .add("vorige_sleutel", Value{rotation.previous})
        .add("door", store::user_name(db, rotation.begun_by))
        .add("begonnen", day_of(rotation.fact))
        .add("klaar", day_of(rotation.ended_fact))
        .add("opnieuw_versleuteld", Value{store::reencrypted_in(db, rotation.id)})
        .add("sleutelbestand", key_file(town.places().keys, rotation.number).filename().string())
        .add("bewaren_voor_eerdere_reservekopieen",
             key_file(town.places().keys, rotation.previous).filename().string());
    return report;
}

/// The file of the new key is durable before anything names it.
base::Result<store::KeyRotation> begin(Context& context) {
    Municipality& town = context.town;
    const auto next = town.next_key();
    if (!next) return next.failure();
    store::KeyRotation rotation{.number = next.value().number,
                                .previous = town.keys().newest(),
                                .mark = mark_of_key(next.value().bytes),
                                .begun_by = context.actor.id};
    store::in_transaction(town.db(), [&] {
        Act act{context, "key_rotation_begun"};
        rotation.fact = act.number();
        rotation.id = store::add_key_rotation(town.db(), rotation);
        act.record().add("rotation", rotation.id).add("key", rotation.number);
        act.seal();
    });
    town.use_key(next.value());
    return rotation;
}

/// How far it got: everything before this place of this table was looked at.
struct Reached {
    std::size_t table = 0;
    store::After after{};
    std::int64_t values = 0;
};

/// One slice of one rotation.
class Slice {
public:
    Slice(Context& context, const store::KeyRotation& rotation)
        : context_{context}, rotation_{rotation} {}

    base::Result<Reached> run(Reached reached, std::size_t most) {
        std::size_t left = most;
        while (left > 0 && reached.table < all_tables.size()) {
            const SealedIn table = all_tables.at(reached.table);
            const auto values = store::values_under_another_key(
                context_.town.db(), table, rotation_.number, reached.after, left);
            for (const SealedValue& value : values) {
                if (const auto done = encrypt_anew(table, value); !done) return done.failure();
                reached.after.row = value.row;
                if (table == SealedIn::idempotency) reached.after.name = value.name;
                ++reached.values;
            }
            left -= values.size();
            if (left > 0) {
                ++reached.table;
                reached.after = {};
            }
        }
        if (act_) {
            act_->record().add("rotation", rotation_.id).add("key", rotation_.number);
            act_->seal();
        }
        return reached;
    }

private:
    base::Result<base::Done> encrypt_anew(SealedIn table, const SealedValue& value) {
        const Municipality& town = context_.town;
        const auto text = opened_value(town, table, value, value.sealed);
        if (!text) {
            return base::refuse(
                "sealed_value_cannot_be_opened",
                {{"table", std::string{name_of(table)}}, {"value", std::to_string(value.row)}});
        }
        const std::string anew = sealed_value(town, table, value, *text);
        base::expects(opened_value(town, table, value, anew) == text,
                      "what is encrypted anew says what it said");
        base::expects(anew.front() == static_cast<char>(rotation_.number),
                      "the newest key is that of the rotation");
        const bool is_in_chain = table != SealedIn::idempotency && table != SealedIn::task;
        if (is_in_chain && !act_) act_.emplace(context_, "values_reencrypted");
        store::write_anew(context_.town.db(), table, value, anew, rotation_,
                          act_ ? act_->number() : 0);
        return base::Done{};
    }

    Context& context_;
    const store::KeyRotation& rotation_;
    std::optional<Act> act_;
};

/// All values, a slice at a time.
base::Result<base::Done> encrypt_all(Context& context, const store::KeyRotation& rotation,
                                     std::size_t slice) {
    store::Database& db = context.town.db();
    for (Reached reached; reached.table < all_tables.size();) {
        // A refusal leaves nothing of its slice.
        std::optional<base::Failure> failure;
        {
            store::Transaction transaction{db};
            const auto done = Slice{context, rotation}.run(reached, slice);
            if (!done) {
                failure = done.failure();
            } else {
                transaction.commit();
                reached = done.value();
            }
        }
        if (failure) return *std::move(failure);
        context.progress("waarden opnieuw versleuteld", reached.values);
        if (const auto others = let_others_act(context); !others) return others.failure();
    }
    return base::Done{};
}

/// The fact that nothing is left under an older key; then the room of what was is given back.
void end(Context& context, store::KeyRotation& rotation) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        base::expects(store::count_under_another_key(db, rotation.number) == 0,
                      "nothing is left under an older key");
        Act act{context, "key_rotation_ended"};
        store::end_key_rotation(db, rotation.id, act.number());
        rotation.ended_fact = act.number();
        store::note_compaction_due(db);
        act.record()
            .add("rotation", rotation.id)
            .add("key", rotation.number)
            .add("values", store::reencrypted_in(db, rotation.id));
        act.seal();
    });
}

}  // namespace

base::Digest mark_of_key(std::string_view key) {
    return crypto::hmac_sha256(key, "sleutel van ontzorgd");
}

base::Result<Report> rotate_key(Context& context, bool again) {
    return rotate_key(context, again, values_per_slice);
}

base::Result<Report> rotate_key(Context& context, bool again, std::size_t slice) {
    if (const auto allowed = may(context.actor.roles, "key rotate"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    auto rotation = store::newest_key_rotation(town.db());
    const bool is_done = rotation && rotation->ended_fact != 0;
    // The disk was full when the last one ended: what was before it is still there.
    if (is_done && town.mode() == Mode::change) finish_destructions(town);
    if (is_done && !again &&
        store::day_of_fact(town.db(), rotation->ended_fact) == context.now.today) {
        return report_of(town, *rotation);
    }
    if (!rotation || is_done) {
        const auto begun = begin(context);
        if (!begun) return begun.failure();
        rotation = begun.value();
    }
    const std::int64_t to_do = store::count_under_another_key(town.db(), rotation->number);
    do {
        if (const auto done = encrypt_all(context, *rotation, slice); !done) return done.failure();
    } while (store::count_under_another_key(town.db(), rotation->number) != 0);
    end(context, *rotation);
    Report report = report_of(town, *rotation);
    if (town.mode() == Mode::dry_run) return report.add("nog_te_doen", Value{to_do});
    town.compact();
    return report;
}

}  // namespace ontzorgd::service
