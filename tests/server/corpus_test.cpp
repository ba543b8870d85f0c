#include "corpus.hpp"

#include <gtest/gtest.h>

#include "server/any_body.hpp"

namespace percuta::server {
namespace {

TEST(Corpus, BodiesAreTakenOrRefusedWithAReason) { expect_read_or_refused(PERCUTA_CORPUS_DIR, read_any_body); }

}  // namespace
}  // namespace percuta::server
