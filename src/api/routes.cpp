// SPDX-License-Identifier: EUPL-1.2
#include "routes.h"

#include "privacy.h"

#include <utility>

namespace ontzorgd::api {

namespace {

/// What a file is sent as: its bytes, under whatever name the sender has for their form.
const std::vector<std::string_view>& upload_types() {
    static const std::vector<std::string_view> types{"application/octet-stream", "text/csv",
                                                     "application/xml", "application/toml",
                                                     "application/json-lines"};
    return types;
}

void name_as_sent(base::Error& error, const std::filesystem::path& file) {
    for (base::Detail& detail : error.details) {
        if (detail.name == "file" &&
            (detail.value == file.string() || detail.value == file.filename().string())) {
            detail.value = "van de aanvraag";
        }
    }
    for (base::Error& cause : error.causes) name_as_sent(cause, file);
}

base::Result<service::Report> as_sent(base::Result<service::Report> result, const Given& given) {
    if (!result) {
        base::Error error = result.error();
        name_as_sent(error, given.file());
        return base::Failure{std::move(error)};
    }
    if (result.value().finding()) {
        service::Report report = std::move(result).value();
        base::Error finding = *report.finding();
        name_as_sent(finding, given.file());
        report.set_finding(std::move(finding));
        return report;
    }
    return result;
}

}  // namespace

Route& Routes::change(http::Method method, std::string_view path, std::string_view command,
                      std::string_view summary, std::vector<Field> fields, Change change) {
    Route& route = routes_.emplace_back();
    route.method = method;
    route.path = path;
    route.command = command;
    route.summary = summary;
    route.fields = std::move(fields);
    route.change = std::move(change);
    return route;
}

Route& Routes::read(std::string_view path, std::string_view command, std::string_view summary,
                    std::vector<Field> fields, Read read) {
    Route& route = routes_.emplace_back();
    route.path = path;
    route.command = command;
    route.summary = summary;
    route.fields = std::move(fields);
    route.fields.push_back(query_day("peildatum", "Stand aan het eind van deze dag (JJJJ-MM-DD)"));
    route.looks_back = true;
    route.read = std::move(read);
    return route;
}

Route& Routes::print(std::string_view path, std::string_view command, std::string_view summary,
                     std::string_view content_type, std::vector<Field> fields, Print print) {
    Route& route = read(path, command, summary, std::move(fields), nullptr);
    route.prints = content_type;
    route.print = std::move(print);
    return route;
}

Route& Routes::upload(std::string_view path, std::string_view command, std::string_view summary,
                      std::vector<Field> fields, Change change) {
    Route& route =
        this->change(http::Method::post, path, command, summary, std::move(fields),
                     [change = std::move(change)](service::Context& context, const Given& given) {
                         return as_sent(change(context, given), given);
                     });
    route.status = 201;
    route.upload = upload_types();
    return route;
}

Route& Routes::plain(std::string_view path, std::string_view command, std::string_view summary,
                     std::vector<Field> fields, Plain plain) {
    Route& route = read_with_file(
        path, command, summary,
        [plain = std::move(plain)](service::Reading&, const Given& given) { return plain(given); });
    route.fields = std::move(fields);
    route.looks_back = false;
    return route;
}

Route& Routes::read_with_file(std::string_view path, std::string_view command,
                              std::string_view summary, Read read) {
    Route& route =
        this->read(path, command, summary, {},
                   [read = std::move(read)](service::Reading& reading, const Given& given) {
                       return as_sent(read(reading, given), given);
                   });
    route.method = http::Method::post;
    route.upload = upload_types();
    return route;
}

Route& Routes::print_with_file(std::string_view path, std::string_view command,
                               std::string_view summary, std::string_view content_type,
                               Print print) {
    Route& route =
        this->print(path, command, summary, content_type, {},
                    [print = std::move(print)](service::Reading& reading, const Given& given,
                                               const service::TextOut& out) {
                        return as_sent(print(reading, given, out), given);
                    });
    route.method = http::Method::post;
    route.upload = upload_types();
    return route;
}

const Routes& routes() {
    static const Routes table = [] {
        Routes made;
        add_people_routes(made);
        add_two_person_routes(made);
        add_dossier_routes(made);
        add_dossier_edit_routes(made);
        add_client_routes(made);
        add_destroy_routes(made);
        add_run_routes(made);
        add_batch_routes(made);
        add_audit_routes(made);
        add_bank_routes(made);
        add_line_routes(made);
        add_rule_routes(made);
        add_export_routes(made);
        add_attempt_routes(made);
        add_exception_routes(made);
        add_vop_routes(made);
        add_profile_routes(made);
        add_month_routes(made);
        add_inbox_routes(made);
        add_schedule_routes(made);
        add_privacy_routes(made);
        add_backup_routes(made);
        add_key_routes(made);
        return made;
    }();
    return table;
}

}  // namespace ontzorgd::api
