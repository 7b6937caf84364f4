// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain001_check.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace ontzorgd::embedded {
extern const std::string_view pain001_profile_03;
extern const std::string_view pain001_profile_09;
}  // namespace ontzorgd::embedded

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Result;

template <auto free_it>
struct Freed {
    template <class T>
    void operator()(T* thing) const {
        free_it(thing);
    }
};

using Schema = std::unique_ptr<xmlSchema, Freed<xmlSchemaFree>>;
using SchemaParser = std::unique_ptr<xmlSchemaParserCtxt, Freed<xmlSchemaFreeParserCtxt>>;
using Validator = std::unique_ptr<xmlSchemaValidCtxt, Freed<xmlSchemaFreeValidCtxt>>;
using Plug = std::unique_ptr<xmlSchemaSAXPlugStruct, Freed<xmlSchemaSAXUnplug>>;
using Parser = std::unique_ptr<xmlParserCtxt, Freed<xmlFreeParserCtxt>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

std::string_view text_of(const xmlChar* text) {
    // libxml2 speaks UTF-8 in unsigned char.
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

void ignore_error(void* /*user*/, xmlErrorPtr /*error*/) {}

/// The tables that libxml2 makes on first use are not guarded; checks run on several threads.
void prepare_libxml2() {
    static const bool prepared = [] {
        xmlInitParser();
        xmlSchemaInitTypes();
        return true;
    }();
    static_cast<void>(prepared);
}

/// Empty when `text` is not a schema. Always from memory, so that libxml2 opens no file for it.
Schema compiled(std::string_view text) {
    prepare_libxml2();
    const SchemaParser parser{
        xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size()))};
    if (!parser) return {};
    xmlSchemaSetParserStructuredErrors(parser.get(), ignore_error, nullptr);
    return Schema{xmlSchemaParse(parser.get())};
}

Schema our_profile(payment::PaymentMessage message) {
    const bool is_03 = message == payment::PaymentMessage::pain_001_001_03;
    Schema schema = compiled(is_03 ? embedded::pain001_profile_03 : embedded::pain001_profile_09);
    base::expects(schema != nullptr, "our own profile of pain.001 is a schema");
    return schema;
}

std::filesystem::filesystem_error unreadable(const std::filesystem::path& path, int code) {
    return {"a file cannot be read", path, std::error_code{code, std::generic_category()}};
}

/// What the pass over a file meets. A refusal ends the pass.
class Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    Listener(Listener&&) = delete;
    Listener& operator=(Listener&&) = delete;
    virtual ~Listener() = default;

    virtual void begin(std::string_view element) = 0;
    virtual Result<Done> text(std::string_view piece) = 0;
    virtual Result<Done> end(std::string_view element) = 0;
};

/// One pass of the parser and the validator over one file, side by side.
///
/// The parser calls us, we call the validator, and only what both accept reaches the listener. So
/// what the validator must not see (a schema instruction) never gets there.
class Pass {
public:
    Pass(std::filesystem::path path, xmlSchema* schema, Listener* listener)
        : path_{std::move(path)}, listener_{listener}, validator_{xmlSchemaNewValidCtxt(schema)} {
        if (!validator_) throw std::bad_alloc{};
        xmlSchemaSetValidStructuredErrors(validator_.get(), on_error, this);
        plug_.reset(xmlSchemaSAXPlug(validator_.get(), &validator_sax_, &validator_data_));
        if (!plug_) throw std::bad_alloc{};
    }

    Result<Done> run() {
        const File file{std::fopen(path_.c_str(), "rb")};
        if (!file) throw unreadable(path_, errno);
        file_ = file.get();
        xmlSAXHandler handlers = our_handlers();
        parser_.reset(
            xmlCreateIOParserCtxt(&handlers, this, on_read, nullptr, this, XML_CHAR_ENCODING_NONE));
        if (!parser_) throw std::bad_alloc{};
        xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET);
        xmlParseDocument(parser_.get());

        if (thrown_) std::rethrow_exception(thrown_);
        const bool good =
            parser_->wellFormed == 1 && xmlSchemaIsValid(validator_.get()) == 1 && !error_;
        if (!good && !error_) fail("pain001_is_not_valid", "the file is not well-formed");
        if (error_) return base::Failure{*error_};
        return Done{};
    }

