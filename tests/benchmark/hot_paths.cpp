// SPDX-License-Identifier: EUPL-1.2
//
// What the line does once for every household, transfer, entry or row, without the database:
//
//     build/release/tests/benchmark_hot_paths
//
// `items_per_second` is households, transfers, entries or rows. tools/bench times whole commands.
#include "households.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/messages/mt940.h"
#include "ontzorgd/messages/pain001.h"
#include "ontzorgd/messages/pain001_check.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/sepa_text.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace ontzorgd {
namespace {

constexpr std::int64_t transfers_in_file = 1000;

values::Iban iban_of(std::string_view text) {
    auto iban = values::Iban::parse(text);
    if (!iban) throw std::logic_error{"not an IBAN"};
    return std::move(iban).value();
}

messages::Pain001Head head_of(std::int64_t count, values::Euro each) {
    return {.msg_id = "ONTZ202612000001",
            .pmt_inf_id = "ONTZ202612000001-1",
            .created_at = "2026-11-23T09:00:00+01:00",
            .initiating_party_name = "Gemeente Voorbeeld",
            .debtor_name = "Gemeente Voorbeeld",
            .debtor_iban = iban_of("NL61BNGH0285000000"),
            .debtor_bic = "BNGHNL2G",
            .execution_date = values::CivilDate{2026, 11, 30},
            .count = count,
            .total = values::Euro::from_cents(each.cents() * count),
            .batch_booking = true,
            .category_purpose = {}};
}

void write_file(std::int64_t count, const messages::ByteSink& sink) {
    const values::Euro rent = values::Euro::from_cents(61'240);
    const values::Iban landlord = iban_of("NL39RABO0300065264");
    messages::Pain001Writer writer{sink, head_of(count, rent)};
    for (std::int64_t number = 1; number <= count; ++number) {
        const std::string reference = "ONTZ-" + std::to_string(number);
        const auto added = writer.add({.end_to_end_id = reference,
                                       .instruction_id = reference,
                                       .amount = rent,
                                       .creditor_name = "Woonstichting Voorbeeld",
                                       .creditor_iban = landlord,
                                       .ultimate_debtor_name = "Y. Tesfay",
                                       .purpose = "RENT",
                                       .remittance = {.kind = values::KenmerkKind::betalingskenmerk,
                                                      .text = "5000056789012345"},
                                       .creditor_town = {},
                                       .creditor_country = {}});
        if (!added) throw std::logic_error{added.error().code};
    }
    if (!writer.finish()) throw std::logic_error{"the file was refused"};
}

void split_a_couple(benchmark::State& state) {
    using dossier::Kind;
    using values::literals::operator""_cent;
    uitkering::testing::Case couple{dossier::HouseholdType::paar};
    couple.ground(uitkering::testing::first).ground(uitkering::testing::second).floor(30'000_cent);
    for (const Kind kind : {Kind::huur, Kind::stroom, Kind::water, Kind::zorgverzekering})
        couple.contract({.kind = kind, .bedrag = 20'000_cent});
    const uitkering::Situation situation = couple.situation(160'000_cent);
    while (state.KeepRunning()) benchmark::DoNotOptimize(uitkering::split(situation));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(split_a_couple);

void parse_an_iban(benchmark::State& state) {
    while (state.KeepRunning()) benchmark::DoNotOptimize(values::Iban::parse("NL39RABO0300065264"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_an_iban);

void transliterate_a_name(benchmark::State& state) {
    while (state.KeepRunning())
        benchmark::DoNotOptimize(values::to_sepa_text("Ñandú Çelik-Özgür & zonen", 70));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(transliterate_a_name);

void make_a_reference(benchmark::State& state) {
    const auto generation = payment::Generation::of("4K7Q");
    std::int64_t number = 0;
    while (state.KeepRunning()) {
        benchmark::DoNotOptimize(payment::EndToEndId::make(generation, ++number, 1));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(make_a_reference);

void add_a_row_to_a_merkle_root(benchmark::State& state) {
    audit::MerkleRoot root{crypto::sha256};
    const std::string row = "instruction|1734|2026-11|huur|61240|2026-11-30|NL39RABO0300065264";
    while (state.KeepRunning()) root.add(row);
    benchmark::DoNotOptimize(root.root());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(add_a_row_to_a_merkle_root);

void index_an_iban(benchmark::State& state) {
    const std::string key(32, 'k');
    while (state.KeepRunning())
        benchmark::DoNotOptimize(crypto::hmac_sha256(key, "NL39RABO0300065264"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(index_an_iban);

void encrypt_a_bsn(benchmark::State& state) {
    const crypto::AesKey key{1, 2, 3};
    const crypto::AesNonce nonce{4, 5, 6};
    while (state.KeepRunning()) {
        benchmark::DoNotOptimize(crypto::encrypt(key, nonce, "123456782", "C-000001"));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encrypt_a_bsn);

void write_pain001(benchmark::State& state) {
    std::size_t bytes = 0;
    const messages::ByteSink count = [&](std::string_view block) { bytes += block.size(); };
    while (state.KeepRunning()) write_file(transfers_in_file, count);
    benchmark::DoNotOptimize(bytes);
    state.SetItemsProcessed(state.iterations() * transfers_in_file);
}
BENCHMARK(write_pain001);

void check_pain001(benchmark::State& state) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("ontzorgd-benchmark-" + std::to_string(::getpid()) + ".xml");
    {
        std::ofstream file{path, std::ios::binary};
        const messages::ByteSink write = [&](std::string_view block) { file << block; };
        write_file(transfers_in_file, write);
    }
    const messages::Pain001Expectations expected{
        .count = transfers_in_file, .total = values::Euro::from_cents(61'240 * transfers_in_file)};
    while (state.KeepRunning()) {
        const auto checked = messages::check_pain001(path, expected);
        if (!checked) state.SkipWithError(checked.error().code.c_str());
    }
    std::filesystem::remove(path);
    state.SetItemsProcessed(state.iterations() * transfers_in_file);
}
BENCHMARK(check_pain001);

class CountingSink : public messages::StatementSink {
public:
    base::Result<base::Done> on_statement(const reconcile::StatementHead& /*head*/) override {
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& /*entry*/) override {
        ++entries;
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(
        const reconcile::StatementTotals& /*totals*/) override {
        return base::Done{};
    }
    std::int64_t entries = 0;
};

void read_camt(benchmark::State& state) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/fixtures/camt053/batch-and-return.08.xml",
                       std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    CountingSink sink;
    while (state.KeepRunning()) {
        const auto read = messages::read_camt(messages::source_of(text), sink);
        if (!read) state.SkipWithError(read.error().code.c_str());
    }
    state.SetItemsProcessed(sink.entries);
}
BENCHMARK(read_camt);

/// A day of a large account as ABN AMRO writes it: lines of 65, an accent here and there.
std::string mt940_of(std::int64_t entries) {
    std::string text =
        "ABNANL2A\r\n940\r\nABNANL2A\r\n:20:ABN AMRO BANK NV\r\n"
        ":25:NL91ABNA0417164300\r\n:28C:33401/1\r\n:60F:C261130EUR0,00\r\n";
    for (std::int64_t number = 0; number < entries; ++number) {
        text += ":61:2611301130D612,40N658NONREF//26334" + std::to_string(1'000'000 + number) +
                "\r\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL39RABO0300065264/BIC/RABONL2U/NAME/W\r\n"
                "oonstichting De Brug\xE9/REMI/Huur december 2026 Y. Tesfay Dorpsweg 1\r\n"
                "2 Voorbeeld/EREF/4K7Q00" +
                std::to_string(1'000'000 + number) + "11K\r\n";
    }
    const std::string cents = std::to_string(entries * 61'240);
    text += ":62F:D261130EUR" + cents.substr(0, cents.size() - 2) + "," +
            cents.substr(cents.size() - 2) + "\r\n-\r\n";
    return text;
}

void read_mt940(benchmark::State& state) {
    constexpr std::int64_t entries = 100'000;
    const std::string text = mt940_of(entries);
    CountingSink sink;
    while (state.KeepRunning()) {
        const auto read = messages::read_mt940(messages::source_of(text), sink);
        if (!read) state.SkipWithError(read.error().code.c_str());
    }
    state.SetItemsProcessed(sink.entries);
}
BENCHMARK(read_mt940)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ontzorgd

BENCHMARK_MAIN();
