// What tests of files share: a folder of their own, a disk that is too small, a program that is killed.
#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.hpp"

namespace percuta::report {

/// Files are flushed to the disk hundreds of times: in memory that takes no time, and being killed looks the same.
inline std::filesystem::path quick_disk() {
    const char* memory = "/dev/shm";
    return ::access(memory, W_OK) == 0 ? std::filesystem::path(memory) : std::filesystem::path(::testing::TempDir());
}

/// A test with an empty folder.
class OnDisk : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = quick_disk() / fmt::format("percuta_{}_{}_{}", test->test_suite_name(), test->name(), ::getpid());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_;
};

inline std::string content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline void overwrite(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

/// Name and content of every file of a folder.
inline std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        out[entry.path().filename().string()] = content(entry.path());
    return out;
}

/// What a user is told when `call` cannot be done; "" when it can.
inline std::string refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "";
}

/// While it lives no file of this program may grow beyond `bytes`: a full disk that needs no rights.
class SmallDisk {
public:
    explicit SmallDisk(std::size_t bytes) : former_signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &former_);
        const rlimit small{bytes, former_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &former_);
        std::signal(SIGXFSZ, former_signal_);
    }

private:
    rlimit former_{};
    void (*former_signal_)(int);
};

/// Runs `work` in a process of its own and kills it after a while. False when it had ended before.
inline bool killed_after(std::chrono::microseconds while_, const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    std::this_thread::sleep_for(while_);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

}  // namespace percuta::report
