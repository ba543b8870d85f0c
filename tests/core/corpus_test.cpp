#include "corpus.hpp"
#include "core/any_posterior.hpp"

namespace percuta::core {

TEST(PosteriorCorpus, IsReadOrRefusedAndNothingElse) { expect_read_or_refused(PERCUTA_CORPUS_DIR, read_any_posterior); }

}  // namespace percuta::core
