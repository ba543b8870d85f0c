#include "corpus.hpp"
#include "core/data_files.hpp"
#include "outcome/any_catalogue.hpp"

namespace percuta::outcome {

TEST(CatalogueCorpus, IsReadOrRefusedAndNothingElse) {
    expect_read_or_refused(PERCUTA_CORPUS_DIR, read_any_catalogue, {core::embedded_data().at("outcome.toml")});
}

}  // namespace percuta::outcome
