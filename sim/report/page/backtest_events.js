// How probable each event of history was said to be, and whether it came true.

import * as Plot from "@observablehq/plot";
import {oneCase, withChoice} from "./backtest_case.js";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percent, percentWithin} from "./numbers.js";

const RIVALS = [["base_rate", "base rate of the other cases", "var(--green)", "square"],
  ["forecasters", "forecasters of the time, mean", "var(--purple)", "triangle"]];

const nameOf = (row) => `${row.row}${row.scored === "no" ? "*" : ""}: ${spaced(row.kind)} ${spaced(row.subject)}${row.by ? ` by ${row.by}` : ""}`;

export function backtestEvents(place, context) {
  const {rows, chosen, choices} = oneCase(context, context.tables("events.csv"));
  const width = widthOf(place);
  const named = rows.map((row) => ({...row, name: nameOf(row)}));
  const rivals = RIVALS.filter(([column]) => rows.some((row) => row[column] !== null));
  const interval = (low, high, options) => Plot.ruleY(named.filter((row) => row[low] !== null), {x1: low, x2: high, y: "name", ...options});
  const svg = svgOf({
    width, height: 70 + 26 * rows.length, marginLeft: Math.min(330, width * 0.42),
    x: {label: "probability", domain: [0, 1], grid: true}, y: {label: null, domain: named.map((row) => row.name)},
    marks: [
      interval("prior_p05", "prior_p95", {stroke: "var(--blue)", strokeWidth: 1.2}),
      interval("judgement_p05", "judgement_p95", {stroke: "var(--blue)", strokeWidth: 4, strokeOpacity: 0.5}),
      Plot.tickX(named.filter((row) => row.status_quo !== null), {x: "status_quo", y: "name", stroke: "var(--grey)", strokeWidth: 2, insetTop: 5, insetBottom: 5}),
      ...rivals.map(([column, , colour, symbol]) => Plot.dot(named.filter((row) => row[column] !== null), {x: column, y: "name", fill: colour, symbol, r: 4})),
      Plot.dot(named, {x: "probability", y: "name", fill: "var(--paper)", stroke: "var(--blue)", strokeWidth: 2, r: 4}),
      Plot.dot(named, {x: "happened", y: "name", symbol: "cross", fill: "var(--vermillion)", r: 5}),
      Plot.tip(named, Plot.pointerY({x: "probability", y: "name", title: (row) =>
        `${row.name}\nmodel ${percentWithin(row.probability, row.ci_low, row.ci_high)} (Monte-Carlo error)` +
        (row.judgement_p05 === null ? "" : `\nover judgements ${percent(row.judgement_p05)} to ${percent(row.judgement_p95)}`) +
        (row.prior_p05 === null ? "" : `\nover priors too ${percent(row.prior_p05)} to ${percent(row.prior_p95)}`) +
        rivals.map(([column, words]) => (row[column] === null ? "" : `\n${words}: ${percent(row[column])}`)).join("") +
        `\n${row.happened ? "came true" : "did not come true"}${row.scored === "no" ? "; restates another row" : ""}`}))
    ]
  }, `Probability of each event of ${chosen}, with intervals, rivals and what happened`);
  return withChoice(choices, figure([svg, key([["model", "var(--blue)", "dot"], ["5 to 95 percent over judgements (thick), over priors as well (thin)", "var(--blue)", "line"],
    ["status quo", "var(--grey)", "line"], ...rivals.map(([, words, colour, symbol]) => [words, colour, symbol]),
    ["what happened (0 or 1)", "var(--vermillion)", "cross"]])],
    rows.some((row) => row.scored === "no") ? "* restates another row for forecasts with other dates, and enters no mean." : ""));
}
