#include "trial/virtual_trial.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/draw.hpp"
#include "course/follow.hpp"
#include "course/scalp.hpp"
#include "plan/alike.hpp"
#include "plan/read.hpp"

namespace percuta::trial {

namespace {

/// Names a person for the random streams. Person i of replicate r is the same person however many there are.
std::uint64_t name_of(const Protocol& protocol, std::uint64_t person) {
    return (person / protocol.patients << 32U) | person % protocol.patients;
}

/// What is read unless the user says: the scale of the baseline, or the first that scores this concern.
std::string usual_scale(const plan::Plan& plan, const outcome::Catalogue& clinic) {
    if (plan.concern.baseline) return plan.concern.baseline->scale;
    const std::vector<const outcome::Scale*> scales = clinic.scales_for(plan.concern.kind);
    if (scales.empty())
        throw core::UsageError(
            fmt::format("no scale is read for {}, so that a trial would have no result", plan.concern.kind));
    return scales.front()->name;
}

/// Where a state is read, its score before treatment must be known; a change needs none.
void check_baseline(const plan::Plan& plan, const std::vector<outcome::Scale>& scales,
                    const outcome::Catalogue& clinic) {
    if (plan.concern.baseline) return;
    const auto state = std::ranges::find(scales, false, &outcome::Scale::of_change);
    if (state == scales.end()) return;
    const std::vector<const outcome::Scale*> all = clinic.scales_for(plan.concern.kind);
    const auto change = std::ranges::find(all, true, &outcome::Scale::of_change);
    throw core::UsageError(fmt::format(
        "the plan says nothing of the score before treatment, about which the people of a trial scatter; add to its "
        "[concern], say, baseline = {{ scale = \"{}\", value = … }}{}",
        state->name,
        change == all.end() ? "" : fmt::format(", or read the change alone with --scale {}", (*change)->name)));
}

void check_plans(const TrialAsked& asked) {
    if (asked.against && asked.untreated)
        throw core::UsageError("a trial has at most two arms: against a second plan or untreated");
    if (!asked.against) return;
    const plan::Plan &a = asked.plan, &b = *asked.against;
    plan::require_alike(a, b, "the plan of the trial", "the one against it");
    if (a.schedule.follow_up != b.schedule.follow_up)
        throw core::UsageError(fmt::format(
            "the two plans are read at different times, {:.4g} and {:.4g} days after the last session; give both the "
            "same follow_up",
            a.schedule.follow_up / core::day, b.schedule.follow_up / core::day));
}

void check_counts(const TrialAsked& asked) {
    const bool two_arms = asked.against || asked.untreated;
    if (asked.patients == 0 || asked.replicates == 0)
        throw core::UsageError("a trial needs at least one person and one replicate");
    if (two_arms && !asked.split && asked.patients < 2)
        throw core::UsageError("two arms need two people, or one of whom both sides are treated (--split)");
    if (asked.split && !two_arms)
        throw core::UsageError("--split needs something on the other side: --against untreated, or a second plan");
    if (asked.patients > most_people || asked.replicates > most_people / asked.patients)
        throw core::UsageError(
            fmt::format("{} people {} times are more than {}", asked.patients, asked.replicates, most_people));
}

std::string scale_named(const std::string& name, const outcome::Catalogue& clinic, const std::string& concern) {
    std::vector<std::string> read;
    for (const outcome::Scale* scale : clinic.scales_for(concern)) read.push_back(scale->name);
    if (std::ranges::find(read, name) != read.end()) return name;
    const bool exists = clinic.has_scale(name);
    throw core::UsageError(fmt::format("{} {}; {}", core::as_written(name),
                                       exists ? fmt::format("is not read for {}", concern) : "is not among the scales",
                                       exists ? core::suggest("", read) : core::suggest(name, read)));
}

std::string reader_named(const std::string& name, const outcome::Catalogue& clinic) {
    const std::vector<std::string> all = clinic.reader_names();
    if (std::ranges::find(all, name) == all.end())
        throw core::UsageError(
            fmt::format("{} is not among the readers; {}", core::as_written(name), core::suggest(name, all)));
    return name;
}

/// Nothing is done, and read when the others are.
plan::Plan untreated(plan::Plan plan) {
    plan.products.clear();
    plan.adjuncts.clear();
    return plan;
}

void add_arms(const TrialAsked& asked, VirtualTrial& out) {
    Protocol& protocol = out.protocol;
    const auto title = [](const plan::Plan& plan) { return plan.title.empty() ? "the plan" : plan.title; };
    protocol.arms.push_back({"plan", title(asked.plan), true});
    out.plans.push_back(asked.plan);
    protocol.plan = course::hash(plan::write(asked.plan));
    if (asked.against) {
        protocol.arms.push_back({"against", title(*asked.against), true});
        out.plans.push_back(*asked.against);
        protocol.against = course::hash(plan::write(*asked.against));
    } else if (asked.untreated) {
        protocol.arms.push_back({"untreated", "no treatment", false});
        out.plans.push_back(untreated(asked.plan));
        protocol.against = "untreated";
    }
    protocol.design = protocol.arms.size() == 1 ? course::Design::single
                      : asked.split             ? course::Design::split
                                                : course::Design::parallel;
}

void add_measures(const TrialAsked& asked, const outcome::Catalogue& clinic, VirtualTrial& out) {
    const std::string& concern = asked.plan.concern.kind;
    std::vector<std::string> scales = asked.scales, readers = asked.readers;
    if (scales.empty()) scales.push_back(usual_scale(asked.plan, clinic));
    if (readers.empty()) readers.emplace_back("blinded-photo");
    for (std::vector<std::string>* names : {&scales, &readers}) {  // each once, in the order given
        std::vector<std::string> once;
        for (const std::string& name : *names)
            if (std::ranges::find(once, name) == once.end()) once.push_back(name);
        *names = once;
    }
    for (const std::string& scale_name : scales)
        for (const std::string& reader_name : readers) {
            const outcome::Scale& scale = clinic.scale(scale_named(scale_name, clinic, concern));
            const outcome::Reader& reader = clinic.reader(reader_named(reader_name, clinic));
            out.scales.push_back(scale);
            out.readers.push_back(reader);
            out.protocol.measures.push_back({scale.name, scale.unit, reader.name, reader.title, scale.least,
                                             scale.counts, scale.lower_is_better, scale.of_change});
        }
}

/// What everybody of one replicate shares beside the parameters of the models.
struct World {
    double study_shift = 0.0;          ///< in standard deviations
    double redness = 0.0;              ///< in standard deviations
    double drop_out = 0.0;             ///< share
    std::vector<double> event_shifts;  ///< in standard deviations
};

World draw_world(const VirtualTrial& trial, std::uint64_t replicate) {
    const Protocol& protocol = trial.protocol;
    const auto stream = [&](std::string_view what, core::Stream purpose) {
        return core::RandomStream(protocol.seed, stream_of({replicate, thing(what)}), purpose);
    };
    World out;
    core::RandomStream shift = stream("shift", core::Stream::studies), left = stream("left", core::Stream::studies);
    out.study_shift = shift.normal();
    out.redness = stream("redness", core::Stream::studies).normal();
    out.drop_out = draw_drop_out(protocol.people, left);
    for (const std::string& event : protocol.events) {
        core::RandomStream study = stream(event, core::Stream::events);
        out.event_shifts.push_back(study.normal());
    }
    return out;
}

/// One person on the way through the trial.
struct Enrolled {
    std::uint64_t number = 0, name = 0;
    const World* world = nullptr;
    Person person;
    double leaves = std::numeric_limits<double>::infinity();  ///< share of the course after which
};

/// A stream of one person; what else it is for, such as an arm, follows.
core::RandomStream stream_of_person(const Protocol& protocol, const Enrolled& who, core::Stream purpose,
                                    std::string_view what, std::uint64_t arm = 0) {
    return {protocol.seed, stream_of({who.name, thing(what), arm}), purpose};
}

Enrolled enrol(const VirtualTrial& trial, std::uint64_t number, const World& world) {
    Enrolled out{number, name_of(trial.protocol, number), &world, {}};
    core::RandomStream random = stream_of_person(trial.protocol, out, core::Stream::patients, "person");
    out.person = draw_person(trial.protocol.people, random);
    core::RandomStream leaving = stream_of_person(trial.protocol, out, core::Stream::patients, "leaves");
    if (leaving.uniform() < world.drop_out) out.leaves = leaving.uniform();
    return out;
}

plan::Plan plan_for(plan::Plan plan, const Person& person) {
    plan.subject.age = person.age;
    plan.subject.sex = person.female ? "female" : "male";
    plan.subject.phototype = person.phototype;
    if (plan.concern.baseline) plan.concern.baseline->value = person.baseline;
    return plan;
}

/// Scores of one measure, printed by this person's reader.
Reading read(const VirtualTrial& trial, std::size_t measure, std::size_t arm, const Enrolled& who,
             const outcome::Parameters& p, const outcome::Surface& before, std::span<const outcome::Surface> after,
             std::span<const double> times, double left, double count_drift) {
    const outcome::Scale& scale = trial.scales[measure];
    const outcome::Reader reader = trial.readers[measure].in(p);
    // Both sides of a person are read by the same eye, whose bias is that of the replicate's reader; a visit is one
    // side on one day.
    const std::string name = scale.name + ":" + reader.name;
    core::RandomStream bias(trial.protocol.seed, stream_of({who.number / trial.protocol.patients, thing(reader.name)}),
                            core::Stream::readers),
        habit = stream_of_person(trial.protocol, who, core::Stream::readers, reader.name),
        visit = stream_of_person(trial.protocol, who, core::Stream::readers, name, arm + 1);
    outcome::Eye eye = outcome::draw_eye(reader, habit);
    eye.bias = outcome::draw_eye(reader, bias).bias;
    const bool treated = trial.protocol.arms[arm].needled || !trial.plans[arm].adjuncts.empty();
    Reading out;
    out.true_before = outcome::score(scale, p, before, before);
    out.true_end = outcome::score(scale, p, before, after.back());
    out.before = scale.of_change ? out.true_before
                                 : outcome::print(scale, reader, eye, out.true_before, out.true_before, false, visit);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const double now = outcome::score(scale, p, before, after[i]);
        const double printed = outcome::print(scale, reader, eye, out.true_before, now, treated, visit, count_drift);
        out.after.push_back(times[i] > left ? std::numeric_limits<double>::quiet_NaN() : printed);
    }
    return out;
}

Record record_of(const VirtualTrial& trial, const outcome::Catalogue& clinic, std::size_t arm, const Enrolled& who,
                 const plan::Plan& plan, const outcome::Parameters& p, const course::Followed& followed) {
    const Protocol& protocol = trial.protocol;
    const Person& person = who.person;
    Record out;
    out.person = who.number;
    out.replicate = who.number / protocol.patients;
    out.arm = arm;
    out.age = person.age;
    out.female = person.female;
    out.phototype = person.phototype;
    out.left = who.leaves <= 1.0 ? who.leaves * course::end_of_course(plan.schedule)
                                 : std::numeric_limits<double>::quiet_NaN();
    const bool needled = protocol.arms[arm].needled;
    core::RandomStream redness = stream_of_person(protocol, who, core::Stream::events, "redness");
    out.downtime = needled ? outcome::downtime(p, followed.exposure, {redness.normal(), who.world->redness}) : 0.0;
    for (std::size_t i = 0; i < protocol.events.size(); ++i) {
        const std::string& event = protocol.events[i];
        core::RandomStream happens = stream_of_person(protocol, who, core::Stream::events, event, arm + 1);
        out.events.push_back(needled && happens.uniform() < outcome::event_probability(p, event, followed.exposure,
                                                                                       who.world->event_shifts[i]));
    }
    const outcome::Surface before = outcome::before(clinic, p, course::condition_of(plan, followed.hair_rest));
    std::vector<outcome::Surface> after;
    std::vector<double> times;
    core::RandomStream answers = stream_of_person(protocol, who, core::Stream::patients, "responder"),
                       follicles = stream_of_person(protocol, who, core::Stream::hair, "response");
    const outcome::Responder responder = outcome::draw_responder(p, answers);
    const double hair_response = follicles.normal();
    for (std::size_t i = 0; i < followed.tissue.size(); ++i) {
        const outcome::Tissue tissue = course::tissue_with_hair(followed, i, hair_response);
        times.push_back(tissue.time);
        after.push_back(outcome::after(p, before, tissue, responder, p.tau * who.world->study_shift));
    }
    for (std::size_t m = 0; m < trial.scales.size(); ++m)
        out.readings.push_back(read(trial, m, arm, who, p, before, after, times, out.left, followed.count_drift));
    return out;
}

/// Adds the records of the people of one arm to what is known of each of the people.
void treat_arm(const VirtualTrial& trial, const course::Knowledge& known, std::size_t arm,
               const std::vector<Enrolled>& people, std::vector<std::vector<Record>>& of_person, core::Workers& workers,
               const core::Watch& watch) {
    const Protocol& protocol = trial.protocol;
    std::vector<std::size_t> who;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::vector<std::size_t> arms = arms_of(protocol, people[i].number);
        if (std::ranges::find(arms, arm) != arms.end()) who.push_back(i);
    }
    if (who.empty()) return;
    std::vector<plan::Plan> plans(people.size());
    std::vector<course::Draw> draws(people.size());
    workers.each(who.size(), [&](std::size_t k) {
        watch.check();
        const Enrolled& one = people[who[k]];
        plans[who[k]] = plan_for(trial.plans[arm], one.person);
        draws[who[k]] = course::sampled(known, plans[who[k]], protocol.seed, one.number / protocol.patients, one.name);
    });
    // Skins with equally many layers of epidermis go through the solver together.
    std::ranges::stable_sort(who, {}, [&](std::size_t i) { return draws[i].skin.epidermis(); });
    std::vector<course::Patient> patients;
    for (const std::size_t i : who) patients.push_back({&plans[i], std::move(draws[i]), protocol.arms[arm].needled});
    std::vector<double> times = protocol.times;
    for (double& time : times) time += course::session_times(trial.plans[arm].schedule).back();
    const std::vector<course::Followed> followed = course::follow(patients, times, protocol.seed, workers, watch);
    workers.each(who.size(), [&](std::size_t k) {
        of_person[who[k]].push_back(
            record_of(trial, known.clinic, arm, people[who[k]], plans[who[k]], patients[k].draw.outcome, followed[k]));
    });
}

}  // namespace

