// Inputs that fuzzing found worth keeping; those named crash-* once broke the reader. See tests/fuzz/run.sh.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "plan/read.hpp"
#include "plan/vocabulary.hpp"

namespace percuta::plan {

TEST(PlanCorpus, IsReadOrRefusedAndNothingElse) {
    const Vocabulary vocabulary = test_vocabulary();
    int read_well = 0, refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(PERCUTA_CORPUS_DIR)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        SCOPED_TRACE(entry.path().filename().string());
        try {
            const Plan plan = read(core::Document::parse(text, "plan.toml"), vocabulary);
            EXPECT_EQ(read(core::Document::parse(write(plan), "written.toml"), vocabulary), plan);
            ++read_well;
        } catch (const core::InvalidInput& error) {
            EXPECT_FALSE(error.diagnostics().empty());
            ++refused;
        }
    }
    EXPECT_GT(read_well, 0);
    EXPECT_GT(refused, 0);
}

}  // namespace percuta::plan
