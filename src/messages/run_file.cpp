// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/run_file.h"

#include "ontzorgd/base/text.h"
#include "run_builder.h"
#include "run_csv.h"
#include "run_xml.h"
#include "text_source.h"

namespace ontzorgd::messages {

namespace {

base::Result<RunFileFigures> read_either(FileText& source, RunBuilder& run) {
    if (const auto opened = source.open(); !opened) return opened.failure();
    const auto first = source.peek();
    if (!first) return first.failure();
    if (first.value().starts_with("sep=")) return read_run_csv(source, run);
    if (base::trimmed(first.value()).starts_with('<')) return read_run_xml(source, run);
    return base::malformed("run_file_is_neither_xml_nor_csv", {{"line", "1"}});
}

}  // namespace

base::Result<RunFileFigures> read_run_file(const std::filesystem::path& path, RunSink& sink,
                                           ReadProgress* progress, const ByteObserver& observer) {
    FileText source{path, observer, progress};
    RunBuilder run{sink};
    auto figures = read_either(source, run);
    if (!figures) return base::Failure{figures.error().with("file", path.string())};
    return figures;
}

}  // namespace ontzorgd::messages
