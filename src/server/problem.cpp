#include "server/problem.hpp"

namespace percuta::server {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json to_json(const Mistake& mistake) {
    Json out = {{"pointer", mistake.pointer}, {"detail", mistake.detail}, {"suggestion", mistake.suggestion}};
    if (mistake.line > 0) out.update({{"line", mistake.line}, {"column", mistake.column}});
    return out;
}

Response problem(int status, const std::string& title, const std::string& detail,
                 const std::vector<Mistake>& mistakes) {
    Json out = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
    for (const Mistake& mistake : mistakes) out["errors"].push_back(to_json(mistake));
    return {.status = status,
            .type = "application/problem+json",
            .body = out.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Refused::Refused(Response response) : std::runtime_error(response.body), response_(std::move(response)) {}

Response problem_of(const std::exception& error) {
    constexpr int unprocessable = 422, conflict = 409, bad_request = 400, internal = 500;
    if (const auto* refused = dynamic_cast<const Refused*>(&error)) return refused->response();
    if (dynamic_cast<const core::Contraindicated*>(&error) != nullptr)
        return problem(conflict, "The plan is contraindicated", error.what());
    if (const auto* invalid = dynamic_cast<const core::InvalidInput*>(&error)) {
        std::vector<Mistake> mistakes;
        for (const core::Diagnostic& one : invalid->diagnostics())
            mistakes.push_back({"", one.message, one.suggestion, one.place.line, one.place.column});
        return problem(unprocessable, "What was sent cannot be read", "See the list of errors.", mistakes);
    }
    if (dynamic_cast<const core::NotConverged*>(&error) != nullptr)
        return problem(unprocessable, "The computation did not converge", error.what());
    if (dynamic_cast<const core::UserError*>(&error) != nullptr)
        return problem(bad_request, "That cannot be done", error.what());
    return problem(internal, "An error of this program", "It is not your fault. Please report it with the plan.");
}

}  // namespace percuta::server
