#include "core/document.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace percuta::core {

namespace {

Diagnostic refusal(std::string text) {
    try {
        Document::parse(std::move(text), "plan.toml");
    } catch (const InvalidInput& error) {
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "this was read";
    return {};
}

/// What one getter finds wrong with one line.
template <class Getter>
std::vector<Diagnostic> found_in(const std::string& text, Getter getter) {
    const Document document = Document::parse(text, "plan.toml");
    Findings findings(document);
    Reader reader(document.root(), findings);
    getter(reader);
    try {
        findings.raise();
    } catch (const InvalidInput& error) {
        return error.diagnostics();
    }
    return {};
}

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST(Documents, KeepTheOrderInWhichKeysWereWritten) {
    const auto document = Document::parse("zebra = 1\nant = 2\n\n[table]\nx = 2027-01-11\n", "plan.toml");
    const Table& root = *document.root().table();
    ASSERT_EQ(root.size(), 3U);
    EXPECT_EQ(root[0].key.name, "zebra");
    EXPECT_EQ(root[1].key.name, "ant");
    EXPECT_EQ(root[1].key.line, 2);
    EXPECT_EQ(root[1].node.column, 7);
    EXPECT_EQ(root[2].node.find("x")->line, 5);
    EXPECT_EQ(root[2].node.find("x")->kind(), "a date");
    EXPECT_EQ(document.place(2, 7).line_text, "ant = 2");
}

TEST(Documents, OverlookAByteOrderMarkAndWindowsLineEnds) {
    const auto document = Document::parse(
        "\xef\xbb\xbf"
        "a = 1\r\nb = 2\r\n",
        "plan.toml");
    EXPECT_EQ(document.root().find("a")->column, 5);
    EXPECT_EQ(document.root().find("b")->line, 2);
    EXPECT_EQ(document.place(1, 1).line_text, "a = 1");
}

TEST(Documents, CountColumnsInCharacters) {
    const auto found = refusal("a = 'äöü' x\n");
    EXPECT_EQ(found.place.line, 1);
    EXPECT_EQ(found.place.column, 11);
}

TEST(Documents, PointAtWhatIsNotToml) {
    const auto twice = refusal("a = 1\na = 2\n");
    EXPECT_EQ(twice.place.line, 2);
    EXPECT_NE(twice.suggestion.find("stand once"), std::string::npos);
    const auto date = refusal("a = 1\nstart = 2027-02-30\n");
    EXPECT_EQ(date.place.line, 2);
    EXPECT_NE(date.suggestion.find("must exist"), std::string::npos);
    EXPECT_EQ(refusal("a = 1\n\n[!b]\n").place.line, 3);
    EXPECT_EQ(refusal("a = 99999999999999999999\n").place.line, 1);
    EXPECT_EQ(refusal("a = 1\nb = 08:30:00\n").place.line, 2);
}

TEST(Documents, PointAtWhatAWordProcessorDidToTheQuotes) {
    const auto found = refusal("a = 1\nage = “32 yr”\n");
    EXPECT_EQ(found.place.line, 2);
    EXPECT_EQ(found.place.column, 7);
    EXPECT_NE(found.message.find("“"), std::string::npos);
    EXPECT_EQ(refusal("a\u00a0= 1\n").place.column, 2);
}

TEST(Documents, TakeAnyLetterInsideQuotesAndComments) {
    const auto document = Document::parse("# über “alles”\n\"é\" = 'ñ'\nb = \"\"\"\\\n  Ä\"\"\"\n", "plan.toml");
    EXPECT_EQ(*document.root().find("é")->text(), "ñ");
    EXPECT_EQ(*document.root().find("b")->text(), "Ä");
}

TEST(Documents, RefuseBytesThatAreNotText) {
    for (const std::string& bytes :
         {std::string("a\0b", 3),
          std::string("\x7f"
                      "ELF"),
          std::string("\x1b[31m"), std::string("a = \"\xff\""), std::string("\xc0\xaf"), std::string("\xed\xa0\x80"),
          std::string("\xf4\x90\x80\x80"), std::string("'\xe2\x82")}) {
        const auto found = refusal("x = 1\n" + bytes);
        EXPECT_EQ(found.place.line, 2);
        EXPECT_TRUE(found.place.line_text.empty()) << "bytes must not reach the terminal";
        EXPECT_NE(found.message.find("not text"), std::string::npos);
    }
}

TEST(Documents, RefuseWhatIsFarTooLarge) {
    EXPECT_NE(refusal(std::string(2U << 20U, '\n')).message.find("limit"), std::string::npos);
}

TEST(Documents, RefuseEndlessNesting) {
    for (const std::string& text :
         {"a = " + repeated("[", 100000), "a = " + repeated("[", 20) + repeated("]", 20),
          "a = " + repeated("{b = ", 100000), "a = " + repeated("{b=", 20) + "1" + repeated("}", 20),
          "a" + repeated(".b", 100000) + " = 1", "[a" + repeated(" . b", 100000) + "]",
          "x = {y = \"\"\"a\"\"\"\"\", b" + repeated(".b", 100000) + " = 1}"})
        EXPECT_EQ(refusal(text).place.line, 1) << text.substr(0, 20);
}

TEST(Documents, CountOnlyTheDotsOfKeys) {
    const std::string dots(100, '.');
    const std::string text = "# " + dots + "\na = \"" + dots + "\"\nb = '''\n" + dots + "'''\nc = [" +
                             repeated("1.5, ", 100) + "]\nd = \"\"\"\n\\\"\"\" " + dots + "\"\"\"\n'x" + dots +
                             "' = 1\n";
    EXPECT_EQ(Document::parse(text, "plan.toml").root().table()->size(), 5U);
}

TEST(Findings, StandInTheOrderOfTheirLines) {
    const auto found = found_in("a = 1\nb = 2\nc = 3\n", [](Reader& reader) {
        reader.complain("c", "third");
        reader.complain("a", "first");
        reader.complain("b", "second");
        reader.required("d", "4");
    });
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].message, "d is missing");
    EXPECT_EQ(found[0].place.line, 0);
    EXPECT_EQ(found[1].message, "first");
    EXPECT_EQ(found[3].place.line_text, "c = 3");
}

