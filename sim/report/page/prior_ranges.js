// What the priors allow: how probable each event is, from never to nearly certain.

import * as Plot from "@observablehq/plot";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percentWithin} from "./numbers.js";

const verdictOf = (row) => (row.verdict.startsWith("never") ? "never" : row.verdict);
const COLOURS = {never: "var(--vermillion)", possible: "var(--blue)", "nearly certain": "var(--green)"};

export function priorRanges(place, {tables}) {
  const rows = tables("prior_predictive.csv").rows.filter((row) => row.probability !== null)
    .map((row) => ({...row, name: `${spaced(row.quantity)} ${spaced(row.category)}`}));
  const width = widthOf(place);
  const svg = svgOf({
    width, height: 70 + 17 * rows.length, marginLeft: Math.min(300, width * 0.44),
    x: {label: "percent of replicates", transform: (share) => 100 * share, domain: [0, 100], grid: true}, y: {label: null, domain: rows.map((row) => row.name)},
    marks: [
      Plot.ruleY(rows, {x1: "ci_low", x2: "ci_high", y: "name", stroke: (row) => COLOURS[verdictOf(row)], strokeWidth: 2}),
      Plot.dot(rows, {x: "probability", y: "name", fill: (row) => COLOURS[verdictOf(row)], r: 4}),
      Plot.tip(rows, Plot.pointerY({x: "probability", y: "name", title: (row) =>
        `${row.name}\n${percentWithin(row.probability, row.ci_low, row.ci_high)}\n${row.verdict}`}))
    ]
  }, "Probability of each event where every free parameter is drawn from its prior");
  return figure([svg, key(Object.entries(COLOURS).map(([verdict, colour]) => [verdict, colour, "dot"]))], "");
}
