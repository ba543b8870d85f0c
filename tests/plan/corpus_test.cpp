#include "corpus.hpp"
#include "plan/any_plan.hpp"

namespace percuta::plan {

TEST(PlanCorpus, IsReadOrRefusedAndNothingElse) { expect_read_or_refused(PERCUTA_CORPUS_DIR, read_any_plan); }

}  // namespace percuta::plan
