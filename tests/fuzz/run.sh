#!/bin/sh
# Fuzzes the plan reader:  tests/fuzz/run.sh [SECONDS [FOLDER]]   (default: 600 seconds, build/fuzz)
# New inputs and crashes are left in FOLDER; the kept corpus is only read. To keep what was learnt:
#   FOLDER/plan_fuzzer -merge=1 tests/plan/corpus FOLDER/corpus
# Needs clang 14 or newer with its sanitizer runtime; CXX chooses another one.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-600}
folder=${2:-build/fuzz}
cxx=${CXX:-$(command -v clang++-16 || command -v clang++-14 || command -v clang++)}
mkdir -p "$folder/corpus"
"$cxx" -std=c++20 -O1 -g -Isrc -Itests -fno-omit-frame-pointer \
    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
    tests/fuzz/plan_fuzzer.cpp src/plan/*.cpp \
    src/core/document.cpp src/core/document_toml.cpp src/core/error.cpp src/core/units.cpp \
    -lfmt -ludunits2 -o "$folder/plan_fuzzer"
exec "$folder/plan_fuzzer" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
    -dict=tests/fuzz/plan.dict -print_final_stats=1 -artifact_prefix="$folder/" \
    "$folder/corpus" tests/plan/corpus examples
