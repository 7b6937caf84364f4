// SPDX-License-Identifier: EUPL-1.2
#include "batch_files.h"

#include "account_profile.h"
#include "leefgeld_text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/pain001.h"
#include "ontzorgd/messages/pain001_check.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/values/bic.h"
#include "ontzorgd/values/kenmerk.h"
#include "ontzorgd/values/sepa_text.h"

#include <array>
#include <string_view>

namespace ontzorgd::service {

namespace {

constexpr std::array purposes{"RENT", "GASB", "ELEC", "UBIL", "WTER", "HLTI", "", "SSBE"};
constexpr std::size_t longest_bank_name = 70;

/// Turns stored rows into transfers, and remembers the first thing that was refused.
class Renderer {
public:
    Renderer(const Municipality& town, messages::Pain001Writer& writer)
        : generation_{payment::Generation::of(town.generation())}, writer_{writer} {}

    void add(const store::TransferRow& row) {
        if (error_) return;
        const auto done = add_transfer(row);
        if (!done) error_ = done.error().with("instruction", std::to_string(row.instruction));
    }
    [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }
    /// Payments with a name that is written in other letters.
    [[nodiscard]] std::int64_t respelled() const { return respelled_; }

private:
    base::Result<base::Done> add_transfer(const store::TransferRow& row) {
        const auto iban = values::Iban::parse(row.creditor_iban);
        if (!iban) return iban.failure();
        const auto creditor = values::to_sepa_text(row.creditor_name, longest_bank_name);
        if (!creditor) return creditor.failure();
        base::Result<values::SepaText> debtor{values::SepaText{}};
        if (!row.client_name.empty())
            debtor = values::to_sepa_text(row.client_name, longest_bank_name);
        if (!debtor) return debtor.failure();
        if (!creditor.value().changes.empty() || !debtor.value().changes.empty()) ++respelled_;
        const bool leefgeld = row.kind == store::leefgeld_kind;
        const auto kenmerk =
            leefgeld ? values::Kenmerk::parse_for("vrij", leefgeld_text(row.month, row.part))
                     : values::Kenmerk::parse_for(row.kenmerkmasker, row.kenmerk);
        if (!kenmerk) return kenmerk.failure();
        const auto id = payment::EndToEndId::make(generation_, row.instruction, row.attempt);
        return writer_.add({.end_to_end_id = id.view(),
                            .instruction_id = {},
                            .amount = row.cents,
                            .creditor_name = creditor.value().text,
                            .creditor_iban = iban.value(),
                            .ultimate_debtor_name = debtor.value().text,
                            .purpose = purpose_of(row.kind),
                            .remittance = messages::Pain001Remittance::of(kenmerk.value()),
                            .creditor_town = {},
                            .creditor_country = {}});
    }

    payment::Generation generation_;
    messages::Pain001Writer& writer_;
    std::optional<base::Error> error_;
    std::int64_t respelled_ = 0;
};

messages::Pain001Head head_of(const Context& context, const store::StoredFile& file,
                              const values::Iban& debtor, const payment::BankProfile& profile,
                              payment::Speed speed) {
    const auto bic = values::bic_of(debtor);
    return {.msg_id = file.msg_id,
            .pmt_inf_id = file.msg_id,
            .created_at = context.now.utc_text(),
            .initiating_party_name = context.town.naam(),
            .debtor_name = context.town.naam(),
            .debtor_iban = debtor,
            .debtor_bic = bic ? std::optional{std::string{*bic}} : std::nullopt,
            .execution_date = file.execution_date,
            .count = file.count,
            .total = file.cents,
            .message = profile.message,
            .speed = speed,
            .batch_booking = profile.asks_batch_booking,
            .category_purpose = profile.category_purpose,
            .creditor_agent_is_not_provided = profile.says_creditor_agent_is_not_given};
}

}  // namespace

std::string_view purpose_of(std::int64_t kind) {
    return purposes.at(static_cast<std::size_t>(kind));
}

std::string file_name(const Municipality& town, const store::StoredFile& file,
                      const store::OwnAccount& account) {
    return std::string{town.is_practice() ? "OEFEN-" : ""} + town.generation() + '-' +
           file.execution_date.to_string() + '-' + account.name + '-' + std::to_string(file.id) +
           ".xml";
}

void for_each_respelling(store::Database& db, std::int64_t file,
                         const std::function<void(const Respelling&)>& visit) {
    store::for_each_named(db, file, [&](const store::NamedPayments& named) {
        // The length was within bounds when the file was built; here it bounds nothing.
        const auto sent = values::to_sepa_text(named.name, named.name.size() * 4);
        if (!sent || sent.value().changes.empty()) return;
        visit({.named = named, .sent = sent.value().text});
    });
}

base::Result<base::Done> build_file(Context& context, store::StoredFile& file,
                                    payment::Speed speed) {
    store::Database& db = context.town.db();
    const auto account = store::own_account_by_id(db, file.account);
    const auto debtor = values::Iban::parse(account ? account->iban : "");
    if (!debtor) return debtor.failure();
    DurableFile writing{context.town.archive() / "tmp" / (std::to_string(file.id) + ".xml")};
    crypto::Sha256Stream hash;
    const messages::ByteSink sink = [&](std::string_view bytes) {
        hash.update(bytes);
        writing.write(bytes);
    };
    const payment::BankProfile profile = profile_of(db, file.account).profile;
    messages::Pain001Writer writer{sink, head_of(context, file, debtor.value(), profile, speed)};
    Renderer renderer{context.town, writer};
    store::for_each_transfer(db, file.id,
                             [&](const store::TransferRow& row) { renderer.add(row); });
    if (renderer.error()) return base::Failure{*renderer.error()};
    if (const auto finished = writer.finish(); !finished) return finished.failure();
    writing.sync();
    const auto figures = messages::check_pain001(
        writing.path(),
        {.count = file.count, .total = file.cents, .message = profile.message, .speed = speed});
    if (!figures) return figures.failure();
    file.sha256 = hash.finish();
    file.respelled = renderer.respelled();
    writing.keep(context.town.archive() / (base::to_hex(file.sha256) + ".xml"));
    context.progress("bestanden gebouwd", file.id);
    return base::Done{};
}

bool archive_holds(const Municipality& town, const store::StoredFile& file) {
    const auto path = town.archived(base::to_hex(file.sha256));
    return !path.empty() && sha256_of_file(path) == file.sha256;
}

}  // namespace ontzorgd::service
