#include "core/error.hpp"

#include <gtest/gtest.h>

namespace percuta::core {

namespace {

Diagnostic at(int line, int column, std::string text) {
    return {{"plan.toml", line, column, std::move(text)}, "wrong", "try this"};
}

}  // namespace

TEST(Diagnostics, ShowPlaceLineCaretAndHelp) {
    EXPECT_EQ(render(at(12, 7, "passes = many")),
              "plan.toml:12:7: error: wrong\n"
              "  12 | passes = many\n"
              "     |       ^\n"
              "  help: try this\n");
}

TEST(Diagnostics, KeepTabsSoThatTheCaretStaysUnderItsCharacter) {
    EXPECT_NE(render(at(1, 4, "\t\ta = 1")).find("  | \t\t ^\n"), std::string::npos);
}

TEST(Diagnostics, CountCharactersInsteadOfBytes) {
    EXPECT_NE(render(at(1, 4, "äöü = 1")).find("  |    ^\n"), std::string::npos);
}

TEST(Diagnostics, PutTheCaretBehindTheLineWhenSomethingIsMissingThere) {
    EXPECT_NE(render(at(1, 4, "a =")).find("  |    ^\n"), std::string::npos);
}

TEST(Diagnostics, AboutTheWholeFileNameItWithoutALine) {
    EXPECT_EQ(render({{"plan.toml", 0, 0, ""}, "empty", ""}), "plan.toml: error: empty\n");
}

TEST(Diagnostics, DoNotPrintEndlessLines) {
    EXPECT_EQ(render(at(1, 1, std::string(10000, 'x'))).find('x'), std::string::npos);
}

TEST(Quoting, KeepsControlCharactersFromTheTerminal) {
    EXPECT_EQ(as_written("a\x1b[31m\n"), "\"a\\u001b[31m\\u000a\"");
    EXPECT_EQ(as_written("\xc2\x9b"), "\"\\u009b\"");
    EXPECT_EQ(as_written("µm"), "\"µm\"");
}

TEST(Quoting, ShortensBetweenCharacters) {
    const std::string long_word = as_written(std::string(59, 'x') + "ééé");
    EXPECT_EQ(long_word, "\"" + std::string(59, 'x') + "é…\"");
}

TEST(Suggestions, FindTypingErrors) {
    const std::vector<std::string> known{"subject", "schedule", "device"};
    EXPECT_EQ(nearest("subjcet", known), "subject");
    EXPECT_EQ(nearest("devise", known), "device");
    EXPECT_EQ(suggest("shedule", known), "did you mean \"schedule\"?");
}

TEST(Suggestions, OverlookCapitalsAndUnderscores) {
    EXPECT_EQ(nearest("ICE_PICK", {"rolling", "ice-pick"}), "ice-pick");
}

TEST(Suggestions, ListWhatIsKnownWhenNothingIsNear) {
    EXPECT_EQ(suggest("xylophone", {"pen", "stamp"}), "known here: pen, stamp");
    EXPECT_EQ(suggest("xylophone", {}), "");
    const std::string many = suggest("xylophone", std::vector<std::string>(40, "pen"));
    EXPECT_NE(many.find(", …"), std::string::npos);
}

TEST(Suggestions, IgnoreWordsOfAbsurdLength) { EXPECT_EQ(nearest(std::string(100000, 'a'), {"aaaa"}), ""); }

TEST(InvalidInput, CarriesEveryFindingAndSaysThemAll) {
    const InvalidInput error({at(1, 1, "a"), at(2, 1, "b")});
    EXPECT_EQ(error.diagnostics().size(), 2U);
    EXPECT_NE(std::string(error.what()).find("plan.toml:1:1"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("plan.toml:2:1"), std::string::npos);
}

}  // namespace percuta::core
