// SPDX-License-Identifier: EUPL-1.2
//
// Tells what the queries of a program walk through. Loaded before it (LD_PRELOAD), it asks SQLite
// at the end of every query how many rows it stepped over without an index, and at the end of the
// program adds a line to the file QUERY_LOG for each SQL text: runs, rows walked through, the SQL.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <map>
#include <string>

namespace {

struct Walked {
    long long runs = 0;
    long long rows = 0;
};

class Log {
public:
    Log() = default;
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    Log(Log&&) = delete;
    Log& operator=(Log&&) = delete;
    ~Log() {
        const char* name = ::secure_getenv("QUERY_LOG");
        if (name == nullptr) return;
        std::FILE* file = std::fopen(name, "a");
        if (file == nullptr) return;
        for (const auto& [sql, walked] : queries_)
            std::fprintf(file, "%lld\t%lld\t%s\n", walked.runs, walked.rows, sql.c_str());
        std::fclose(file);
    }

    void add(sqlite3_stmt* statement) {
        const int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
        const int rows = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1) +
                         sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_AUTOINDEX, 1);
        if (steps == 0) return;  // reset without having run
        std::string sql;
        for (const char* at = sqlite3_sql(statement); *at != '\0'; ++at) {
            if (*at != ' ' && *at != '\n' && *at != '\t') {
                sql += *at;
            } else if (!sql.empty() && sql.back() != ' ') {
                sql += ' ';
            }
        }
        Walked& walked = queries_[sql];
        ++walked.runs;
        walked.rows += rows;
    }

private:
    std::map<std::string, Walked> queries_;
};

}  // namespace

// The program gives a query back by sqlite3_reset when it is done with it; that comes here first.
extern "C" int reset_and_count(sqlite3_stmt* statement) __asm__("sqlite3_reset");

int reset_and_count(sqlite3_stmt* statement) {
    static Log log;
    static const auto reset =
        reinterpret_cast<int (*)(sqlite3_stmt*)>(::dlsym(RTLD_NEXT, "sqlite3_reset"));
    const int code = reset(statement);
    if (statement != nullptr) log.add(statement);
    return code;
}
