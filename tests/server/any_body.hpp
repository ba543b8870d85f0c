// What holds for the readers of requests whatever they are given.
#pragma once

#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "server/body.hpp"
#include "server/plan_json.hpp"

namespace percuta::server {

/// Whether a body is taken for a file in JSON, which then survives being written as TOML and read, or refused. Throws
/// where the readers are broken.
inline bool read_any_body(const std::string& text) {
    Request request{.body = text};
    if (split_target(text, request) && (request.path.empty() || request.path.front() != '/'))
        throw std::logic_error("a path that does not begin at the root: " + request.path);
    request.headers["cookie"] = text;
    cookie(request, "percuta");
    try {
        const Json json = parsed(request);
        const PlanText written = toml_of(json);
        if (written.pointers.size() != 1 + static_cast<std::size_t>(std::ranges::count(written.toml, '\n')))
            throw std::logic_error("lines without a place:\n" + written.toml);
        // What has a section stands behind what has a line: the order is not kept.
        const Json read = json_of(core::Document::parse(written.toml, "written"));
        if (nlohmann::json(read) != nlohmann::json(json))
            throw std::logic_error("changed by being written:\n" + written.toml + read.dump());
    } catch (const core::UserError& error) {
        if (std::string_view(error.what()).empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    return true;
}

}  // namespace percuta::server
