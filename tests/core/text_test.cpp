#include "core/text.hpp"

#include <gtest/gtest.h>

#include "core/document.hpp"

namespace percuta::core {
namespace {

TEST(Text, IsUtf8OrNot) {
    for (const char* text : {"", "needle", "\x01\x7f", "é µ € 𝛼", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const char* text : {"\xff", "a\x80", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Text, IsReadFromTomlAsItWasWritten) {
    std::string every = "é €";
    for (char c = 0; c < 127; ++c) every += c;
    every += '\x7f';
    for (const std::string& text : {every, std::string(), std::string("\\\""), std::string("a.b")}) {
        const Document document = Document::parse(as_toml_key(text) + " = " + as_toml(text), "text.toml");
        const Table& table = *document.root().table();
        ASSERT_EQ(table.size(), 1U);
        EXPECT_EQ(table[0].key.name, text);
        EXPECT_EQ(*table[0].node.text(), text);
    }
    EXPECT_EQ(as_toml_key("tip_diameter"), "tip_diameter");
}

}  // namespace
}  // namespace percuta::core
