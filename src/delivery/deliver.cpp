#include "delivery/deliver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "delivery/model.hpp"
#include "numerics/control.hpp"
#include "numerics/esdirk.hpp"

namespace percuta::delivery {

namespace {

enum Curve : std::size_t { film, lumen, horny, epidermis, dermis, blood, lost, receptor, removed, plasma, count };

std::vector<core::Column> columns() {
    std::vector<core::Column> out;
    for (const char* name :
         {"film", "lumen", "stratum_corneum", "epidermis", "dermis", "cleared", "metabolised", "receptor", "removed"})
        out.push_back({name, "kg/m2", 0.0, {}});
    out.push_back({"plasma", "kg/m3", 0.0, {}});
    return out;
}

void refuse(bool wrong, const std::string& why) {
    if (wrong) throw core::UsageError(why);
}

void check(const product::Content& content, const Skin& skin, const Regimen& regimen, const Accuracy& accuracy) {
    refuse(!(accuracy.tolerance > 0.0) || accuracy.degree == 0, "accuracy needs a tolerance and a degree above zero");
    refuse(regimen.doses.empty(), "nothing is put on: a delivery needs at least one dose");
    for (const Dose& dose : regimen.doses) {
        refuse(!(dose.volume > 0.0), "a dose of zero was asked for: there would be nothing to follow");
        refuse(!(dose.time < regimen.end), "a dose lies after the end of what is simulated");
        refuse(!std::isfinite(dose.time) || !std::isfinite(dose.volume), "a dose needs a time and a volume");
    }
    refuse(!std::isfinite(regimen.end), "what is simulated needs an end");
    refuse(!std::ranges::is_sorted(regimen.doses, {}, &Dose::time), "doses are not in the order of their times");
    refuse(!std::ranges::is_sorted(regimen.removals, {}, &Removal::time), "removals are not in the order of times");
    for (const Removal& removal : regimen.removals) {
        refuse(!(removal.time >= regimen.doses.front().time && removal.time < regimen.end),
               "a removal lies before the first dose or after the end of what is simulated");
        refuse(!(removal.left >= 0.0 && removal.left <= 1.0), "what a removal leaves is a share between 0 and 1");
    }
    refuse(!(content.concentration > 0.0), fmt::format("the product holds no {}", content.permeant.title));
    refuse(!(content.solubility > 0.0 && content.permeant.solubility > 0.0),
           fmt::format("{} has no solubility", content.permeant.title));
    constexpr std::size_t most_bins = numerics::Skyline::lanes - 3;
    refuse(skin.channels.size() > most_bins, fmt::format("at most {} bins of channels are possible", most_bins));
    for (const ChannelBin& bin : skin.channels)
        refuse(!(bin.depth > 0.0 && bin.radius > 0.0 && bin.per_area > 0.0),
               "a bin of channels needs a depth, a radius and a number above zero");
}

/// One delivery on its way.
class Run {
public:
    Run(const Parameters& p, const product::Content& content, const product::Vehicle& vehicle, Model& model,
        const Regimen& regimen, const std::optional<Patient>& patient, const Accuracy& accuracy, double start)
        : p_(p),
          content_(content),
          vehicle_(vehicle),
          model_(model),
          regimen_(regimen),
          accuracy_(accuracy),
          stepper_(model.size()),
          control_(limits(accuracy), start, start),
          y_(model.size(), 0.0),
          time_(start) {
        if (content.permeant.body && patient)
            to_plasma_ = patient->area / (content.permeant.body->volume * patient->weight);
        out_.curves = core::TimeSeries(columns());
    }

    Delivered through(const core::Watch& watch) {
        append();
        while (time_ < regimen_.end) {
            change();
            const double stop = next_stop();
            control_.go_on(stop);
            while (!control_.arrived()) {
                watch.check();
                step();
            }
            time_ = stop;
        }
        keep_profile();
        out_.steps = control_.accepted();
        out_.rejected = control_.rejected();
        return std::move(out_);
    }

private:
    static numerics::StepLimits limits(const Accuracy& accuracy) {
        constexpr double first = 0.03, shortest = 1e-10, longest = 12 * core::hour, growth = 8.0;
        return {accuracy.tolerance, first, shortest, longest, numerics::EsdirkCoefficients::order, growth};
    }

