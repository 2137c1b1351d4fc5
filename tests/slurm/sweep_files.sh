# shellcheck shell=bash
# The sweep that the tests of this folder play, and how its results are compared. Sourced.

# write_sweep FOLDER POINTS REPLICATES: who proposes is drawn; POINTS is a square number.
write_sweep() {
  local folder=$1 side replicates=$3 levels='' level
  side=$(awk -v points="$2" 'BEGIN { print sqrt(points) }')
  for level in $(seq "$side"); do levels+="${levels:+, }0.$((80 + level))"; done
  mkdir -p "$folder"
  cat >"$folder/pie.yaml" <<TEXT
# Who gets more of a pie whose proposer is drawn every round?
format: 1
name: pie
start: 2018-03-05
horizon: 2019-03-05
mode: strategic
loss_exponent: 1
protocol: {kind: random_proposer}
parties:
  A: {discount_factor: 0.9}
  B: {discount_factor: 0.9}
issues:
  - {id: pie, status_quo: none, positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}}
TEXT
  cat >"$folder/patience.yaml" <<TEXT
# How much is patience worth?
format: 1
name: patience
scenario: pie.yaml
design: grid
replicates: $replicates
factors:
  - {id: patience_a, path: parties.A.discount_factor, values: [$levels]}
  - {id: patience_b, path: parties.B.discount_factor, values: [$levels]}
TEXT
}

# same_results ONE OTHER: byte for byte, but for what says how they came about.
same_results() {
  local rest=(-x attempts -x shards -x slurm -x .lock)
  [ -s "$1/summary.csv" ] && [ -s "$1/manifest.json" ] && diff -r "${rest[@]}" "$1" "$2"
}
