// SPDX-License-Identifier: EUPL-1.2
// The benefit run, XML and CSV.
#include "fuzz.h"
#include "input_file.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/messages/run_file.h"

namespace {

using namespace ontzorgd;

class Run : public messages::RunSink {
public:
    base::Result<base::Done> on_head(const uitkering::RunHead& /*head*/) override {
        base::expects(!has_head_, "one head");
        has_head_ = true;
        return base::Done{};
    }
    base::Result<base::Done> on_record(const messages::RunRecord& record) override {
        base::expects(has_head_, "the head comes first");
        base::expects(record.number == ++records_, "records are numbered from one");
        base::expects(!record.components.empty() && record.components.size() <= 40,
                      "as many components as the format allows");
        return base::Done{};
    }
    [[nodiscard]] std::int64_t records() const { return records_; }

private:
    bool has_head_ = false;
    std::int64_t records_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Run run;
    const auto read = messages::read_run_file(fuzz::file_with(data, size), run);
    base::expects(!read || read.value().aantal == run.records(), "every record is counted");
    return 0;
}
