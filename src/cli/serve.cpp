// `percuta serve`: the page, on this machine.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "server/embedded.hpp"
#include "server/serve.hpp"

namespace percuta::cli {

int serve(const Common& common, const ServeArguments& arguments) {
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    server::Settings settings{.threads = threads_of(arguments.threads),
                              .version = PERCUTA_VERSION,
                              .commit = PERCUTA_COMMIT,
                              .sign = sign,
                              .examples = server::embedded_examples()};
    server::Server server(
        known, std::move(settings),
        {.address = arguments.address, .port = arguments.port, .token = arguments.token, .hosts = arguments.hosts});
    fmt::print("{}\n", server.url());
    std::fflush(stdout);
    if (!common.quiet)
        fmt::print(stderr, "percuta: open this address in a browser; Ctrl-C ends it. Nothing leaves this machine.\n");
    constexpr std::chrono::milliseconds patience{50};
    while (!interruption.token().stop_requested()) std::this_thread::sleep_for(patience);
    server.stop();
    return 0;
}

}  // namespace percuta::cli
