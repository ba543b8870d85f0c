// One published figure against the values that a model gives for it.
#pragma once

#include <vector>

#include "trial/validate.hpp"

namespace percuta::trial {

/// Fills mean, interval, z, score, whether the published figure lies within, and the probability of a range, from draws
/// in the unit of the figure: as predicted, and with the figure's own error (`sd` of the check) added. What is not
/// finite counts as undefined.
void judge(FigureCheck& figure, const std::vector<double>& predicted, std::vector<double> with_noise);

/// What an interval score is divided by, so that scores of different figures can be averaged: the length of the scale
/// that is read, or the published figure itself.
double span_of(double scale_length, double least, double most);

}  // namespace percuta::trial
