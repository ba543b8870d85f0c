#include <chrono>

#include <fmt/format.h>

#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "course/safety.hpp"
#include "course/screening.hpp"
#include "report/csv.hpp"
#include "report/fhir.hpp"
#include "report/html.hpp"
#include "report/ics.hpp"
#include "report/json.hpp"
#include "report/pdf.hpp"
#include "report/time_zone.hpp"
#include "server/field_frames.hpp"
#include "server/orders.hpp"
#include "server/plans.hpp"

namespace percuta::server {

namespace {

/// A plan that is carried out, and what stays of it.
struct Run {
    plan::Plan plan;
    std::string toml;
    course::Options options;
    std::shared_ptr<core::TimeZone> zone;
    std::shared_ptr<FieldFrames> fields;
    course::Result result;

    bool has_fields() const { return fields != nullptr; }
};

/// Fields that a page shows around one hole, and when: dense at first.
healing::Frames frames_of(FieldFrames* sink, double end) {
    healing::Frames out{.sink = sink,
                        .fields = {"damage", "il1", "neutrophils", "m2", "tgf_b1", "fibroblasts", "vessels",
                                   "epidermal_cover", "collagen_total"}};
    for (const double day :
         {0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 28.0, 42.0, 56.0, 84.0, 112.0, 168.0})
        if (day * core::day <= end) out.times.push_back(day * core::day);
    return out;
}

/// "2027-01-11T09:30:00Z" as calendars write it.
std::string stamp_of(std::string_view moment) {
    std::string out;
    for (const char c : moment)
        if (c != '-' && c != ':') out += c;
    return out;
}

std::string ics_of(const Run& run) {
    const course::Provenance& made = run.result.provenance;
    return report::ics(run.result.calendar, run.zone.get(), {.id = made.plan_hash, .stamp = stamp_of(made.created)});
}

/// Each is made when it is asked for.
Products products_of(const std::shared_ptr<const Run>& run, const course::Knowledge& known) {
    Products out;
    const auto add = [&](const std::string& file, const char* type, auto make) {
        out[file] = {type, [run, make] { return make(*run); }};
    };
    const core::Bibliography& books = known.bibliography;
    add("result.json", "application/json", [&](const Run& r) { return report::result_json(r.result, books); });
    add("report.html", "text/html; charset=utf-8", [&](const Run& r) { return report::report_html(r.result, books); });
    if (report::can_print())
        add("report.pdf", "application/pdf",
            [&](const Run& r) { return report::pdf(report::report_html(r.result, books)); });
    add("curves.csv", "text/csv; charset=utf-8", [](const Run& r) { return report::curves_csv(r.result); });
    add("closure.csv", "text/csv; charset=utf-8", [](const Run& r) { return report::closure_csv(r.result); });
    if (!run->plan.products.empty())
        add("delivery.csv", "text/csv; charset=utf-8", [](const Run& r) { return report::delivery_csv(r.result); });
    add("plan.toml", "text/plain; charset=utf-8", [](const Run& r) { return r.toml; });
    add("fhir.json", "application/fhir+json",
        [&](const Run& r) { return report::fhir_bundle(r.result, known.rules, known.bibliography, r.zone.get()); });
    if (run->result.calendar.start) add("calendar.ics", "text/calendar; charset=utf-8", ics_of);
    if (!run->has_fields()) return out;
    add("fields.h5", "application/x-hdf5", [](const Run& r) { return r.fields->hdf5(); });
    add("fields", "application/json", [](const Run& r) { return r.fields->description(); });
    for (const std::string& field : run->options.frames.fields)
        add("fields/" + field, "application/octet-stream", [field](const Run& r) { return r.fields->bytes(field); });
    return out;
}

}  // namespace

Job::Work order_run(const Json& body, const Workshop& shop) {
    auto run = std::make_shared<Run>();
    PlanText text = toml_of(member_in(body, "plan"));
    run->plan = understood(text, shop.words);
    run->toml = std::move(text.toml);
    run->zone = report::time_zone_of(run->plan.schedule);
    run->options = options_in(body, shop.known, shop.settings.threads);
    constexpr std::uint64_t fewest = 100, most = 100000;
    run->options.people =
        static_cast<int>(number_in(body, "people", static_cast<std::uint64_t>(run->options.people), fewest, most));
    run->options.zone = run->zone.get();
    if (run->options.fidelity == healing::Fidelity::cell) {
        run->fields = std::make_shared<FieldFrames>();
        run->options.frames = frames_of(run->fields.get(), course::end_of_course(run->plan.schedule));
    }
    // What would be refused is refused at once, and not by a job that fails.
    course::refuse_barred(course::screen(shop.known, run->plan, *run->options.policy), run->options.overridden);
    course::refuse_contraindicated(shop.known, std::span(&run->plan, 1), run->options.overridden);
    return [run, &shop](const core::Watch& watch) {
        const auto start = std::chrono::steady_clock::now();
        run->result = course::carry_out(run->plan, shop.known, run->options, watch);
        shop.settings.sign(
            run->result.provenance,
            fmt::format("percuta run plan.toml {} --people {}", in_command(run->options), run->options.people),
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        return products_of(run, shop.known);
    };
}

}  // namespace percuta::server
