#include "corpus.hpp"
#include "care/any_rules.hpp"
#include "core/data_files.hpp"

namespace percuta::care {

TEST(RuleCorpus, IsReadOrRefusedAndNothingElse) {
    expect_read_or_refused(PERCUTA_SOURCE_DIR "/tests/care/corpus", read_any_rules,
                           {std::string(core::embedded_data().at("care-rules.toml"))});
}

}  // namespace percuta::care
