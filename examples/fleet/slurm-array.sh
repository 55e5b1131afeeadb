#!/usr/bin/env bash
#SBATCH --job-name=verify-bundles
#SBATCH --array=0-15
#SBATCH --cpus-per-task=4
#SBATCH --output=answers-%a.ndjson

# sbatch slurm-array.sh bundles.txt; afterwards: cat answers-*.ndjson > answers.ndjson
exec ./check-shard "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_TASK_COUNT" "$1" \
  wp-codebox-conformance verify-bundle --strict --json --jobs 4 --list -
