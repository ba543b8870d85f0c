#!/bin/bash
# try.sh PERCUTA PLAN: runs the recipes here without a cluster. A stand-in for sbatch starts the tasks one after another,
# as Slurm would start them; the result must be that of one run, byte by byte.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
percuta="$(realpath "${1:?the program}")" plan="$(realpath "${2:?a plan}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
cat > "$work/bin/sbatch" <<'STAND_IN'
#!/bin/bash
set -euo pipefail
shards=0 wrap="" script=() job=7
while (($#)); do
    case "$1" in
        --array=1-*) shards="${1#--array=1-}" ;;
        --dependency=*) [[ "$1" == --dependency=afterok:7 ]] ;;
        --wrap) wrap="$2"; job=8; shift ;;
        --*) ;;
        *) script=("$@"); break ;;
    esac
    shift
done
if [[ -n "$wrap" ]]; then bash -c "$wrap" >&2; fi
for ((task = 1; task <= shards; ++task)); do
    SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=$shards SLURM_CPUS_PER_TASK=1 bash "${script[@]}" >&2
done
echo "$job"
STAND_IN
chmod +x "$work/bin/sbatch"
options=(--against untreated --patients 4 --replicates 2)
PATH="$work/bin:$PATH" PERCUTA="$percuta" PERCUTA_FOLDER="$work/parts" "$here/submit.sh" 3 "$plan" "${options[@]}"
"$percuta" --quiet trial "$plan" "${options[@]}" -o "$work/whole"
cmp "$work/parts/people.csv" "$work/whole/people.csv"
cmp "$work/parts/trial.json" "$work/whole/trial.json"

# What a pod of deploy/kubernetes does, with its own command: index 0 and up.
shards="$(sed -n 's/.*completions: \([0-9]*\).*/\1/p' "$here/../kubernetes/trial.yaml")"
command="$(sed -n '/exec percuta trial/,/-o /p' "$here/../kubernetes/trial.yaml" | tr '\n' ' ')"
command="${command/\/trial\/plan.toml/$plan}"
command="${command/\/trial\/results/$work/pods}"
command="${command/--patients 40 --replicates 1000/--patients 4 --replicates 8}"
ln -s "$percuta" "$work/bin/percuta"
for ((index = 0; index < shards; ++index)); do
    PATH="$work/bin:$PATH" JOB_COMPLETION_INDEX=$index sh -c "$command"
done
"$percuta" --quiet trial merge "$work/pods"
"$percuta" --quiet trial "$plan" --against untreated --split --patients 4 --replicates 8 -o "$work/whole-pods"
cmp "$work/pods/trial.json" "$work/whole-pods/trial.json"
echo "the recipes give what one run gives"
