// Chapters closed by the dates that history counted them, simulated, naive and real.

import * as Plot from "@observablehq/plot";
import {oneCase, withChoice} from "./backtest_case.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {day, short, toDate} from "./numbers.js";

const RIVALS = [["flat", "flat", "var(--grey)"], ["average_pace", "average pace", "var(--green)"], ["last_interval", "pace of the last interval", "var(--purple)"]];

export function backtestPaths(place, context) {
  const {rows: all, chosen, choices} = oneCase(context, context.tables("paths.csv"));
  const rows = all.map((row) => ({...row, date: toDate(row.by)})).sort((a, b) => a.date - b.date);
  const rivals = RIVALS.filter(([column]) => rows.some((row) => row[column] !== null));
  const svg = svgOf({
    width: widthOf(place), height: 320, marginLeft: 46, marginTop: 28,
    x: {type: "utc", label: null}, y: {label: "chapters closed", grid: true, zero: true},
    marks: [
      Plot.areaY(rows, {x: "date", y1: "p05", y2: "p95", fill: "var(--blue)", fillOpacity: 0.16}),
      Plot.ruleX(rows.filter((row) => row.prior_p05 !== null), {x: "date", y1: "prior_p05", y2: "prior_p95", stroke: "var(--blue)", strokeWidth: 1.2}),
      Plot.ruleX(rows.filter((row) => row.judgement_p05 !== null), {x: "date", y1: "judgement_p05", y2: "judgement_p95", stroke: "var(--blue)", strokeWidth: 4, strokeOpacity: 0.5}),
      ...rivals.map(([column, , colour]) => Plot.lineY(rows.filter((row) => row[column] !== null), {x: "date", y: column, stroke: colour, strokeDasharray: "5,3", marker: "dot"})),
      Plot.lineY(rows, {x: "date", y: "mean", stroke: "var(--blue)", strokeWidth: 2, marker: "dot"}),
      Plot.lineY(rows, {x: "date", y: "actual", stroke: "var(--vermillion)", strokeWidth: 2, marker: "dot"}),
      Plot.tip(rows, Plot.pointerX({x: "date", y: "mean", title: (row) =>
        `${day(row.date)} (${row.row})\nhistory ${row.actual}\nmodel ${short(row.mean)}, 5 to 95 percent ${short(row.p05)} to ${short(row.p95)}` +
        rivals.map(([column, words]) => (row[column] === null ? "" : `\n${words} ${short(row[column])}`)).join("")}))
    ]
  }, `Chapters closed in ${chosen}: simulated, naive and real`);
  return withChoice(choices, figure([svg, key([["what happened", "var(--vermillion)", "line"], ["mean of the model", "var(--blue)", "line"],
    ["5 to 95 percent of replicates", "var(--pale-blue)"], ...rivals.map(([, words, colour]) => [words, colour, "line"])])],
    "Bars at the dates: 5 to 95 percent of the mean over judgements (thick), over priors as well (thin)."));
}
