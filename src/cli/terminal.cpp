#include "cli/terminal.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

namespace percuta::cli {

namespace {

sigset_t interruptions() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

constexpr const char* clear_line = "\r\x1b[K";

}  // namespace

struct Interruption::Inside {
    std::stop_source source;
    std::jthread listener;
};

Interruption::Interruption() : inside_(std::make_unique<Inside>()) {
    // Blocked in this and every later thread; one listener takes them, so no handler runs inside other work.
    const sigset_t set = interruptions();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    inside_->listener = std::jthread([source = inside_->source, set](const std::stop_token& finished) mutable {
        constexpr timespec patience{0, 50'000'000};
        while (!finished.stop_requested())
            if (sigtimedwait(&set, nullptr, &patience) > 0) {
                constexpr int interrupted = 130;
                if (source.stop_requested()) std::_Exit(interrupted);  // asked twice: nobody waits for the engine
                source.request_stop();
            }
    });
}

Interruption::~Interruption() = default;

std::stop_token Interruption::token() const { return inside_->source.get_token(); }

core::Watch watch(const Interruption& interruption, bool quiet) {
    core::Watch out{{}, interruption.token()};
    if (quiet || isatty(STDERR_FILENO) == 0) return out;
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    out.progress = [start, drawn = start](double done, std::string_view stage) mutable {
        using namespace std::chrono_literals;
        const auto now = Clock::now();
        if (now - start < 1s || now - drawn < 100ms) return;
        drawn = now;
        constexpr int width = 30;
        const int filled = static_cast<int>(done * width);
        fmt::print(stderr, "{}{:#<{}}{:.<{}} {:3.0f} %  {}", clear_line, "", filled, "", width - filled, 100 * done,
                   stage);
        std::fflush(stderr);
    };
    return out;
}

void end_progress() {
    if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "{}", clear_line);
}

int threads_of(int asked) {
    return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace percuta::cli
