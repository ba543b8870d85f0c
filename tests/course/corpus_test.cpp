#include "corpus.hpp"
#include "course/any_study.hpp"
#include "course/trials.hpp"

namespace percuta::course {

const std::string corpus = PERCUTA_SOURCE_DIR "/tests/course/corpus/";

TEST(StudyCorpus, IsReadOrRefusedAndNothingElse) {
    const Shelf shelf{known()};
    expect_read_or_refused(corpus + "study", [&](const std::string& text) { return read_any_study(text, shelf); },
                           {core::embedded_data().at("studies/dogra-2014.toml"), trial_text});
}

TEST(SplitCorpus, IsReadOrRefusedAndNothingElse) {
    const Shelf shelf{known()};
    expect_read_or_refused(corpus + "split", [&](const std::string& text) { return read_any_split(text, shelf); });
}

}  // namespace percuta::course
