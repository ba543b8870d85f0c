#include "healing/reaction.hpp"

namespace percuta::healing {

namespace {

using numerics::Dual;
using numerics::Lanes;

template <class Place, class Number>
[[gnu::always_inline]] inline void load(const StageMemory<Number>& memory, std::size_t place, Place& u) {
    u.each_field([&](Field field, auto& member) __attribute__((always_inline)) {
        numerics::load(member, memory.base + static_cast<std::size_t>(field) * memory.places + place);
    });
}

/// The stage of every equation of a model at some places.
template <class Model, class Number>
[[gnu::always_inline]] inline void take_stage(const StageMemory<Number>& memory, std::size_t place, const Model& model,
                                              const Number& g) {
    model.each_change([&](Field field, const auto& change) __attribute__((always_inline)) {
        Number* const at = memory.k + static_cast<std::size_t>(field) * memory.places + place;
        auto k = change.rate;
        numerics::load(k, at);
        k = (g * change.rate + k) * change.damping;
        numerics::store(at, k);
    });
}

template <class Value, class Number>
[[gnu::always_inline]] inline void dermis_at(const ParametersOf<Number>& p, const DampingOf<Number>& damping,
                                             const RestOf<Number>& matrix, const RestInMemory<Number>& rest,
                                             const StageMemory<Number>& memory, std::size_t place) {
    DermalPlace<Value> u;
    CellsAtRest<Value> cells;
    load(memory, place, u);
    numerics::load(cells.F, rest.F + place);
    numerics::load(cells.V, rest.V + place);
    take_stage(memory, place, Dermis<Value, Number>{p, damping, matrix, cells, u}, damping.g);
}

template <class Value, class Number>
[[gnu::always_inline]] inline void epidermis_at(const ParametersOf<Number>& p, const DampingOf<Number>& damping,
                                                const StageMemory<Number>& memory, std::size_t place) {
    EpidermalPlace<Value> u;
    load(memory, place, u);
    take_stage(memory, place, Epidermis<Value, Number>{p, damping, u}, damping.g);
}

}  // namespace

PERCUTA_CLONES void react_in_dermis(const ParametersOf<double>& p, const DampingOf<double>& damping,
                                    const RestOf<double>& matrix, const RestInMemory<double>& rest,
                                    const StageMemory<double>& memory, std::size_t begin, std::size_t end) {
    for (; begin + numerics::lane_count <= end; begin += numerics::lane_count)
        dermis_at<Lanes>(p, damping, matrix, rest, memory, begin);
    for (; begin < end; ++begin) dermis_at<double>(p, damping, matrix, rest, memory, begin);
}

PERCUTA_CLONES void react_in_dermis(const ParametersOf<Lanes>& p, const DampingOf<Lanes>& damping,
                                    const RestOf<Lanes>& matrix, const RestInMemory<Lanes>& rest,
                                    const StageMemory<Lanes>& memory, std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin) dermis_at<Lanes>(p, damping, matrix, rest, memory, begin);
}

void react_in_dermis(const ParametersOf<Dual>& p, const DampingOf<Dual>& damping, const RestOf<Dual>& matrix,
                     const RestInMemory<Dual>& rest, const StageMemory<Dual>& memory, std::size_t begin,
                     std::size_t end) {
    for (; begin < end; ++begin) dermis_at<Dual>(p, damping, matrix, rest, memory, begin);
}

PERCUTA_CLONES void react_in_epidermis(const ParametersOf<double>& p, const DampingOf<double>& damping,
                                       const StageMemory<double>& memory, std::size_t begin, std::size_t end) {
    for (; begin + numerics::lane_count <= end; begin += numerics::lane_count)
        epidermis_at<Lanes>(p, damping, memory, begin);
    for (; begin < end; ++begin) epidermis_at<double>(p, damping, memory, begin);
}

PERCUTA_CLONES void react_in_epidermis(const ParametersOf<Lanes>& p, const DampingOf<Lanes>& damping,
                                       const StageMemory<Lanes>& memory, std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin) epidermis_at<Lanes>(p, damping, memory, begin);
}

void react_in_epidermis(const ParametersOf<Dual>& p, const DampingOf<Dual>& damping, const StageMemory<Dual>& memory,
                        std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin) epidermis_at<Dual>(p, damping, memory, begin);
}

}  // namespace percuta::healing
