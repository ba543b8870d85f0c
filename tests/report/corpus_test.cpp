#include <unistd.h>

#include <fmt/format.h>

#include "corpus.hpp"
#include "report/any_calendar.hpp"
#include "report/any_shard.hpp"

namespace percuta::report {

TEST(RecordCorpus, IsReadOrRefusedAndNothingElse) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("percuta-records-{}", ::getpid());
    expect_read_or_refused(PERCUTA_CORPUS_DIR "/records",
                           [&](const std::string& text) { return read_any_shard(text, folder); });
    std::filesystem::remove_all(folder);
}

TEST(CalendarCorpus, IsReadOrRefusedAndNothingElse) {
    expect_read_or_refused(PERCUTA_CORPUS_DIR "/calendar", read_any_calendar);
}

}  // namespace percuta::report
