#pragma once

#include "tripart/bargaining/benchmark.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// benchmarks.csv: every solution of every deal, a row per party.
void write_benchmark_rows(CsvRows& rows, const Model& model,
                          const ConfigurationSet& configurations,
                          const Benchmarks& benchmarks);

/// core.csv: what each coalition could do by a deal of its own.
void write_core_rows(CsvRows& rows, const Model& model,
                     const ConfigurationSet& configurations,
                     const Benchmarks& benchmarks);

}  // namespace tripart
