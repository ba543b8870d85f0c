#include "server/listen.hpp"

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "core/error.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Error = boost::system::error_code;

constexpr int too_large = 413, headers_too_large = 431, bad_request = 400;

/// Every answer of this server carries these.
void add_guards(http::fields& out) {
    out.set("X-Content-Type-Options", "nosniff");
    out.set("Referrer-Policy", "no-referrer");
    out.set("Cross-Origin-Opener-Policy", "same-origin");
    out.set("Cross-Origin-Resource-Policy", "same-origin");
    out.set("Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'");
}

/// As many open sockets as the system lets us have.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Listener::Inside {
    Inside(const Limits& given, Quick quick_answers, Handler answers)
        : limits(given), quick(std::move(quick_answers)), answer(std::move(answers)) {}

    const Limits limits;
    const Quick quick;
    const Handler answer;
    // Before what their last words may reach
    std::atomic<std::size_t> open{0}, busy{0};
    std::atomic<bool> stopping{false};
    asio::io_context io;
    asio::thread_pool answering{8};  // most of them wait
    std::optional<tcp::acceptor> acceptor;
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::vector<std::jthread> threads;

    void accept();
};

namespace {

/// One connection, from its first byte to its last. Lives as long as something is asked of it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Listener::Inside& server)
        : stream_(std::move(socket)), server_(server), timer_(stream_.get_executor()) {
        ++server_.open;
    }
    ~Connection() {
        set_busy(false);
        --server_.open;
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start() {
        asio::dispatch(stream_.get_executor(),
                       [self = shared_from_this()] { self->read_header(self->server_.limits.for_header); });
    }

private:
    /// From a whole request to the end of its answer.
    void set_busy(bool busy) {
        if (busy_ != busy) busy ? ++server_.busy : --server_.busy;
        busy_ = busy;
    }

    void read_header(std::chrono::seconds patience) {
        set_busy(false);
        parser_.emplace();
        parser_->header_limit(server_.limits.header);
        parser_->body_limit(server_.limits.body);
        stream_.expires_after(patience);
        http::async_read_header(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](const Error& error, std::size_t) { self->on_header(error); });
    }

    void on_header(const Error& error) {
        if (error == http::error::header_limit)
            return refuse(problem(headers_too_large, "The headers are too long",
                                  fmt::format("at most {} bytes are read", server_.limits.header)));
        if (error == http::error::body_limit) return refuse_body();
        if (error == http::error::end_of_stream || error == beast::error::timeout) return close();
        if (error)
            return error.category() == http::make_error_code(http::error::bad_method).category()
                       ? refuse(problem(bad_request, "That is no request", error.message()))
                       : close();
        if (parser_->get()[http::field::expect] == "100-continue") {
            // The client waits to be told that it may go on.
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            stream_.expires_after(server_.limits.for_writing);
            asio::async_write(stream_, asio::buffer(go_on),
                              [self = shared_from_this()](const Error& failed, std::size_t) {
                                  if (!failed) self->read_body();
                              });
            return;
        }
        read_body();
    }

