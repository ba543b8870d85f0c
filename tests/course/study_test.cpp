// Study files that were cut, edited or mixed up are read or refused, and nothing else.
#include "course/study.hpp"

#include <algorithm>

#include "core/random.hpp"
#include "course/split.hpp"
#include "course/trials.hpp"

namespace percuta::course {
namespace {

/// Files to spoil: the trial of these tests and one of each kind that the program knows.
std::vector<std::string> files() {
    std::vector<std::string> out{trial_text};
    for (const char* name : {"lotfi-2013", "pafmj-2024", "kalluri-2011", "ita-2015", "sasaki-2019", "lee-hwang-2002"})
        out.push_back(core::embedded_data().at(std::string("studies/") + name + ".toml"));
    return out;
}

/// Pieces that a mistaken hand, or a mistaken program, may leave in a file.
const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all{"0",          "-1",         "1e308",
                                              "nan",        "-inf",       "\"\"",
                                              "\"1\"",      "\"%\"",      "\"9999999 yr\"",
                                              "{}",         "[]",         "[[]]",
                                              "true",       "=",          "\n[people]",
                                              "\n",         "\"m\"",      "]",
                                              "2027-01-11", "\"before\"", "#",
                                              "\"\"\"",     "\xff",       "\"1 d\"",
                                              "arm",        "mean",       "\n[[arm]]\n",
                                              "[[result]]", "\"-60 d\"",  "1000000000000000000000"};
    return all;
}

class Hand {
public:
    explicit Hand(std::uint64_t subject) : random_(7, subject, core::Stream::parameters) {}
    std::size_t below(std::size_t count) {
        return std::min(count - 1, static_cast<std::size_t>(random_.uniform() * static_cast<double>(count)));
    }
    std::string spoil(std::string text) {
        for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty(); --edits) edit(text);
        return text;
    }

private:
    /// Where a line begins, and how long it is, its end included.
    std::pair<std::size_t, std::size_t> line(const std::string& text) {
        const std::size_t at = below(text.size());
        const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
        return {begin, std::min(text.find('\n', begin), text.size() - 1) + 1 - begin};
    }
    void edit(std::string& text) {
        const std::size_t at = below(text.size());
        const auto [begin, length] = line(text);
        const std::string& piece = pieces()[below(pieces().size())];
        switch (below(7)) {
            case 0: text.resize(at); break;
            case 1: text.erase(begin, length); break;
            case 2: text.insert(begin, text.substr(begin, length)); break;
            case 3: text.erase(at, 1 + below(4)); break;
            case 4: text.insert(at, piece); break;
            case 5: std::swap(text[at], text[below(text.size())]); break;
            case 6:
                if (const std::size_t sign = text.find("= ", begin); sign < begin + length)
                    text.replace(sign + 2, begin + length - sign - 3, piece);
                break;
            default: break;
        }
    }
    core::RandomStream random_;
};

TEST(Study, ASpoiltFileIsReadOrRefusedAndNothingElse) {
    int read_well = 0, refused = 0;
    const std::vector<std::string> whole = files();
    for (std::uint64_t i = 0; i < 4000; ++i) {
        Hand hand(i);
        const std::string text = hand.spoil(whole[i % whole.size()]);
        SCOPED_TRACE(text);
        try {
            const Study study = study_of(text);
            EXPECT_FALSE(frozen_text({&study, 1}).empty());
            if (study.trial)
                for (const ClinicalFigure& figure : study.trial->figures)
                    change_of(*study.trial, figure, known().clinic);
            ++read_well;
        } catch (const core::InvalidInput& error) {
            EXPECT_FALSE(error.diagnostics().empty());
            ++refused;
        }
        if (HasFailure()) return;
    }
    EXPECT_GT(read_well, 100);
    EXPECT_GT(refused, 1000);
}

TEST(Study, EveryBeginningOfAFileIsReadOrRefused) {
    for (std::size_t length = 0; length < trial_text.size(); length += 3) {
        try {
            study_of(trial_text.substr(0, length));
        } catch (const core::InvalidInput&) {
            continue;
        }
    }
}

TEST(Study, OfASpoiltFileEveryMistakeIsTold) {
    std::string text = with("female = 0.6", "female = 6");
    text = replaced(text, "passes = 12", "passes = 0");
    text = replaced(text, "published = 10\n", "published = 100\n");
    text = replaced(text, "follow_up = \"90 d\"", "folow_up = \"90 d\"");
    EXPECT_EQ(mistakes(text).size(), 4U);
}

TEST(Study, EveryClinicalStudyOfTheProgramIsWhole) {
    int clinical = 0;
    for (const Study& study : known().studies) {
        if (!study.trial) continue;
        ++clinical;
        EXPECT_FALSE(study.concern.empty()) << study.id;
        EXPECT_LE(study.trial->people.completed, study.trial->people.enrolled) << study.id;
        for (const ClinicalFigure& figure : study.trial->figures) EXPECT_NO_THROW(study.trial->arm(figure.arm));
    }
    EXPECT_GE(clinical, 4);
}

}  // namespace
}  // namespace percuta::course
