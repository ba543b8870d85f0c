#include "report/pdf.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.hpp"
#include "report/file.hpp"
#include "report/scratch_folder.hpp"

namespace percuta::report {

namespace {

namespace fs = std::filesystem;

/// The first of these that a shell would find.
std::optional<fs::path> find_browser() {
    constexpr std::array names{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"};
    const char* path = std::getenv("PATH");
    for (const char* name : names) {
        std::istringstream folders(path == nullptr ? "/usr/bin" : path);
        for (std::string folder; std::getline(folders, folder, ':');)
            if (const fs::path file = fs::path(folder) / name; access(file.c_str(), X_OK) == 0) return file;
    }
    return std::nullopt;
}

const std::optional<fs::path>& browser() {
    static const std::optional<fs::path> found = find_browser();
    return found;
}

/// Its files are given to nobody, and it says nothing. -1 when it cannot be started.
pid_t start(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own, so that all of it can be ended.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    pid_t child = -1;
    const int failed = posix_spawn(&child, words.front().c_str(), &actions, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed == 0 ? child : -1;
}

/// Whether it ended by itself and well.
bool wait_for(pid_t child) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds patience{30};
    constexpr std::chrono::milliseconds between{20};
    int status = 0;
    for (const auto until = Clock::now() + patience; Clock::now() < until; std::this_thread::sleep_for(between))
        if (waitpid(child, &status, WNOHANG) == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    kill(-child, SIGKILL);
    waitpid(child, &status, 0);
    return false;
}

}  // namespace

bool can_print() { return browser().has_value(); }

std::string pdf(const std::string& html) {
    if (!can_print()) throw core::UsageError("there is no Chromium here to make a PDF; print the page itself");
    const ScratchFolder folder;
    const fs::path page = folder.path() / "report.html", printed = folder.path() / "report.pdf";
    write_file(page, html);
    std::vector<std::string> words{browser()->string(),
                                   "--headless",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-extensions",
                                   "--no-pdf-header-footer",
                                   "--user-data-dir=" + (folder.path() / "profile").string(),
                                   "--print-to-pdf=" + printed.string(),
                                   page.string()};
    if (geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");  // root has none; the page is our own
    const pid_t child = start(std::move(words));
    if (child < 0 || !wait_for(child) || !fs::exists(printed))
        throw core::UsageError(
            fmt::format("{} did not make a PDF; print the page itself", browser()->filename().string()));
    std::ifstream file(printed, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace percuta::report
