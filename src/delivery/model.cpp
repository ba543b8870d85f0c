#include "delivery/model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "delivery/conductance.hpp"

namespace percuta::delivery {

namespace {

double value(const Course& course, double time) { return course ? course(time) : 1.0; }

}  // namespace

double Film::volume(double time) const { return lasting + std::max(0.0, fleeting - evaporation * (time - since)); }

double Film::dry() const {
    return fleeting > 0.0 && evaporation > 0.0 ? since + fleeting / evaporation
                                               : std::numeric_limits<double>::infinity();
}

Model::Model(const Parameters& p, const product::Content& content, const product::Vehicle& vehicle,
             const Coefficients& coefficients, const Skin& skin, const std::optional<Patient>& patient, double duration,
             std::size_t degree)
    : p_(p),
      coefficients_(coefficients),
      skin_(skin),
      column_(coefficients, skin.channels, coefficients.lumen * vehicle.hindrance, duration, degree),
      nodes_(column_.size()),
      free_(skin.living ? nodes_ : nodes_ - 1),
      pools_(nodes_ + skin.channels.size()),
      ratio_(product::neutral_share(content.permeant, vehicle.ph) / coefficients.neutral_tissue),
      solvency_(content.solubility / content.permeant.solubility),
      saturation_(content.permeant.solubility),
      polar_(column_.has(stratum_corneum) ? coefficients.polar : 0.0),
      lumen_diffusivity_(coefficients.lumen * vehicle.hindrance),
      mouth_(skin.channels.size()),
      outflow_(skin.channels.size()),
      u_(nodes_),
      c_(skin.channels.size()),
      diagonal_(free_ - 1),
      border_((c_.size() + 1) * (c_.size() + 1)),
      border_rhs_(c_.size() + 1) {
    if (!column_.has(stratum_corneum)) ratio_ = 1.0;
    if (const auto& body = content.permeant.body; body && patient) {
        body_ = true;
        elimination_ = body->clearance / body->volume;
        to_peripheral_ = body->exchange / body->volume;
        if (body->peripheral_volume > 0.0) to_central_ = body->exchange / body->peripheral_volume;
    }
    for (std::size_t i = 0; i < skin.channels.size(); ++i) {
        const ChannelBin& bin = skin.channels[i];
        volume_.push_back(bin.per_area * std::numbers::pi * bin.radius * bin.radius * bin.depth * column_.filled(i));
    }
    std::vector<std::size_t> first;
    for (std::size_t j = 1; j < free_; ++j) first.push_back(std::max<std::size_t>(column_.first()[j], 1) - 1);
    matrix_ = numerics::Skyline(std::move(first));
    lay_conduction();
}

bool Model::is_open(double time) const {
    constexpr double nothing = 1e-5;  // of the radius: too little to bring anything through
    return value(skin_.open, time) > nothing;
}

double Model::lumen_volume(std::size_t bin, double time) const {
    const double open = value(skin_.open, time);
    return volume_[bin] * open * open;
}

void Model::set_punctured(bool punctured) {
    if (punctured == punctured_) return;
    punctured_ = punctured;
    lay_conduction();
}

void Model::lay_conduction() {
    const std::size_t bins = c_.size(), surface = bins, row = bins + 1;
    matrix_.clear();
    coupling_.assign(matrix_.size(), {});
    with_lumen_.assign(bins, 0.0);
    with_surface_.assign(bins, 0.0);
    bottom_.assign(nodes_ + bins, 0.0);
    from_surface_ = 0.0;
    for (const Column::Link& link : column_.links()) {
        const double k = link.conductance;
        if (link.a == 0) {
            from_surface_ += k;
            if (link.b < free_) {
                coupling_[link.b - 1][surface] -= k;
                coupling_[link.b - 1][row] -= k;
            }
        } else {
            matrix_.at(link.a - 1, link.a - 1) += k;
            if (link.b < free_) matrix_.at(link.b - 1, link.a - 1) -= k;
        }
        if (link.b < free_) matrix_.at(link.b - 1, link.b - 1) += k;
        else bottom_[link.a] += k;
    }
    if (!punctured_) return;
    for (const Column::Exchange& exchange : column_.exchanges()) lay_exchange(exchange);
}

void Model::lay_exchange(const Column::Exchange& exchange) {
    const std::size_t i = exchange.bin;
    for (std::size_t j = 0; j < exchange.weight.size(); ++j) {
        const std::size_t node = exchange.begin + j;
        const double k = exchange.krogh * exchange.weight[j];
        with_lumen_[i] += k;
        if (node == 0) {
            from_surface_ += k;
            with_surface_[i] += k;
        } else if (node < free_) {
            matrix_.at(node - 1, node - 1) += k;
            coupling_[node - 1][i] -= k;
        } else {
            bottom_[nodes_ + i] += k;
        }
    }
}

void Model::look(double time) {
    const double volume = film_.volume(time);
    now_.film_capacity = film_capacity(time);
    now_.surface = volume > 0.0 ? 1.0 / ratio_ : 0.0;
    now_.clearance =
        skin_.living ? coefficients_.clearance.rate(value(skin_.perfusion, time), value(skin_.leakiness, time)) : 0.0;
    const double wet = dry_ ? p_.dry_share : 1.0;
    now_.polar = wet * polar_;
    constexpr double closed = 1e-9;    // share of the radius that stands for none
    constexpr double shortest = 1e-3;  // plug over radius that stands for none: a wide mouth resists nothing
    const double open = punctured_ ? std::max(closed, value(skin_.open, time)) : closed;
    const double speed = skin_.living ? p_.outflow * std::exp(-time / p_.outflow_time) : 0.0;
    for (std::size_t i = 0; i < c_.size(); ++i) {
        const ChannelBin& channel = skin_.channels[i];
        const double radius = channel.radius * open, D = lumen_diffusivity_;
        mouth_[i] = punctured_ && volume > 0.0
                        ? wet * channel.per_area /
                              mouth_resistance({std::max(p_.plug, shortest * radius), radius, channel.radius, D, D})
                        : 0.0;
        outflow_[i] = punctured_ ? speed * channel.per_area * std::numbers::pi * radius * radius : 0.0;
    }
}

double Model::surface(double time, double amount) const {
    const double u = amount / (film_capacity(time) + column_.capacity().front());
    return film_.volume(time) > 0.0 ? std::min(u, ratio_ * saturation_) : u;
}

double Model::in_film(double time, std::span<const double> y) const {
    return film_.volume(time) > 0.0 ? y[0] - column_.capacity().front() * surface(time, y[0]) : 0.0;
}

double Model::film_concentration(double time, double amount) const {
    const double volume = film_.volume(time);
    return volume > 0.0 ? std::min(amount / (solvency_ * volume), saturation_) : 0.0;
}

void Model::fluxes(std::span<const double> u, std::span<const double> c, std::span<double> f) const {
    std::ranges::fill(f, 0.0);
    for (const Column::Link& link : column_.links()) {
        const double flux = link.conductance * (u[link.a] - u[link.b]);
        f[link.a] -= flux;
        f[link.b] += flux;
    }
    const double in_film = now_.surface * u[0];
    if (now_.surface > 0.0 && now_.polar > 0.0) {
        const std::size_t below = column_.below_stratum_corneum();
        const double flux = now_.polar * (in_film - u[below]);
        f[0] -= flux;
        f[below] += flux;
    }
    for (std::size_t i = 0; i < c.size(); ++i) {
        const double in = mouth_[i] * (in_film - c[i]), out = outflow_[i] * c[i];
        f[nodes_ + i] += in - out;
        f[0] -= in;
        f[now_.surface > 0.0 ? 0 : pool(lost)] += out;
    }
    for (std::size_t e = 0; punctured_ && e < column_.exchanges().size(); ++e) {
        const Column::Exchange& exchange = column_.exchanges()[e];
        for (std::size_t j = 0; j < exchange.weight.size(); ++j) {
            const std::size_t node = exchange.begin + j;
            const double flux = exchange.krogh * exchange.weight[j] * (c[exchange.bin] - u[node]);
            f[nodes_ + exchange.bin] -= flux;
            f[node] += flux;
        }
    }
    for (std::size_t j = 0; j < nodes_; ++j) {
        const double cleared_here = now_.clearance * column_.dermis()[j] * u[j];
        const double lost_here = coefficients_.metabolism * column_.living()[j] * u[j];
        f[j] -= cleared_here + lost_here;
        f[pool(cleared)] += cleared_here;
        f[pool(metabolised)] += lost_here;
    }
    if (!skin_.living) {
        f[pool(receptor)] += f[nodes_ - 1];
        f[nodes_ - 1] = 0.0;
    }
}

void Model::rate(double time, std::span<const double> y, std::span<double> f) {
    look(time);
    u_[0] = surface(time, y[0]);
    for (std::size_t j = 1; j < nodes_; ++j) u_[j] = y[j] / column_.capacity()[j];
    for (std::size_t i = 0; i < c_.size(); ++i) c_[i] = y[nodes_ + i] / volume_[i];
    fluxes(u_, c_, f);
    if (body_) {
        const double exchanged = to_peripheral_ * y[pool(central)] - to_central_ * y[pool(peripheral)];
        f[pool(central)] = f[pool(cleared)] - elimination_ * y[pool(central)] - exchanged;
        f[pool(peripheral)] = exchanged;
    }
}

void Model::assemble(double g, std::span<const double> rhs) {
    const std::size_t bins = c_.size(), surface = bins, row = bins + 1, right = bins + 2;
    auto& columns = matrix_.columns();
    const double clearing = g * now_.clearance, changing = g * coefficients_.metabolism;
    for (std::size_t j = 1; j < free_; ++j) {
        diagonal_[j - 1] = column_.capacity()[j] + clearing * column_.dermis()[j] + changing * column_.living()[j];
        for (std::size_t k = 0; k < numerics::Skyline::lanes; ++k) columns[j - 1][k] = g * coupling_[j - 1][k];
        columns[j - 1][right] = rhs[j];
    }
    assemble_border(g);
    if (!(now_.surface > 0.0 && now_.polar > 0.0)) return;
    const double k = g * now_.polar;
    border_[surface * (bins + 1) + surface] += k * now_.surface;
    if (const std::size_t below = column_.below_stratum_corneum(); below < free_) {
        diagonal_[below - 1] += k;
        columns[below - 1][surface] -= k * now_.surface;
        columns[below - 1][row] -= k;
    }
}

void Model::assemble_border(double g) {
    const std::size_t bins = c_.size(), surface = bins;
    std::ranges::fill(border_, 0.0);
    const auto border = [&](std::size_t i, std::size_t k) -> double& { return border_[i * (bins + 1) + k]; };
    border(surface, surface) =
        now_.film_capacity + column_.capacity().front() +
        g * (from_surface_ + now_.clearance * column_.dermis()[0] + coefficients_.metabolism * column_.living()[0]);
    for (std::size_t i = 0; i < bins; ++i) {
        const double in = g * mouth_[i], out = g * outflow_[i], beside = g * with_surface_[i];
        border(i, i) = volume_[i] + in + out + g * with_lumen_[i];
        border(i, surface) = -in * now_.surface - beside;
        border(surface, i) = (now_.surface > 0.0 ? -in - out : 0.0) - beside;
        border(surface, surface) += in * now_.surface;
    }
}

/// What is left of the border once the nodes below the surface are eliminated, and its solution: c_ and u_[0].
void Model::solve_border(std::span<const double> rhs) {
    const std::size_t bins = c_.size(), surface = bins, row = bins + 1, right = bins + 2, n = bins + 1;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t of = i == surface ? row : i;
        for (std::size_t k = 0; k < n; ++k) border_[i * n + k] -= matrix_.product(of, k);
        border_rhs_[i] = (i == surface ? rhs[0] : rhs[nodes_ + i]) - matrix_.product(of, right);
    }
    const double most = ratio_ * saturation_;
    inner_.resize(n * n + n);
    const std::span<double> inner = std::span(inner_).first(bins * bins), inner_rhs = std::span(inner_).last(n);
    for (std::size_t i = 0; i < bins; ++i) {
        inner_rhs[i] = border_rhs_[i] - border_[i * n + surface] * most;
        for (std::size_t k = 0; k < bins; ++k) inner[i * bins + k] = border_[i * n + k];
    }
    numerics::solve_dense(border_, border_rhs_);
    if (now_.surface > 0.0 && border_rhs_[surface] > most) {  // solid is left: the film stays saturated
        numerics::solve_dense(inner, inner_rhs.first(bins));
        std::copy_n(inner_rhs.begin(), bins, border_rhs_.begin());
        border_rhs_[surface] = most;
    }
    std::copy_n(border_rhs_.begin(), bins, c_.begin());
    u_[0] = border_rhs_[surface];
}

