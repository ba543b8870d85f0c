// The JSON bodies of calls. Everything here throws core::UsageError that says which member is wrong.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "care/policy.hpp"
#include "course/knowledge.hpp"
#include "healing/heal.hpp"
#include "server/http.hpp"

namespace percuta::server {

using Json = nlohmann::ordered_json;

/// The object in a body.
Json parsed(const Request& request);
Response json_response(const Json& json);

const Json& member_in(const Json& body, const char* key);
std::string word_in(const Json& body, const char* key, const std::string& otherwise);
std::uint64_t number_in(const Json& body, const char* key, std::uint64_t otherwise, std::uint64_t least,
                        std::uint64_t most);
/// That of the rule base where none is given.
care::Policy policy_in(const Json& body, const course::Knowledge& known);
/// Cell where none is given: a patch takes hours.
healing::Fidelity fidelity_in(const Json& body);

}  // namespace percuta::server
