#include "course/cost.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "course/draw.hpp"
#include "course/regimen.hpp"

namespace percuta::course {

namespace {

constexpr std::array wanted{core::Wanted{"price_year", "1"},  core::Wanted{"practice_rate", "s-1"},
                            core::Wanted{"first_visit", "s"}, core::Wanted{"around_session", "s"},
                            core::Wanted{"supplies", "1"},    core::Wanted{"roller", "1"},
                            core::Wanted{"stamp", "1"},       core::Wanted{"cartridge", "1"},
                            core::Wanted{"handpiece", "1"},   core::Wanted{"handpiece_sessions", "1"},
                            core::Wanted{"home_roller", "1"}, core::Wanted{"home_roller_sessions", "1"},
                            core::Wanted{"home_pen", "1"},    core::Wanted{"home_cartridge", "1"},
                            core::Wanted{"product", "m-3"}};

/// Prices of adjuncts are named by one of these and the adjunct.
constexpr std::string_view a_session = "per_session_", a_month = "per_month_", a_course = "per_course_";

/// How many sets of prices make the intervals.
constexpr std::uint64_t draws = 1000;

/// Something to pay for: how much it comes to at some prices.
struct Position {
    std::string name, title;
    std::function<double(const core::ParameterSet&)> amount;
};

class Bill {
public:
    Bill(const Knowledge& known, const plan::Plan& plan, double session_duration)
        : known_(known), plan_(plan), sessions_(plan.schedule.sessions) {
        if (plan.technique.mode == "home") add_home();
        else add_practice(session_duration);
        add_products();
        add_adjuncts();
    }

    const std::vector<Position>& positions() const { return positions_; }

private:
    void add(std::string name, std::string title, std::function<double(const core::ParameterSet&)> amount) {
        positions_.push_back({std::move(name), std::move(title), std::move(amount)});
    }

    void add_practice(double session_duration) {
        const double n = sessions_;
        const device::Kind kind = device_of(known_, plan_).kind;
        add("practitioner", "The practitioner's time and the practice", [=](const core::ParameterSet& prices) {
            const double time = prices.value("first_visit") + n * (prices.value("around_session") + session_duration);
            return prices.value("practice_rate") * time;
        });
        add("supplies", "Disinfectant, gloves, dressing",
            [=](const core::ParameterSet& prices) { return n * prices.value("supplies"); });
        const char* needles = kind == device::Kind::pen      ? "cartridge"
                              : kind == device::Kind::roller ? "roller"
                                                             : "stamp";
        add("needles", "Sterile needles, new for every session",
            [=](const core::ParameterSet& prices) { return n * prices.value(needles); });
        if (kind != device::Kind::pen) return;
        add("device", "Share of the pen's handpiece", [=](const core::ParameterSet& prices) {
            return prices.value("handpiece") * std::min(1.0, n / prices.value("handpiece_sessions"));
        });
    }

    void add_home() {
        const double n = sessions_, before = plan_.technique.uses;
        if (device_of(known_, plan_).kind == device::Kind::pen) {
            add("device", "A pen for use at home",
                [](const core::ParameterSet& prices) { return prices.value("home_pen"); });
            add("needles", "Cartridges, new for every session",
                [=](const core::ParameterSet& prices) { return n * prices.value("home_cartridge"); });
            return;
        }
        // What the needles were used for before was paid for before.
        add("device", "Rollers or stamps for use at home", [=](const core::ParameterSet& prices) {
            const double lasts = std::max(1.0, prices.value("home_roller_sessions"));
            return prices.value("home_roller") * (std::ceil((before + n) / lasts) - std::ceil(before / lasts));
        });
    }

    void add_products() {
        for (const plan::Product& product : plan_.products) {
            if (known_.costs.has(std::string(a_session) + product.name)) {
                add_adjunct(product.name);
                continue;
            }
            const auto often = static_cast<double>(applications_of(plan_, product).size());
            const double area =
                product.area.value_or(plan_.technique.area.value_or(known_.puncture.value("usual_area")));
            add("product." + product.name, product.name,
                [volume = often * product.amount * area](const core::ParameterSet& prices) {
                    return volume * prices.value("product");
                });
        }
    }

