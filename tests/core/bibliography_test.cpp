#include "core/bibliography.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::core {

namespace {

Diagnostic mistake(std::string_view text) {
    try {
        Bibliography::parse(text, "references.bib");
    } catch (const InvalidInput& error) {
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "this was read: " << text;
    return {};
}

}  // namespace

TEST(Bibliography, ReadsWhatReferencesAreWrittenIn) {
    const auto references = Bibliography::parse(
        "Text between entries is a comment.\n"
        "@Article{aust-2008,\n  Author = {Aust, M. and {Fernandes}, D.},\n  title = \"Percutaneous\n    collagen\",\n"
        "  year = 2008,\n  DOI = {10.1/x},\n}\n@misc{fda, url = {https://example.org}}\n",
        "references.bib");
    EXPECT_EQ(references.keys(), (std::vector<std::string>{"aust-2008", "fda"}));
    const Reference& aust = references.at("aust-2008");
    EXPECT_EQ(aust.kind, "article");
    EXPECT_EQ(aust.field("author"), "Aust, M. and Fernandes, D.");
    EXPECT_EQ(aust.field("title"), "Percutaneous collagen");
    EXPECT_EQ(aust.field("pages"), "");
    EXPECT_EQ(aust.link(), "https://doi.org/10.1/x");
    EXPECT_EQ(aust.cite(), "Aust, M. and Fernandes, D. 2008, Percutaneous collagen");
    EXPECT_EQ(references.at("fda").link(), "https://example.org");
    EXPECT_EQ(references.at("fda").cite(), "fda");
}

TEST(Bibliography, PointsAtTheKeyThatStandsTwice) {
    const auto found = mistake("@misc{a, year = 1}\n@misc{a, year = 2}\n");
    EXPECT_EQ(found.place.line, 2);
    EXPECT_EQ(found.place.column, 7);
    EXPECT_NE(found.message.find("stands twice"), std::string::npos);
}

TEST(Bibliography, PointsAtTheValueThatDoesNotEnd) {
    const auto found = mistake("@misc{a,\n  title = {open\n  and on\n");
    EXPECT_EQ(found.place.line, 2);
    EXPECT_EQ(found.place.column, 11);
}

TEST(Bibliography, PointsAtWhatIsNotBibtex) {
    EXPECT_EQ(mistake("@misc(a)").place.column, 6);
    EXPECT_EQ(mistake("@misc{a, title {x}}").place.column, 16);
    EXPECT_EQ(mistake("@misc{a, = {x}}").place.column, 10);
    EXPECT_EQ(mistake("@misc{a").place.line, 1);
    EXPECT_EQ(mistake("@").place.column, 2);
}

TEST(Bibliography, KnowsOnlyWhatItRead) {
    const auto empty = Bibliography::parse("", "references.bib");
    EXPECT_TRUE(empty.keys().empty());
    EXPECT_FALSE(empty.has("aust-2008"));
    EXPECT_THROW(empty.at("aust-2008"), InternalError);
}

}  // namespace percuta::core
