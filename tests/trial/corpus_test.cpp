#include "corpus.hpp"
#include "known.hpp"
#include "trial/any_goal.hpp"

namespace percuta::trial {

TEST(GoalCorpus, IsReadOrRefusedAndNothingElse) {
    const plan::Vocabulary words = course::known().vocabulary();
    const std::string source = PERCUTA_SOURCE_DIR;
    const auto example = [&](const std::string& name) {
        std::ifstream file(source + "/examples/" + name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string plan = example("acne-scars.toml");
    expect_read_or_refused(source + "/tests/trial/corpus",
                           [&](const std::string& text) { return read_any_goal(text, plan, course::known(), words); },
                           {example("goals/acne-scars-half.toml")});
}

}  // namespace percuta::trial
