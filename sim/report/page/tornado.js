// Swing of a quantity as each factor goes from its lowest level to its highest.

import * as Plot from "@observablehq/plot";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";
import {oneQuantity} from "./quantities.js";

export function tornado(place, context) {
  const {rows, chosen, choices} = oneQuantity(context, context.tables("sensitivity/tornado.csv").rows);
  const whole = rows.filter((row) => row.low !== null && row.high !== null).sort((a, b) => b.range - a.range);
  const bars = whole.flatMap((row) => [
    {row, x1: row.central ?? row.low, x2: row.low, colour: "var(--sky)"},
    {row, x1: row.central ?? row.low, x2: row.high, colour: "var(--vermillion)"}]);
  const svg = svgOf({
    width: widthOf(place), height: 80 + 26 * whole.length, marginLeft: 220,
    x: {label: chosen, grid: true}, y: {label: null, domain: whole.map((row) => row.factor)},
    marks: [
      Plot.barX(bars, {x1: "x1", x2: "x2", y: (bar) => bar.row.factor, fill: "colour"}),
      Plot.ruleX(whole.slice(0, 1), {x: "central"}),
      Plot.tip(whole, Plot.pointerY({x: "high", y: "factor", title: (row) =>
        `${row.factor}\n${row.low_value}: ${short(row.low)}\n${row.high_value}: ${short(row.high)}\nswing ${short(row.swing)} (standard error ${short(row.swing_std_error)})`}))
    ]
  }, `Swing of ${chosen} by factor`);
  return [choices, figure([svg, key([["at the lowest level", "var(--sky)"], ["at the highest level", "var(--vermillion)"]])], "")];
}
