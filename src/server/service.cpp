#include "server/service.hpp"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "care/policy.hpp"
#include "core/error.hpp"
#include "course/preview.hpp"
#include "course/safety.hpp"
#include "course/screening.hpp"
#include "report/json.hpp"
#include "report/listing.hpp"
#include "report/pdf.hpp"
#include "report/schema.hpp"
#include "report/screening_json.hpp"
#include "server/embedded.hpp"
#include "server/plan_json.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

constexpr int accepted = 202, not_found = 404, busy = 429;
constexpr const char* base = "/api/v1";

Json mistakes_json(const std::vector<Mistake>& mistakes) {
    Json out = Json::array();
    for (const Mistake& one : mistakes) out.push_back(to_json(one));
    return out;
}

Json job_json(const Job& job) {
    Json out = {{"id", job.id()}, {"state", name(job.state())}, {"progress", job.progress()}, {"stage", job.stage()}};
    if (const auto failure = job.failure()) out["problem"] = Json::parse(failure->body);
    return out;
}

Response job_file(const Job& job, const std::string& wanted) {
    const auto product = job.product(wanted);
    if (!product)
        return problem(not_found, "There is no such file", fmt::format("this {} has no {}", job.kind(), wanted));
    Response out{
        .type = product->type, .body = product->make(), .headers = {{"Cache-Control", "private, max-age=3600"}}};
    // A report brings its style with it, and needs nothing else.
    if (out.type.starts_with("text/html"))
        out.headers.emplace_back(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'");
    return out;
}

std::string catalogue(const course::Knowledge& known) {
    Json all = Json::object();
    for (const report::listing::Kind& kind : report::listing::kinds()) {
        // Long, and nothing that a plan names.
        if (kind.name == "parameters" || kind.name == "sources" || kind.name == "studies") continue;
        Json& entries = all[kind.name] = Json::array();
        for (const report::listing::Entry& entry : kind.entries(known)) entries.push_back(entry_json(entry, known));
    }
    return all.dump();
}

}  // namespace

Service::Service(const course::Knowledge& known, Settings settings)
    : shop_{known, known.vocabulary(), std::move(settings)}, catalogue_(catalogue(known)) {}

void Service::add_routes(Router& router) {
    const auto add = [&](const char* method, const char* path, Handler handler) {
        router.add(method, std::string(base) + path, std::move(handler));
    };
    add("GET", "/openapi.json", [](const Request&) { return Response{.body = embedded_api().begin()->second}; });
    add("GET", "/about", [this](const Request&) { return about(); });
    add("GET", "/catalogue", [this](const Request&) { return Response{.body = catalogue_}; });
    add("GET", "/examples", [this](const Request&) { return examples(); });
    add("GET", "/schema/plan", [](const Request&) { return Response{.body = std::string(report::plan_schema())}; });
    add("GET", "/schema/result", [](const Request&) { return Response{.body = std::string(report::result_schema())}; });
    add("POST", "/plan/read", [](const Request& request) {
        return json_response({{"plan", json_of(core::Document::parse(request.body, "plan"))}});
    });
    add("POST", "/plan/write", [](const Request& request) {
        return Response{.type = "text/plain; charset=utf-8", .body = toml_of(member_in(parsed(request), "plan")).toml};
    });
    add("POST", "/plan/check", [this](const Request& request) { return check_plan(request); });
    add_jobs(router, "run", order_run);
    add_jobs(router, "comparison", order_comparison);
    add_jobs(router, "design", order_design);
    router.add("GET", std::string(base) + "/runs/{id}/fields",
               of_job("run", [](const auto& job, const Request&) { return job_file(*job, "fields"); }));
    router.add("GET", std::string(base) + "/runs/{id}/fields/{field}",
               of_job("run", [](const auto& job, const Request& request) {
                   return job_file(*job, "fields/" + request.query.at("field"));
               }));
}

Handler Service::of_job(const std::string& kind,
                        Response (*answer)(const std::shared_ptr<Job>&, const Request&)) const {
    return [this, kind, answer](const Request& request) {
        const auto job = jobs_.find(request.query.at("id"));
        if (job && job->kind() == kind) return answer(job, request);
        return problem(not_found, fmt::format("There is no such {}", kind),
                       "it was forgotten, or the server was started anew; ask for it again");
    };
}