    void read_body() {
        stream_.expires_after(server_.limits.for_body);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](const Error& error, std::size_t) { self->on_request(error); });
    }

    void refuse_body() {
        refuse(problem(too_large, "That is too much", fmt::format("at most {} bytes are read", server_.limits.body)));
    }

    void on_request(const Error& error) {
        if (error == http::error::body_limit) return refuse_body();
        if (error) return close();
        set_busy(true);
        Request request;
        if (!take_over(request)) return refuse(problem(bad_request, "That is no address", "see /api/v1/openapi.json"));
        keep_alive_ = parser_->get().keep_alive();
        version_ = parser_->get().version();
        Response response;
        if (server_.quick(request, response)) return send(std::move(response));
        stream_.expires_never();
        asio::post(server_.answering, [self = shared_from_this(), asked = std::move(request)] {
            auto answered = std::make_shared<Response>(self->server_.answer(asked));
            asio::post(self->stream_.get_executor(), [self, answered] { self->send(std::move(*answered)); });
        });
    }

    bool take_over(Request& out) {
        auto& message = parser_->get();
        const auto view = [](boost::beast::string_view text) { return std::string_view(text.data(), text.size()); };
        out.method = std::string(view(message.method_string()));
        for (const auto& field : message) {
            std::string name(view(field.name_string()));
            std::ranges::transform(name, name.begin(),
                                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            const bool first = out.headers.try_emplace(name, view(field.value())).second;
            if (!first && name == "host") return false;  // whose word would count?
        }
        out.body = std::move(message.body());
        head_only_ = out.method == "HEAD";
        if (head_only_) out.method = "GET";
        return split_target(view(message.target()), out);
    }

    /// And nothing more is understood: what follows belongs to what was refused.
    void refuse(Response response) {
        refused_ = true;
        keep_alive_ = false;
        send(std::move(response));
    }

    /// Whoever still sends would lose our answer if we closed now: what comes is dropped for a while.
    void drain() {
        constexpr std::chrono::seconds patience{2};
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(patience);
        drop_some();
    }

    void drop_some() {
        buffer_.clear();
        stream_.async_read_some(buffer_.prepare(server_.limits.header),
                                [self = shared_from_this()](const Error& error, std::size_t) {
                                    if (error) self->close();
                                    else self->drop_some();
                                });
    }

    void send(Response response) {
        if (response.events) return open_events(std::move(response));
        message_.emplace(static_cast<http::status>(response.status), version_);
        message_->set(http::field::content_type, response.type);
        add_guards(*message_);
        for (const auto& [name, value] : response.headers) message_->set(name, value);
        if (message_->find(http::field::cache_control) == message_->end())
            message_->set(http::field::cache_control, "no-store");
        keep_alive_ = keep_alive_ && !server_.stopping;
        message_->keep_alive(keep_alive_);
        message_->body() = std::move(response.body);
        message_->prepare_payload();
        if (head_only_) message_->body().clear();
        stream_.expires_after(server_.limits.for_writing);
        http::async_write(stream_, *message_, [self = shared_from_this()](const Error& error, std::size_t) {
            if (error) return self->close();
            if (self->refused_) return self->drain();
            if (!self->keep_alive_) return self->close();
            self->read_header(self->server_.limits.idle);
        });
    }

    void open_events(Response response) {
        events_ = std::move(response.events);
        text_ =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        last_word_ = std::chrono::steady_clock::now();
        write_events();
    }

    void write_events() {
        stream_.expires_after(server_.limits.for_writing);
        asio::async_write(stream_, asio::buffer(text_), [self = shared_from_this()](const Error& error, std::size_t) {
            if (error || self->finished_) return self->close();
            self->wait_for_events();
        });
    }

    void wait_for_events() {
        stream_.expires_never();
        timer_.expires_after(server_.limits.between_events);
        timer_.async_wait([self = shared_from_this()](const Error& error) {
            if (!error) self->look_for_events();
        });
    }

    void look_for_events() {
        const bool over = events_->over();
        text_.clear();
        for (const Event& event : events_->since(seen_))
            text_ += fmt::format("event: {}\ndata: {}\n\n", event.name, event.data);
        // Whatever else there is to tell: what stops now stops because of this.
        if (server_.stopping) text_ = "event: shutdown\ndata: {}\n\n";
        finished_ = over || server_.stopping;
        const auto now = std::chrono::steady_clock::now();
        if (text_.empty() && now - last_word_ >= server_.limits.heartbeat) text_ = ": still here\n\n";
        if (text_.empty()) return finished_ ? close() : wait_for_events();
        last_word_ = now;
        write_events();
    }

    void close() {
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.close();
    }

    beast::tcp_stream stream_;
    Listener::Inside& server_;
    asio::steady_timer timer_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<http::response<http::string_body>> message_;
    unsigned version_ = 11;
    bool keep_alive_ = false, head_only_ = false, busy_ = false, refused_ = false;

    // An event stream
    std::shared_ptr<EventSource> events_;
    std::string text_;
    std::size_t seen_ = 0;
    bool finished_ = false;
    std::chrono::steady_clock::time_point last_word_;
};

/// When there are too many: a word, and the door.
void turn_away(tcp::socket socket) {
    static constexpr std::string_view text =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    Error ignored;
    socket.non_blocking(true, ignored);
    socket.send(asio::buffer(text), 0, ignored);
}

}  // namespace

void Listener::Inside::accept() {
    acceptor->async_accept(asio::make_strand(io), [this](const Error& error, tcp::socket socket) {
        if (stopping || error == asio::error::operation_aborted) return;
        if (!error) {
            if (open >= limits.connections) turn_away(std::move(socket));
            else std::make_shared<Connection>(std::move(socket), *this)->start();
        }
        accept();
    });
}

Listener::Listener(const std::string& address, std::uint16_t port, const Limits& limits, Quick quick, Handler answer)
    : inside_(std::make_unique<Inside>(limits, std::move(quick), std::move(answer))) {
    raise_file_limit();
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(address), port);
        inside_->acceptor.emplace(inside_->io);
        inside_->acceptor->open(endpoint.protocol());
        inside_->acceptor->set_option(tcp::acceptor::reuse_address(true));
        inside_->acceptor->bind(endpoint);
        inside_->acceptor->listen(asio::socket_base::max_listen_connections);
    } catch (const boost::system::system_error& error) {
        throw core::UsageError(fmt::format("{} port {} cannot be had: {}; choose another with --port", address, port,
                                           error.code().message()));
    }
}

void Listener::start() {
    constexpr int threads = 2;
    inside_->work.emplace(inside_->io.get_executor());
    inside_->accept();
    for (int i = 0; i < threads; ++i) inside_->threads.emplace_back([this] { inside_->io.run(); });
}

std::uint16_t Listener::port() const { return inside_->acceptor->local_endpoint().port(); }

void Listener::close() {
    inside_->stopping = true;
    asio::post(inside_->io, [this] {
        Error ignored;
        inside_->acceptor->close(ignored);
    });
}

void Listener::stop(std::chrono::milliseconds patience) {
    using Clock = std::chrono::steady_clock;
    close();
    for (const auto until = Clock::now() + patience; inside_->busy > 0 && Clock::now() < until;)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    inside_->work.reset();
    inside_->io.stop();
    inside_->answering.stop();
    inside_->threads.clear();
    inside_->answering.join();
}

Listener::~Listener() {
    if (!inside_->threads.empty()) stop(std::chrono::milliseconds(0));
}

}  // namespace percuta::server
