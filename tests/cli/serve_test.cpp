// `percuta serve` as it is typed; what it answers is tested in tests/server.
#include <gtest/gtest.h>

#include "cli/shell.hpp"

namespace percuta {
namespace {

TEST(Serve, RefusesWhatIsNotSafeOrCannotBe) {
    const Output open = percuta("serve --address 0.0.0.0 --port 0");
    EXPECT_EQ(open.code, 2);
    EXPECT_NE(open.text.find("--token"), std::string::npos) << open.text;
    EXPECT_EQ(percuta("serve --port 0 --token 'a b'").code, 2);
    EXPECT_EQ(percuta("serve --port 65536").code, 2);
    const Output nowhere = percuta("serve --address 203.0.113.1 --token 0123456789abcdef");
    EXPECT_EQ(nowhere.code, 2);
    EXPECT_NE(nowhere.text.find("cannot be had"), std::string::npos) << nowhere.text;
}

TEST(Serve, PrintsItsAddressAndEndsWhenItIsTold) {
    const Output out = percuta("serve --port 0", "2>/dev/null", "timeout --preserve-status -s TERM 1 ");
    EXPECT_EQ(out.code, 0);
    EXPECT_TRUE(out.text.starts_with("http://127.0.0.1:")) << out.text;
    EXPECT_NE(out.text.find("/?token="), std::string::npos);
}

}  // namespace
}  // namespace percuta
