#include "server/access.hpp"

#include <gtest/gtest.h>

namespace percuta::server {
namespace {

const std::string host = "127.0.0.1:8087";

Request call(const std::string& method, const std::string& path,
             std::map<std::string, std::string, std::less<>> headers = {}) {
    Request out{.method = method, .path = path, .headers = std::move(headers)};
    out.headers.try_emplace("host", host);
    return out;
}

int status(const std::optional<Response>& refused) { return refused ? refused->status : 200; }

/// The cookie that the printed address sets.
std::string let_in(Access& access, const std::string& token) {
    Request first = call("GET", "/");
    first.query["token"] = token;
    const auto welcome = access.welcome(first);
    if (!welcome || welcome->status != 303) return "";
    for (const auto& [name, value] : welcome->headers)
        if (name == "Set-Cookie") return value;
    return "";
}

TEST(Access, OnlyThoseWithTheTokenUseTheApi) {
    Access access({host}, "secret");
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about"))), 401);
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"authorization", "Bearer secret"}}))), 200);
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"authorization", "Bearer secre"}}))), 401);
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"cookie", "percuta=guess"}}))), 401);
    EXPECT_EQ(status(access.refusal(call("GET", "/index.html"))), 200) << "the page itself tells nothing";
}

TEST(Access, TheAddressBecomesACookieThatScriptsCannotRead) {
    Access access({host}, "secret");
    EXPECT_EQ(let_in(access, "wrong"), "");
    const std::string set = let_in(access, "secret");
    EXPECT_NE(set.find("HttpOnly"), std::string::npos);
    EXPECT_NE(set.find("SameSite=Strict"), std::string::npos);
    const std::string cookie = set.substr(0, set.find(';'));
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"cookie", "other=1; " + cookie}}))), 200);
    EXPECT_EQ(cookie.find("secret"), std::string::npos);
}

TEST(Access, AnAddressThatWasMadeOpensThePageOnce) {
    Access access({host}, "");
    ASSERT_EQ(access.token().size(), 32U);
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"authorization", "Bearer " + access.token()}}))),
              200);
    const std::string set = let_in(access, access.token());
    ASSERT_NE(set, "");
    EXPECT_EQ(let_in(access, access.token()), "") << "who reads it in a history is too late";
    EXPECT_EQ(status(access.refusal(call("GET", "/api/v1/about", {{"authorization", "Bearer " + access.token()}}))),
              401);
    Request again = call("GET", "/", {{"cookie", set.substr(0, set.find(';'))}});
    again.query["token"] = access.token();
    EXPECT_EQ(access.welcome(again)->status, 303) << "the browser that has the cookie may use its bookmark";
}

TEST(Access, ATokenOfOnesOwnOutlivesARestart) {
    Access before({host}, "mine"), after({host}, "mine");
    const std::string set = let_in(before, "mine");
    EXPECT_EQ(status(after.refusal(call("GET", "/api/v1/about", {{"cookie", set.substr(0, set.find(';'))}}))), 200);
    EXPECT_NE(let_in(before, "mine"), "") << "and opens the page any number of times";
}

TEST(Access, TokensDiffer) { EXPECT_NE(random_token(), random_token()); }

TEST(Access, NamesOfOtherMachinesAreNotAnswered) {
    Access access({host}, "secret");
    for (const char* name : {"evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8087.evil.example", ""})
        EXPECT_EQ(
            status(access.refusal(call("GET", "/api/v1/about", {{"host", name}, {"authorization", "Bearer secret"}}))),
            421)
            << name;
}

TEST(Access, OtherPagesMayAskNothing) {
    Access access({host}, "secret");
    const auto from = [&](const std::string& method, std::map<std::string, std::string, std::less<>> headers) {
        headers["authorization"] = "Bearer secret";
        return status(access.refusal(call(method, "/api/v1/runs", std::move(headers))));
    };
    EXPECT_EQ(from("POST", {{"origin", "http://evil.example"}}), 403);
    EXPECT_EQ(from("GET", {{"origin", "http://evil.example"}}), 403);
    EXPECT_EQ(from("POST", {{"origin", "null"}}), 403);
    EXPECT_EQ(from("POST", {{"origin", "ftp://" + host}}), 403);
    EXPECT_EQ(from("POST", {{"sec-fetch-site", "cross-site"}}), 403);
    EXPECT_EQ(from("POST", {{"origin", "http://" + host}}), 200);
    EXPECT_EQ(from("POST", {}), 200) << "a program, not a page";
}

}  // namespace
}  // namespace percuta::server