private:
    static xmlSAXHandler our_handlers() {
        xmlSAXHandler handlers{};
        handlers.initialized = XML_SAX2_MAGIC;
        handlers.internalSubset = on_doctype;
        handlers.startElementNs = on_begin;
        handlers.endElementNs = on_end;
        handlers.characters = on_text;
        handlers.ignorableWhitespace = on_text;
        handlers.cdataBlock = on_text;
        handlers.serror = on_error;
        return handlers;
    }

    /// Runs `step` for a callback. Exceptions must not travel through the C frames of libxml2: they
    /// are kept, and thrown again when the parser has returned.
    template <class Step>
    static void guarded(void* user, Step step) {
        Pass& pass = *static_cast<Pass*>(user);
        if (pass.is_over()) return;
        try {
            step(pass);
        } catch (...) {
            pass.thrown_ = std::current_exception();
        }
    }

    /// The same for what the parser reports about the content. Only from here may the parser be
    /// stopped: stopping frees its buffer, which a read or a decoding may be busy with.
    template <class Step>
    static void guarded_event(void* user, Step step) {
        guarded(user, step);
        const Pass& pass = *static_cast<Pass*>(user);
        if (pass.is_over()) xmlStopParser(pass.parser_.get());
    }

    static int on_read(void* user, char* buffer, int length) {
        int got = -1;
        guarded(user, [&](Pass& pass) {
            const std::size_t count =
                std::fread(buffer, 1, static_cast<std::size_t>(length), pass.file_);
            if (count == 0 && std::ferror(pass.file_) != 0) throw unreadable(pass.path_, errno);
            got = static_cast<int>(count);
        });
        return got;
    }

    static void on_doctype(void* user, const xmlChar* /*name*/, const xmlChar* /*external*/,
                           const xmlChar* /*system*/) {
        guarded_event(user, [](Pass& pass) { pass.fail("pain001_has_a_doctype", {}); });
    }

    static void on_begin(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                         int namespace_count, const xmlChar** namespaces, int attribute_count,
                         int defaulted_count, const xmlChar** attributes) {
        guarded_event(user, [&](Pass& pass) {
            if (holds_schema_instruction(attribute_count, attributes)) {
                pass.fail("pain001_is_not_valid", "an attribute of XML Schema itself");
                return;
            }
            pass.validator_sax_->startElementNs(pass.validator_data_, name, prefix, uri,
                                                namespace_count, namespaces, attribute_count,
                                                defaulted_count, attributes);
            if (!pass.error_ && pass.listener_ != nullptr) pass.listener_->begin(text_of(name));
        });
    }

    static void on_end(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
        guarded_event(user, [&](Pass& pass) {
            pass.validator_sax_->endElementNs(pass.validator_data_, name, prefix, uri);
            if (!pass.error_ && pass.listener_ != nullptr) {
                pass.take(pass.listener_->end(text_of(name)));
            }
        });
    }

    static void on_text(void* user, const xmlChar* text, int length) {
        guarded_event(user, [&](Pass& pass) {
            pass.validator_sax_->characters(pass.validator_data_, text, length);
            if (!pass.error_ && pass.listener_ != nullptr) {
                const std::string_view piece{reinterpret_cast<const char*>(text),
                                             static_cast<std::size_t>(length)};
                pass.take(pass.listener_->text(piece));
            }
        });
    }

    /// From the parser and from the validator; both pass this object.
    static void on_error(void* user, xmlErrorPtr error) {
        guarded(user, [&](Pass& pass) {
            const std::string_view message = error->message == nullptr ? "" : error->message;
            pass.fail("pain001_is_not_valid", base::trimmed(message));
        });
    }

    /// Attributes come in fives: name, prefix, namespace, begin and end of the value. An
    /// instruction like xsi:schemaLocation would make the validator open what the file names.
    static bool holds_schema_instruction(int count, const xmlChar** attributes) {
        for (int i = 0; i < count; ++i) {
            const std::string_view uri = text_of(attributes[5 * i + 2]);
            if (uri == "http://www.w3.org/2001/XMLSchema-instance") return true;
        }
        return false;
    }

    void take(const Result<Done>& answer) {
        if (answer) return;
        error_ = answer.error().with("file", path_.string()).with("line", line());
    }

    void fail(std::string_view code, std::string_view message) {
        base::Error error{.kind = base::ErrorKind::malformed,
                          .code = std::string{code},
                          .details = {{"file", path_.string()}, {"line", line()}}};
        error_ = message.empty() ? error : error.with("message", std::string{message});
    }

    [[nodiscard]] std::string line() const {
        const bool known = parser_ && parser_->input != nullptr;
        return std::to_string(known ? parser_->input->line : 0);
    }

    [[nodiscard]] bool is_over() const { return error_ || thrown_; }

    std::filesystem::path path_;
    Listener* listener_;
    std::FILE* file_ = nullptr;
    Validator validator_;
    xmlSAXHandler* validator_sax_ = nullptr;
    void* validator_data_ = nullptr;
    Plug plug_;
    Parser parser_;
    std::optional<base::Error> error_;
    std::exception_ptr thrown_;
};

