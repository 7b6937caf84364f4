// SPDX-License-Identifier: EUPL-1.2
#include "run_xml.h"

#include "field.h"
#include "ontzorgd/base/text.h"
#include "xml.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::string_view run_namespace = "urn:ontzorgd:uitkeringsrun:1";

template <std::size_t size>
std::size_t place_in(const std::array<std::string_view, size>& fields, std::string_view name) {
    const auto found = std::find(fields.begin(), fields.end(), name);
    return static_cast<std::size_t>(found - fields.begin());
}

/// Fields that the schema derives from xs:date or xs:unsignedInt, where blanks around the value
/// mean nothing. In all other fields they are part of the text.
bool ignores_blanks(std::string_view field) {
    return field == "aantal" || field == "datumRun" || field == "begindatum" ||
           field == "einddatum";
}

/// Follows the sequence of the schema. Every element asks for its text, so that a text between
/// elements is refused.
class RunXml : public XmlHandler {
public:
    explicit RunXml(RunBuilder& run) : run_{run} {}

    bool start(const XmlElement& element) override {
        ++depth_;
        if (element.namespace_uri() != run_namespace) {
            refuse("element_has_wrong_namespace", element.name());
            return false;
        }
        check_attributes(element);
        if (!begin(element)) refuse("element_is_out_of_place", element.name());
        return true;
    }

    void end(std::string_view name, std::string_view text) override {
        if (depth_ == 2) {
            place_ == Place::head ? end_head() : end_record();
        } else if (depth_ == 3) {
            end_in_record_or_head(name, text);
        } else if (depth_ == 4) {
            take(run_.component_field(component_next_ - 1, value(name, text)));
        }
        --depth_;
    }

private:
    enum class Place : std::uint8_t { head, record };

    /// Whether the element may begin here.
    bool begin(const XmlElement& element) {
        switch (depth_) {
            case 1: return element.name() == "uitkeringsrun";
            case 2: return begin_part(element);
            case 3:
                return place_ == Place::head ? begin_head_field(element) : begin_in_record(element);
            case 4: return begin_component_field(element);
            default: return false;
        }
    }

    bool begin_part(const XmlElement& element) {
        if (element.name() == "kop") {
            place_ = Place::head;
            return !run_.has_head();
        }
        if (element.name() != "inkomensvoorziening" || !run_.has_head()) return false;
        place_ = Place::record;
        has_client_ = false;
        take(run_.begin_record(element.line()));
        return true;
    }

    bool begin_head_field(const XmlElement& element) {
        const std::size_t found = place_in(head_fields, element.name());
        return found < head_fields.size() && found == head_next_++;
    }

    bool begin_in_record(const XmlElement& element) {
        if (element.name() == "clientnummer") return !std::exchange(has_client_, true);
        if (element.name() != "component" || !has_client_) return false;
        component_next_ = 0;
        take(run_.begin_component());
        return true;
    }

    bool begin_component_field(const XmlElement& element) {
        if (place_ != Place::record || !in_component()) return false;
        const std::size_t found = place_in(component_fields, element.name());
        const bool is_next = found == component_next_;
        const bool skips_optional =
            component_next_ >= first_optional_component_field && found > component_next_;
        component_next_ = found + 1;
        return found < component_fields.size() && (is_next || skips_optional);
    }

    /// A clientnummer has no elements, so at depth 4 the parent is a component once one has begun.
    [[nodiscard]] bool in_component() const { return !run_.record().components.empty(); }

    void end_head() {
        if (head_next_ < head_fields.size()) {
            return refuse("element_is_missing", head_fields.at(head_next_));
        }
        take(run_.end_head());
    }

    void end_record() {
        if (!has_client_) return refuse("element_is_missing", "clientnummer");
        if (run_.record().components.empty()) return refuse("element_is_missing", "component");
        take(run_.end_record());
    }

    void end_in_record_or_head(std::string_view name, std::string_view text) {
        if (place_ == Place::head) return take(run_.head_field(head_next_ - 1, value(name, text)));
        if (name == "clientnummer") return take(run_.client(text));
        if (component_next_ < first_optional_component_field) {
            refuse("element_is_missing", component_fields.at(component_next_));
        }
    }

    void check_attributes(const XmlElement& element) {
        for (const XmlAttribute& one : element.attributes()) {
            // Where a schema lies may be said on the root of any document; it is never fetched.
            if (depth_ == 1 && one.name == "schemaLocation") continue;
            refuse("attribute_is_unknown", one.name);
        }
    }

    static std::string_view value(std::string_view field, std::string_view text) {
        return ignores_blanks(field) ? base::trimmed(text) : text;
    }

    void take(const base::Result<base::Done>& done) {
        if (!done) stop(base::Failure{run_.in_record(done.error())});
    }
    void refuse(std::string code, std::string_view field) {
        take(base::malformed(std::move(code), {{"field", shown(field)}}));
    }

    RunBuilder& run_;
    std::size_t depth_ = 0;
    std::size_t head_next_ = 0;
    std::size_t component_next_ = 0;
    Place place_ = Place::head;
    bool has_client_ = false;
};

}  // namespace

base::Result<RunFileFigures> read_run_xml(TextSource& source, RunBuilder& run) {
    RunXml handler{run};
    const ByteSource blocks = [&source]() -> base::Result<std::span<const char>> {
        const auto block = source.next();
        if (!block) return block.failure();
        return std::span<const char>{block.value()};
    };
    if (const auto read = read_xml(blocks, handler); !read) return read.failure();
    return run.finish();
}

}  // namespace ontzorgd::messages
