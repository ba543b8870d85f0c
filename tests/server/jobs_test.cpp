#include "server/jobs.hpp"

#include <atomic>
#include <latch>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::server {
namespace {

using namespace std::chrono_literals;

/// Works until it is told to stop.
Products until_stopped(const core::Watch& watch) {
    while (true) {
        watch.tick(0.5, "waiting");
        std::this_thread::sleep_for(1ms);
    }
}

Products made(const core::Watch& watch) {
    watch.tick(0.5, "half");
    return {{"file", {"text/plain", [] { return std::string("content"); }}}};
}

TEST(Jobs, AreDoneAndKeepWhatTheyMade) {
    Jobs jobs(1);
    const auto job = jobs.start("run", made);
    ASSERT_TRUE(job->wait(10s));
    EXPECT_EQ(job->state(), State::done);
    EXPECT_EQ(job->product("file")->make(), "content");
    EXPECT_FALSE(job->product("other"));
    EXPECT_EQ(jobs.find(job->id()), job);
    EXPECT_EQ(jobs.find("1"), nullptr) << "nobody guesses another's";
}

TEST(Jobs, FailuresAreTold) {
    Jobs jobs(1);
    const auto user =
        jobs.start("run", [](const core::Watch&) -> Products { throw core::UsageError("no such thing"); });
    const auto ours = jobs.start("run", [](const core::Watch&) -> Products { throw std::runtime_error("secret"); });
    ASSERT_TRUE(user->wait(10s) && ours->wait(10s));
    EXPECT_EQ(user->state(), State::failed);
    EXPECT_NE(user->failure()->body.find("no such thing"), std::string::npos);
    EXPECT_EQ(ours->failure()->status, 500);
    std::size_t seen = 0;
    EXPECT_EQ(ours->since(seen).back().name, "failed");
    EXPECT_EQ(ours->since(seen).size(), 0U);
}

TEST(Jobs, AreCancelledWhileTheyRunAndWhileTheyWait) {
    Jobs jobs(1);
    const auto running = jobs.start("run", until_stopped), waiting = jobs.start("run", until_stopped);
    while (running->state() == State::queued) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(waiting->state(), State::queued);
    waiting->cancel();
    EXPECT_EQ(waiting->state(), State::cancelled);
    running->cancel();
    ASSERT_TRUE(running->wait(10s));
    EXPECT_EQ(running->state(), State::cancelled);
    const auto next = jobs.start("run", made);
    ASSERT_TRUE(next->wait(10s)) << "the thread goes on to the next";
    running->cancel();
    EXPECT_EQ(next->state(), State::done);
}

TEST(Jobs, TooManyAreRefusedAndCancelledOnesMakeRoom) {
    Jobs jobs(1, {.waiting = 2, .kept = 2});
    const auto first = jobs.start("run", until_stopped);
    while (first->state() == State::queued) std::this_thread::sleep_for(1ms);
    const auto second = jobs.start("run", made), third = jobs.start("run", made);
    ASSERT_TRUE(second && third);
    EXPECT_EQ(jobs.start("run", made), nullptr);
    third->cancel();
    EXPECT_NE(jobs.start("run", made), nullptr);
    first->cancel();
    EXPECT_TRUE(second->wait(10s));
}

TEST(Jobs, OldOnesAreForgotten) {
    Jobs jobs(1, {.waiting = 16, .kept = 2});
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        const auto job = jobs.start("run", made);
        ASSERT_TRUE(job->wait(10s));
        ids.push_back(job->id());
    }
    EXPECT_EQ(jobs.find(ids.front()), nullptr);
    EXPECT_NE(jobs.find(ids.back()), nullptr);
}

TEST(Jobs, EveryListenerHearsEverythingInOrder) {
    Jobs jobs(1);
    std::latch go(1);
    const auto job = jobs.start("run", [&](const core::Watch& watch) {
        go.wait();
        for (int i = 0; i <= 1000; ++i) watch.tick(i / 1000.0, i < 500 ? "first" : "second");
        return Products{};
    });
    std::size_t early = 0, late = 0;
    std::vector<Event> heard;
    go.count_down();
    while (!job->over() || heard.empty() || heard.back().name != "done")
        for (Event& event : job->since(early)) heard.push_back(std::move(event));
    const std::vector<Event> again = job->since(late);
    ASSERT_EQ(heard.size(), again.size());
    EXPECT_LT(heard.size(), 110U) << "a bar that hardly moves is not told of";
    for (std::size_t i = 0; i < heard.size(); ++i) EXPECT_EQ(heard[i].data, again[i].data);
    EXPECT_NE(heard[heard.size() - 2].data.find("second"), std::string::npos);
}

TEST(Jobs, EndWithWhoeverKeepsThem) {
    std::shared_ptr<Job> running, waiting;
    {
        Jobs jobs(1);
        running = jobs.start("run", until_stopped);
        waiting = jobs.start("run", until_stopped);
        jobs.close();
        EXPECT_EQ(jobs.start("run", made), nullptr);
    }
    EXPECT_EQ(running->state(), State::cancelled);
    EXPECT_EQ(waiting->state(), State::cancelled);
}

}  // namespace
}  // namespace percuta::server
