// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain001.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/values/sepa_text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t buffer_size = 1U << 20U;
// More than one transfer or one head can ever take: about 700 characters of tags and 400 of
// content.
constexpr std::size_t longest_piece = 4096;
constexpr std::size_t longest_town = 35;
constexpr std::int64_t most_cents = 99'999'999'999;

using payment::PaymentMessage;
using payment::Speed;

using base::Done;
using base::Result;

base::Failure refuse_field(std::string_view code, std::string_view field) {
    return base::refuse(std::string{code}, {{"field", std::string{field}}});
}

base::Failure refuse_value(std::string_view code, std::string_view field, std::string_view value) {
    return base::refuse(std::string{code},
                        {{"field", std::string{field}}, {"value", std::string{value}}});
}

bool is_upper(char c) {
    return 'A' <= c && c <= 'Z';
}

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

bool is_letters(std::string_view text, std::size_t length) {
    return text.size() == length && std::all_of(text.begin(), text.end(), is_upper);
}

/// What is wrong with `text` as a text of at most `longest` characters: an error code, or empty.
std::string_view fault_in_text(std::string_view text, std::size_t longest) {
    if (text.empty()) return "pain001_text_is_missing";
    if (text.front() == ' ' || text.back() == ' ' || !values::is_sepa_text(text)) {
        return "pain001_text_is_not_allowed";
    }
    if (text.size() > longest) return "pain001_text_is_too_long";
    return {};
}

Result<Done> check_name(std::string_view field, std::string_view name) {
    // The name itself stays out of the error: it may be a person's.
    const std::string_view fault = fault_in_text(name, longest_name);
    if (!fault.empty()) return refuse_field(fault, field);
    return Done{};
}

Result<Done> check_reference(std::string_view field, std::string_view reference) {
    if (values::is_sepa_reference(reference, longest_reference)) return Done{};
    return refuse_value("pain001_reference_is_not_allowed", field, reference);
}

Result<Done> check_code(std::string_view field, std::string_view code) {
    if (is_letters(code, 4)) return Done{};
    return refuse_value("pain001_code_is_not_allowed", field, code);
}

bool is_bic(std::string_view text) {
    if (text.size() != 8 && text.size() != 11) return false;
    return is_letters(text.substr(0, 6), 6) &&
           std::all_of(text.begin() + 6, text.end(),
                       [](char c) { return is_upper(c) || is_digit(c); }) &&
           text[6] != '0' && text[6] != '1' && text[7] != 'O';
}

/// Whether `text` looks like `shape`, in which 9 is a digit and all else stands for itself.
bool has_shape(std::string_view text, std::string_view shape) {
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                      [](char c, char form) { return form == '9' ? is_digit(c) : c == form; });
}

bool is_two_digits_up_to(std::string_view text, std::string_view most) {
    return has_shape(text, "99") && text <= most;
}

/// hh:mm with hh up to `last_hour`.
bool is_hour_and_minute(std::string_view text, std::string_view last_hour) {
    return has_shape(text, "99:99") && is_two_digits_up_to(text.substr(0, 2), last_hour) &&
           is_two_digits_up_to(text.substr(3), "59");
}

/// "2026-11-23T09:00:00" and then Z or +01:00.
bool is_instant(std::string_view text) {
    constexpr std::size_t offset_at = 19;
    if (text.size() <= offset_at || text[10] != 'T' || text[16] != ':') return false;
    const std::string_view offset = text.substr(offset_at);
    const bool offset_is_right =
        offset == "Z" || ((offset.front() == '+' || offset.front() == '-') &&
                          is_hour_and_minute(offset.substr(1), "13"));
    return values::CivilDate::parse(text.substr(0, 10)) &&
           is_hour_and_minute(text.substr(11, 5), "23") &&
           is_two_digits_up_to(text.substr(17, 2), "59") && offset_is_right;
}

/// Each check in turn, until one refuses.
template <class... Checks>
Result<Done> all_of(Checks... checks) {
    Result<Done> answer{Done{}};
    static_cast<void>(((answer = checks(), static_cast<bool>(answer)) && ...));
    return answer;
}

Result<Done> check_figures(const Pain001Head& head) {
    if (head.count < 1) return refuse_field("pain001_has_no_transfers", "NbOfTxs");
    if (head.total.cents() < 1) {
        return refuse_value("pain001_amount_is_out_of_range", "CtrlSum", head.total.to_string());
    }
    return Done{};
}

Result<Done> check_head(const Pain001Head& head) {
    return all_of([&] { return check_reference("MsgId", head.msg_id); },
                  [&]() -> Result<Done> {
                      if (is_instant(head.created_at)) return Done{};
                      return refuse_value("pain001_created_at_is_malformed", "CreDtTm",
                                          head.created_at);
                  },
                  [&] { return check_figures(head); },
                  [&] { return check_name("InitgPty", head.initiating_party_name); },
                  [&] { return check_reference("PmtInfId", head.pmt_inf_id); },
                  [&] {
                      return head.category_purpose ? check_code("CtgyPurp", *head.category_purpose)
                                                   : Result<Done>{Done{}};
                  },
                  [&] { return check_name("Dbtr", head.debtor_name); },
                  [&]() -> Result<Done> {
                      if (!head.debtor_bic || is_bic(*head.debtor_bic)) return Done{};
                      return refuse_value("pain001_code_is_not_allowed", "BICFI", *head.debtor_bic);
                  });
}

