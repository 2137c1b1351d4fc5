// Sobol' indices and elementary effects: a mark and its interval for every factor.

import * as Plot from "@observablehq/plot";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";
import {oneQuantity} from "./quantities.js";

function indices(place, context, file, names, rank, label) {
  const {rows, chosen, choices} = oneQuantity(context, context.tables(file).rows);
  const shown = rows.filter((row) => row.estimate !== null && row.index in names);
  const order = shown.filter((row) => row.index === rank).sort((a, b) => b.estimate - a.estimate).map((row) => row.factor);
  const used = Object.keys(names).filter((index) => shown.some((row) => row.index === index));
  const colour = (row) => names[row.index];
  const svg = svgOf({
    width: widthOf(place), height: 80 + order.length * (12 + 16 * used.length), marginLeft: 20, marginRight: 230,
    x: {label, grid: true}, y: {axis: null, domain: used}, fy: {label: null, axis: "right", domain: order},
    marks: [
      Plot.ruleX([0]),
      Plot.barX(shown, {fy: "factor", y: "index", x1: 0, x2: "estimate", fill: colour, fillOpacity: 0.75}),
      Plot.ruleY(shown, {fy: "factor", y: "index", x1: "ci_low", x2: "ci_high"}),
      Plot.tip(shown, Plot.pointer({fy: "factor", y: "index", x: "estimate", title: (row) =>
        `${row.factor}\n${spaced(row.index)}: ${short(row.estimate)} [${short(row.ci_low)}, ${short(row.ci_high)}]`}))
    ]
  }, `${label} of ${chosen} by factor`);
  return [choices, figure([svg, key(used.map((index) => [spaced(index), names[index]]))], "")];
}

export const sobol = (place, context) => indices(place, context, "sensitivity/sobol_indices.csv",
  {first_order: "var(--sky)", total: "var(--blue)"}, "total", "share of the variance");
export const morris = (place, context) => indices(place, context, "sensitivity/morris.csv",
  {mu_star: "var(--blue)", sigma: "var(--sky)"}, "mu_star", "effect of the factor's whole range");