void Model::solve(double time, double g, std::span<const double> rhs, std::span<double> y) {
    look(time);
    assemble(g, rhs);
    matrix_.factor(g, diagonal_);
    solve_border(rhs);
    const std::size_t bins = c_.size();
    matrix_.solve(bins + 2, border_rhs_, std::span(u_).subspan(1, free_ - 1));
    if (!skin_.living) u_[nodes_ - 1] = 0.0;
    for (std::size_t j = 1; j < nodes_; ++j) y[j] = column_.capacity()[j] * u_[j];
    for (std::size_t i = 0; i < bins; ++i) y[nodes_ + i] = volume_[i] * c_[i];
    pools(g, rhs, y);
    // Nothing is lost: the surface has what is nowhere else. Its own balance would say the same but for round-off.
    double sum = rhs[0];
    for (std::size_t j = 1; j <= pool(lost); ++j) sum += rhs[j] - y[j];
    y[0] = sum;
}

/// Flux into the last node where a receptor holds it at nothing.
double Model::into_bottom() const {
    double flux = 0.0;
    for (std::size_t j = 0; j < nodes_; ++j) flux += bottom_[j] * u_[j];
    for (std::size_t i = 0; i < c_.size(); ++i) flux += bottom_[nodes_ + i] * c_[i];
    if (now_.surface > 0.0 && column_.below_stratum_corneum() == free_) flux += now_.polar * now_.surface * u_[0];
    return flux;
}

