#include "report/file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::report {
namespace {

namespace fs = std::filesystem;

class WriteFile : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / (std::string("percuta_write_file_") + test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    static std::string content(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        return text.str();
    }
    fs::path folder_;
};

TEST_F(WriteFile, WritesTheTextAndLeavesNothingBeside) {
    write_file((folder_ / "result.json").string(), "line one\r\nline two");
    EXPECT_EQ(content(folder_ / "result.json"), "line one\r\nline two");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(WriteFile, ReplacesAnOlderFile) {
    write_file((folder_ / "a").string(), "a long first text");
    write_file((folder_ / "a").string(), "short");
    EXPECT_EQ(content(folder_ / "a"), "short");
}

TEST_F(WriteFile, NamesTheFolderThatIsMissing) {
    try {
        write_file((folder_ / "missing" / "a").string(), "text");
        FAIL() << "nothing was thrown";
    } catch (const core::UsageError& error) {
        EXPECT_NE(std::string(error.what()).find("there is no folder"), std::string::npos) << error.what();
    }
    EXPECT_FALSE(fs::exists(folder_ / "missing"));
}

TEST_F(WriteFile, RefusesToReplaceAFolderAndLeavesNothingBeside) {
    fs::create_directories(folder_ / "a");
    EXPECT_THROW(write_file((folder_ / "a").string(), "text"), core::UsageError);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

}  // namespace
}  // namespace percuta::report
