// How the talks end under every profile of strategies.

import * as Plot from "@observablehq/plot";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percentWithin} from "./numbers.js";
import {kindColour, kindName, kindOrder} from "./palette.js";

export function profileEndings(place, {tables}) {
  const table = tables("profile_endings.csv");
  const kinds = kindOrder(table.distinct("kind"));
  const names = table.distinct("strategies");
  const rows = kinds.flatMap((kind) => table.rows.filter((row) => row.kind === kind));
  const svg = svgOf({
    width: widthOf(place), height: 80 + 18 * names.length, marginLeft: 220,
    x: {label: "percent of replicates", transform: (share) => 100 * share}, y: {label: null, domain: names, tickFormat: (name) => name.replaceAll("|", ", ")},
    marks: [
      Plot.barX(rows, {x: "probability", y: "strategies", fill: (row) => kindColour(row.kind), order: null, fillOpacity: 0.85,
        title: (row) => `${row.strategies.replaceAll("|", ", ")}\n${kindName(row.kind)}: ${percentWithin(row.probability, row.ci_low, row.ci_high)}`,
        tip: true})
    ]
  }, "Share of replicates by kind of deal under every profile");
  return figure([svg, key(kinds.map((kind) => [kindName(kind), kindColour(kind)]))], "");
}
