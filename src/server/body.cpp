#include "server/body.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace percuta::server {

Json parsed(const Request& request) {
    static constexpr int deepest = 32;  // whoever reads it again recurses
    const auto watch = [](int depth, Json::parse_event_t, const Json&) {
        if (depth > deepest) throw core::UsageError(fmt::format("the body is nested more than {} deep", deepest));
        return true;
    };
    Json out = Json::parse(request.body, watch, false);
    if (out.is_discarded() || !out.is_object())
        throw core::UsageError("the body is not a JSON object; see /api/v1/openapi.json");
    return out;
}

Response json_response(const Json& json) { return {.body = json.dump(-1, ' ', false, Json::error_handler_t::replace)}; }

const Json& member_in(const Json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end()) throw core::UsageError(fmt::format("the body has no member \"{}\"", key));
    return *found;
}

std::string word_in(const Json& body, const char* key, const std::string& otherwise) {
    const auto found = body.find(key);
    if (found == body.end() || found->is_null()) return otherwise;
    if (!found->is_string() || !core::is_utf8(found->get_ref<const std::string&>()))
        throw core::UsageError(fmt::format("\"{}\" must be text", key));
    return found->get<std::string>();
}

std::uint64_t number_in(const Json& body, const char* key, std::uint64_t otherwise, std::uint64_t least,
                        std::uint64_t most) {
    const auto found = body.find(key);
    if (found == body.end() || found->is_null()) return otherwise;
    const bool fits =
        found->is_number_unsigned() && found->get<std::uint64_t>() >= least && found->get<std::uint64_t>() <= most;
    if (!fits) throw core::UsageError(fmt::format("\"{}\" must be a whole number from {} to {}", key, least, most));
    return found->get<std::uint64_t>();
}

care::Policy policy_in(const Json& body, const course::Knowledge& known) {
    return care::policy_of(known.rules, word_in(body, "policy", ""));
}

healing::Fidelity fidelity_in(const Json& body) {
    const std::string word = word_in(body, "fidelity", "cell");
    if (word == "column") return healing::Fidelity::column;
    if (word == "cell") return healing::Fidelity::cell;
    throw core::UsageError(fmt::format("there is no fidelity {} here; use column or cell", core::as_written(word)));
}

}  // namespace percuta::server
