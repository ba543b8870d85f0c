#!/bin/bash
# submit.sh SHARDS PLAN [options of percuta trial]: queues the shards, and the merge for when all of them are done.
# PERCUTA_FOLDER: where the trial goes (default: results/<name of the plan>-trial); on a disk that all nodes share.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
shards="${1:?how many shards}" plan="${2:?a plan}"
shift
PERCUTA_FOLDER="${PERCUTA_FOLDER:-results/$(basename "$plan" .toml)-trial}"
export PERCUTA_FOLDER PERCUTA="${PERCUTA:-percuta}"
mkdir -p "$PERCUTA_FOLDER"
job="$(sbatch --parsable --array="1-$shards" --export=ALL "$here/trial.sbatch" "$@")"
sbatch --parsable --dependency="afterok:${job%%;*}" --job-name=percuta-merge --export=ALL \
    --wrap "\"$PERCUTA\" trial merge \"$PERCUTA_FOLDER\""
echo "queued as ${job%%;*}; results in $PERCUTA_FOLDER"
