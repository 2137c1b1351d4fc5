// Bins of histograms.csv joined into fewer; widths double, so that bins of the file are joined and never cut.

/// `centred`: the middle of one is 0, so that replicates in which nothing changes do not look like gains.
export function coarsened(bins, leastWidth, centred = false) {
  if (!bins.length) return [];
  const shift = centred ? 0.5 : 0;
  let width = (bins[0].bin_high - bins[0].bin_low) * (centred ? 2 : 1);
  while (width < leastWidth) width *= 2;
  const counts = new Map();
  for (const {bin_low: low, count} of bins) {
    const at = Math.floor(low / width + shift + 1e-9);
    counts.set(at, (counts.get(at) ?? 0) + count);
  }
  const fullest = Math.max(...counts.values());
  return [...counts].sort((a, b) => a[0] - b[0])
    .map(([at, count]) => ({low: (at - shift) * width, high: (at + 1 - shift) * width, count, height: count / fullest}));
}
