// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <utility>
#include <vector>

/// @file
/// Status reports of the bank for tests, written by hand in pain.002 version 10 or 03.
namespace ontzorgd::test {

struct TestStatus {
    std::string code = {};
    std::string reason = {};
    std::string text = {};
    std::vector<std::pair<std::string, int>> counts = {};  ///< NbOfTxsPerSts
};

struct TestTransaction {
    std::string end_to_end_id = {};
    TestStatus status = {};
    std::string amount = {};
    std::string iban = {};
};

struct TestReport {
    std::string msg_id = "STS1";
    std::string created = "2026-11-27T08:00:00";
    std::string original_msg_id = {};
    std::string original_count = {};
    std::string original_sum = {};
    TestStatus group = {};
    bool has_payment = false;  ///< also without transactions
    std::string original_pmt_inf_id = {};
    TestStatus payment = {};
    std::vector<TestTransaction> transactions = {};
};

/// About the file with this name, which has one batch under the same name.
inline TestReport report_about(const std::string& msg_id) {
    return {.original_msg_id = msg_id, .original_pmt_inf_id = msg_id};
}

inline std::string status_xml(const TestStatus& status, const std::string& element) {
    std::string xml;
    if (!status.code.empty()) xml += "<" + element + ">" + status.code + "</" + element + ">";
    if (!status.reason.empty() || !status.text.empty()) {
        xml += "<StsRsnInf>";
        if (!status.reason.empty()) xml += "<Rsn><Cd>" + status.reason + "</Cd></Rsn>";
        if (!status.text.empty()) xml += "<AddtlInf>" + status.text + "</AddtlInf>";
        xml += "</StsRsnInf>";
    }
    for (const auto& [code, count] : status.counts) {
        xml += "<NbOfTxsPerSts><DtldNbOfTxs>" + std::to_string(count) + "</DtldNbOfTxs><DtldSts>" +
               code + "</DtldSts></NbOfTxsPerSts>";
    }
    return xml;
}

inline std::string pain002(const TestReport& report, const std::string& note = {}) {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--" + note +
        "--><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
        "<GrpHdr><MsgId>" +
        report.msg_id + "</MsgId><CreDtTm>" + report.created +
        "</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + report.original_msg_id +
        "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>";
    if (!report.original_count.empty())
        xml += "<OrgnlNbOfTxs>" + report.original_count + "</OrgnlNbOfTxs>";
    if (!report.original_sum.empty())
        xml += "<OrgnlCtrlSum>" + report.original_sum + "</OrgnlCtrlSum>";
    xml += status_xml(report.group, "GrpSts") + "</OrgnlGrpInfAndSts>";
    if (report.has_payment || !report.transactions.empty()) {
        xml += "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + report.original_pmt_inf_id +
               "</OrgnlPmtInfId>" + status_xml(report.payment, "PmtInfSts");
        for (const TestTransaction& each : report.transactions) {
            xml += "<TxInfAndSts><OrgnlEndToEndId>" + each.end_to_end_id + "</OrgnlEndToEndId>" +
                   status_xml(each.status, "TxSts");
            if (!each.amount.empty() || !each.iban.empty()) {
                xml += "<OrgnlTxRef>";
                if (!each.amount.empty())
                    xml += "<Amt><InstdAmt Ccy=\"EUR\">" + each.amount + "</InstdAmt></Amt>";
                if (!each.iban.empty())
                    xml += "<CdtrAcct><Id><IBAN>" + each.iban + "</IBAN></Id></CdtrAcct>";
                xml += "</OrgnlTxRef>";
            }
            xml += "</TxInfAndSts>";
        }
        xml += "</OrgnlPmtInfAndSts>";
    }
    return xml + "</CstmrPmtStsRpt></Document>\n";
}

}  // namespace ontzorgd::test
