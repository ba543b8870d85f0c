#include "report/file.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

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
    std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

    /// What a user is told when `call` cannot be done; "" when it can.
    static std::string refusal(const std::function<void()>& call) {
        try {
            call();
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "";
    }
    fs::path folder_;
};

TEST_F(WriteFile, WritesTheTextAndLeavesNothingBeside) {
    write_file((folder_ / "result.json").string(), "line one\r\nline two");
    EXPECT_EQ(content(folder_ / "result.json"), "line one\r\nline two");
    EXPECT_EQ(files(), 1);
}

TEST_F(WriteFile, ReplacesAnOlderFile) {
    write_file((folder_ / "a").string(), "a long first text");
    write_file((folder_ / "a").string(), "short");
    EXPECT_EQ(content(folder_ / "a"), "short");
}

TEST_F(WriteFile, NamesTheFolderThatIsMissing) {
    const std::string path = (folder_ / "missing" / "a").string();
    const std::string written = refusal([&] { write_file(path, "text"); });
    EXPECT_NE(written.find("there is no folder"), std::string::npos) << written;
    EXPECT_EQ(refusal([&] { check_writable(path); }), written);
    EXPECT_FALSE(fs::exists(folder_ / "missing"));
}

TEST_F(WriteFile, RefusesToReplaceAFolderAndLeavesNothingBeside) {
    fs::create_directories(folder_ / "a");
    EXPECT_THROW(write_file((folder_ / "a").string(), "text"), core::UsageError);
    EXPECT_EQ(files(), 1);
}

TEST_F(WriteFile, WritesIntoAPipeAndLeavesItAPipe) {
    const fs::path pipe = folder_ / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(refusal([&] { check_writable(pipe.string()); }), "") << "must not wait for a reader";
    std::string read;
    std::thread reader([&] { read = content(pipe); });
    write_file(pipe.string(), "through the pipe");
    reader.join();
    EXPECT_EQ(read, "through the pipe");
    EXPECT_TRUE(fs::is_fifo(pipe));
    EXPECT_EQ(files(), 1);
}

TEST_F(WriteFile, WritesThroughALinkToAPipe) {
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    fs::create_symlink("pipe", folder_ / "link");
    std::string read;
    std::thread reader([&] { read = content(folder_ / "pipe"); });
    write_file((folder_ / "link").string(), "text");
    reader.join();
    EXPECT_EQ(read, "text");
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
    EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
}

TEST_F(WriteFile, ReplacesTheFileThatALinkLeadsTo) {
    fs::create_directories(folder_ / "elsewhere");
    write_file((folder_ / "elsewhere" / "real").string(), "old");
    fs::create_symlink("elsewhere/real", folder_ / "first");
    fs::create_symlink(folder_ / "first", folder_ / "second");
    write_file((folder_ / "second").string(), "new");
    EXPECT_EQ(content(folder_ / "elsewhere" / "real"), "new");
    EXPECT_TRUE(fs::is_symlink(folder_ / "first"));
    EXPECT_TRUE(fs::is_symlink(folder_ / "second"));
    EXPECT_EQ(files(), 3);
}

TEST_F(WriteFile, MakesTheFileThatALinkPromises) {
    fs::create_symlink("real", folder_ / "link");
    EXPECT_EQ(refusal([&] { check_writable((folder_ / "link").string()); }), "");
    EXPECT_FALSE(fs::exists(folder_ / "real"));
    write_file((folder_ / "link").string(), "text");
    EXPECT_EQ(content(folder_ / "real"), "text");
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
}

TEST_F(WriteFile, RefusesLinksThatLeadInACircle) {
    fs::create_symlink("b", folder_ / "a");
    fs::create_symlink("a", folder_ / "b");
    EXPECT_NE(refusal([&] { write_file((folder_ / "a").string(), "text"); }), "");
    EXPECT_EQ(files(), 2);
}

TEST_F(WriteFile, RefusesAFolderThatCannotBeWrittenAndLeavesNothing) {
    // The superuser may write anywhere but where the kernel itself says no.
    const bool superuser = ::geteuid() == 0;
    const fs::path closed = superuser ? fs::path("/proc/self") : folder_ / "closed";
    if (!superuser) {
        fs::create_directories(closed);
        fs::permissions(closed, fs::perms::owner_read | fs::perms::owner_exec);
    }
    const std::string path = (closed / "result.json").string();
    for (const std::string& why :
         {refusal([&] { write_file(path, "text"); }), refusal([&] { check_writable(path); })}) {
        EXPECT_NE(why.find("cannot be written to"), std::string::npos) << why;
        EXPECT_NE(why.find(path), std::string::npos) << why;
    }
    EXPECT_FALSE(fs::exists(path));
    if (!superuser) fs::permissions(closed, fs::perms::owner_all);
}

TEST_F(WriteFile, RefusesANameThatIsTooLong) {
    const std::string path = (folder_ / std::string(300, 'n')).string();
    EXPECT_NE(refusal([&] { write_file(path, "text"); }), "");
    EXPECT_NE(refusal([&] { check_writable(path); }), "");
    EXPECT_EQ(files(), 0);
}

TEST_F(WriteFile, ChecksWithoutChangingAnything) {
    write_file((folder_ / "a").string(), "old");
    EXPECT_EQ(refusal([&] { check_writable((folder_ / "a").string()); }), "");
    EXPECT_EQ(refusal([&] { check_writable((folder_ / "new").string()); }), "");
    EXPECT_EQ(refusal([&] { check_writable("/dev/null"); }), "");
    EXPECT_NE(refusal([&] { check_writable(folder_.string()); }), "");
    EXPECT_NE(refusal([&] { check_writable(""); }), "");
    EXPECT_EQ(content(folder_ / "a"), "old");
    EXPECT_EQ(files(), 1);
}

}  // namespace
}  // namespace percuta::report
