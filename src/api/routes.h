// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "given.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// The table of routes. Each noun has a function that adds its rows, as it has one that adds its
/// commands to the command line.
namespace ontzorgd::api {

using Change = std::function<base::Result<service::Report>(service::Context&, const Given&)>;
using Read = std::function<base::Result<service::Report>(service::Reading&, const Given&)>;
using Plain = std::function<base::Result<service::Report>(const Given&)>;
/// For this user, who may have a relation to what it is of.
using Version =
    std::function<base::Result<std::int64_t>(service::Municipality&, store::UserId, const Given&)>;
using Print = std::function<base::Result<service::Report>(service::Reading&, const Given&,
                                                          const service::TextOut&)>;

/// What work a changing route is to the writer.
enum class Work : std::uint8_t {
    short_work,  ///< one transaction
    sliced,      ///< long; lets others in between, and shows nothing that is not whole
    whole,       ///< long; readers are told what was before, until it is done
};

struct Route {
    http::Method method = http::Method::get;
    std::string_view path;
    std::string_view command;
    std::string_view summary;  ///< Dutch
    std::vector<Field> fields;
    int status = 200;  ///< of an answer that is no refusal
    Work work = Work::short_work;
    bool asks_password_again = false;  ///< signing, other keys or password, a backup (ASVS 7.5.3)
    bool ends_other_sessions = false;  ///< of who asks
    bool keeps_answer = true;          ///< for a request with a key that comes again
    /// Of the answer this number alone is kept, and the rest is told anew by `tell_again`: where it
    /// must not lie elsewhere for 35 days.
    std::string_view keeps_number;
    std::function<base::Result<service::Report>(service::Context&, std::int64_t)> tell_again;
    bool looks_back = false;  ///< takes a peildatum
    /// The content types in which a file is uploaded; empty: the body is JSON.
    std::vector<std::string_view> upload;
    std::string_view prints;  ///< the content type of what `print` gives
    Change change;
    Read read;
    Print print;
    /// The version of what is shown or changed: the ETag of the answer.
    Version version;
    bool asks_version = false;  ///< a change that says with If-Match which one it is of

    /// A list that may be asked for a page at a time: its rows, and what tells them apart.
    std::string_view list;
    std::vector<std::string_view> list_keys;

    /// `rows` may be asked for a page at a time.
    Route& in_pages(std::string_view rows, std::vector<std::string_view> keys) {
        list = rows;
        list_keys = std::move(keys);
        fields.push_back(
            query_number("limit", "Hoogstens zoveel rijen, 1 tot en met 1000", Form::page_limit));
        fields.push_back(query_text("cursor", "Uit de Link van de bladzijde ervoor"));
        return *this;
    }
    /// What is shown has this version.
    Route& shows(Version of) {
        version = std::move(of);
        return *this;
    }
    /// An edit of what has this version.
    Route& edits(Version of) {
        version = std::move(of);
        asks_version = true;
        return *this;
    }
};

class Routes {
public:
    /// A changing route: POST unless said otherwise. The caller may change what add gives back
    /// until the next one.
    Route& change(http::Method method, std::string_view path, std::string_view command,
                  std::string_view summary, std::vector<Field> fields, Change change);
    /// As for change.
    Route& read(std::string_view path, std::string_view command, std::string_view summary,
                std::vector<Field> fields, Read read);
    Route& print(std::string_view path, std::string_view command, std::string_view summary,
                 std::string_view content_type, std::vector<Field> fields, Print print);
    /// A changing route that takes a file as its body. An error calls that file what it is to who
    /// sent it, and not what it is called here.
    Route& upload(std::string_view path, std::string_view command, std::string_view summary,
                  std::vector<Field> fields, Change change);
    /// Reads what is uploaded and stores nothing.
    Route& plain(std::string_view path, std::string_view command, std::string_view summary,
                 std::vector<Field> fields, Plain plain);
    /// Reading routes that need a file beside what is stored.
    Route& read_with_file(std::string_view path, std::string_view command, std::string_view summary,
                          Read read);
    Route& print_with_file(std::string_view path, std::string_view command,
                           std::string_view summary, std::string_view content_type, Print print);

    [[nodiscard]] const std::vector<Route>& all() const { return routes_; }

private:
    std::vector<Route> routes_;
};

/// Of all nouns.
[[nodiscard]] const Routes& routes();

// One function per noun.
void add_people_routes(Routes& routes);
void add_two_person_routes(Routes& routes);
void add_dossier_routes(Routes& routes);
void add_dossier_edit_routes(Routes& routes);
void add_client_routes(Routes& routes);
void add_destroy_routes(Routes& routes);
void add_run_routes(Routes& routes);
void add_batch_routes(Routes& routes);
void add_audit_routes(Routes& routes);
void add_bank_routes(Routes& routes);
void add_line_routes(Routes& routes);
void add_rule_routes(Routes& routes);
void add_export_routes(Routes& routes);
void add_attempt_routes(Routes& routes);
void add_exception_routes(Routes& routes);
void add_vop_routes(Routes& routes);
void add_profile_routes(Routes& routes);
void add_month_routes(Routes& routes);
void add_inbox_routes(Routes& routes);
void add_schedule_routes(Routes& routes);
void add_backup_routes(Routes& routes);
void add_key_routes(Routes& routes);

}  // namespace ontzorgd::api