    double next_stop() const {
        double stop = regimen_.end;
        const auto consider = [&](double time) {
            if (time > time_) stop = std::min(stop, time);
        };
        for (const Dose& dose : regimen_.doses) {
            consider(dose.time);
            if (dose.occluded) consider(dose.uncovered);
        }
        for (const Removal& removal : regimen_.removals) consider(removal.time);
        for (const double time : regimen_.readings) consider(time);
        for (const double time : regimen_.profiles) consider(time);
        consider(0.0);
        consider(model_.film().dry());
        return stop;
    }

    /// What happens now; a second row when something did.
    void change() {
        keep_profile();
        const bool dried = time_ == model_.film().dry();
        bool jumped = time_ == 0.0 || dried;
        model_.set_punctured(time_ >= 0.0 && model_.is_open(time_));
        if (dried) model_.set_dry(true);
        for (const Removal& removal : regimen_.removals)
            if (removal.time == time_) {
                remove(removal);
                jumped = true;
            }
        for (const Dose& dose : regimen_.doses) {
            if (dose.occluded && dose.uncovered == time_) {
                uncover();
                jumped = true;
            }
            if (dose.time == time_) {
                apply(dose);
                jumped = true;
            }
        }
        if (!jumped) return;
        append();
        stepper_.restart();
        control_.restart();
    }

    void apply(const Dose& dose) {
        Film film = model_.film();
        const double volume = film.volume(time_), held = model_.in_film(time_, y_);
        const double fleeting = std::min(vehicle_.volatile_share, 1.0 - p_.moisture);
        film.fleeting = std::max(0.0, volume - film.lasting) + dose.volume * fleeting;
        film.lasting += dose.volume * (1.0 - fleeting);
        film.evaporation = dose.occluded ? 0.0 : vehicle_.evaporation;
        film.since = time_;
        model_.set_film(film);
        model_.set_dry(false);
        const double amount = dose.volume * content_.concentration;
        y_[0] += amount;
        out_.applied += amount;
        if (time_ >= 0.0 && model_.is_open(time_)) fill(held + amount);
    }

    /// Part of the open channels fills with product, of a film that has not met the stratum corneum yet. The film is
    /// less by what they took.
    void fill(const double in_film) {
        const double concentration = model_.film_concentration(time_, in_film);
        double left = in_film;
        for (std::size_t bin = 0; model_.lumens() + bin < model_.pool(Model::receptor); ++bin) {
            double& in = y_[model_.lumens() + bin];
            const double most = p_.filling * concentration * model_.lumen_volume(bin, time_);
            const double moved = std::clamp(most - in, 0.0, left);
            in += moved;
            left -= moved;
        }
        y_[0] -= in_film - left;
        Film film = model_.film();
        film.lasting *= left / in_film;
        film.fleeting *= left / in_film;
        model_.set_film(film);
    }

    void uncover() {
        Film film = model_.film();
        film.fleeting = film.volume(time_) - film.lasting;
        film.evaporation = vehicle_.evaporation;
        film.since = time_;
        model_.set_film(film);
    }

    void remove(const Removal& removal) {
        Film film = model_.film();
        const double volume = film.volume(time_);
        const double left = volume > 0.0 ? std::min(removal.left, removal.most / volume) : removal.left;
        const double taken = (1.0 - left) * model_.in_film(time_, y_);
        y_[0] -= taken;
        removed_ += taken;
        film.fleeting = left * std::max(0.0, volume - film.lasting);
        film.lasting *= left;
        film.evaporation = vehicle_.evaporation;
        film.since = time_;
        model_.set_film(film);
    }

    /// All that has left the film.
    double entered(double time, std::span<const double> y) const {
        double sum = model_.column().capacity().front() * model_.surface(time, y[0]);
        for (std::size_t i = 1; i <= model_.pool(Model::lost); ++i) sum += y[i];
        return sum;
    }

    void step() {
        constexpr double negligible = 1e-9;  // of what was put on
        const double from = control_.time(), length = control_.step();
        stepper_.step(model_, from, y_, length);
        // What the film is off by is what all others together are: nothing is lost.
        double off = 0.0;
        for (std::size_t i = 1; i < y_.size(); ++i) off += std::abs(stepper_.error()[i]);
        const double scale = entered(from + length, stepper_.result()) + negligible * out_.applied;
        if (!control_.accept(off / scale)) {
            stepper_.retry();
            return;
        }
        stepper_.accept();
        std::ranges::copy(stepper_.result(), y_.begin());
        time_ = control_.time();
        append();
    }