    void add_adjuncts() {
        for (const plan::Adjunct& adjunct : plan_.adjuncts)
            if (!is_a_daily_product(adjunct.kind)) add_adjunct(adjunct.kind);
    }

    /// Whether a product of the plan is this adjunct, so that it has been paid for.
    bool is_a_daily_product(const std::string& adjunct) const {
        return std::ranges::any_of(plan_.products, [&](const plan::Product& product) {
            const std::vector<product::Content> contents = product_of(known_.products, product).contents;
            return product.when == "daily" && std::ranges::any_of(contents, [&](const product::Content& content) {
                       return content.permeant.name == adjunct;
                   });
        });
    }

    /// Once, however often the plan names it, as an adjunct or as a product.
    void add_adjunct(const std::string& kind) {
        const auto adjunct = std::ranges::find(known_.adjuncts, kind, &Adjunct::name);
        const std::string name = "adjunct." + kind;
        if (adjunct == known_.adjuncts.end() ||
            std::ranges::find(positions_, name, &Position::name) != positions_.end())
            return;
        const std::array<std::pair<std::string_view, double>, 3> times{
            {{a_session, sessions_}, {a_month, end_of_course(plan_.schedule)}, {a_course, 1.0}}};
        for (const auto& [prefix, often] : times) {
            const std::string price = std::string(prefix) + kind;
            if (known_.costs.has(price))
                add(name, adjunct->title,
                    [price, often](const core::ParameterSet& prices) { return often * prices.value(price); });
        }
    }

    const Knowledge& known_;
    const plan::Plan& plan_;
    double sessions_;
    std::vector<Position> positions_;
};

}  // namespace

Cost cost_of(const Knowledge& known, const plan::Plan& plan, double session_duration) {
    const Bill bill(known, plan, session_duration);
    Cost out;
    out.price_year = static_cast<int>(known.costs.value("price_year"));
    std::vector<std::vector<double>> amounts(bill.positions().size());
    std::vector<double> totals;
    for (std::uint64_t i = 0; i < draws; ++i) {
        core::RandomStream random(0, i, core::Stream::costs);
        const core::ParameterSet prices = known.costs.sampled(random);
        double total = 0.0;
        for (std::size_t at = 0; at < amounts.size(); ++at) {
            amounts[at].push_back(bill.positions()[at].amount(prices));
            total += amounts[at].back();
        }
        totals.push_back(total);
    }
    out.total = core::interval(totals);
    out.totals = std::move(totals);
    for (std::size_t at = 0; at < amounts.size(); ++at) {
        const Position& position = bill.positions()[at];
        const double central = position.amount(known.costs);
        out.central += central;
        const core::Interval amount = core::interval(std::move(amounts[at]));
        if (amount.hi > 0.0) out.items.push_back({position.name, position.title, amount, central});
    }
    return out;
}

double central_cost_of(const Knowledge& known, const plan::Plan& plan, double session_duration) {
    const Bill bill(known, plan, session_duration);
    double total = 0.0;
    for (const Position& position : bill.positions()) total += position.amount(known.costs);
    return total;
}

void check_costs(const Knowledge& known) {
    std::vector<core::Wanted> all(wanted.begin(), wanted.end());
    std::vector<std::string> names;
    for (const Adjunct& adjunct : known.adjuncts)
        for (const std::string_view prefix : {a_session, a_month, a_course})
            names.push_back(std::string(prefix) + adjunct.name);
    for (const std::string& name : names)
        if (known.costs.has(name))
            all.push_back({name, name.starts_with(a_month) ? "s-1" : "1", core::Sign::not_below_zero});
    core::check_names(known.costs, all, "costs.toml");
}

}  // namespace percuta::course