void Model::pools(double g, std::span<const double> rhs, std::span<double> y) const {
    double absorbed = 0.0, changed = 0.0, out = 0.0;
    for (std::size_t j = 0; j < nodes_; ++j) absorbed += column_.dermis()[j] * u_[j];
    for (std::size_t j = 0; j < nodes_; ++j) changed += column_.living()[j] * u_[j];
    absorbed *= g * now_.clearance;
    if (!(now_.surface > 0.0))
        for (std::size_t i = 0; i < c_.size(); ++i) out += outflow_[i] * c_[i];
    y[pool(receptor)] = rhs[pool(receptor)] + (skin_.living ? 0.0 : g * into_bottom());
    y[pool(cleared)] = rhs[pool(cleared)] + absorbed;
    y[pool(metabolised)] = rhs[pool(metabolised)] + g * coefficients_.metabolism * changed;
    y[pool(lost)] = rhs[pool(lost)] + g * out;
    const double in = rhs[pool(central)] + (body_ ? absorbed : 0.0), there = rhs[pool(peripheral)];
    const double back = g * to_central_ / (1.0 + g * to_central_);
    y[pool(central)] = (in + back * there) / (1.0 + g * (elimination_ + to_peripheral_) - back * g * to_peripheral_);
    y[pool(peripheral)] = (there + g * to_peripheral_ * y[pool(central)]) / (1.0 + g * to_central_);
}

}  // namespace percuta::delivery