/// "/runs", "/runs/{id}" …: the same for everything that takes its time.
void Service::add_jobs(Router& router, const std::string& kind, Job::Work (*order)(const Json&, const Workshop&)) {
    const std::string all = fmt::format("{}/{}s", base, kind), one = all + "/{id}";
    router.add("POST", all,
               [this, kind, order](const Request& request) { return start(kind, order(parsed(request), shop_)); });
    router.add("GET", one, of_job(kind, [](const auto& job, const Request&) { return json_response(job_json(*job)); }));
    router.add("DELETE", one, of_job(kind, [](const auto& job, const Request&) {
                   job->cancel();
                   return json_response(job_json(*job));
               }));
    router.add("GET", one + "/events",
               of_job(kind, [](const auto& job, const Request&) { return Response{.events = job}; }));
    router.add("GET", one + "/files/{file}", of_job(kind, [](const auto& job, const Request& request) {
                   return job_file(*job, request.query.at("file"));
               }));
}

Response Service::start(const std::string& kind, Job::Work work) {
    constexpr std::chrono::milliseconds patience{1500};
    const auto job = jobs_.start(kind, std::move(work));
    if (!job) {
        Response out = problem(busy, "Too much is waiting", "Try again in a few seconds.");
        out.headers.emplace_back("Retry-After", "5");
        return out;
    }
    job->wait(patience);
    Response out = json_response(job_json(*job));
    if (!job->over()) {
        out.status = accepted;
        out.headers.emplace_back("Location", fmt::format("{}/{}s/{}", base, kind, job->id()));
    }
    return out;
}

Response Service::about() const {
    return json_response({{"version", shop_.settings.version},
                          {"commit", shop_.settings.commit},
                          {"rules_version", shop_.known.rules.version},
                          {"default_policy", name(shop_.known.rules.default_policy)},
                          {"policies", care::policy_names()},
                          {"threads", shop_.settings.threads},
                          {"pdf", report::can_print()}});
}

Response Service::examples() const {
    const core::DataFiles& files = shop_.settings.examples;
    const auto read = [&](const std::string& file) { return json_of(core::Document::parse(files.at(file), file)); };
    Json plans = Json::array(), goals = Json::array();
    for (const auto& [file, text] : files) {
        const std::filesystem::path path = file;
        Json content = read(file);
        const bool is_goal = path.has_parent_path();
        // A goal names the file of a plan; a page has none.
        if (is_goal && content["plan"].is_string())
            content["plan"] =
                read((path.parent_path() / content["plan"].get<std::string>()).lexically_normal().string());
        const std::string title = content.value("title", file);
        (is_goal ? goals : plans)
            .push_back(
                {{"name", path.stem().string()}, {"title", title}, {is_goal ? "goal" : "plan", std::move(content)}});
    }
    return json_response({{"plans", std::move(plans)}, {"goals", std::move(goals)}});
}

Response Service::check_plan(const Request& request) const {
    const course::Knowledge& known = shop_.known;
    const Json body = parsed(request);
    const care::Policy policy = policy_in(body, known);
    const PlanText text = toml_of(member_in(body, "plan"));
    Json out = {{"valid", true},        {"errors", Json::array()}, {"refusals", Json::array()},
                {"screening", nullptr}, {"puncture", nullptr},     {"skin", nullptr}};
    try {
        const plan::Plan plan = plan::read(core::Document::parse(text.toml, "plan"), shop_.words);
        for (const std::string& reason : course::contraindications(known, plan)) out["refusals"].push_back(reason);
        const care::Screening screening = course::screen(known, plan, policy);
        for (const care::Finding* finding : course::bars(screening)) out["refusals"].push_back(finding->rule.action);
        out["screening"] = Json::parse(report::screening_json(screening, known.bibliography));
        out.update(Json::parse(report::preview_json(course::preview(known, plan))));
    } catch (const core::InvalidInput& error) {
        out["valid"] = false;
        out["errors"] = mistakes_json(mistakes_in(error, text));
    } catch (const core::UserError& error) {
        out["valid"] = false;
        out["errors"] = mistakes_json({{"", error.what(), ""}});
    }
    return json_response(out);
}

}  // namespace percuta::server
