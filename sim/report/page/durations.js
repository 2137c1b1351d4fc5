// Months from launch to signature: how many are done by then, simulated and in history.

import * as Plot from "@observablehq/plot";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percent} from "./numbers.js";

export function durations(place, {tables}) {
  const rows = tables("duration_months.csv").rows;
  const steps = (column, stroke) => Plot.lineY(rows, {x: "months", y: column, stroke, strokeWidth: 2, curve: "step-after"});
  const svg = svgOf({
    width: widthOf(place), height: 340, marginLeft: 50, marginTop: 24,
    x: {label: "months from launch to signature", grid: true}, y: {label: "share signed by then", domain: [0, 1], grid: true},
    marks: [
      steps("simulated_share", "var(--blue)"), steps("history_share", "var(--vermillion)"),
      Plot.tip(rows, Plot.pointerX({x: "months", y: "simulated_share", title: (row) =>
        `${row.months} months\nsimulated ${percent(row.simulated_share)}\nhistory ${percent(row.history_share)}`}))
    ]
  }, "Distribution functions of the months from launch to signature, simulated and in history");
  return figure([svg, key([["simulated", "var(--blue)", "line"], ["history", "var(--vermillion)", "line"]])], "");
}
