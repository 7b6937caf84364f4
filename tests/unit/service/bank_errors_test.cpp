// SPDX-License-Identifier: EUPL-1.2
// What people read of a bank file that is wrong: where, which rule and what to do, each once.
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/wording/sentence.h"
#include "paid_town.h"
#include "support/bank_mt940.h"
#include "support/status_report.h"

#include <fstream>
#include <set>

namespace ontzorgd::test {
namespace {

class BankErrors : public PaidTownTest {
protected:
    TestStatement first = statement({debit(0)});
    TestStatement second = next(first, "2026-12-01", {debit(1, "2026-12-01")});
    std::string camt = camt053({first, second});
    const std::string in_entry = "<Ntry><Amt Ccy=\"EUR\">";
    std::string mt940_text = mt940({first, second}, Mt940Words::ing);

    /// `text` with the last `what` in it changed.
    static std::string changed(std::string text, std::string_view what, std::string_view by) {
        const std::size_t at = text.rfind(what);
        EXPECT_NE(at, std::string::npos) << what;
        return text.replace(at, what.size(), by);
    }
    base::Error refused(const std::string& text, const std::string& file = "fout") {
        const auto answer = town.ingest(text, file);
        EXPECT_FALSE(answer);
        return answer ? base::Error{} : answer.error();
    }
    static std::size_t count(std::string_view text, std::string_view part) {
        std::size_t found = 0;
        for (std::size_t at = text.find(part); at != std::string_view::npos;
             at = text.find(part, at + 1)) {
            ++found;
        }
        return found;
    }
};

/// What an earlier version made of these bytes: it could not read them.
void keep_aside(PaidTown& town, const std::string& text) {
    store::Database& db = town.practice.db();
    store::in_transaction(db, [&] {
        service::Act act{town.practice.with("rob"), "bank_file_kept_aside"};
        const std::int64_t file = store::next_bank_file_id(db);
        const base::Digest sha256 = crypto::sha256(text);
        store::add_bank_file(db, {.id = file,
                                  .sha256 = sha256,
                                  .fact = act.number(),
                                  .statements = 0,
                                  .finding = "amount_is_malformed",
                                  .answer = {}});
        store::ExceptionWriter exceptions{db, act.number(), values::CivilDate{2026, 12, 1}};
        exceptions.open("bankbestand_klopt_niet", base::to_hex(sha256), {}, "rechtmatigheid",
                        std::nullopt,
                        "sha256=" + base::to_hex(sha256) + "|finding=amount_is_malformed|file=a");
        act.record()
            .add("bank_file", file)
            .add("sha256", sha256)
            .add("finding", audit::Word::of("amount_is_malformed"));
        act.seal();
    });
}

TEST_F(BankErrors, OfAFileThatThisVersionReadsBetterAreOverWhenItIsGivenAgain) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ACSP"};
    const std::string status = pain002(report);
    for (const std::string& text : {camt053({first}), status}) {
        const std::string name = base::to_hex(crypto::sha256(text)) + ".xml";
        std::ofstream{town.practice.town().archive() / name} << text;
        keep_aside(town, text);
        EXPECT_TRUE(town.has_exception("bankbestand_klopt_niet"));
        const auto told = town.ingest(text, "weer.xml");
        Practice::must(told);
        EXPECT_FALSE(town.has_exception("bankbestand_klopt_niet"));
        const auto once_more = town.ingest(text, "nog eens.xml");
        Practice::must(once_more);
        EXPECT_EQ(once_more.value().to_json(), told.value().to_json());
    }
    EXPECT_EQ(town.entries().size(), 1U);
    town.practice.expect_sound();
}

TEST_F(BankErrors, OfAFileThatWasReplacedInTheMeantimeLeaveWhatReplacedIt) {
    const std::string text = camt053({first});
    keep_aside(town, text);
    TestStatement corrected = first;
    corrected.entries = {debit(0), debit(1)};
    Practice::must(town.ingest(camt053({corrected}, "08", "M2"), "goed.xml"));
    EXPECT_EQ(refused(text).code, "kept_file_was_replaced");
    EXPECT_EQ(town.entries().size(), 2U);
    EXPECT_EQ(store::statements_of(town.practice.db(), 1).size(), 1U);
}

TEST_F(BankErrors, OfAFileThatIsNoBetterAreToldAgainAndChangeNothing) {
    const std::string wrong = changed(camt, in_entry + second.entries.front().amount,
                                      in_entry + "1" + second.entries.front().amount);
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ZZZZ"};
    const std::string status = pain002(report);
    for (const std::string& text : {wrong, status}) {
        const base::Error told = refused(text);
        const std::size_t files = store::bank_files(town.practice.db()).size();
        const base::Error again = refused(text, "weer");
        EXPECT_EQ(again.code, told.code);
        EXPECT_EQ(again.detail("file"), "weer");
        EXPECT_EQ(store::bank_files(town.practice.db()).size(), files);
    }
    town.practice.expect_sound();
}

TEST_F(BankErrors, NameEachThingOnceAndInDutch) {
    const std::string amount = second.entries.front().amount;
    for (const std::string& text :
         {changed(camt, in_entry + amount, in_entry + "x" + amount),
          changed(camt, in_entry + amount, in_entry + "-" + amount),
          changed(camt, in_entry + amount, in_entry + "1" + amount),
          changed(camt, "<Ntry><Amt Ccy=\"EUR\"", "<Ntry><Amt Ccy=\"USD\""),
          changed(camt, lasten, landlord), camt.substr(0, camt.size() - 20),
          changed(mt940_text, "D" + mt940_amount(amount), "Dx" + mt940_amount(amount)),
          changed(mt940_text, "D" + mt940_amount(amount), "D1" + mt940_amount(amount)),
          changed(mt940_text, ":62F:C", ":62F:X"), changed(mt940_text, lasten, landlord),
          changed(mt940_text, "EUR", "USD"), mt940_text.substr(0, mt940_text.rfind(":62F:"))}) {
        const base::Error error = refused(text);
        std::set<std::string> names;
        for (const base::Detail& detail : error.details) {
            EXPECT_TRUE(names.insert(detail.name).second) << error.code << ' ' << detail.name;
        }
        EXPECT_TRUE(names.contains("file")) << error.code;
        EXPECT_TRUE(names.contains("statement")) << error.code;
        const std::string told = wording::sentence(error);
        EXPECT_EQ(count(told, "fout"), 1U) << told;
        EXPECT_LE(count(told, "boeking:"), 1U) << told;
        for (const std::string_view english : {"entry", "statement", "number", "line", "value"}) {
            EXPECT_EQ(told.find(english), std::string::npos) << told;
        }
    }
}

TEST_F(BankErrors, StandInOneLineFromFileToEntry) {
    const std::string amount = second.entries.front().amount;
    const base::Error error = refused(changed(camt, in_entry + amount, in_entry + "x" + amount));
    EXPECT_EQ(wording::sentence(error),
              "Het bedrag is niet goed geschreven. Vraag de bank om een goed bestand. (bestand: " +
                  std::string{error.detail("file")} + ", afschrift: 2, boeking: 1, regel: " +
                  std::string{error.detail("line")} + ", waarde: x" + amount + ", bewaard: ja)");
}

TEST_F(BankErrors, KeepAFileOfOursThatCannotBeReadAndCloseWhenTheRightOneIsIn) {
    const std::string amount = second.entries.front().amount;
    const std::string old = mt940_amount(amount);
    for (const bool is_camt : {true, false}) {
        const std::string whole = is_camt ? camt : mt940_text;
        for (const std::string& wrong :
             {whole.substr(0, whole.size() - (is_camt ? 200 : 40)),
              is_camt ? changed(camt, in_entry + amount, in_entry + "-" + amount)
                      : changed(mt940_text, "D" + old, "D-" + old),
              is_camt ? changed(camt, in_entry + amount, in_entry + "1" + amount)
                      : changed(mt940_text, "D" + old, "D1" + old)}) {
            PaidTown here;
            const auto before = here.ledger();
            const auto answer = here.ingest(wrong, "fout.txt");
            ASSERT_FALSE(answer);
            EXPECT_EQ(answer.error().detail("file"), "fout.txt");
            EXPECT_EQ(here.ledger(), before);
            EXPECT_TRUE(here.entries().empty());
            EXPECT_TRUE(here.has_exception("bankbestand_klopt_niet")) << answer.error().code;
            const auto sha256 = service::sha256_of_file(here.practice.folder() / "fout.txt");
            EXPECT_EQ(here.practice.town().archived(base::to_hex(sha256)).extension(),
                      is_camt ? ".xml" : ".mt940");
            EXPECT_EQ(here.ingest(wrong, "fout.txt").error(), answer.error());
            // One of the two statements is not enough.
            const std::string one =
                is_camt ? camt053({first}, "08", "M7") : mt940({first}, Mt940Words::ing);
            Practice::must(here.ingest(one, "een.txt"));
            EXPECT_TRUE(here.has_exception("bankbestand_klopt_niet"));
            Practice::must(here.ingest(whole, "goed.txt"));
            EXPECT_FALSE(here.has_exception("bankbestand_klopt_niet"));
            here.practice.expect_sound();
        }
    }
}

TEST_F(BankErrors, KeepNothingOfWhatIsNotOursOrMayBeTakenLater) {
    for (const std::string& text :
         {changed(changed(camt, lasten, landlord), lasten, landlord).substr(0, camt.size() - 100),
          std::string{"<html/>"}, std::string{"niets"},
          changed(camt, "<Ntry><Amt Ccy=\"EUR\"", "<Ntry><Amt Ccy=\"USD\"")}) {
        EXPECT_NE(refused(text).code, "");
        EXPECT_FALSE(town.has_exception("bankbestand_klopt_niet")) << text.substr(0, 100);
    }
}

TEST_F(BankErrors, AreWordsInTheExceptionOfTheKeptFile) {
    const std::string amount = second.entries.front().amount;
    (void)refused(changed(camt, in_entry + amount, in_entry + "-" + amount), "fout.xml");
    const auto list =
        service::list_exceptions(town.practice.town(), "", town.practice.as("rob").now.today);
    Practice::must(list);
    std::string told;
    for (const service::Report& row : rows_in(list.value(), "uitzonderingen")) {
        if (text_in(row, "soort") == "bankbestand_klopt_niet") told = text_in(row, "wat");
    }
    EXPECT_EQ(told,
              "Bankbestand fout.xml is bewaard maar niet verwerkt: het bedrag is negatief, en dat "
              "mag hier niet (afschrift 2, boeking 1).");
}

TEST_F(BankErrors, OfAnAccountOrCurrencyNameNoEntryThatIsNotAtFault) {
    EXPECT_EQ(refused(changed(camt, lasten, landlord)).detail("entry"), "");
    EXPECT_EQ(refused(changed(mt940_text, lasten, landlord)).detail("entry"), "");
}

TEST_F(BankErrors, SayTheKindOfAFileWithItsVersion) {
    const base::Error error =
        refused("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.008.001.02'/>");
    EXPECT_EQ(error.code, "message_kind_is_not_read_here");
    EXPECT_EQ(error.detail("kind"), "pain.008.001.02");
    EXPECT_EQ(wording::sentence(error).find("  "), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::test