TEST(Findings, AreCountedWhenTheyAreTooManyToRead) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "nonsense" + std::to_string(i) + " = 1\n";
    const auto found = found_in(text, [](Reader& reader) { reader.refuse_unknown(); });
    ASSERT_EQ(found.size(), 101U);
    EXPECT_EQ(found.back().message, "4900 more findings are not shown");
}

TEST(Readers, TakeEachKindOfValue) {
    const auto found =
        found_in("s = 'x'\nb = true\ni = 3\nr = 2.5\nd = 2027-01-11\nq = '1.5 mm'\n", [](Reader& reader) {
            EXPECT_EQ(reader.text("s"), "x");
            EXPECT_EQ(reader.flag("b"), true);
            EXPECT_EQ(reader.integer("i"), 3);
            EXPECT_EQ(reader.number("i"), 3.0);
            EXPECT_EQ(reader.number("r"), 2.5);
            EXPECT_EQ(reader.date("d"), Date(std::chrono::year(2027), std::chrono::month(1), std::chrono::day(11)));
            EXPECT_EQ(reader.quantity("q", "um"), 1.5e-3);
            EXPECT_EQ(reader.text("absent"), std::nullopt);
            reader.refuse_unknown();
        });
    EXPECT_TRUE(found.empty());
}

TEST(Readers, SayWhatTheyWantedAndWhatStandsThere) {
    const auto found =
        found_in("s = 1\nb = 'x'\ni = 2.5\nr = nan\nd = '2027-01-11'\nt = 3\nl = [1, {}]\n", [](Reader& reader) {
            reader.text("s");
            reader.flag("b");
            reader.integer("i");
            reader.number("r");
            reader.date("d");
            reader.table("t");
            EXPECT_EQ(reader.tables("l").size(), 1U);
        });
    ASSERT_EQ(found.size(), 7U);
    EXPECT_EQ(found[0].message, "s must be a string, but this is an integer");
    EXPECT_EQ(found[1].suggestion, "write b = true");
    EXPECT_EQ(found[2].message, "i must be a whole number, but this is a real number");
    EXPECT_EQ(found[3].message, "r must be a finite number without a unit, but this is not finite");
    EXPECT_EQ(found[4].suggestion, "write d = 2027-01-11");
    EXPECT_EQ(found[6].message, "l must be a list of tables, but this element is an integer");
    EXPECT_EQ(found[6].place.column, 6);
}

