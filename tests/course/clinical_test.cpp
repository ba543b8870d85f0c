// Clinical studies: who, how, and what was printed; every slip has its place, its reason and a way out.
#include "course/clinical.hpp"

#include <cmath>

#include "core/units.hpp"
#include "course/trials.hpp"

namespace percuta::course {
namespace {

const ClinicalTrial& trial() {
    static const Study study = study_of(trial_text);
    return *study.trial;
}

TEST(Clinical, PeopleAreReadInSi) {
    const Population& people = trial().people;
    EXPECT_EQ(trial().design, Design::split);
    EXPECT_EQ(people.enrolled, 20);
    EXPECT_EQ(people.completed, 15);
    EXPECT_NEAR(people.age, core::to_si(31, "yr"), 1.0);
    EXPECT_NEAR(people.age_sd, core::to_si(7, "yr"), 1.0);
    EXPECT_EQ(people.age_least, 0.0);
    EXPECT_NEAR(people.age_most, core::to_si(45, "yr"), 1.0);
    EXPECT_EQ(people.phototypes, (std::array{0.0, 0.0, 0.25, 0.75, 0.0, 0.0}));
    EXPECT_EQ(people.scale, "goodman-baron-quantitative");
    EXPECT_EQ(people.baseline, 12.5);
}

TEST(Clinical, ThePlanOfAnArmIsThatOfItsTypicalPerson) {
    const plan::Plan& plan = trial().arm("needling").plan;
    EXPECT_EQ(plan.subject.age, trial().people.age);
    EXPECT_EQ(plan.subject.sex, "female");
    EXPECT_EQ(plan.subject.phototype, 4) << "the most frequent one";
    EXPECT_EQ(plan.concern.kind, "acne-scar");
    ASSERT_TRUE(plan.concern.baseline);
    EXPECT_EQ(plan.concern.baseline->value, 12.5);
    EXPECT_EQ(plan.concern.mix.at("boxcar"), 0.5);
    EXPECT_EQ(plan.technique.passes, 12);
    EXPECT_EQ(plan.title, "Roller 1.5 mm, three monthly sessions");
    const Study men = study_of(with("female = 0.6", "female = 0.4"));
    EXPECT_EQ(men.trial->arm("needling").plan.subject.sex, "male");
}

TEST(Clinical, AnArmThatIsNotNeedledNeedsNoDeviceAndHoldsOneAllTheSame) {
    const Arm& control = trial().arm("control");
    EXPECT_FALSE(control.needled);
    EXPECT_EQ(control.plan.device, trial().arm("needling").plan.device);
    EXPECT_EQ(control.plan.technique, trial().arm("needling").plan.technique);
    const Study alone = study_of(with("people = 15\n\n", "people = 15\nneedled = false\n\n"));
    EXPECT_EQ(alone.trial->arm("control").plan.device.model, "dermaroller-mf8");
    EXPECT_THROW(trial().arm("placebo"), core::InternalError);
}

TEST(Clinical, ADrugTrialWithoutNeedlesIsATrial) {
    std::string text = with("people = 15\n\n", "people = 15\nneedled = false\n\n");
    text = replaced(text, "[arm.plan.device]\nmodel = \"dermaroller-mf8\"\nneedle_length = \"1.5 mm\"\n", "");
    text = replaced(text, "[arm.plan.technique]\npasses = 12\n", "");
    const Study study = study_of(text);
    for (const Arm& arm : study.trial->arms) EXPECT_TRUE(words().models.contains(arm.plan.device.model));
}

TEST(Clinical, FiguresKeepWhatTheyAreFiguresOf) {
    ASSERT_EQ(trial().figures.size(), 4U);
    const ClinicalFigure &score = trial().figures[0], &difference = trial().figures[1], &half = trial().figures[2],
                         &darker = trial().figures[3];
    EXPECT_EQ(score.statistic, Statistic::mean);
    EXPECT_EQ(score.reader, "blinded-photo");
    EXPECT_EQ(score.least, 10.0);
    EXPECT_EQ(score.most, 10.0);
    EXPECT_NEAR(score.at, 90 * core::day, 1e-6);
    EXPECT_EQ(difference.versus, "control");
    EXPECT_EQ(difference.least, -1.5) << "a difference can have any sign";
    EXPECT_EQ(difference.suspect, "text and table disagree");
    EXPECT_EQ(half.threshold, 0.5);
    EXPECT_TRUE(std::isinf(half.least)) << "open below";
    EXPECT_EQ(half.sd, 2.0);
    EXPECT_EQ(darker.measure, "pih");
    EXPECT_TRUE(darker.reader.empty());
    const Study study = study_of(trial_text);
    EXPECT_EQ(study.group, "some-people");
    EXPECT_EQ(study.assumed, "passes are judged");
}

TEST(Clinical, EveryStatisticHasANameOfItsOwn) {
    const auto names = statistic_names();
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(name(static_cast<Statistic>(i)), names[i]);
    EXPECT_EQ(name(Statistic::downtime), "downtime");
    EXPECT_EQ(name(Design::parallel), "parallel");
}

TEST(Clinical, AUnitIsNeverGuessed) {
    expect_mistake(with("unit = \"points\"\n", ""), "[[result]]", "unit is missing", "add unit = \"points\"");
    expect_mistake(with("unit = \"points\"", "unit = \"grade\""), "unit = \"grade\"", "is not printed in \"grade\"",
                   "\"points\"");
    expect_mistake(with("unit = \"points\"", "unit = \"%\""), "unit", "is not printed in \"%\"", "\"points\"");
    expect_mistake(with("unit = \"%\"", "unit = \"1\""), "unit = \"1\"", "is not printed in \"1\"", "\"%\"");
}

TEST(Clinical, HairsMayStandPerSquareInchAndArriveInTheUnitOfTheScale) {
    std::string text = with("concern = \"acne-scar\"", "concern = \"hair-loss\"");
    text = replaced(text, "[arm.plan.concern]\nmix = { rolling = 0.5, boxcar = 0.5 }\n", "");
    text = replaced(text, "baseline = { scale = \"goodman-baron-quantitative\", mean = 12.5, sd = 3 }\n", "");
    text.erase(text.find("[[result]]"));
    text +=
        "[[result]]\nwhat = \"hairs gained\"\narm = \"needling\"\nmeasure = \"hair-count\"\n"
        "reader = \"instrument\"\nstatistic = \"mean-change\"\nunit = \"1/in^2\"\nat = \"0 d\"\n"
        "published = 12.52\nsd = 2\nspread = \"not printed\"\n";
    const Study study = study_of(text);
    const ClinicalFigure& figure = study.trial->figures.front();
    EXPECT_EQ(figure.unit, known().clinic.scale("hair-count").unit);
    EXPECT_NEAR(figure.least, 12.52 / (2.54 * 2.54), 1e-9);
    EXPECT_NEAR(figure.sd, 2 / (2.54 * 2.54), 1e-9);
    for (const char* wrong : {"-1/cm^2", "cm^-2*-1", "1e308/cm^2*1e10", "1e300/cm^2"})
        expect_mistake(replaced(text, "1/in^2", wrong), "unit", "is not printed in", "1/cm^2");
    expect_mistake(replaced(text, "1/in^2", "1/cm"), "unit", "is not printed in \"1/cm\"", "1/cm^2");
}

TEST(Clinical, AFigureOutsideItsScaleIsRefused) {
    expect_mistake(with("published = 10", "published = 90"), "published = 90", "runs from 0 to 84 points", "source");
    expect_mistake(with("published = 10", "published = -1"), "published = -1", "runs from 0 to 84", "source");
    expect_mistake(with("most = 4", "most = 200"), "most = 200", "runs from 0 to 84", "source");
    expect_mistake(with("most = 20", "most = 120"), "most = 120", "between 0 and 100 %", "source");
    expect_mistake(with("mean = 12.5", "mean = 85"), "mean = 85", "runs from 0 to 84 points", "source");
    expect_mistake(with("published = 0\n", "published = -3\n"), "published = -3", "between 0 and 100 %", "source");
}

TEST(Clinical, WordsThatAreNotKnownAreToldTheNearest) {
    expect_mistake(with("reader = \"blinded-photo\"", "reader = \"blind-photo\""), "reader", "cannot be",
                   "did you mean \"blinded-photo\"");
    expect_mistake(with("measure = \"goodman-baron-quantitative\"", "measure = \"goodman-baron-quantitativ\""),
                   "measure", "cannot be", "did you mean \"goodman-baron-quantitative\"");
    expect_mistake(with("arm = \"needling\"", "arm = \"needlin\""), "arm", "cannot be", "did you mean \"needling\"");
    expect_mistake(with("statistic = \"mean\"", "statistic = \"meen\""), "statistic", "cannot be",
                   "did you mean \"mean\"");
    expect_mistake(with("site = \"cheek\"", "site = \"cheeck\""), "site", "cannot be", "did you mean \"cheek\"");
    expect_mistake(with("model = \"dermaroller-mf8\"", "model = \"dermaroller-mf9\""), "model", "cannot be",
                   "did you mean \"dermaroller-mf8\"");
    expect_mistake(trial_text + "extra = 1\n", "extra", "unknown key", "");
}

TEST(Clinical, AdjunctsOfAnArmAreThoseOfPlans) {
    const std::string with_prp =
        with("[arm.plan.schedule]\n", "[[arm.plan.adjunct]]\nkind = \"prp\"\n\n[arm.plan.schedule]\n");
    EXPECT_EQ(study_of(with_prp).trial->arm("needling").plan.adjuncts.front().kind, "prp");
    expect_mistake(replaced(with_prp, "kind = \"prp\"", "kind = \"prb\""), "kind", "cannot be", "did you mean \"prp\"");
}

TEST(Clinical, SharesOfPeopleAddUp) {
    expect_mistake(with("\"4\" = 0.75", "\"4\" = 0.7"), "phototypes", "add up to 0.95", "\"3\" = 0.5");
    expect_mistake(with("\"4\" = 0.75", "\"7\" = 0.75"), "phototypes", "\"7\" is no phototype", "\"1\" to \"6\"");
    expect_mistake(with("boxcar = 0.5", "boxcar = 0.4"), "mix", "add up to 0.9", "fractions");
    expect_mistake(with("female = 0.6", "female = 60"), "female", "out of range", "between 0 and 1");
    expect_mistake(with("completed = 15", "completed = 21"), "completed", "only 20 were enrolled", "source");
    expect_mistake(with("people = 15", "people = 21"), "people", "out of range", "between 1 and 20");
    expect_mistake(with("\"split\"", "\"parallel\""), "[[arm]]", "the arms hold 30 people", "split");
    expect_mistake(with("\"45 yr\"", "\"30 yr\""), "age_most", "younger than the mean", "");
}

TEST(Clinical, WhatIsReadAfterTheEndOfAnArmIsRefused) {
    expect_mistake(with("at = \"90 d\"", "at = \"91 d\""), "at", "is followed for 90 d", "follow_up");
    EXPECT_EQ(mistakes(with("follow_up = \"90 d\"", "follow_up = \"85 d\"")).size(), 2U) << "two figures are later";
    EXPECT_TRUE(mistakes(with("at = \"90 d\"", "at = \"-60 d\"")).empty()) << "at the first of three sessions";
    expect_mistake(with("at = \"90 d\"", "at = \"-61 d\""), "at", "before the first session", "before = true");
    expect_mistake(with("at = \"90 d\"\n", ""), "[[result]]", "at is missing", "at = \"30 d\"");
}

TEST(Clinical, AReadingBeforeTreatmentHasNoTimeAndNoChange) {
    EXPECT_TRUE(study_of(with("at = \"90 d\"", "before = true")).trial->figures.front().before);
    expect_mistake(with("at = \"90 d\"", "at = \"90 d\"\nbefore = true"), "at", "not both", "");
    expect_mistake(with("statistic = \"mean-change\"\nunit = \"points\"\nat = \"90 d\"",
                        "statistic = \"mean-change\"\nunit = \"points\"\nbefore = true"),
                   "before", "nothing has changed yet", "at =");
}

TEST(Clinical, MeasuresAreReadByWhomAndForWhatTheyAreRead) {
    expect_mistake(with("measure = \"pih\"", "measure = \"pih\"\nreader = \"patient\""), "reader", "nobody's eye",
                   "remove");
    expect_mistake(with("reader = \"blinded-photo\"\n", ""), "[[result]]", "reader is missing", "blinded-photo");
    const std::string hairs = replaced(with("measure = \"goodman-baron-quantitative\"", "measure = \"hair-count\""),
                                       "unit = \"points\"", "unit = \"1/cm^2\"");
    expect_mistake(hairs, "measure", "hair-count is not read for the concern acne-scar", "goodman-baron-quantitative");
    expect_mistake(with("statistic = \"event-share\"", "statistic = \"mean\""), "statistic", "no mean is made of pih",
                   "event-share");
    expect_mistake(with("statistic = \"mean\"", "statistic = \"event-share\""), "statistic",
                   "no event-share is made of goodman-baron-quantitative", "mean");
    const std::string change = replaced(with("measure = \"goodman-baron-quantitative\"", "measure = \"quartile\""),
                                        "statistic = \"mean\"", "statistic = \"percent-change\"");
    expect_mistake(change, "statistic", "scores a change already", "share-improved");
    const std::string gais = replaced(with("measure = \"goodman-baron-quantitative\"", "measure = \"gais\""),
                                      "statistic = \"mean\"", "statistic = \"share-improved\"\nthreshold = 3");
    expect_mistake(gais, "statistic", "falls as people improve", "share-within");
}

TEST(Clinical, ThresholdsStandWhereAStatisticTakesOne) {
    expect_mistake(with("threshold = 0.5\n", ""), "[[result]]", "threshold is missing", "0.5");
    expect_mistake(with("threshold = 0.5", "threshold = 50"), "threshold", "a share of the baseline", "0.5");
    expect_mistake(with("published = 10", "published = 10\nthreshold = 1"), "threshold", "mean takes no threshold",
                   "remove");
    expect_mistake(with("threshold = 0.5", "threshold = 0.5\nupper = 1"), "upper", "has no upper end", "remove");
    const std::string within = replaced(trial_text, "statistic = \"share-percent\"\nthreshold = 0.5",
                                        "statistic = \"share-within\"\nthreshold = 3\nupper = 2");
    expect_mistake(within, "threshold", "above upper", "");
    expect_mistake(replaced(within, "upper = 2\n", "upper = 99\n"), "upper", "runs from 0 to 84", "");
}

TEST(Clinical, ComparisonsNameAnotherArm) {
    expect_mistake(with("versus = \"control\"", "versus = \"needling\""), "versus", "not compared with itself", "");
    const std::string odds = replaced(trial_text, "versus = \"control\"\n", "");
    expect_mistake(replaced(odds, "statistic = \"mean-change\"\nunit = \"points\"",
                            "statistic = \"standardised-mean-difference\"\nunit = \"1\""),
                   "[[result]]", "versus is missing", "control");
    expect_mistake(
        replaced(with("statistic = \"mean-change\"", "statistic = \"sd-change\""), "least = -1.5", "least = 1"),
        "versus", "is of one arm", "remove");
}

TEST(Clinical, WhatStandsInPeopleIsNotSaidAgainInAPlan) {
    for (const char* twice : {"age = \"30 yr\"", "sex = \"male\"", "phototype = 2"})
        expect_mistake(with("site = \"cheek\"", "site = \"cheek\"\n" + std::string(twice)), twice,
                       "is said elsewhere in this file", "remove");
    expect_mistake(with("mix = {", "kind = \"acne-scar\"\nmix = {"), "kind", "is said elsewhere", "remove");
    expect_mistake(with("mix = {", "baseline = { scale = \"goodman-baron-quantitative\", value = 12 }\nmix = {"),
                   "baseline", "is said elsewhere", "remove");
}

TEST(Clinical, AStudyHasPeopleArmsAndResults) {
    const std::size_t arm = trial_text.find("[[arm]]"), people = trial_text.find("[people]"),
                      result = trial_text.find("[[result]]");
    expect_mistake(trial_text.substr(0, result), "", "at least one result", "[[result]]");
    expect_mistake(trial_text.substr(0, people) + trial_text.substr(arm), "", "people is missing", "people");
    EXPECT_FALSE(mistakes(trial_text.substr(0, arm) + trial_text.substr(result)).empty());
    expect_mistake(trial_text.substr(0, people), "study", "at least one figure", "[[arm]]");
    expect_mistake(with("concern = \"acne-scar\"\n", ""), "", "concern is missing", "acne-scar");
    expect_mistake(replaced(with("name = \"control\"", "name = \"needling\""), "versus = \"control\"\n", ""), "name",
                   "two arms are named", "name of its own");
    EXPECT_FALSE(mistakes(with("[arm.plan.subject]\nsite = \"cheek\"\n", "")).empty());
}

// Changes beside curves

ClinicalFigure figure_of(Statistic statistic, double value) {
    ClinicalFigure figure;
    figure.arm = "needling";
    figure.measure = "goodman-baron-quantitative";
    figure.reader = "patient";
    figure.statistic = statistic;
    figure.least = figure.most = value;
    return figure;
}

TEST(Clinical, TheSameImprovementIsTheSameChangeHoweverItWasPrinted) {
    ClinicalTrial t = trial();
    t.figures.clear();
    const double quarter = 0.25 * t.people.baseline;
    for (const ClinicalFigure& figure :
         {figure_of(Statistic::mean, t.people.baseline - quarter), figure_of(Statistic::mean_change, quarter),
          figure_of(Statistic::percent_change, 25.0)}) {
        const auto change = change_of(t, figure, known().clinic);
        ASSERT_TRUE(change);
        EXPECT_NEAR(change->change, -25.0, 1e-9) << name(figure.statistic);
        EXPECT_EQ(change->sd, 0.0);
    }
    t.figures.push_back(figure_of(Statistic::sd_change, 0.1 * t.people.baseline));
    EXPECT_NEAR(change_of(t, figure_of(Statistic::mean_change, quarter), known().clinic)->sd, 10.0, 1e-9);
}

TEST(Clinical, TheBaselineOfAnArmGoesBeforeThatOfAll) {
    ClinicalTrial t = trial();
    ClinicalFigure before = figure_of(Statistic::mean, 20.0);
    before.before = true;
    t.figures = {before};
    EXPECT_NEAR(change_of(t, figure_of(Statistic::mean, 15.0), known().clinic)->change, -25.0, 1e-9);
    EXPECT_FALSE(change_of(t, before, known().clinic));
}

TEST(Clinical, AnAssayRisesWhereAScoreFalls) {
    ClinicalFigure assay = figure_of(Statistic::percent_change, 53.2);
    assay.measure = "masson_area_pct_change";
    assay.reader.clear();
    EXPECT_NEAR(change_of(trial(), assay, known().clinic)->change, 53.2, 1e-12);
}

TEST(Clinical, DifferencesSharesAndSpreadsAreNoCurve) {
    for (const ClinicalFigure& figure : trial().figures)
        EXPECT_EQ(change_of(trial(), figure, known().clinic).has_value(), figure.what == "score") << figure.what;
    EXPECT_FALSE(change_of(trial(), figure_of(Statistic::sd_change, 2.0), known().clinic));
    ClinicalFigure open = figure_of(Statistic::mean, 5.0);
    open.most = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(change_of(trial(), open, known().clinic));
}

}  // namespace
}  // namespace percuta::course
