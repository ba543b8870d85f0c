#include <cmath>

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "core/units.hpp"
#include "plan/read.hpp"
#include "plan/vocabulary.hpp"

namespace percuta::plan {

namespace {

Plan reread(const Plan& plan) { return read(core::Document::parse(write(plan), "written.toml"), test_vocabulary()); }

Plan plain_plan() {
    Plan plan;
    plan.title = "Plain";
    plan.subject = {
        .age = core::to_si(32, "yr"), .sex = "female", .phototype = 3, .site = "cheek", .weight = {}, .facts = {}};
    plan.concern.kind = "rejuvenation";
    plan.device.model = "pen-12";
    plan.schedule.follow_up = core::to_si(6, "mo");
    return plan;
}

/// Whole numbers, fractions and awkward values in turn.
double drawn(core::RandomStream& random, double least, double most) {
    const double value = least + (most - least) * random.uniform();
    return random.uniform() < 0.5 && std::floor(value) >= least ? std::floor(value) : value;
}

CustomDevice drawn_device(core::RandomStream& random) {
    CustomDevice device;
    device.kind = random.uniform() < 0.3 ? "roller" : random.uniform() < 0.5 ? "pen" : "stamp";
    device.tip_diameter = core::to_si(drawn(random, 1, 20), "um");
    device.shaft_diameter = core::to_si(drawn(random, 100, 150), "um");
    device.taper_length = core::to_si(drawn(random, 0.1, 2), "mm");
    device.maximum_depth = core::to_si(drawn(random, 3, 5), "mm");
    device.needles = 1 + static_cast<int>(200 * random.uniform());
    if (device.kind == "roller") {
        device.rows = 1 + static_cast<int>(10 * random.uniform());
        device.needles = device.rows * (1 + static_cast<int>(30 * random.uniform()));
        device.drum_diameter = core::to_si(drawn(random, 5, 30), "mm");
        device.drum_width = core::to_si(drawn(random, 5, 30), "mm");
        device.roll_speed = core::to_si(drawn(random, 1, 200), "mm/s");
    } else {
        const double width = drawn(random, 5, 20);
        device.plate_width = core::to_si(width, "mm");
        device.pitch = core::to_si(drawn(random, 0.5, 1) * width / std::sqrt(device.needles), "mm");
    }
    if (device.kind == "pen") {
        device.stroke = core::to_si(drawn(random, 3, 6), "mm");
        device.frequency = core::to_si(drawn(random, 10, 150), "Hz");
        device.glide_speed = core::to_si(drawn(random, 10, 100), "mm/s");
    }
    if (device.kind == "stamp") {
        if (random.uniform() < 0.5) device.impact_speed = core::to_si(drawn(random, 0.1, 3), "m/s");
        device.presses_per_time = core::to_si(drawn(random, 0.1, 5), "Hz");
    }
    device.source = "a \"data\\sheet\"\t\u0001\x7f ü\n";
    return device;
}

Technique drawn_technique(core::RandomStream& random, bool by_hand) {
    Technique technique;
    technique.passes = 1 + static_cast<int>(20 * random.uniform());
    technique.mode = random.uniform() < 0.5 ? "professional" : "home";
    technique.stretch = random.uniform() < 0.5 ? "natural" : "stretched";
    technique.occluded = random.uniform() < 0.5;
    technique.uses = static_cast<int>(1000 * random.uniform());
    if (random.uniform() < 0.5) technique.area = core::to_si(drawn(random, 0.1, 500), "cm^2");
    if (by_hand && random.uniform() < 0.5) technique.force = drawn(random, 0.1, 50);
    else technique.pressure = "moderate";
    return technique;
}

Content drawn_content(core::RandomStream& random, const std::string& name) {
    Content content{.name = name, .concentration = drawn(random, 0.01, 300), .solubility = {}, .solute = {}};
    if (random.uniform() < 0.5) content.solubility = drawn(random, 0.01, 300);
    return content;
}

void draw_in_full(core::RandomStream& random, Product& product) {
    product.name = "serum of our own";
    product.contents.push_back(drawn_content(random, "lidocaine"));
    Content own = drawn_content(random, "a \"new\" molecule");
    own.solubility = drawn(random, 0.01, 300);
    own.solute = Solute{.molar_mass = core::to_si(drawn(random, 50, 5000), "g/mol"),
                        .log_k = drawn(random, -8, 10),
                        .pka_acid = {drawn(random, 2, 5), drawn(random, 9, 12)},
                        .pka_base = {},
                        .binding = "acid-with-pharmacophore",
                        .metabolism = random.uniform() < 0.5 ? 0.0 : drawn(random, 1e-6, 1e-3)};
    product.contents.push_back(own);
    if (random.uniform() < 0.5) product.ph = drawn(random, 0, 14);
    if (random.uniform() < 0.5) product.volatile_share = random.uniform();
    if (random.uniform() < 0.5) product.evaporation = drawn(random, 1e-8, 1e-6);
    if (random.uniform() < 0.5) product.hindrance = random.uniform();
}

/// `latest` is when the next session is, or the course ends: seconds.
Product drawn_product(core::RandomStream& random, double latest) {
    Product product;
    product.name = "ascorbic-acid-15";
    product.when = "after";
    product.amount = core::to_si(drawn(random, 0.1, 50), "uL/cm^2");
    if (random.uniform() < 0.5) product.area = core::to_si(drawn(random, 1, 500), "cm^2");
    if (random.uniform() < 0.5) product.leave_on = core::to_si(drawn(random, 0.1, 12), "h");
    if (product.leave_on) product.removal = random.uniform() < 0.5 ? "rinse" : "none";
    if (random.uniform() < 0.5) product.delay = std::min(core::to_si(drawn(random, 0.1, 48), "h"), 0.5 * latest);
    if (random.uniform() < 0.5) {
        product.applications = 2 + static_cast<int>(20 * random.uniform());
        product.every = core::to_si(drawn(random, 12, 48), "h");
    }
    product.occluded = random.uniform() < 0.5;
    product.assume_delivered = random.uniform() < 0.5;
    if (random.uniform() < 0.5) draw_in_full(random, product);
    return product;
}

Plan drawn_plan(core::RandomStream& random) {
    Plan plan = plain_plan();
    plan.subject.age = core::to_si(drawn(random, 1, 120), "yr");
    if (random.uniform() < 0.5) plan.subject.weight = drawn(random, 40, 120);
    plan.subject.facts = {
        {"hx.keloid", false},
        {"la.dose", core::Quantity{drawn(random, 0, 1), "mg"}},
        {"area.acne", std::floor(drawn(random, 0, 9))},
        {"last.isotretinoin", std::string("never")},
        {"last.sun", core::Date(std::chrono::year(2026), std::chrono::month(2), std::chrono::day(28))}};
    if (random.uniform() < 0.5) {
        const double share = random.uniform();
        plan.concern = {"acne-scar",
                        Baseline{"goodman-baron-quantitative", drawn(random, 1, 84)},
                        {{"rolling", share}, {"ice-pick", 1.0 - share}}};
    }
    const char* skin_types[] = {"dry", "normal", "oily"};
    plan.subject.skin_type = skin_types[static_cast<int>(3 * random.uniform())];
    if (random.uniform() < 0.5) {
        plan.device = {"", drawn_device(random), core::to_si(drawn(random, 0.2, 3), "mm")};
    } else {
        if (random.uniform() < 0.5) plan.device.frequency = drawn(random, 50, 150);
        if (random.uniform() < 0.5) plan.device.glide_speed = core::to_si(drawn(random, 5, 100), "mm/s");
    }
    const auto& custom = plan.device.custom;
    plan.technique = drawn_technique(random, custom && custom->kind != "pen" && custom->impact_speed == 0.0);
    plan.schedule.sessions = 1 + static_cast<int>(5 * random.uniform());
    plan.schedule.interval = core::to_si(drawn(random, 1, 60), random.uniform() < 0.5 ? "d" : "h");
    plan.schedule.interval = std::max(plan.schedule.interval, core::day);
    plan.schedule.follow_up = core::to_si(drawn(random, 0, 40), "wk");
    const double latest = plan.schedule.sessions > 1 ? plan.schedule.interval : plan.schedule.follow_up;
    while (random.uniform() < 0.5) plan.products.push_back(drawn_product(random, latest));
    while (random.uniform() < 0.5) plan.adjuncts.push_back({"minoxidil"});
    return plan;
}

}  // namespace

TEST(PlanWriter, WritesEveryDefaultInTheUnitsPeopleUse) {
    EXPECT_EQ(write(plain_plan()), R"(plan_version = 1
title = "Plain"

[subject]
age = "32 yr"  # 1.00982e+09 s
sex = "female"
phototype = 3
site = "cheek"
skin_type = "normal"

[concern]
kind = "rejuvenation"

[device]
model = "pen-12"

[technique]
passes = 1
pressure = "firm"
mode = "professional"
stretch = "natural"
occluded = false
uses = 0

[schedule]
sessions = 1
follow_up = "6 mo"  # 1.57785e+07 s
)");
}

TEST(PlanWriter, ChoosesTheUnitWithTheFewestFigures) {
    Plan plan = plain_plan();
    plan.device.needle_length = core::to_si(1.5, "mm");
    plan.schedule.sessions = 2;
    plan.schedule.interval = core::to_si(28, "d");
    plan.schedule.follow_up = core::to_si(2, "yr");
    plan.products = {{.name = "prp",
                      .when = "after",
                      .amount = core::to_si(2, "uL/cm^2"),
                      .area = {},
                      .leave_on = core::to_si(8, "h")}};
    const std::string text = write(plan);
    for (const char* line : {"needle_length = \"1.5 mm\"  # 0.0015 m\n", "interval = \"4 wk\"", "follow_up = \"2 yr\"",
                             "amount = \"2 uL/cm^2\"", "leave_on = \"8 h\"", "occluded = false\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
}

TEST(PlanWriter, WritesWhatIsSetOnADeviceAndHowItIsPressed) {
    Plan plan = plain_plan();
    plan.device.frequency = 120.0;
    plan.device.glide_speed = core::to_si(15, "mm/s");
    plan.technique.area = core::to_si(200, "cm^2");
    plan.technique.uses = 3;
    plan.technique.stretch = "stretched";
    EXPECT_EQ(reread(plan), plan);
    std::string text = write(plan);
    for (const char* line : {"frequency = \"120 Hz\"", "glide_speed = \"15 mm/s\"", "area = \"200 cm^2\"", "uses = 3\n",
                             "stretch = \"stretched\"\n", "pressure = \"firm\"\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
    plan.device = {"stamp", std::nullopt, std::nullopt};
    plan.technique.force = 5.0;
    text = write(plan);
    EXPECT_NE(text.find("force = \"5 N\""), std::string::npos) << text;
    EXPECT_EQ(text.find("pressure"), std::string::npos) << "a force takes the place of a pressure\n" << text;
    EXPECT_EQ(reread(plan), plan);
}

TEST(PlanWriter, WritesValuesThatNoCommonUnitHoldsExactly) {
    Plan plan = plain_plan();
    plan.subject.age = std::nextafter(core::to_si(32, "yr"), 0.0);
    plan.device.needle_length = std::nextafter(1e-3, 1.0);
    EXPECT_EQ(reread(plan), plan);
}

TEST(PlanWriter, GivesBackEveryPlanItIsGiven) {
    for (std::uint64_t subject = 0; subject < 300; ++subject) {
        core::RandomStream random(20270111, subject, core::Stream::patients);
        const Plan plan = drawn_plan(random);
        ASSERT_EQ(reread(plan), plan) << write(plan);
    }
}

}  // namespace percuta::plan
