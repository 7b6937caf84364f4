// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/cli/commands.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>

namespace ontzorgd::cli {

namespace {

struct Cell {
    std::string text;
    bool to_the_right = false;  // numbers and amounts
};

Cell cell_of(const service::Field& field) {
    struct Render {
        Cell operator()(const std::string& text) const { return {text}; }
        Cell operator()(std::int64_t number) const { return {std::to_string(number), true}; }
        Cell operator()(bool flag) const { return {flag ? "ja" : "nee"}; }
        Cell operator()(values::Euro amount) const { return {wording::money(amount), true}; }
        Cell operator()(values::CivilDate date) const { return {wording::day(date)}; }
        Cell operator()(const std::shared_ptr<service::Report>& /*nested*/) const { return {"…"}; }
        Cell operator()(const std::vector<service::Report>& rows) const {
            return {std::to_string(rows.size()), true};
        }
    };
    const auto* const text = std::get_if<std::string>(&field.value);
    if (text != nullptr && field.name == "staat") return {wording::state_word(*text)};
    if (text != nullptr && field.name == "findings") return {wording::words_of_rules(*text)};
    if (text != nullptr && field.name == "opening+C-D=closing") {
        return {*text == "yes" ? "ja" : *text == "NO" ? "NEE" : *text};
    }
    return std::visit(Render{}, field.value);
}

std::string padded(const Cell& cell, std::size_t width) {
    const std::size_t length = base::code_points(cell.text);
    const std::string blanks(width > length ? width - length : 0, ' ');
    return cell.to_the_right ? blanks + cell.text : cell.text + blanks;
}

void drop_blanks_at_end(std::string& line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
}

std::string table_of(const std::vector<service::Report>& rows, const std::string& indent) {
    std::vector<std::vector<Cell>> cells;
    std::vector<Cell> head;
    for (const service::Field& field : rows.front().fields())
        head.push_back({wording::label(field.name)});
    std::vector<std::size_t> widths;
    widths.reserve(head.size());
    for (const Cell& cell : head) widths.push_back(base::code_points(cell.text));
    for (const service::Report& row : rows) {
        std::vector<Cell> line;
        for (const service::Field& field : row.fields()) line.push_back(cell_of(field));
        line.resize(head.size());
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], base::code_points(line[i].text));
            head[i].to_the_right = head[i].to_the_right || line[i].to_the_right;
        }
        cells.push_back(std::move(line));
    }
    std::string text;
    const auto add_line = [&](const std::vector<Cell>& line) {
        std::string out = indent;
        for (std::size_t i = 0; i < line.size(); ++i) out += padded(line[i], widths[i]) + "  ";
        drop_blanks_at_end(out);
        text += out + '\n';
    };
    add_line(head);
    for (const auto& line : cells) add_line(line);
    return text;
}

std::string text_of(const service::Report& report, const std::string& indent) {
    std::size_t width = 0;
    for (const service::Field& field : report.fields()) {
        width = std::max(width, base::code_points(wording::label(field.name)));
    }
    std::string text;
    for (const service::Field& field : report.fields()) {
        const std::string name = wording::label(field.name);
        if (const auto* nested = std::get_if<std::shared_ptr<service::Report>>(&field.value)) {
            text += indent + name + '\n' + text_of(**nested, indent + "  ");
        } else if (const auto* rows = std::get_if<std::vector<service::Report>>(&field.value)) {
            text += indent + name + (rows->empty() ? ": geen\n" : "\n");
            if (!rows->empty()) text += table_of(*rows, indent + "  ");
        } else {
            text.append(indent).append(padded({name + ':'}, width + 2));
            text.append(cell_of(field).text).append("\n");
        }
    }
    return text;
}

}  // namespace

std::string render_text(const service::Report& report) {
    return text_of(report, "");
}

}  // namespace ontzorgd::cli
