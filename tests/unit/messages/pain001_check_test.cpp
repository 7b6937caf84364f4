// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain001_check.h"

#include "pain001_samples.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace ontzorgd::messages {
namespace {

using namespace values::literals;  // NOLINT(google-build-using-namespace): nothing but literals
using samples::Message;
using samples::TemporaryFile;
using samples::Transfer;

Pain001Expectations expected_of(const Message& message) {
    return {.count = message.head.count,
            .total = message.head.total,
            .message = message.head.message,
            .speed = message.head.speed};
}

/// Where the official schema would be; it is not part of this repository.
std::filesystem::path official_schema(
    payment::PaymentMessage message = payment::PaymentMessage::pain_001_001_09) {
    const char* folder = std::getenv("ONTZORGD_ISO20022_XSD_DIR");  // NOLINT(concurrency-mt-unsafe)
    const std::filesystem::path root =
        folder != nullptr ? folder : ONTZORGD_SOURCE_DIR "/../shared/iso20022-xsd";
    return root / (std::string{to_text(message)} + ".xsd");
}

Transfer owned(const Pain001ReadBack& read) {
    return {.end_to_end_id = std::string{read.end_to_end_id},
            .instruction_id = std::string{read.instruction_id},
            .amount = read.amount,
            .creditor_name = std::string{read.creditor_name},
            .creditor_iban = samples::iban(read.creditor_iban),
            .ultimate_debtor_name = std::string{read.ultimate_debtor_name},
            .purpose = std::string{read.purpose},
            .kind = read.remittance.kind,
            .remittance = std::string{read.remittance.text},
            .creditor_town = std::string{read.creditor_town},
            .creditor_country = std::string{read.creditor_country}};
}

/// The golden file with every `from` (which must be there) replaced by `to`, checked.
base::Result<Pain001Figures> check_with(std::string_view from, std::string_view to) {
    const Message message = samples::of_each_kenmerk();
    std::string bytes = samples::written(message);
    std::size_t changes = 0;
    for (std::size_t at = bytes.find(from); at != std::string::npos;
         at = bytes.find(from, at + to.size())) {
        bytes.replace(at, from.size(), to);
        ++changes;
    }
    EXPECT_GT(changes, 0U) << from;
    return check_pain001(TemporaryFile{bytes}.path(), expected_of(message));
}

std::string code_with(std::string_view from, std::string_view to) {
    const auto checked = check_with(from, to);
    return checked ? "accepted" : checked.error().code;
}

TEST(Pain001Check, CountsAndAddsUpWhatTheFileHolds) {
    const Message message = samples::of_each_kenmerk();
    const TemporaryFile file{samples::written(message)};

    const auto figures = check_pain001(file.path(), expected_of(message));

    ASSERT_TRUE(figures);
    EXPECT_EQ(figures.value(), (Pain001Figures{.count = 3, .total = 873'15_cent}));
}

TEST(Pain001Check, ReadsBackWhatWasWritten) {
    for (unsigned seed = 0; seed < 150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Message message = samples::random(seed);
        const TemporaryFile file{samples::written(message)};

        std::vector<Transfer> read;
        const auto figures =
            check_pain001(file.path(), expected_of(message), [&](const Pain001ReadBack& transfer) {
                read.push_back(owned(transfer));
                return base::Result<base::Done>{base::Done{}};
            });

        ASSERT_TRUE(figures) << figures.error().detail("message");
        EXPECT_EQ(figures.value().count, message.head.count);
        EXPECT_EQ(figures.value().total, message.head.total);
        EXPECT_EQ(read, message.transfers);
    }
}

TEST(Pain001Check, AcceptsNothingThatTheOfficialSchemaRefuses) {
    if (!std::filesystem::exists(official_schema())) {
        GTEST_SKIP() << "no official schema at " << official_schema()
                     << "; set ONTZORGD_ISO20022_XSD_DIR to the folder that holds it";
    }
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Message message = samples::random(seed);
        const TemporaryFile file{samples::written(message)};
        const auto valid = validate_against(file.path(), official_schema(message.head.message));
        EXPECT_TRUE(valid) << valid.error().detail("message");
    }
    const TemporaryFile golden{samples::written(samples::of_each_kenmerk())};
    EXPECT_TRUE(validate_against(golden.path(), official_schema()));
    const TemporaryFile broken{"<Document/>"};
    EXPECT_FALSE(validate_against(broken.path(), official_schema()));
}

TEST(Pain001Check, FindsACountOrSumThatDiffersAtAnyLevel) {
    const auto in_group = check_with("<NbOfTxs>3</NbOfTxs><CtrlSum>873.15</CtrlSum><InitgPty>",
                                     "<NbOfTxs>4</NbOfTxs><CtrlSum>873.15</CtrlSum><InitgPty>");
    ASSERT_FALSE(in_group);
    EXPECT_EQ(in_group.error().code, "pain001_count_differs");
    EXPECT_EQ(in_group.error().detail("level"), "group");
    EXPECT_EQ(in_group.error().detail("declared"), "4");
    EXPECT_EQ(in_group.error().detail("counted"), "3");

    const auto in_payment = check_with("<NbOfTxs>3</NbOfTxs><CtrlSum>873.15</CtrlSum><PmtTpInf>",
                                       "<NbOfTxs>3</NbOfTxs><CtrlSum>873.16</CtrlSum><PmtTpInf>");
    ASSERT_FALSE(in_payment);
    EXPECT_EQ(in_payment.error().code, "pain001_sum_differs");
    EXPECT_EQ(in_payment.error().detail("level"), "payment");

    const Message message = samples::of_each_kenmerk();
    const TemporaryFile file{samples::written(message)};
    const auto fewer = check_pain001(file.path(), {.count = 2, .total = message.head.total});
    ASSERT_FALSE(fewer);
    EXPECT_EQ(fewer.error().detail("level"), "expected");
    const auto less = check_pain001(file.path(), {.count = 3, .total = 873'14_cent});
    ASSERT_FALSE(less);
    EXPECT_EQ(less.error().code, "pain001_sum_differs");
}

TEST(Pain001Check, FindsAnAmountChangedByOneCent) {
    EXPECT_EQ(code_with(">50.00<", ">50.01<"), "pain001_sum_differs");
}

TEST(Pain001Check, RefusesEveryChangeThatLeavesTheProfile) {
    struct Change {
        std::string_view what, from, to;
    };
    const std::vector<Change> changes{
        {"an amount without decimals", ">50.00<", ">50<"},
        {"an amount with one decimal", ">50.00<", ">50.0<"},
        {"an amount with three decimals", ">50.00<", ">50.000<"},
        {"an amount with a blank", ">50.00<", "> 50.00<"},
        {"a leading zero", ">50.00<", ">050.00<"},
        {"nothing to pay", ">50.00<", ">0.00<"},
        {"a billion", ">50.00<", ">1000000000.00<"},
        {"a debit", ">50.00<", ">-50.00<"},
        {"dollars", "Ccy=\"EUR\">50", "Ccy=\"USD\">50"},
        {"no currency", " Ccy=\"EUR\">50", ">50"},
        {"an IBAN that is too short", "NL20INGB0001234567", "NL20INGB000123"},
        {"an IBAN in lower case", "NL20INGB0001234567", "nl20INGB0001234567"},
        {"an IBAN with blanks", "NL20INGB0001234567", "NL20 INGB 0001 2345 67"},
        {"an underscore in a reference", "A7K20000001C01S5", "A7K2_0000001C01S"},
        {"a leading slash", "A7K20000001C01S5", "/A7K20000001C01S"},
        {"a trailing slash", "A7K20000001C01S5", "A7K20000001C01S/"},
        {"two slashes", "A7K20000001C01S5", "A7K2//00001C01S5"},
        {"a reference of 36", "A7K20000001C01S5", "123456789012345678901234567890123456"},
        {"an empty reference", "A7K20000001C01S5", ""},
        {"an address line", "<Ctry>NL</Ctry>", "<Ctry>NL</Ctry><AdrLine>Dorp 1</AdrLine>"},
        {"a town without a country", "<Ctry>NL</Ctry>", ""},
        {"a letter outside the set", "Zorgverzekeraar", "Zorgverz\xC3\xA9keraar"},
        {"an ampersand", "Zorgverzekeraar", "Zorg &amp; keraar"},
        {"a name of 71", "Zorgverzekeraar Voorbeeld",
         "12345678901234567890123456789012345678901234567890123456789012345678901"},
        {"other charges", "SLEV", "SHAR"},
        {"another service level", "<Cd>SEPA</Cd>", "<Cd>URGP</Cd>"},
        {"a date and time", "<Dt>2026-11-30</Dt>", "<DtTm>2026-11-30T00:00:00</DtTm>"},
        {"a date that is none", "2026-11-30", "2026-11-31"},
        {"a creditor agent with a BIC", "<Cdtr>",
         "<CdtrAgt><FinInstnId><BICFI>INGBNL2A</BICFI></FinInstnId></CdtrAgt><Cdtr>"},
        {"a creditor agent of its own number", "<Cdtr>",
         "<CdtrAgt><FinInstnId><Othr><Id>12</Id></Othr></FinInstnId></CdtrAgt><Cdtr>"},
        {"a creditor agent in another place", "</Amt>",
         "</Amt><CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>"},
        {"the issuer of the other kind", "<Issr>CUR</Issr>", "<Issr>ISO</Issr>"},
        {"an unknown issuer", "<Issr>CUR</Issr>", "<Issr>XXX</Issr>"},
        {"a kenmerk of 8", "<Ref>5000056789012345", "<Ref>50000567"},
        {"both kinds of remittance", "</Ustrd>", "</Ustrd><Strd/>"},
        {"two lines of text", "</Ustrd>", "</Ustrd><Ustrd>nog een</Ustrd>"},
        {"text between elements", "</Amt>", "</Amt>x"},
        {"another version", "pain.001.001.09", "pain.001.001.03"},
        {"no namespace", " xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"", ""},
        {"a schema instruction", "<Document ",
         "<Document xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "x:schemaLocation=\"urn:other /dev/null\" "},
        {"an entity that nobody declared", "Zorgverzekeraar", "&naam;"},
        {"a tag that does not close", "</Amt>", ""},
        {"text after the end", "</Document>", "</Document>x"},
        {"a second payment", "</PmtInf>", "</PmtInf><PmtInf></PmtInf>"},
    };
    for (const Change& change : changes) {
        EXPECT_EQ(code_with(change.from, change.to), "pain001_is_not_valid") << change.what;
    }
}

TEST(Pain001Check, RefusesTheOtherVersionWhicheverItIs) {
    for (const auto written : payment::all_payment_messages) {
        for (const auto expected : payment::all_payment_messages) {
            Message message = samples::of_each_kenmerk();
            message.head.message = written;
            const TemporaryFile file{samples::written(message)};
            message.head.message = expected;
            const auto checked = check_pain001(file.path(), expected_of(message));
            EXPECT_EQ(static_cast<bool>(checked), written == expected);
            if (!checked) {
                EXPECT_EQ(checked.error().code, "pain001_is_not_valid");
            }
        }
    }
}

TEST(Pain001Check, RefusesAnInstantFileThatWasNotAskedForAndAnOrdinaryOneThatWas) {
    for (const auto version : payment::all_payment_messages) {
        for (const auto written : {payment::Speed::ordinary, payment::Speed::instant}) {
            Message message = samples::of_each_kenmerk();
            message.head.message = version;
            message.head.category_purpose = "SSBE";
            message.head.speed = written;
            const TemporaryFile file{samples::written(message)};
            EXPECT_TRUE(check_pain001(file.path(), expected_of(message)));
            message.head.speed = written == payment::Speed::instant ? payment::Speed::ordinary
                                                                    : payment::Speed::instant;
            const auto checked = check_pain001(file.path(), expected_of(message));
            ASSERT_FALSE(checked);
            EXPECT_EQ(checked.error().code, "pain001_speed_differs");
        }
    }
}

TEST(Pain001Check, KnowsNoLocalInstrumentButInstant) {
    const std::string_view level = "</SvcLvl>";
    EXPECT_EQ(code_with(level, "</SvcLvl><LclInstrm><Cd>INST</Cd></LclInstrm>"),
              "pain001_speed_differs");
    for (const char* code : {"TRF", "inst", ""}) {
        EXPECT_EQ(
            code_with(level, "</SvcLvl><LclInstrm><Cd>" + std::string{code} + "</Cd></LclInstrm>"),
            "pain001_is_not_valid")
            << code;
    }
}

std::string schema_of(std::string_view version) {
    std::ifstream file{std::string{ONTZORGD_SOURCE_DIR "/schemas/pain.001.001."}.append(version) +
                       "-ontzorgd.xsd"};
    EXPECT_TRUE(file.good());
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(OurProfiles, DifferOnlyWhereTheTwoMessagesDo) {
    std::string changed = schema_of("09");
    const auto replace_all = [&](std::string_view from, std::string_view to) {
        std::size_t changes = 0;
        for (std::size_t at = changed.find(from); at != std::string::npos;
             at = changed.find(from, at + to.size())) {
            changed.replace(at, from.size(), to);
            ++changes;
        }
        EXPECT_GT(changes, 0U) << from;
    };
    replace_all("pain.001.001.09", "pain.001.001.03");
    replace_all("name=\"BICFI\"", "name=\"BIC\"");
    replace_all("type=\"ExecutionDay\"", "type=\"Day\"");
    const std::size_t day = changed.find("  <xs:complexType name=\"ExecutionDay\">");
    const std::string_view end = "</xs:complexType>\n\n";
    changed.erase(day, changed.find(end, day) + end.size() - day);
    EXPECT_EQ(changed, schema_of("03"));
}

TEST(Pain001Check, MissesNoElementThatIsDropped) {
    for (const char* element :
         {"GrpHdr",     "MsgId",     "CreDtTm",     "InitgPty", "PmtInfId", "PmtMtd",  "BtchBookg",
          "PmtTpInf",   "SvcLvl",    "ReqdExctnDt", "Dbtr",     "DbtrAcct", "DbtrAgt", "ChrgBr",
          "EndToEndId", "Amt",       "InstdAmt",    "Cdtr",     "CdtrAcct", "IBAN",    "CdtrRefInf",
          "Tp",         "CdOrPrtry", "Issr",        "Ref",      "Ustrd",    "Strd",    "Nm",
          "Id",         "NbOfTxs",   "CtrlSum",     "TwnNm"}) {
        SCOPED_TRACE(element);
        const Message message = samples::of_each_kenmerk();
        std::string bytes = samples::written(message);
        const std::string name{element};
        std::size_t begin = bytes.find("<" + name + ">");
        if (begin == std::string::npos) begin = bytes.find("<" + name + " ");
        const std::string close = "</" + name + ">";
        ASSERT_NE(begin, std::string::npos);
        bytes.erase(begin, bytes.find(close, begin) + close.size() - begin);

        const auto checked = check_pain001(TemporaryFile{bytes}.path(), expected_of(message));

        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, "pain001_is_not_valid");
    }
}

TEST(Pain001Check, FindsATransferThatIsGoneOrThereTwice) {
    const std::string bytes = samples::written(samples::of_each_kenmerk());
    const std::size_t begin = bytes.find("<CdtTrfTxInf>");
    const std::string first = bytes.substr(begin, bytes.find('\n', begin) + 1 - begin);

    EXPECT_EQ(code_with(first, ""), "pain001_count_differs");
    EXPECT_EQ(code_with(first, first + first), "pain001_count_differs");
}

TEST(Pain001Check, RefusesAFileCutInHalfOrEmpty) {
    const Message message = samples::of_each_kenmerk();
    const std::string bytes = samples::written(message);
    for (std::size_t length = 0; length + 1 < bytes.size(); length += 97) {
        SCOPED_TRACE("cut at " + std::to_string(length));
        const TemporaryFile file{bytes.substr(0, length)};
        const auto checked = check_pain001(file.path(), expected_of(message));
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, "pain001_is_not_valid");
    }
}

TEST(Pain001Check, RefusesAnyDoctypeBeforeItIsRead) {
    EXPECT_EQ(code_with("<Document ", "<!DOCTYPE Document><Document "), "pain001_has_a_doctype");
    EXPECT_EQ(
        code_with("<Document ", "<!DOCTYPE Document SYSTEM \"http://127.0.0.1/x\"><Document "),
        "pain001_has_a_doctype");
    EXPECT_EQ(
        code_with("<Document ",
                  "<!DOCTYPE Document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Document "),
        "pain001_has_a_doctype");
}

TEST(Pain001Check, RefusesBytesThatAreNotUtf8) {
    EXPECT_EQ(code_with("Zorgverzekeraar", "Zorgverz\xE9keraar"), "pain001_is_not_valid");
}

TEST(Pain001Check, TellsWhereAndWhatWithTheFirstError) {
    const auto checked = check_with(">137.75<", ">137.755<");

    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, base::ErrorKind::malformed);
    EXPECT_EQ(checked.error().detail("line"), "7");
    EXPECT_NE(checked.error().detail("message").find("137.755"), std::string_view::npos);
    EXPECT_FALSE(checked.error().detail("file").empty());
}

TEST(Pain001Check, EndsWithTheRefusalOfTheVisitor) {
    const Message message = samples::of_each_kenmerk();
    const TemporaryFile file{samples::written(message)};
    int calls = 0;

    const auto checked = check_pain001(
        file.path(), expected_of(message),
        [&](const Pain001ReadBack& transfer) -> base::Result<base::Done> {
            ++calls;
            return base::refuse("not_this_one", {{"id", std::string{transfer.end_to_end_id}}});
        });

    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "not_this_one");
    EXPECT_EQ(checked.error().detail("id"), "A7K20000001A01Q9");
    EXPECT_EQ(calls, 1);
}

TEST(Pain001Check, PassesOnWhatTheVisitorThrows) {
    const Message message = samples::of_each_kenmerk();
    const TemporaryFile file{samples::written(message)};
    const auto throwing = [](const Pain001ReadBack&) -> base::Result<base::Done> {
        throw std::runtime_error{"the disk is full"};
    };

    EXPECT_THROW(static_cast<void>(check_pain001(file.path(), expected_of(message), throwing)),
                 std::runtime_error);
}

TEST(Pain001Check, RunsOnSeveralThreadsAtOnce) {
    const Message message = samples::random(7);
    const TemporaryFile file{samples::written(message)};
    std::atomic<int> good = 0;

    constexpr int several = 4;
    std::vector<std::thread> threads;
    threads.reserve(several);
    for (int i = 0; i < several; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 10; ++round) {
                if (check_pain001(file.path(), expected_of(message))) ++good;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();

    EXPECT_EQ(good, 40);
}

TEST(Pain001Check, ThrowsWhenTheFileCannotBeRead) {
    EXPECT_THROW(static_cast<void>(check_pain001("/nowhere/at/all.xml", {})),
                 std::filesystem::filesystem_error);
    EXPECT_THROW(static_cast<void>(check_pain001(::testing::TempDir(), {})),
                 std::filesystem::filesystem_error);
}

TEST(ValidateAgainst, RefusesASchemaThatIsNone) {
    const TemporaryFile file{samples::written(samples::of_each_kenmerk())};
    const auto checked = validate_against(file.path(), file.path());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "schema_is_not_usable");
}

}  // namespace
}  // namespace ontzorgd::messages
