#include "server/serve.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "known.hpp"
#include "server/embedded.hpp"

namespace percuta::server {
namespace {

TEST(Server, ElsewhereNeedsATokenThatIsHardToGuess) {
    const auto open = [](const std::string& address, const std::string& token) {
        const Server server(course::known(), {}, {.address = address, .port = 0, .token = token});
        return server.url();
    };
    EXPECT_THROW(open("0.0.0.0", ""), core::UsageError);
    EXPECT_THROW(open("0.0.0.0", "short"), core::UsageError);
    EXPECT_THROW(open("127.0.0.1", "a b"), core::UsageError);
    EXPECT_THROW(open("127.0.0.1", "a&b"), core::UsageError);
    EXPECT_NE(open("127.0.0.1", "a").find("/?token=a"), std::string::npos);
    EXPECT_NE(open("0.0.0.0", "0123456789abcdef").find("0.0.0.0:"), std::string::npos);
}

TEST(Server, HasThePageInIt) {
    const core::DataFiles& page = embedded_page();
    ASSERT_TRUE(page.contains("index.html")) << "build the page: web/README.md";
    const std::string& index = page.at("index.html");
    EXPECT_EQ(index.find("http://"), std::string::npos) << "everything comes from here";
    EXPECT_EQ(index.find("https://"), std::string::npos);
    for (const auto& [file, text] : page) EXPECT_EQ(text.find("import(\"http"), std::string::npos) << file;
}

}  // namespace
}  // namespace percuta::server
