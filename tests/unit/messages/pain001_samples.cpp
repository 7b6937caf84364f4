// SPDX-License-Identifier: EUPL-1.2
#include "pain001_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

namespace ontzorgd::messages::samples {

namespace {

using namespace values::literals;  // NOLINT(google-build-using-namespace): nothing but literals

constexpr std::string_view sepa_set =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

class Chance {
public:
    explicit Chance(unsigned seed) : random_{seed} {}

    std::size_t between(std::size_t least, std::size_t most) {
        // Not uniform_int_distribution: its numbers differ between libraries.
        return least + std::size_t{random_()} % (most - least + 1);
    }
    bool coin() { return between(0, 1) == 1; }
    template <class T, std::size_t size>
    const T& one_of(const std::array<T, size>& choices) {
        return choices[between(0, size - 1)];
    }

    std::string text(std::size_t longest) {
        std::string text(between(1, longest), 'x');
        for (char& c : text) c = sepa_set[between(0, sepa_set.size() - 1)];
        if (text.front() == ' ') text.front() = 'x';
        if (text.back() == ' ') text.back() = 'x';
        return text;
    }

    std::string reference() {
        std::string text = this->text(longest_reference);
        if (text.front() == '/') text.front() = '-';
        if (text.back() == '/') text.back() = '-';
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i] == '/' && text[i - 1] == '/') text[i] = '+';
        }
        return text;
    }

private:
    std::mt19937 random_;
};

values::Euro random_amount(Chance& chance) {
    constexpr std::array<std::int64_t, 6> edges{1, 10, 99, 100, 68'540, 99'999'999'999};
    if (chance.coin()) return values::Euro::from_cents(chance.one_of(edges));
    return values::Euro::from_cents(static_cast<std::int64_t>(chance.between(1, 999'999'999)));
}

void fill_remittance(Transfer& transfer, Chance& chance) {
    constexpr std::array<std::string_view, 4> kenmerken{"5000056789012345", "271234567",
                                                        "701234567890", "1234567"};
    constexpr std::array<std::string_view, 3> references{"RF18539007547034", "RF302345",
                                                         "RF87ONTZ2026120001"};
    switch (chance.between(0, 3)) {
        case 0: return;
        case 1:
            transfer.kind = values::KenmerkKind::betalingskenmerk;
            transfer.remittance = chance.one_of(kenmerken);
            return;
        case 2:
            transfer.kind = values::KenmerkKind::rf;
            transfer.remittance = chance.one_of(references);
            return;
        default: transfer.remittance = chance.text(longest_remittance);
    }
}

Transfer random_transfer(Chance& chance) {
    constexpr std::array<std::string_view, 5> ibans{"NL39RABO0300065264", "NL91ABNA0417164300",
                                                    "DE89370400440532013000", "NO9386011117947",
                                                    "MT84MALT011000012345MTLCAST001S"};
    constexpr std::array<std::string_view, 4> purposes{"RENT", "ELEC", "HLTI", "SSBE"};

    Transfer transfer{.end_to_end_id = chance.reference(),
                      .instruction_id = chance.coin() ? chance.reference() : "",
                      .amount = random_amount(chance),
                      .creditor_name = chance.text(longest_name),
                      .creditor_iban = iban(chance.one_of(ibans)),
                      .ultimate_debtor_name = chance.coin() ? chance.text(longest_name) : "",
                      .purpose = chance.coin() ? std::string{chance.one_of(purposes)} : "",
                      .kind = values::KenmerkKind::vrij,
                      .remittance = {},
                      .creditor_town = {},
                      .creditor_country = {}};
    fill_remittance(transfer, chance);
    if (chance.coin()) {
        transfer.creditor_town = chance.text(35);
        transfer.creditor_country = "NL";
    }
    return transfer;
}

Pain001Head head_of(const std::vector<Transfer>& transfers) {
    values::Euro total;
    for (const Transfer& transfer : transfers) total += transfer.amount;
    return {.msg_id = "ONTZ202612000001",
            .pmt_inf_id = "ONTZ202612000001-1",
            .created_at = "2026-11-23T09:00:00+01:00",
            .initiating_party_name = "Gemeente Voorbeeld",
            .debtor_name = "Gemeente Voorbeeld",
            .debtor_iban = iban("NL61BNGH0285000000"),
            .debtor_bic = "BNGHNL2G",
            .execution_date = values::CivilDate{2026, 11, 30},
            .count = static_cast<std::int64_t>(transfers.size()),
            .total = total,
            .batch_booking = true,
            .category_purpose = {}};
}

}  // namespace

