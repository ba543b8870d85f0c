#!/bin/sh
# Fuzzes a reader of files:  tests/fuzz/run.sh [READER [SECONDS [FOLDER]]]   (default: plan, 600 seconds, build/fuzz)
#   READER   plan, study, split, goal, records (of a virtual trial), posterior, catalogue (of scales),
#            rules (of care), calendar (a file written before), body (of a request to the server)
# New inputs and crashes are left in FOLDER/READER; the kept corpus is only read. To keep what was learnt:
#   FOLDER/tests/fuzz/READER_fuzzer -merge=1 CORPUS FOLDER/READER/corpus
# Needs clang 16 or newer with its sanitizer runtime; CXX chooses another one.
set -eu
cd "$(dirname "$0")/../.."
reader=${1:-plan}
seconds=${2:-600}
folder=${3:-build/fuzz}
case "$reader" in
    plan) kept="tests/plan/corpus examples" ;;
    study) kept="tests/course/corpus/study studies" ;;
    split) kept="tests/course/corpus/split" ;;
    goal) kept="tests/trial/corpus examples/goals" ;;
    records) kept="tests/report/corpus/records" ;;
    body) kept="tests/server/corpus" ;;
    calendar) kept="tests/report/corpus/calendar" ;;
    rules) kept="tests/care/corpus" ;;
    posterior) kept="tests/core/corpus" ;;
    catalogue) kept="tests/outcome/corpus" ;;
    *) echo "there is no fuzzer of $reader: plan, study, split, goal, records, posterior, catalogue, rules, calendar, body" >&2; exit 2 ;;
esac
cxx=${CXX:-$(command -v clang++-16 || command -v clang++)}
cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_FLAGS="-O1 -g -w" \
    -DPERCUTA_FUZZ=ON > /dev/null
cmake --build "$folder" --target "${reader}_fuzzer"
mkdir -p "$folder/$reader/corpus"
if [ -w /dev/shm ]; then TMPDIR=/dev/shm; export TMPDIR; fi  # records are read from files
# shellcheck disable=SC2086
exec "$folder/tests/fuzz/${reader}_fuzzer" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
    -dict="tests/fuzz/$reader.dict" -print_final_stats=1 -artifact_prefix="$folder/$reader/" \
    "$folder/$reader/corpus" $kept