/// The texts of the elements we look at. The schema has said that each stands in its place.
struct Fields {
    std::string group_count;
    std::string group_sum;
    std::string payment_count;
    std::string payment_sum;
    std::string local_instrument;

    std::string instruction_id;
    std::string end_to_end_id;
    std::string amount;
    std::string ultimate_debtor_name;
    std::string creditor_name;
    std::string creditor_town;
    std::string creditor_country;
    std::string creditor_iban;
    std::string purpose;
    std::string unstructured;
    std::string issuer;
    std::string reference;
};

using Field = std::string Fields::*;

/// Which element, in which block (the latest of `blocks` that began), belongs to which field.
struct Place {
    std::string_view block;
    std::string_view element;
    Field field;
};

constexpr std::array<std::string_view, 10> blocks{
    "GrpHdr",    "PmtInf", "LclInstrm", "CtgyPurp", "CdtTrfTxInf",
    "UltmtDbtr", "Cdtr",   "CdtrAcct",  "Purp",     "RmtInf"};

constexpr std::array<Place, 17> places{{
    {"GrpHdr", "NbOfTxs", &Fields::group_count},
    {"GrpHdr", "CtrlSum", &Fields::group_sum},
    {"PmtInf", "NbOfTxs", &Fields::payment_count},
    {"PmtInf", "CtrlSum", &Fields::payment_sum},
    {"LclInstrm", "Cd", &Fields::local_instrument},
    {"CdtTrfTxInf", "InstrId", &Fields::instruction_id},
    {"CdtTrfTxInf", "EndToEndId", &Fields::end_to_end_id},
    {"CdtTrfTxInf", "InstdAmt", &Fields::amount},
    {"UltmtDbtr", "Nm", &Fields::ultimate_debtor_name},
    {"Cdtr", "Nm", &Fields::creditor_name},
    {"Cdtr", "TwnNm", &Fields::creditor_town},
    {"Cdtr", "Ctry", &Fields::creditor_country},
    {"CdtrAcct", "IBAN", &Fields::creditor_iban},
    {"Purp", "Cd", &Fields::purpose},
    {"RmtInf", "Ustrd", &Fields::unstructured},
    {"RmtInf", "Issr", &Fields::issuer},
    {"RmtInf", "Ref", &Fields::reference},
}};

constexpr std::array<Field, 12> fields_of_a_transfer{
    &Fields::instruction_id, &Fields::end_to_end_id,    &Fields::amount,
    &Fields::creditor_name,  &Fields::creditor_town,    &Fields::ultimate_debtor_name,
    &Fields::creditor_iban,  &Fields::creditor_country, &Fields::purpose,
    &Fields::unstructured,   &Fields::issuer,           &Fields::reference};

/// Counts the transfers and adds them up.
class Recount final : public Listener {
public:
    explicit Recount(const Pain001Visitor& visitor) : visitor_{visitor} {}

    void begin(std::string_view element) override {
        for (const std::string_view block : blocks) {
            if (element == block) block_ = block;
        }
        if (element == "CdtTrfTxInf") {
            for (const Field field : fields_of_a_transfer) (fields_.*field).clear();
        }
        target_ = nullptr;
        for (const Place& place : places) {
            if (element == place.element && block_ == place.block)
                target_ = &(fields_.*place.field);
        }
    }

    Result<Done> text(std::string_view piece) override {
        if (target_ == nullptr) return Done{};
        // The validator sees a text when it ends; this keeps what we hold bounded until then.
        constexpr std::size_t longest_text = 4096;
        if (target_->size() + piece.size() > longest_text) return not_valid("a text without end");
        target_->append(piece);
        return Done{};
    }

    Result<Done> end(std::string_view element) override {
        target_ = nullptr;
        return element == "CdtTrfTxInf" ? count_transfer() : Result<Done>{Done{}};
    }