std::vector<double> reading_times(double follow_up) {
    std::vector<double> out;
    for (const double weeks : {4.0, 12.0, 24.0})
        if (weeks * core::week < follow_up - core::week) out.push_back(weeks * core::week);
    out.push_back(follow_up);
    return out;
}

VirtualTrial set_up(const TrialAsked& asked, const course::Knowledge& known) {
    const outcome::Catalogue& clinic = known.clinic;
    check_plans(asked);
    check_counts(asked);
    VirtualTrial out;
    Protocol& protocol = out.protocol;
    add_arms(asked, out);
    add_measures(asked, clinic, out);
    check_baseline(asked.plan, out.scales, clinic);
    const auto& baseline = asked.plan.concern.baseline;
    const outcome::Scale* scale = baseline ? &clinic.scale(baseline->scale) : nullptr;
    protocol.data = known.hash;
    protocol.seed = asked.seed;
    protocol.patients = asked.patients;
    protocol.replicates = asked.replicates;
    protocol.people = people_around(asked.plan, scale, population_parameters(known.population), asked.people);
    protocol.times = reading_times(asked.plan.schedule.follow_up);
    protocol.events = outcome::event_names();
    // A score that no skin has is refused now rather than in the middle.
    const outcome::Parameters p = outcome::parameters(known.outcome);
    const outcome::Condition condition =
        course::condition_of(asked.plan, course::hair_at_rest(asked.plan, hair::parameters(known.hair)));
    static_cast<void>(outcome::before(clinic, p, condition));
    if (scale != nullptr) protocol.people.baseline_most = outcome::most_score(clinic, p, condition);
    return out;
}

std::vector<Record> treat(const VirtualTrial& trial, const course::Knowledge& known, std::uint64_t begin,
                          std::uint64_t end, core::Workers& workers, const core::Watch& watch) {
    const Protocol& protocol = trial.protocol;
    std::map<std::uint64_t, World> worlds;
    std::vector<Enrolled> people;
    for (std::uint64_t number = begin; number < end; ++number) {
        const std::uint64_t replicate = number / protocol.patients;
        if (!worlds.contains(replicate)) worlds.emplace(replicate, draw_world(trial, replicate));
        people.push_back(enrol(trial, number, worlds.at(replicate)));
    }
    std::vector<std::vector<Record>> of_person(people.size());
    for (std::size_t arm = 0; arm < protocol.arms.size(); ++arm)
        treat_arm(trial, known, arm, people, of_person, workers, watch);
    std::vector<Record> out;
    for (std::vector<Record>& records : of_person)
        for (Record& record : records) out.push_back(std::move(record));
    return out;
}

}  // namespace percuta::trial