TEST(Readers, HoldNumbersToTheirRange) {
    const auto range = [](Reader& reader) { return reader.quantity("x", "mm", {.least = 0.5, .most = 3}); };
    EXPECT_EQ(found_in("x = '3.1 mm'", range).front().message, "x is 3.1 mm, which is out of range");
    EXPECT_EQ(found_in("x = '3.1 mm'", range).front().suggestion, "it must be between 0.5 and 3 mm");
    EXPECT_EQ(found_in("x = '3000000 um'", range).front().message, "x is 3000 mm, which is out of range");
    EXPECT_FALSE(found_in("x = 1", [](Reader& r) { r.number("x", {.least = 2}); }).empty());
    EXPECT_FALSE(found_in("x = 3", [](Reader& r) { r.number("x", {.most = 2}); }).empty());
}

TEST(Readers, TakeABoundForItselfInEveryUnit) {
    for (const char* text :
         {"x = '3 mm'", "x = '3000 um'", "x = '0.3 cm'", "x = '0.003 m'", "x = '3000000 nm'", "x = '3e-6 km'"})
        EXPECT_TRUE(found_in(text,
                             [](Reader& reader) {
                                 EXPECT_DOUBLE_EQ(reader.quantity("x", "mm", {.least = 3, .most = 3}).value_or(0),
                                                  3e-3);
                             })
                        .empty())
            << text;
}

TEST(Readers, AskForTheUnitOfAQuantity) {
    const auto wrong = [](const std::string& value) {
        return found_in("x = " + value, [](Reader& reader) { EXPECT_FALSE(reader.quantity("x", "mm")); }).front();
    };
    EXPECT_EQ(wrong("1.5").suggestion, "write x = \"1.5 mm\"");
    EXPECT_EQ(wrong("'1.5'").suggestion, "write x = \"1.5 mm\"");
    EXPECT_EQ(wrong("'2 mg'").message, "x = \"2 mg\" is a mass but must be a length");
    EXPECT_EQ(wrong("'2 Hz'").message, "x = \"2 Hz\" is a rate but must be a length");
    EXPECT_EQ(wrong("'2 milimetres'").message, "\"milimetres\" in x is not a unit that is known here");
    EXPECT_EQ(wrong("'1,5 mm'").suggestion, "write a point, not a comma, before decimals");
    EXPECT_EQ(wrong("'1e308 Gm'").message, "x = \"1e308 Gm\" is too large");
    EXPECT_EQ(wrong("true").message, "x must be a string with a unit, but this is true or false");
    EXPECT_EQ(wrong("inf").suggestion, "write x = \"1 mm\"");
}

TEST(Readers, NameTheTableOfAnUnknownKey) {
    const auto found = found_in("[a]\nneedle_lenght = 1\n", [](Reader& reader) {
        auto inner = reader.table("a");
        inner->quantity("needle_length", "mm");
        inner->refuse_unknown();
        reader.refuse_unknown();
    });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].message, "unknown key \"needle_lenght\" in [a]");
    EXPECT_EQ(found[0].suggestion, "did you mean \"needle_length\"?");
    EXPECT_EQ(found[0].place.line, 2);
    EXPECT_EQ(found[0].place.column, 1);
}

}  // namespace percuta::core