    double of_layers(LayerIndex from, LayerIndex to) const {
        const Column& column = model_.column();
        double sum = 0.0;
        for (std::size_t l = from; l <= to; ++l) {
            const auto layer = static_cast<LayerIndex>(l);
            const std::span<const double> capacity = column.capacity(layer);
            for (std::size_t j = 0; j < capacity.size(); ++j)
                sum += capacity[j] * concentration(column.begin(layer) + j);
        }
        return sum;
    }

    /// u at a node.
    double concentration(std::size_t node) const {
        return node == 0 ? model_.surface(time_, y_[0]) : y_[node] / model_.column().capacity()[node];
    }

    void append() {
        std::array<double, count> row{};
        row[film] = model_.in_film(time_, y_);
        for (std::size_t i = model_.lumens(); i < model_.pool(Model::receptor); ++i) row[lumen] += y_[i];
        row[horny] = of_layers(stratum_corneum, stratum_corneum);
        row[epidermis] = of_layers(viable_epidermis, junction);
        row[dermis] = of_layers(papillary, reticular);
        row[blood] = y_[model_.pool(Model::cleared)];
        row[lost] = y_[model_.pool(Model::metabolised)];
        row[receptor] = y_[model_.pool(Model::receptor)];
        row[removed] = removed_ + y_[model_.pool(Model::lost)];
        row[plasma] = to_plasma_ * y_[model_.pool(Model::central)];
        if (row[plasma] > out_.plasma_peak) {
            out_.plasma_peak = row[plasma];
            out_.plasma_peak_time = time_;
        }
        // What the method leaves below zero is less than it is exact to.
        for (double& value : row) value = std::max(value, 0.0);
        out_.curves.append(time_, row);
    }

    void keep_profile() {
        if (std::ranges::find(regimen_.profiles, time_) == regimen_.profiles.end()) return;
        if (!out_.profiles.empty() && out_.profiles.back().time == time_) return;
        Profile profile{time_, {}, {}};
        const Column& column = model_.column();
        for (std::size_t l = 0; l < layer_count; ++l) {
            const auto layer = static_cast<LayerIndex>(l);
            for (std::size_t j = 0; j < column.capacity(layer).size(); ++j) {
                const std::size_t node = column.begin(layer) + j;
                profile.depth.push_back(column.depth()[node]);
                profile.concentration.push_back(std::max(0.0, column.partition(layer) * concentration(node)));
            }
        }
        out_.profiles.push_back(std::move(profile));
    }

    const Parameters& p_;
    const product::Content& content_;
    const product::Vehicle& vehicle_;
    Model& model_;
    const Regimen& regimen_;
    const Accuracy& accuracy_;
    numerics::Esdirk stepper_;
    numerics::StepControl control_;
    std::vector<double> y_;
    double time_, removed_ = 0.0, to_plasma_ = 0.0;
    Delivered out_;
};

}  // namespace

double Delivered::absorbed() const {
    const auto last = [&](const char* name) { return curves.column(name).values.back(); };
    return applied - last("film") - last("removed");
}

double Delivered::delivered() const { return delivered_at(curves.times().back()); }

double Delivered::delivered_at(double time) const {
    double sum = 0.0;
    for (const char* name : {"epidermis", "dermis", "cleared", "metabolised", "receptor"}) sum += curves.at(name, time);
    return sum;
}

Delivered deliver(const Parameters& p, const product::Content& content, const product::Vehicle& vehicle,
                  const Coefficients& coefficients, const Skin& skin, const Regimen& regimen,
                  const std::optional<Patient>& patient, const core::Watch& watch, const Accuracy& accuracy) {
    check(content, skin, regimen, accuracy);
    Model model(p, content, vehicle, coefficients, skin, patient, regimen.end - regimen.doses.front().time,
                accuracy.degree);
    return Run(p, content, vehicle, model, regimen, patient, accuracy, regimen.doses.front().time).through(watch);
}

}  // namespace percuta::delivery