Pain001Transfer Transfer::view() const {
    return {.end_to_end_id = end_to_end_id,
            .instruction_id = instruction_id,
            .amount = amount,
            .creditor_name = creditor_name,
            .creditor_iban = creditor_iban,
            .ultimate_debtor_name = ultimate_debtor_name,
            .purpose = purpose,
            .remittance = {.kind = kind, .text = remittance},
            .creditor_town = creditor_town,
            .creditor_country = creditor_country};
}

values::Iban iban(std::string_view text) {
    return values::Iban::parse(text).value();
}

Message of_each_kenmerk() {
    std::vector<Transfer> transfers{
        {.end_to_end_id = "A7K20000001A01Q9",
         .instruction_id = "2026-12/HUUR/1",
         .amount = 685'40_cent,
         .creditor_name = "Woningstichting 't Voorbeeld",
         .creditor_iban = iban("NL39RABO0300065264"),
         .ultimate_debtor_name = "J. de Vries",
         .purpose = "RENT",
         .kind = values::KenmerkKind::betalingskenmerk,
         .remittance = "5000056789012345",
         .creditor_town = "Voorbeeldstad",
         .creditor_country = "NL"},
        {.end_to_end_id = "A7K20000001B01R2",
         .instruction_id = {},
         .amount = 137'75_cent,
         .creditor_name = "Zorgverzekeraar Voorbeeld",
         .creditor_iban = iban("NL91ABNA0417164300"),
         .ultimate_debtor_name = "J. de Vries",
         .purpose = "HLTI",
         .kind = values::KenmerkKind::rf,
         .remittance = "RF18539007547034",
         .creditor_town = {},
         .creditor_country = {}},
        {.end_to_end_id = "A7K20000001C01S5",
         .instruction_id = {},
         .amount = 50_euro,
         .creditor_name = "J. de Vries",
         .creditor_iban = iban("NL20INGB0001234567"),
         .ultimate_debtor_name = {},
         .purpose = "SSBE",
         .kind = values::KenmerkKind::vrij,
         .remittance = "Leefgeld week 49 2026",
         .creditor_town = {},
         .creditor_country = {}},
    };
    Pain001Head head = head_of(transfers);
    return {std::move(head), std::move(transfers)};
}

Message random(unsigned seed) {
    Chance chance{seed};
    std::vector<Transfer> transfers;
    const std::size_t count = chance.between(1, 40);
    for (std::size_t i = 0; i < count; ++i) transfers.push_back(random_transfer(chance));
    Pain001Head head = head_of(transfers);
    head.msg_id = chance.reference();
    head.pmt_inf_id = chance.reference();
    head.debtor_name = chance.text(longest_name);
    head.batch_booking = chance.coin();
    if (chance.coin()) head.debtor_bic.reset();
    if (chance.coin()) head.category_purpose = "SSBE";
    head.creditor_agent_is_not_provided = chance.coin();
    head.message = chance.one_of(payment::all_payment_messages);
    if (chance.coin()) head.speed = payment::Speed::instant;
    return {std::move(head), std::move(transfers)};
}

std::string written(const Message& message) {
    std::string bytes;
    const ByteSink sink = [&](std::string_view block) { bytes += block; };
    Pain001Writer writer{sink, message.head};
    for (const Transfer& transfer : message.transfers) {
        const auto added = writer.add(transfer.view());
        EXPECT_TRUE(added) << (added ? "" : added.error().code);
    }
    EXPECT_TRUE(writer.finish());
    return bytes;
}

TemporaryFile::TemporaryFile(std::string_view content) {
    static int number = 0;
    path_ = std::filesystem::path{::testing::TempDir()} /
            ("ontzorgd-pain001-" + std::to_string(std::random_device{}()) + "-" +
             std::to_string(++number) + ".xml");
    std::ofstream file{path_, std::ios::binary};
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    EXPECT_TRUE(file.good());
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace ontzorgd::messages::samples