    /// After the pass: the figures, if all who declared them agree.
    [[nodiscard]] Result<Pain001Figures> compared_with(const Pain001Expectations& expected) const {
        const std::string_view asked = expected.speed == payment::Speed::instant ? "INST" : "";
        if (fields_.local_instrument != asked) return base::malformed("pain001_speed_differs");
        const std::array<std::pair<std::string_view, std::string>, 3> counts{
            {{"payment", fields_.payment_count},
             {"group", fields_.group_count},
             {"expected", std::to_string(expected.count)}}};
        for (const auto& [level, declared] : counts) {
            if (declared != std::to_string(count_)) {
                return differs("pain001_count_differs", level, declared, std::to_string(count_));
            }
        }
        const std::array<std::pair<std::string_view, std::string>, 3> sums{
            {{"payment", fields_.payment_sum},
             {"group", fields_.group_sum},
             {"expected", expected.total.to_string()}}};
        for (const auto& [level, declared] : sums) {
            if (declared != sum_.to_string()) {
                return differs("pain001_sum_differs", level, declared, sum_.to_string());
            }
        }
        return Pain001Figures{.count = count_, .total = sum_};
    }

private:
    static base::Failure not_valid(std::string message) {
        return base::malformed("pain001_is_not_valid", {{"message", std::move(message)}});
    }

    static base::Failure differs(std::string code, std::string_view level, std::string declared,
                                 std::string counted) {
        return base::malformed(std::move(code), {{"level", std::string{level}},
                                                 {"declared", std::move(declared)},
                                                 {"counted", std::move(counted)}});
    }

    Result<Done> count_transfer() {
        const auto amount = values::Euro::parse(fields_.amount);
        if (!amount) return not_valid("InstdAmt is not an amount in cents");
        if (values::Euro::max() - sum_ < amount.value()) return not_valid("the sum is too large");
        ++count_;
        sum_ += amount.value();

        const bool is_rf = fields_.reference.starts_with("RF");
        if (!fields_.reference.empty() && is_rf != (fields_.issuer == "ISO")) {
            return not_valid("Issr is not the issuer of this kind of Ref");
        }
        return visitor_ ? visitor_(read_back(amount.value())) : Result<Done>{Done{}};
    }

    [[nodiscard]] Pain001ReadBack read_back(values::Euro amount) const {
        return {.end_to_end_id = fields_.end_to_end_id,
                .instruction_id = fields_.instruction_id,
                .amount = amount,
                .creditor_name = fields_.creditor_name,
                .creditor_iban = fields_.creditor_iban,
                .ultimate_debtor_name = fields_.ultimate_debtor_name,
                .purpose = fields_.purpose,
                .remittance = remittance(),
                .creditor_town = fields_.creditor_town,
                .creditor_country = fields_.creditor_country};
    }

    [[nodiscard]] Pain001Remittance remittance() const {
        using values::KenmerkKind;
        if (fields_.reference.empty()) return {KenmerkKind::vrij, fields_.unstructured};
        const bool is_rf = fields_.issuer == "ISO";
        return {is_rf ? KenmerkKind::rf : KenmerkKind::betalingskenmerk, fields_.reference};
    }

    const Pain001Visitor& visitor_;
    Fields fields_;
    std::string_view block_;
    std::string* target_ = nullptr;
    std::int64_t count_ = 0;
    values::Euro sum_;
};

}  // namespace

base::Result<Pain001Figures> check_pain001(const std::filesystem::path& path,
                                           const Pain001Expectations& expectations,
                                           const Pain001Visitor& visitor) {
    const Schema profile = our_profile(expectations.message);
    Recount recount{visitor};
    const auto passed = Pass{path, profile.get(), &recount}.run();
    if (!passed) return passed.failure();
    auto figures = recount.compared_with(expectations);
    if (figures) return figures;
    return base::Failure{figures.error().with("file", path.string())};
}

base::Result<base::Done> validate_against(const std::filesystem::path& path,
                                          const std::filesystem::path& schema) {
    std::ifstream file{schema, std::ios::binary};
    if (!file) throw unreadable(schema, errno);
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const Schema theirs = compiled(text);
    if (!theirs) return base::malformed("schema_is_not_usable", {{"file", schema.string()}});
    return Pass{path, theirs.get(), nullptr}.run();
}

}  // namespace ontzorgd::messages
