// SPDX-License-Identifier: EUPL-1.2
#include "status_answer.h"

#include "ontzorgd/base/text.h"

namespace ontzorgd::service {

namespace {

constexpr char field_end = '\x1f';
constexpr std::string_view mark = "status\x1f";

constexpr std::array head_names{"statusbericht", "kenmerk",      "herhaalt",      "genoemd",
                                "afwijkend",     "niet_van_ons", "naam_controles"};
constexpr std::array file_names{"bestand",      "niets_gehoord",           "ontvangen",
                                "aangenomen",   "uitgevoerd_volgens_bank", "geweigerd",
                                "tegenstrijdig"};

void append(std::string& text, std::string_view part) {
    text += part;
    text += field_end;
}

Value value_of(std::string_view text, bool is_text) {
    if (is_text) return Value{std::string{text}};
    return Value{base::parse_int(text).value_or(0)};
}

}  // namespace

std::string encode(const StatusAnswer& answer) {
    std::string text{mark};
    append(text, std::to_string(answer.report));
    append(text, answer.msg_id);
    for (const std::int64_t number :
         {answer.repeats, answer.named, answer.deviating, answer.not_ours, answer.name_checks}) {
        append(text, std::to_string(number));
    }
    for (const ToldFile& file : answer.files) {
        text += '\n';
        append(text, file.name);
        for (const std::int64_t count : file.by_word) append(text, std::to_string(count));
    }
    return text;
}

bool is_status_answer(std::string_view answer) {
    return answer.starts_with(mark);
}

Report status_report_of(const base::Digest& sha256, std::string_view answer) {
    Report report;
    report.add("sha256", base::to_hex(sha256));
    answer.remove_prefix(mark.size());
    std::vector<Report> files;
    bool is_head = true;
    for (const std::string_view line : base::split_text(answer, '\n')) {
        const auto parts = base::split_text(line, field_end);
        if (is_head) {
            for (std::size_t i = 0; i < head_names.size() && i < parts.size(); ++i) {
                report.add(head_names.at(i), value_of(parts[i], i == 1));
            }
            is_head = false;
            continue;
        }
        Report row;
        for (std::size_t i = 0; i < file_names.size() && i < parts.size(); ++i) {
            row.add(file_names.at(i), value_of(parts[i], i == 0));
        }
        files.push_back(std::move(row));
    }
    report.add_rows("bestanden", std::move(files));
    return report;
}

}  // namespace ontzorgd::service
