// Bins of histograms.csv joined into fewer; widths double, so that bins of the file are joined and never cut.

export function coarsened(bins, leastWidth) {
  if (!bins.length) return [];
  let width = bins[0].bin_high - bins[0].bin_low;
  while (width < leastWidth) width *= 2;
  const counts = new Map();
  for (const {bin_low: low, count} of bins) {
    const at = Math.floor(low / width + 1e-9);
    counts.set(at, (counts.get(at) ?? 0) + count);
  }
  const fullest = Math.max(...counts.values());
  return [...counts].sort((a, b) => a[0] - b[0])
    .map(([at, count]) => ({low: at * width, high: (at + 1) * width, count, height: count / fullest}));
}
