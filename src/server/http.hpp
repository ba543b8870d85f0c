// A request and its answer as values: what handlers see, without sockets.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace percuta::server {

struct Request {
    std::string method{};  ///< "GET"
    std::string path{};    ///< decoded, without the query: "/api/v1/runs/7"
    std::map<std::string, std::string, std::less<>> query{};
    std::map<std::string, std::string, std::less<>> headers{};  ///< names in small letters
    std::string body{};

    /// Of a header; empty where there is none.
    std::string_view header(std::string_view name) const;
};

/// What is told to an open page, one after another.
struct Event {
    std::string name{}, data{};  ///< data is one line of JSON
};

/// Something that goes on and can be asked what is new.
class EventSource {
public:
    virtual ~EventSource() = default;
    /// What happened since the last call of this listener, whose memory `seen` is; starts at 0.
    virtual std::vector<Event> since(std::size_t& seen) = 0;
    /// Nothing more will happen.
    virtual bool over() const = 0;
};

struct Response {
    int status = 200;
    std::string type = "application/json";
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::shared_ptr<EventSource> events{};  ///< server-sent events in place of a body
};

using Handler = std::function<Response(const Request&)>;

/// Splits "/a?x=1&y=2" and decodes its percent signs. false: it is not such a thing.
bool split_target(std::string_view target, Request& out);
/// The value of one cookie; empty where there is none.
std::string cookie(const Request& request, std::string_view name);

}  // namespace percuta::server
