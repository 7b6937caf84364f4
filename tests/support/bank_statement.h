// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "support/practice.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Bank statements for tests, written by hand in camt.053 version 08 or 02.
namespace ontzorgd::test {

struct TestDetail {
    std::string amount = {};  ///< empty: the bank gives none
    std::string end_to_end_id = {};
    std::string iban = {};  ///< of the other side
    std::string text = {};
    std::string reason = {};
    std::string pmt_inf_id = {};
    std::string name = {};  ///< of the other side
};

struct TestEntry {
    std::string amount = "0.00";
    bool credit = false;
    std::string date = "2026-11-30";
    std::string bank_ref = {};
    std::string batch = {};  ///< MsgId and PmtInfId of a batch; empty: no batch
    std::int64_t batch_count = 0;
    std::string batch_msg = {};  ///< MsgId of the batch, without a PmtInfId: the bank's own
    std::vector<TestDetail> details = {};
    std::string currency = "EUR";
    std::string status = "BOOK";
    bool is_reversal = false;
    std::string value_date = {};
    std::string domain = {};  ///< of the bank's code: "ACMT"; empty: the entry has no code
};

struct TestStatement {
    std::string id = "S-1130";
    std::string account = {};
    std::string opening = "100000.00";
    std::string closing = {};  ///< empty: what the entries make of the opening balance
    std::string opening_date = "2026-11-30";
    std::string closing_date = "2026-11-30";
    std::vector<TestEntry> entries = {};
    std::string sequence = {};  ///< ElctrncSeqNb; empty: the bank gives none
    std::int64_t page = 0;      ///< StmtPgntn; 0: the statement has no pages
    bool is_last_page = true;
    bool has_opening = true;  ///< a page may lack a balance
    bool has_closing = true;
};

inline std::string camt_entry(const TestEntry& entry, bool v8) {
    const std::string direction = entry.credit ? "CRDT" : "DBIT";
    std::string xml = "<Ntry><Amt Ccy=\"" + entry.currency + "\">" + entry.amount +
                      "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd>" +
                      (entry.is_reversal ? "<RvslInd>true</RvslInd>" : "") + "<Sts>";
    xml += v8 ? "<Cd>" + entry.status + "</Cd>" : entry.status;
    xml += "</Sts><BookgDt><Dt>" + entry.date + "</Dt></BookgDt>";
    if (!entry.value_date.empty()) xml += "<ValDt><Dt>" + entry.value_date + "</Dt></ValDt>";
    if (!entry.bank_ref.empty()) xml += "<AcctSvcrRef>" + entry.bank_ref + "</AcctSvcrRef>";
    xml += entry.domain.empty() ? "<BkTxCd/>"
                                : "<BkTxCd><Domn><Cd>" + entry.domain +
                                      "</Cd><Fmly><Cd>MCOP</Cd><SubFmlyCd>INTR</SubFmlyCd></Fmly>"
                                      "</Domn></BkTxCd>";
    const bool is_batch = !entry.batch.empty() || !entry.batch_msg.empty();
    if (is_batch || !entry.details.empty()) xml += "<NtryDtls>";
    if (is_batch) {
        xml += entry.batch.empty() ? "<Btch><MsgId>" + entry.batch_msg + "</MsgId>"
                                   : "<Btch><PmtInfId>" + entry.batch + "</PmtInfId>";
        if (entry.batch_count > 0) {
            xml += "<NbOfTxs>" + std::to_string(entry.batch_count) + "</NbOfTxs>";
        }
        xml += "</Btch>";
    }
    for (const TestDetail& detail : entry.details) {
        xml += "<TxDtls><Refs>";
        if (!detail.pmt_inf_id.empty()) xml += "<PmtInfId>" + detail.pmt_inf_id + "</PmtInfId>";
        if (!detail.end_to_end_id.empty()) {
            xml += "<EndToEndId>" + detail.end_to_end_id + "</EndToEndId>";
        }
        xml += "</Refs>";
        if (!detail.amount.empty() && v8) {
            xml += "<Amt Ccy=\"EUR\">" + detail.amount + "</Amt><CdtDbtInd>" + direction +
                   "</CdtDbtInd>";
        } else if (!detail.amount.empty()) {
            xml += "<AmtDtls><TxAmt><Amt Ccy=\"EUR\">" + detail.amount + "</Amt></TxAmt></AmtDtls>";
        }
        if (!detail.iban.empty() || !detail.name.empty()) {
            const std::string side = entry.credit ? "Dbtr" : "Cdtr";
            xml += "<RltdPties>";
            if (!detail.name.empty()) {
                xml += "<" + side + (v8 ? "><Pty><Nm>" : "><Nm>") + detail.name +
                       (v8 ? "</Nm></Pty></" : "</Nm></") + side + ">";
            }
            if (!detail.iban.empty()) {
                xml += "<" + side + "Acct><Id><IBAN>" + detail.iban + "</IBAN></Id></" + side +
                       "Acct>";
            }
            xml += "</RltdPties>";
        }
        if (!detail.text.empty()) xml += "<RmtInf><Ustrd>" + detail.text + "</Ustrd></RmtInf>";
        if (!detail.reason.empty()) {
            xml += "<RtrInf><Rsn><Cd>" + detail.reason + "</Cd></Rsn></RtrInf>";
        }
        xml += "</TxDtls>";
    }
    if (is_batch || !entry.details.empty()) xml += "</NtryDtls>";
    return xml + "</Ntry>";
}

inline std::string camt_balance(const std::string& kind, const std::string& amount,
                                const std::string& date) {
    const bool debit = amount.starts_with('-');
    return "<Bal><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" +
           (debit ? amount.substr(1) : amount) + "</Amt><CdtDbtInd>" + (debit ? "DBIT" : "CRDT") +
           "</CdtDbtInd><Dt><Dt>" + date + "</Dt></Dt></Bal>";
}

inline std::string closing_of(const TestStatement& statement) {
    if (!statement.closing.empty()) return statement.closing;
    std::int64_t cents = cents_of(statement.opening);
    for (const TestEntry& entry : statement.entries) {
        if (entry.status != "BOOK") continue;
        cents += entry.credit ? cents_of(entry.amount) : -cents_of(entry.amount);
    }
    return amount_of(cents);
}

/// The statement in pages of so many entries: the first has the opening balance, the last the
/// closing one.
inline std::vector<TestStatement> in_pages(const TestStatement& whole,
                                           std::size_t entries_per_page) {
    std::vector<TestStatement> pages;
    for (std::size_t at = 0; at < whole.entries.size(); at += entries_per_page) {
        TestStatement page = whole;
        page.closing = closing_of(whole);
        page.page = static_cast<std::int64_t>(pages.size()) + 1;
        page.has_opening = at == 0;
        page.is_last_page = at + entries_per_page >= whole.entries.size();
        page.has_closing = page.is_last_page;
        const auto begin = whole.entries.begin() + static_cast<std::ptrdiff_t>(at);
        page.entries.assign(begin, page.is_last_page
                                       ? whole.entries.end()
                                       : begin + static_cast<std::ptrdiff_t>(entries_per_page));
        pages.push_back(std::move(page));
    }
    return pages;
}

inline std::string camt_pages(std::int64_t page, bool is_last, const std::string& element) {
    return "<" + element + "><PgNb>" + std::to_string(page) + "</PgNb><LastPgInd>" +
           (is_last ? "true" : "false") + "</LastPgInd></" + element + ">";
}

/// The same as a camt.052 or camt.054: without balances.
inline std::string camt_notice(const std::string& kind, const TestStatement& statement) {
    const bool is_report = kind == "camt.052";
    const std::string element = is_report ? "BkToCstmrAcctRpt" : "BkToCstmrDbtCdtNtfctn";
    const std::string part = is_report ? "Rpt" : "Ntfctn";
    std::string xml = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:" + kind + ".001.08\"><" +
                      element + "><GrpHdr><MsgId>N1</MsgId></GrpHdr><" + part + "><Id>" +
                      statement.id + "</Id><CreDtTm>" + statement.closing_date +
                      "T12:00:00</CreDtTm><Acct><Id><IBAN>" + statement.account +
                      "</IBAN></Id></Acct>";
    for (const TestEntry& entry : statement.entries) xml += camt_entry(entry, true);
    return xml + "</" + part + "></" + element + "></Document>\n";
}

/// `note` stands in the group header: other bytes, the same statements.
inline std::string camt053(const std::vector<TestStatement>& statements,
                           const std::string& version = "08", const std::string& note = "M1") {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:"
        "iso:20022:tech:xsd:camt.053.001." +
        version + "\"><BkToCstmrStmt><GrpHdr><MsgId>" + note +
        "</MsgId><CreDtTm>2026-12-01T06:00:00</CreDtTm></GrpHdr>";
    for (const TestStatement& statement : statements) {
        xml += "<Stmt><Id>" + statement.id + "</Id>";
        if (statement.page > 0)
            xml += camt_pages(statement.page, statement.is_last_page, "StmtPgntn");
        if (!statement.sequence.empty())
            xml += "<ElctrncSeqNb>" + statement.sequence + "</ElctrncSeqNb>";
        xml += "<CreDtTm>2026-12-01T06:00:00</CreDtTm><Acct><Id><IBAN>" + statement.account +
               "</IBAN></Id><Ccy>EUR</Ccy></Acct>";
        if (statement.has_opening)
            xml += camt_balance("OPBD", statement.opening, statement.opening_date);
        if (statement.has_closing)
            xml += camt_balance("CLBD", closing_of(statement), statement.closing_date);
        for (const TestEntry& entry : statement.entries) xml += camt_entry(entry, version == "08");
        xml += "</Stmt>";
    }
    return xml + "</BkToCstmrStmt></Document>\n";
}

}  // namespace ontzorgd::test