Result<Done> check_address(std::string_view town, std::string_view country) {
    if (town.empty() && country.empty()) return Done{};
    if (town.empty() || country.empty()) {
        return refuse_field("pain001_address_is_not_complete", "PstlAdr");
    }
    const std::string_view fault = fault_in_text(town, longest_town);
    if (!fault.empty()) return refuse_field(fault, "TwnNm");
    if (!is_letters(country, 2))
        return refuse_value("pain001_code_is_not_allowed", "Ctry", country);
    return Done{};
}

Result<Done> check_remittance(const Pain001Remittance& remittance) {
    if (remittance.text.empty()) return Done{};
    if (remittance.kind == values::KenmerkKind::vrij) {
        const std::string_view fault = fault_in_text(remittance.text, longest_remittance);
        return fault.empty() ? Result<Done>{Done{}} : refuse_field(fault, "Ustrd");
    }
    // The creditor's computer drops what does not check, and then the rent counts as unpaid: so the
    // check digits are looked at again, whoever made this view.
    const auto kenmerk = values::Kenmerk::parse(remittance.text);
    if (kenmerk && Pain001Remittance::of(kenmerk.value()) == remittance) return Done{};
    return refuse_field("pain001_remittance_is_not_allowed", "Ref");
}

Result<Done> check_amount(values::Euro amount) {
    if (1 <= amount.cents() && amount.cents() <= most_cents) return Done{};
    return refuse_value("pain001_amount_is_out_of_range", "InstdAmt", amount.to_string());
}

Result<Done> check_transfer(const Pain001Transfer& transfer) {
    return all_of([&] { return check_reference("EndToEndId", transfer.end_to_end_id); },
                  [&] {
                      return transfer.instruction_id.empty()
                                 ? Result<Done>{Done{}}
                                 : check_reference("InstrId", transfer.instruction_id);
                  },
                  [&] { return check_amount(transfer.amount); },
                  [&] {
                      return transfer.ultimate_debtor_name.empty()
                                 ? Result<Done>{Done{}}
                                 : check_name("UltmtDbtr", transfer.ultimate_debtor_name);
                  },
                  [&] { return check_name("Cdtr", transfer.creditor_name); },
                  [&] { return check_address(transfer.creditor_town, transfer.creditor_country); },
                  [&] {
                      return transfer.purpose.empty() ? Result<Done>{Done{}}
                                                      : check_code("Purp", transfer.purpose);
                  },
                  [&] { return check_remittance(transfer.remittance); });
}

}  // namespace

Pain001Writer::Pain001Writer(const ByteSink& sink, const Pain001Head& head)
    : sink_{sink},
      buffer_(buffer_size),
      promised_count_{head.count},
      promised_cents_{head.total.cents()},
      creditor_agent_is_not_provided_{head.creditor_agent_is_not_provided} {
    if (const auto checked = check_head(head); !checked) {
        head_error_ = checked.error();
        return;
    }
    write_head(head);
}

base::Result<base::Done> Pain001Writer::add(const Pain001Transfer& transfer) {
    base::expects(!finished_, "nothing is added to a finished payment file");
    if (head_error_) return base::Failure{*head_error_};
    if (const auto checked = check_transfer(transfer); !checked) {
        return base::Failure{
            checked.error().with("end_to_end_id", std::string{transfer.end_to_end_id})};
    }
    base::expects(count_ < promised_count_, "a payment file holds the transfers its head promises");
    ++count_;
    cents_ += transfer.amount.cents();
    base::expects(cents_ <= promised_cents_, "a payment file adds up to the total of its head");
    write_transfer(transfer);
    return Done{};
}

base::Result<base::Done> Pain001Writer::finish() {
    base::expects(!finished_, "a payment file is finished once");
    if (head_error_) return base::Failure{*head_error_};
    base::expects(count_ == promised_count_,
                  "a payment file holds the transfers its head promises");
    base::expects(cents_ == promised_cents_, "a payment file adds up to the total of its head");
    put("</PmtInf>\n</CstmrCdtTrfInitn>\n</Document>\n");
    flush();
    finished_ = true;
    return Done{};
}

