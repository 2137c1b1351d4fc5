// Score of the model less that of each rival about the same rows, with its spread over what is held.

import * as Plot from "@observablehq/plot";
import {oneCase, withChoice} from "./backtest_case.js";
import {element, spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";

const isTotal = (row) => row.row === "" && row.forecast === "";
const range = (row, held) => (row[`${held}_difference_p05`] === null ? "" :
  `\n${held === "prior" ? "over priors too" : "over judgements"} ${short(row[`${held}_difference_p05`])} to ${short(row[`${held}_difference_p95`])}`);

function panel(place, score, rows, model, chosen) {
  const rivals = rows.filter((row) => row.difference !== null);
  const width = widthOf(place);
  const interval = (held, options) => Plot.ruleY(rivals.filter((row) => row[`${held}_difference_p05`] !== null),
    {x1: `${held}_difference_p05`, x2: `${held}_difference_p95`, y: "source", ...options});
  return svgOf({
    width, height: 76 + 22 * rivals.length, marginLeft: Math.min(190, width * 0.34), marginTop: 30,
    x: {label: "model less source (left of 0: the model is better)", grid: true}, y: {label: null, domain: rivals.map((row) => row.source), tickFormat: spaced},
    marks: [
      Plot.ruleX([0], {stroke: "var(--grey)"}),
      interval("prior", {stroke: "var(--blue)", strokeWidth: 1.2}), interval("judgement", {stroke: "var(--blue)", strokeWidth: 4, strokeOpacity: 0.5}),
      Plot.dot(rivals, {x: "difference", y: "source", fill: (row) => (row.difference < 0 ? "var(--blue)" : "var(--vermillion)"), r: 4.5}),
      Plot.text([`${spaced(score)}: model ${short(model?.value)}, ${model?.rows ?? 0} row${model?.rows === 1 ? "" : "s"}`],
        {frameAnchor: "top-left", dy: -22, fontWeight: "bold", fontSize: 12}),
      Plot.tip(rivals, Plot.pointerY({x: "difference", y: "source", title: (row) =>
        `${spaced(row.source)}: ${spaced(score)} ${short(row.value)}, ${row.rows} row${row.rows === 1 ? "" : "s"}\n` +
        `model less it ${short(row.difference)} (standard error ${short(row.std_error)})${range(row, "judgement")}${range(row, "prior")}`}))
    ]
  }, `${chosen}, ${spaced(score)}: score of the model less that of each source`);
}

export function backtestScores(place, context) {
  const {rows, chosen, choices} = oneCase(context, context.tables("scores.csv"), isTotal);
  const scores = [...new Set(rows.filter((row) => row.difference !== null).map((row) => row.score))];
  const panels = scores.map((score) => {
    const of = rows.filter((row) => row.score === score);
    return panel(place, score, of, of.find((row) => row.source === "model"), chosen);
  });
  return withChoice(choices, figure([element("div", {}, ...panels), key([["the model is better", "var(--blue)", "dot"], ["the source is better", "var(--vermillion)", "dot"],
    ["5 to 95 percent over judgements (thick), over priors as well (thin)", "var(--blue)", "line"]])], ""));
}
