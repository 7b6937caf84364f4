// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/messages/run_file.h"

#include <vector>

/// @file
/// A sink that keeps what a run file said, for tests.
namespace ontzorgd::messages::test {

class KeptRun : public RunSink {
public:
    base::Result<base::Done> on_head(const uitkering::RunHead& head) override {
        heads.push_back(head);
        return base::Done{};
    }
    base::Result<base::Done> on_record(const RunRecord& record) override {
        if (record.client_nummer == refused_client) return base::refuse("client_is_refused");
        records.push_back(record);
        return base::Done{};
    }

    std::vector<uitkering::RunHead> heads;
    std::vector<RunRecord> records;
    std::string refused_client;
};

}  // namespace ontzorgd::messages::test
