// The socket side, over real sockets.
#include "server/listen.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/error.hpp"

namespace percuta::server {
namespace {

using namespace std::chrono_literals;

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    }
    ~Client() { close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// False once the other side has closed.
    bool send(std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// All that comes until the end of the connection, or until `mark` has come.
    std::string read(std::string_view mark = "") {
        std::string out;
        char some[4096];
        while (mark.empty() || out.find(mark) == std::string::npos) {
            const ssize_t got = recv(socket_, some, sizeof some, 0);
            if (got <= 0) break;
            out.append(some, static_cast<std::size_t>(got));
        }
        return out;
    }

private:
    int socket_;
};

/// Tells a number a time, until it is over.
class Counting : public EventSource {
public:
    std::vector<Event> since(std::size_t& seen) override {
        if (seen >= upto) return {};
        return {{"count", std::to_string(++seen)}};
    }
    bool over() const override { return upto <= 2; }
    std::atomic<std::size_t> upto{2};
};

class Listening : public ::testing::Test {
protected:
    explicit Listening(Limits limits = {})
        : listener(
              "127.0.0.1", 0, limits,
              [](const Request& request, Response& out) {
                  if (request.path != "/quick") return false;
                  out.body = "quick";
                  return true;
              },
              [this](const Request& request) {
                  if (request.path == "/events") return Response{.events = events};
                  if (request.path == "/slow") std::this_thread::sleep_for(300ms);
                  return Response{
                      .type = "text/plain",
                      .body = request.method + " " + request.path + " " + std::to_string(request.body.size())};
              }) {
        listener.start();
    }
    std::string ask(const std::string& text) {
        Client client(listener.port());
        client.send(text);
        return client.read();
    }

    std::shared_ptr<Counting> events = std::make_shared<Counting>();
    Listener listener;
};

TEST_F(Listening, AnswersWithGuardsOnEverything) {
    for (const char* path : {"/quick", "/other"}) {
        const std::string got = ask(std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        EXPECT_TRUE(got.starts_with("HTTP/1.1 200 OK")) << got;
        for (const char* guard : {"X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'",
                                  "Referrer-Policy: no-referrer"})
            EXPECT_NE(got.find(guard), std::string::npos) << guard;
        EXPECT_EQ(got.find("Access-Control"), std::string::npos);
    }
}

TEST_F(Listening, OneConnectionTakesSeveralRequests) {
    Client client(listener.port());
    for (int i = 0; i < 3; ++i) {
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        EXPECT_NE(client.read("POST /a 3").find("200 OK"), std::string::npos);
    }
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string both = client.read();
    EXPECT_LT(both.find("GET /a 0"), both.find("GET /b 0"));
}

TEST_F(Listening, HeadHasNoBody) {
    const std::string got = ask("HEAD /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(got.find("Content-Length: 5"), std::string::npos) << got;
    EXPECT_TRUE(got.ends_with("\r\n\r\n"));
}

TEST_F(Listening, TooMuchIsRefusedBeforeItIsRead) {
    Client large(listener.port());
    large.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 52428800\r\n\r\n");
    EXPECT_NE(large.read().find("413"), std::string::npos);

    Client chunked(listener.port());
    chunked.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    for (int i = 0; i < 100 && chunked.send(chunk); ++i) {
    }
    EXPECT_NE(chunked.read().find("413"), std::string::npos);

    Client line(listener.port());
    line.send("GET /" + std::string(20000, 'a'));
    EXPECT_NE(line.read().find("431"), std::string::npos);
    Client header(listener.port());
    header.send("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20000, 'a') + "\r\n\r\n");
    EXPECT_NE(header.read().find("431"), std::string::npos);
}

TEST_F(Listening, WhatIsNoRequestIsRefused) {
    for (const char* text :
         {"hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET noslash HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /quick HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"}) {
        const std::string got = ask(text);
        EXPECT_TRUE(got.starts_with("HTTP/1.1 400")) << text << " " << got;
    }
    EXPECT_NE(ask("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("quick"), std::string::npos);
}

TEST_F(Listening, WhoeverWaitsForPermissionToSendGetsIt) {
    Client client(listener.port());
    client.send(
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    EXPECT_NE(client.read("\r\n\r\n").find("100 Continue"), std::string::npos);
    client.send("abc");
    EXPECT_NE(client.read().find("POST /a 3"), std::string::npos);
}

TEST_F(Listening, EventsAreStreamedToTheirEnd) {
    const std::string got = ask("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(got.find("text/event-stream"), std::string::npos);
    EXPECT_NE(got.find("event: count\ndata: 1\n\n"), std::string::npos) << got;
}

TEST_F(Listening, StoppingTellsOpenStreamsAndFinishesAnswers) {
    events->upto = 100;
    Client stream(listener.port()), slow(listener.port());
    stream.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.read("data: 1\n");
    slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    std::jthread stopping([&] { listener.stop(2s); });
    EXPECT_NE(stream.read().find("event: shutdown"), std::string::npos);
    EXPECT_NE(slow.read().find("GET /slow 0"), std::string::npos);
}

class Impatient : public Listening {
protected:
    Impatient() : Listening({.connections = 3, .for_header = 1s, .for_body = 1s, .idle = 1s}) {}
};

TEST_F(Impatient, SlowClientsAreCutOffAndOthersAreServed) {
    Client drip(listener.port()), body(listener.port());
    drip.send("GET / HT");
    body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_NE(ask("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("quick"), std::string::npos);
    EXPECT_EQ(drip.read(), "");
    EXPECT_EQ(body.read(), "");
}

TEST_F(Impatient, MoreThanCanBeServedAreTurnedAway) {
    Client one(listener.port()), two(listener.port()), three(listener.port());
    for (Client* client : {&one, &two, &three}) {
        client->send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
        client->read("quick");
    }
    EXPECT_NE(Client(listener.port()).read().find("503"), std::string::npos);
}

TEST(Listener, AnAddressThatIsTakenIsSaidToBe) {
    const auto no = [](const Request&) { return Response{}; };
    const auto never = [](const Request&, Response&) { return false; };
    Listener first("127.0.0.1", 0, {}, never, no);
    EXPECT_THROW(Listener("127.0.0.1", first.port(), {}, never, no), core::UsageError);
    EXPECT_THROW(Listener("nonsense", 0, {}, never, no), core::UsageError);
}

}  // namespace
}  // namespace percuta::server
