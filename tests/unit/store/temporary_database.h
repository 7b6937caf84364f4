// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/migrations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ontzorgd::store {

/// A database file in a folder of its own, gone with the object.
class TemporaryDatabase {
public:
    TemporaryDatabase() {
        std::string name = (std::filesystem::temp_directory_path() / "ontzorgd-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        db = std::make_unique<Database>(file(), Database::Access::read_write);
    }
    ~TemporaryDatabase() {
        db.reset();
        std::filesystem::remove_all(folder_);
    }
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
    TemporaryDatabase(TemporaryDatabase&&) = delete;
    TemporaryDatabase& operator=(TemporaryDatabase&&) = delete;

    [[nodiscard]] std::filesystem::path folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "ontzorgd.sqlite"; }

    std::unique_ptr<Database> db;

private:
    std::filesystem::path folder_;
};

/// The schema of today, empty.
class MigratedDatabase : public ::testing::Test {
protected:
    MigratedDatabase() { EXPECT_TRUE(migrate(db(), 1'790'000'000)); }
    Database& db() { return *temporary_.db; }
    TemporaryDatabase& temporary() { return temporary_; }

private:
    TemporaryDatabase temporary_;
};

}  // namespace ontzorgd::store
