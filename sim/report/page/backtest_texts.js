// Settled texts of history beside the simulated ones of the same deals, and naive rules.

import * as Plot from "@observablehq/plot";
import {oneCase, withChoice} from "./backtest_case.js";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";

const RIVALS = [["status_quo", "status quo", "var(--grey)", "square"], ["mean_equal", "mean of the ideals", "var(--green)", "diamond"],
  ["median_equal", "median of the ideals", "var(--purple)", "triangle"]];

export function backtestTexts(place, context) {
  const {rows, chosen, choices} = oneCase(context, context.tables("texts.csv"));
  const width = widthOf(place);
  const rivals = RIVALS.filter(([column]) => rows.some((row) => row[column] !== null));
  const seen = rows.filter((row) => row.p50 !== null);
  const svg = svgOf({
    width, height: 76 + 28 * rows.length, marginLeft: Math.min(190, width * 0.34),
    x: {label: "text (0: the issue's first pole, 1: its second)", domain: [0, 1], grid: true},
    y: {label: null, domain: rows.map((row) => row.issue), tickFormat: spaced},
    marks: [
      Plot.barX(rows.filter((row) => row.low !== null), {x1: "low", x2: "high", y: "issue", fill: "var(--vermillion)", fillOpacity: 0.22, insetTop: 4, insetBottom: 4}),
      Plot.ruleY(seen, {x1: "p05", x2: "p95", y: "issue", stroke: "var(--blue)", strokeWidth: 1.6}),
      ...rivals.map(([column, , colour, symbol]) => Plot.dot(rows.filter((row) => row[column] !== null), {x: column, y: "issue", fill: colour, symbol, r: 3.4, dy: 7})),
      Plot.dot(seen, {x: "p50", y: "issue", fill: "var(--paper)", stroke: "var(--blue)", strokeWidth: 2, r: 4.5}),
      Plot.dot(rows, {x: "actual", y: "issue", symbol: "cross", fill: "var(--vermillion)", r: 5}),
      Plot.tip(rows, Plot.pointerY({x: "actual", y: "issue", title: (row) =>
        `${spaced(row.issue)} (${row.row})\nhistory ${short(row.actual)}, a fair reader ${short(row.low)} to ${short(row.high)}\n` +
        `median of ${row.replicates} replicates ${short(row.p50)}, 5 to 95 percent ${short(row.p05)} to ${short(row.p95)}` +
        rivals.map(([column, words]) => (row[column] === null ? "" : `\n${words} ${short(row[column])}`)).join("")}))
    ]
  }, `Texts of ${chosen}: simulated, naive and real`);
  return withChoice(choices, figure([svg, key([["what happened", "var(--vermillion)", "cross"], ["what a fair reader could say", "var(--vermillion)"],
    ["median of the model and 5 to 95 percent of replicates", "var(--blue)", "line"], ...rivals.map(([, words, colour, symbol]) => [words, colour, symbol])])], ""));
}
