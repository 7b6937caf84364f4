// SPDX-License-Identifier: EUPL-1.2
#include "problem.h"

#include "ontzorgd/wording/sentence.h"
#include "option_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::array forbidden{"role_may_not_do_this",
                               "session_is_not_confirmed",
                               "own_role_is_not_yours_to_change",
                               "csrf_token_is_wrong",
                               "own_second_factor_is_not_yours_to_withdraw",
                               "roles_conflict_in_use",
                               "second_factor_is_needed",
                               "client_is_a_relation",
                               "batch_pays_a_relation",
                               "machine_may_not_do_this"};

std::string_view title_of(int status) {
    switch (status) {
        case 400: return "De aanvraag klopt niet";
        case 401: return "Log eerst in";
        case 403: return "Dit mag u niet";
        case 404: return "Dit is er niet";
        case 405: return "Deze handeling bestaat hier niet";
        case 406: return "Dit antwoord is er niet in die vorm";
        case 408: return "De aanvraag duurde te lang";
        case 409: return "Dit kan nu niet";
        case 412: return "Het is intussen gewijzigd";
        case 413: return "De aanvraag is te groot";
        case 415: return "Deze vorm wordt niet gelezen";
        case 428: return "Zeg welke versie u wijzigt";
        case 429: return "Te veel aanvragen";
        case 431: return "De aanvraag is te groot";
        case 502: return "Een andere server antwoordt niet goed";
        case 503: return "Nu even niet";
        default: return "Dit is niet gelukt";
    }
}

std::string sentence_of(const base::Error& error) {
    return without_options(wording::sentence(error));
}

std::string finding_json(const base::Error& cause) {
    std::string text = "{\"code\":" + service::json_quoted(cause.code);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> members{
        {{"field", "veld"}, {"place", "plaats"}, {"line", "regel"}, {"record", "record"}}};
    for (const auto& [name, member] : members) {
        const std::string_view value = cause.detail(name);
        if (value.empty()) continue;
        text += ",\"" + std::string{member} + "\":" + service::json_quoted(value);
    }
    // The place is for programs: who reads the sentence knows where the field is.
    base::Error told = cause;
    std::erase_if(told.details, [](const base::Detail& detail) { return detail.name == "place"; });
    return text + ",\"detail\":" + service::json_quoted(sentence_of(told)) + '}';
}

}  // namespace

int status_of(const base::Error& error) {
    if (error.kind != base::ErrorKind::refused) return 400;
    if (error.code == "name_or_password_is_wrong") return 401;
    if (std::ranges::find(forbidden, error.code) != forbidden.end()) return 403;
    return error.code.ends_with("_is_unknown") ? 404 : 409;
}

http::Response problem(int status, const base::Error& error) {
    std::string body = "{\"type\":" + service::json_quoted("urn:ontzorgd:fout:" + error.code) +
                       ",\"title\":" + service::json_quoted(title_of(status)) +
                       ",\"status\":" + std::to_string(status) +
                       ",\"detail\":" + service::json_quoted(sentence_of(error)) +
                       ",\"code\":" + service::json_quoted(error.code);
    if (!error.causes.empty()) {
        body += ",\"bevindingen\":[";
        for (const base::Error& cause : error.causes) {
            if (body.back() != '[') body += ',';
            body += finding_json(cause);
        }
        body += ']';
    }
    http::Response response{.status = status, .body = body + '}'};
    response.set("Content-Type", "application/problem+json");
    // RFC 9110, 11.6.1. People come in with a cookie, for which there is no scheme.
    if (status == 401) response.set("WWW-Authenticate", R"(Bearer realm="ontzorgd")");
    return response;
}

http::Response problem(const base::Error& error) {
    return problem(status_of(error), error);
}

http::Response problem(int status, std::string_view code) {
    return problem(status, base::Error{.code = std::string{code}, .details = {}});
}

http::Response problem_of_fault(std::string_view code, const std::exception& fault) {
    http::Response response = problem(500, code);
    response.cause = fault.what();
    return response;
}

http::Response busy() {
    http::Response response = problem(503, "office_is_busy");
    response.set("Retry-After", "1");
    return response;
}

http::Response json(int status, std::string body) {
    http::Response response{.status = status, .body = std::move(body)};
    response.set("Content-Type", "application/json");
    return response;
}

http::Response json(int status, const service::Report& report) {
    if (!report.finding()) return json(status, report.to_json());
    service::Report finding;
    finding.add("code", report.finding()->code).add("detail", sentence_of(*report.finding()));
    service::Report whole = report;
    whole.add("bevinding", std::move(finding));
    return json(status, whole.to_json());
}

}  // namespace ontzorgd::api