void Pain001Writer::write_head(const Pain001Head& head) {
    const std::string count = std::to_string(head.count);
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:");
    put(to_text(head.message));
    put("\">\n<CstmrCdtTrfInitn>\n<GrpHdr><MsgId>");
    put(head.msg_id);
    put("</MsgId><CreDtTm>");
    put(head.created_at);
    put("</CreDtTm><NbOfTxs>");
    put(count);
    put("</NbOfTxs><CtrlSum>");
    put_amount(promised_cents_);
    put("</CtrlSum><InitgPty><Nm>");
    put(head.initiating_party_name);
    put("</Nm></InitgPty></GrpHdr>\n<PmtInf><PmtInfId>");
    put(head.pmt_inf_id);
    put("</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>");
    put(head.batch_booking ? "true" : "false");
    put("</BtchBookg><NbOfTxs>");
    put(count);
    put("</NbOfTxs><CtrlSum>");
    put_amount(promised_cents_);
    put("</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl>");
    if (head.speed == Speed::instant) put("<LclInstrm><Cd>INST</Cd></LclInstrm>");
    if (head.category_purpose) {
        put("<CtgyPurp><Cd>");
        put(*head.category_purpose);
        put("</Cd></CtgyPurp>");
    }
    // Version 03 has a bare date, 09 a date or a moment.
    const bool is_03 = head.message == PaymentMessage::pain_001_001_03;
    put(is_03 ? "</PmtTpInf><ReqdExctnDt>" : "</PmtTpInf><ReqdExctnDt><Dt>");
    put(head.execution_date.to_string());
    put(is_03 ? "</ReqdExctnDt><Dbtr><Nm>" : "</Dt></ReqdExctnDt><Dbtr><Nm>");
    put(head.debtor_name);
    put("</Nm></Dbtr><DbtrAcct><Id><IBAN>");
    put(head.debtor_iban.compact());
    put("</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId>");
    if (head.debtor_bic) {
        put(is_03 ? "<BIC>" : "<BICFI>");
        put(*head.debtor_bic);
        put(is_03 ? "</BIC>" : "</BICFI>");
    } else {
        put("<Othr><Id>NOTPROVIDED</Id></Othr>");
    }
    put("</FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>\n");
}

/// One line of the file per transfer, so that a line number names a transfer. The banks derive the
/// creditor agent from the IBAN; several refuse a placeholder there, one its absence (sepa.md 1.1).
void Pain001Writer::write_transfer(const Pain001Transfer& transfer) {
    if (buffer_.size() - used_ < longest_piece) flush();
    put("<CdtTrfTxInf><PmtId>");
    if (!transfer.instruction_id.empty()) {
        put("<InstrId>");
        put(transfer.instruction_id);
        put("</InstrId>");
    }
    put("<EndToEndId>");
    put(transfer.end_to_end_id);
    put("</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">");
    put_amount(transfer.amount.cents());
    put("</InstdAmt></Amt>");
    if (!transfer.ultimate_debtor_name.empty()) {
        put("<UltmtDbtr><Nm>");
        put(transfer.ultimate_debtor_name);
        put("</Nm></UltmtDbtr>");
    }
    if (creditor_agent_is_not_provided_) {
        put("<CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>");
    }
    put("<Cdtr><Nm>");
    put(transfer.creditor_name);
    put("</Nm>");
    if (!transfer.creditor_town.empty()) {
        put("<PstlAdr><TwnNm>");
        put(transfer.creditor_town);
        put("</TwnNm><Ctry>");
        put(transfer.creditor_country);
        put("</Ctry></PstlAdr>");
    }
    put("</Cdtr><CdtrAcct><Id><IBAN>");
    put(transfer.creditor_iban.compact());
    put("</IBAN></Id></CdtrAcct>");
    if (!transfer.purpose.empty()) {
        put("<Purp><Cd>");
        put(transfer.purpose);
        put("</Cd></Purp>");
    }
    write_remittance(transfer.remittance);
    put("</CdtTrfTxInf>\n");
}

/// The content of Strd with its tags may be 140 characters; with the longest reference it is 122.
void Pain001Writer::write_remittance(const Pain001Remittance& remittance) {
    if (remittance.text.empty()) return;
    if (remittance.kind == values::KenmerkKind::vrij) {
        put("<RmtInf><Ustrd>");
        put(remittance.text);
        put("</Ustrd></RmtInf>");
        return;
    }
    put("<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>");
    put(remittance.kind == values::KenmerkKind::rf ? "ISO" : "CUR");
    put("</Issr></Tp><Ref>");
    put(remittance.text);
    put("</Ref></CdtrRefInf></Strd></RmtInf>");
}

/// Appends without a look at the room left: write_transfer() has seen to that. Nothing needs
/// escaping: of the SEPA characters none has a meaning in XML content.
void Pain001Writer::put(std::string_view text) {
    std::memcpy(buffer_.data() + used_, text.data(), text.size());
    used_ += text.size();
}

void Pain001Writer::put_amount(std::int64_t cents) {
    // Written from the right: the two decimals, the dot, the euros.
    std::array<char, 24> text{};
    std::size_t at = text.size();
    const auto digit = [&] {
        text[--at] = static_cast<char>('0' + cents % 10);
        cents /= 10;
    };
    digit();
    digit();
    text[--at] = '.';
    do digit();
    while (cents > 0);
    put({text.data() + at, text.size() - at});
}

void Pain001Writer::flush() {
    sink_({buffer_.data(), used_});
    used_ = 0;
}

}  // namespace ontzorgd::messages
