// Which handler answers which call.
#pragma once

#include <string>
#include <vector>

#include "server/http.hpp"

namespace percuta::server {

class Router {
public:
    /// Parts in braces take any word: "/runs/{id}/files/{name}"; the handler finds them in `query` under that name.
    void add(std::string method, std::string pattern, Handler handler);
    /// 404 where no pattern fits, 405 with Allow where the method does not; what a handler throws becomes a problem.
    Response answer(Request request) const;
    /// "GET /runs/{id}" …, as added.
    std::vector<std::string> routes() const;

private:
    struct Route {
        std::string method, pattern;
        std::vector<std::string> parts;
        Handler handler;
    };
    std::vector<Route> routes_;
};

}  // namespace percuta::server
