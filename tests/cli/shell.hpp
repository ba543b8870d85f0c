// Commands run in a shell, and a folder of their own for each test.
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace percuta {

struct Output {
    int code = 0;  ///< of the command; 128 and more when a signal ended it
    std::string text;
};

/// Standard error is part of the text unless sent elsewhere.
inline Output shell(const std::string& command, const std::string& errors = "2>&1") {
    FILE* pipe = popen((command + " " + errors).c_str(), "r");
    Output out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) out.text.append(buffer.data(), n);
    const int status = pclose(pipe);
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return out;
}

/// Runs `percuta ARGUMENTS`; `before` goes ahead of the program's name.
inline Output percuta(const std::string& arguments, const std::string& errors = "2>&1",
                      const std::string& before = "") {
    return shell(before + PERCUTA_PROGRAM + " " + arguments, errors);
}

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::string example(const std::string& name) { return std::string(PERCUTA_SOURCE_DIR) + "/examples/" + name; }

class InAFolder : public testing::Test {
protected:
    void SetUp() override {
        folder =
            std::filesystem::temp_directory_path() / ("percuta-test-" + std::to_string(getpid()) + "-" +
                                                      testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    std::filesystem::path folder;
};

}  // namespace percuta
