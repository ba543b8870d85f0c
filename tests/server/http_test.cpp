#include "server/http.hpp"

#include <gtest/gtest.h>

#include "server/page.hpp"
#include "server/router.hpp"

namespace percuta::server {
namespace {

TEST(Target, IsSplitAndDecoded) {
    Request out;
    ASSERT_TRUE(split_target("/a%20b/c?x=1&y=two+words&z&%C3%A4=%26", out));
    EXPECT_EQ(out.path, "/a b/c");
    EXPECT_EQ(out.query["x"], "1");
    EXPECT_EQ(out.query["y"], "two words");
    EXPECT_EQ(out.query["z"], "");
    EXPECT_EQ(out.query["ä"], "&");
}

TEST(Target, ThatIsNoneIsNotTaken) {
    for (const char* target : {"", "a", "*", "http://x/", "/%", "/%2", "/%zz", "/%00", "/?a=%", "/%+1"}) {
        Request out;
        EXPECT_FALSE(split_target(target, out)) << target;
    }
}

TEST(Cookies, AreFoundByTheirWholeName) {
    const Request request{.headers = {{"cookie", "xpercuta=1; percuta=2;percuta2=3"}}};
    EXPECT_EQ(cookie(request, "percuta"), "2");
    EXPECT_EQ(cookie(request, "percuta2"), "3");
    EXPECT_EQ(cookie(request, "cuta"), "");
}

TEST(Router, FindsTheHandlerAndTheWordsInBraces) {
    Router router;
    router.add("GET", "/a/{id}/b/{file}",
               [](const Request& r) { return Response{.body = r.query.at("id") + r.query.at("file")}; });
    router.add("POST", "/a", [](const Request&) -> Response { throw std::runtime_error("secret"); });
    EXPECT_EQ(router.answer({.method = "GET", .path = "/a/1/b/2"}).body, "12");
    EXPECT_EQ(router.answer({.method = "GET", .path = "/a/1/b/2", .query = {{"id", "9"}}}).body, "12");
    EXPECT_EQ(router.answer({.method = "GET", .path = "/a//b/2"}).status, 404);
    EXPECT_EQ(router.answer({.method = "GET", .path = "/a/1/b"}).status, 404);
    const Response wrong = router.answer({.method = "PUT", .path = "/a"});
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.headers.at(0).second, "POST");
    const Response broken = router.answer({.method = "POST", .path = "/a"});
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.body.find("secret"), std::string::npos) << "our errors are not the caller's business";
}

TEST(Page, FilesAreServedByNameAndNothingElseIs) {
    const core::DataFiles files = {{"index.html", "<p>"}, {"assets/a-1.js", "1"}};
    EXPECT_EQ(page_file(files, {.method = "GET", .path = "/"})->type, "text/html; charset=utf-8");
    const auto script = page_file(files, {.method = "GET", .path = "/assets/a-1.js"});
    EXPECT_EQ(script->type, "text/javascript; charset=utf-8");
    EXPECT_NE(script->headers.at(0).second.find("immutable"), std::string::npos);
    EXPECT_FALSE(page_file(files, {.method = "GET", .path = "/../etc/passwd"}));
    EXPECT_FALSE(page_file(files, {.method = "POST", .path = "/"}));
}

}  // namespace
}  // namespace percuta::server
