// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/dossier_file.h"

#include "dossier_line.h"
#include "field.h"
#include "lines.h"
#include "ontzorgd/messages/json.h"
#include "text_source.h"

#include <map>
#include <utility>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t longest_line = std::size_t{1} << 20U;

/// Reads one file: keeps what holds between its lines.
class DossierReader {
public:
    DossierReader(std::string file, DossierSink& sink, std::size_t max_findings)
        : file_{std::move(file)}, sink_{sink}, max_findings_{max_findings} {}

    DossierReading read(TextSource& source) {
        LineReader lines{source, longest_line};
        while (!stopped_) {
            const auto more = lines.next();
            if (!more) {
                // The text itself is broken; the missing end is no finding of its own.
                add(more.error());
                return std::move(reading_);
            }
            if (!more.value()) break;
            line_ = lines.number();
            take(lines.text());
        }
        if (!stopped_ && !has_end_) add(base::malformed("dossier_einde_is_missing").error);
        return std::move(reading_);
    }

    DossierReading refused(const base::Error& error) {
        add(error);
        return std::move(reading_);
    }

private:
    void add(const base::Error& error) {
        if (reading_.findings.size() >= max_findings_) {
            reading_.has_more_findings = true;
            stopped_ = true;
            return;
        }
        base::Error finding = error.with("file", file_);
        if (line_ > 0) finding = finding.with("line", std::to_string(line_));
        if (!record_.empty()) finding = finding.with("record", record_);
        reading_.findings.push_back(std::move(finding));
    }
    void add(const base::Failure& failure) { add(failure.error); }

    void stop(const base::Failure& failure) {
        add(failure);
        stopped_ = true;
    }

    void take(std::string_view text) {
        record_.clear();
        line_findings_.clear();
        if (has_end_) return stop(base::malformed("dossier_has_lines_after_einde"));
        if (const auto parsed = json_.read(text); !parsed) {
            if (line_ == 1) return stop(base::malformed("dossier_head_is_missing"));
            ++reading_.regels;
            return add(parsed.error());
        }
        const JsonNode& root = json_.root();
        const JsonNode* content = json_.first_of(root);
        const bool has_kind = root.kind == JsonKind::object && root.size == 1;
        if (line_ == 1 && (!has_kind || content->key != "dossier")) {
            return stop(base::malformed("dossier_head_is_missing"));
        }
        if (!has_kind) {
            ++reading_.regels;
            return add(base::malformed("dossier_line_is_unknown"));
        }
        take_kind(*content);
        for (const base::Error& error : line_findings_.errors()) add(error);
    }

    void take_kind(const JsonNode& content) {
        const DossierObject object{json_, content, nullptr, line_findings_};
        if (content.key == "einde") return take_end(object);
        ++reading_.regels;
        if (content.key == "dossier") return take_head(object);
        record_ = number_in(content);
        if (content.key == "crediteur") return take_creditor(object);
        if (content.key == "huishouden") return take_household(object);
        record_.clear();
        add(base::malformed("dossier_line_is_unknown", {{"value", shown(content.key)}}));
    }

    /// The number that the line gives itself, to name it in findings.
    [[nodiscard]] std::string number_in(const JsonNode& content) const {
        if (content.kind != JsonKind::object) return {};
        const JsonNode* nummer = json_.member(content, "nummer");
        const bool is_text = nummer != nullptr && nummer->kind == JsonKind::text;
        return is_text ? shown(nummer->text) : std::string{};
    }

    void take_head(const DossierObject& object) {
        if (line_ != 1) return add(base::malformed("dossier_head_is_double"));
        if (!object.check_members({"versie", "gemeente"})) return;
        const auto version = object.number("versie", 0, INT64_MAX);
        if (version && *version != 1) {
            return stop(
                base::malformed("dossier_version_is_unknown",
                                {{"field", "versie"}, {"value", std::to_string(*version)}}));
        }
        const auto gemeente = object.text("gemeente", parse_gemeente);
        if (gemeente && line_findings_.empty()) ask(sink_.on_head(*gemeente));
    }

    void take_creditor(const DossierObject& object) {
        const auto creditor = creditor_from(object);
        if (masks_.contains(record_)) {
            object.fault(base::malformed("nummer_is_double", {{"value", record_}}), "nummer");
        }
        if (!creditor || !line_findings_.empty()) {
            // Known by name, so that its contracts do not each report it again.
            masks_.try_emplace(record_);
            return;
        }
        masks_.emplace(creditor->nummer, creditor->kenmerkmasker);
        ++reading_.crediteuren;
        ask(sink_.on_creditor(*creditor));
    }

    void take_household(const DossierObject& object) {
        const auto household = household_from(object, [this](std::string_view nummer) {
            const auto found = masks_.find(nummer);
            if (found != masks_.end()) return std::optional{found->second};
            return sink_.mask_of(nummer);
        });
        if (!line_findings_.empty()) return;
        ++reading_.huishoudens;
        ask(sink_.on_household(household));
    }

    void take_end(const DossierObject& object) {
        has_end_ = true;
        if (!object.check_members({"regels"})) return;
        const auto declared = object.number("regels", 0, INT64_MAX);
        if (!declared || *declared == reading_.regels) return;
        object.fault(base::malformed("dossier_count_differs",
                                     {{"declared", std::to_string(*declared)},
                                      {"counted", std::to_string(reading_.regels)}}),
                     "regels");
    }

    void ask(const base::Result<base::Done>& answer) {
        if (!answer) add(answer.error());
    }

    std::string file_;
    DossierSink& sink_;
    std::size_t max_findings_;
    DossierReading reading_;
    JsonDocument json_;
    LineFindings line_findings_;
    std::map<std::string, std::string, std::less<>> masks_;  // empty: its line had a finding
    std::string record_;
    std::int64_t line_ = 0;
    bool has_end_ = false;
    bool stopped_ = false;
};

}  // namespace

DossierReading read_dossier(const std::filesystem::path& path, DossierSink& sink,
                            std::size_t max_findings, ReadProgress* progress,
                            const ByteObserver& observer) {
    DossierReader reader{path.string(), sink, max_findings};
    FileText source{path, observer, progress};
    if (const auto opened = source.open(); !opened) return reader.refused(opened.error());
    return reader.read(source);
}

}  // namespace ontzorgd::messages
