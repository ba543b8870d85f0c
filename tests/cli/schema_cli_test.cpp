// What the program writes beside the schema that it prints of it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"
#include "schema_checker.hpp"

namespace percuta {

class Schemas : public InAFolder {};

TEST_F(Schemas, DescribeTheResultsOfExamples) {
    const Output schema = percuta("schema result", "2>/dev/null");
    ASSERT_EQ(schema.code, 0);
    for (const char* name : {"acne-scars.toml", "serum-and-numbing.toml"}) {
        const Output out = percuta(
            "run " + example(name) + " --fidelity column --samples 2 --json - -o " + (folder / "results").string(),
            "2>/dev/null");
        ASSERT_EQ(out.code, 0) << name;
        EXPECT_EQ(report::testing::findings_of(nlohmann::json::parse(out.text), schema.text), "") << name;
    }
}

TEST_F(Schemas, AreOfThePlanUnlessAnotherIsAskedFor) {
    EXPECT_EQ(percuta("schema").text, percuta("schema plan").text);
    const Output none = percuta("schema people");
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.text.find("there is a schema of \"plan\", \"result\" and \"trial\", not of \"people\""),
              std::string::npos)
        << none.text;
}

}  // namespace percuta
