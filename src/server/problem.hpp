// What went wrong, as RFC 9457 has it: application/problem+json.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "server/http.hpp"

namespace percuta::server {

/// One mistake in what was sent.
struct Mistake {
    std::string pointer{};  ///< JSON pointer, "/device/needle_length"; empty: the whole
    std::string detail{}, suggestion{};
    int line = 0, column = 0;  ///< of text that was sent; 0: none
};

nlohmann::ordered_json to_json(const Mistake& mistake);
Response problem(int status, const std::string& title, const std::string& detail,
                 const std::vector<Mistake>& mistakes = {});
/// Thrown by a handler that answers with a problem of its own making.
class Refused : public std::runtime_error {
public:
    explicit Refused(Response response);
    const Response& response() const { return response_; }

private:
    Response response_;
};

/// Of an error that a handler threw: what is the user's affair with its words, what is ours without.
Response problem_of(const std::exception& error);

}  // namespace percuta::server
