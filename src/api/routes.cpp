// SPDX-License-Identifier: EUPL-1.2
#include "routes.h"

#include <utility>

namespace ontzorgd::api {

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
    route.fields.push_back(query_text("peildatum", "Stand aan het eind van deze dag (JJJJ-MM-DD)"));
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

const Routes& routes() {
    static const Routes table = [] {
        Routes made;
        add_people_routes(made);
        add_run_routes(made);
        add_batch_routes(made);
        return made;
    }();
    return table;
}

}  // namespace ontzorgd::api
