// How far settlements lie from the solutions of bargaining theory.

import * as Plot from "@observablehq/plot";
import {element, spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";
import {kindName, partyColour} from "./palette.js";

const PREFIX = "distance_";
const NAMES = {nash: "Nash", asymmetric_nash: "Nash with powers", kalai_smorodinsky: "Kalai-Smorodinsky", nash_in_nash: "Nash-in-Nash"};
const solutionName = (metric) => NAMES[metric.slice(PREFIX.length)] ?? spaced(metric.slice(PREFIX.length));

export function benchmarks(place, {tables, facts, state}) {
  const of = tables("summary.csv").rows.filter((row) => row.metric.startsWith(PREFIX) && row.category === state.ending &&
    ["mean", "p05", "p95"].includes(row.statistic));
  const grouped = new Map();
  for (const row of of) {
    const name = `${row.metric} ${row.party}`;
    if (!grouped.has(name)) grouped.set(name, {solution: solutionName(row.metric), party: row.party});
    grouped.get(name)[row.statistic] = row;
  }
  const rows = [...grouped.values()].filter((row) => row.mean?.replicates > 0 && row.mean.estimate !== null &&
    (state.party === "all" || row.party === state.party));
  if (!rows.length) return element("p", {}, `Nothing to compare for ${kindName(state.ending)}: no replicate has both.`);
  const parties = facts.parties.filter((party) => rows.some((row) => row.party === party));
  const colour = (row) => partyColour(facts.parties, row.party);
  const svg = svgOf({
    width: widthOf(place), height: 70 + new Set(rows.map((row) => row.solution)).size * (16 + 20 * parties.length),
    marginLeft: 50, marginRight: 130,
    x: {label: "value at the agreement less that of the solution", grid: true}, y: {label: null, domain: parties},
    fy: {label: null, axis: "right", domain: [...new Set(rows.map((row) => row.solution))]},
    marks: [
      Plot.ruleX([0], {stroke: "var(--grey)"}),
      Plot.ruleY(rows, {fy: "solution", y: "party", x1: (row) => row.p05?.estimate, x2: (row) => row.p95?.estimate, stroke: colour}),
      Plot.ruleY(rows, {fy: "solution", y: "party", x1: (row) => row.mean.ci_low, x2: (row) => row.mean.ci_high, stroke: colour, strokeWidth: 5}),
      Plot.dot(rows, {fy: "solution", y: "party", x: (row) => row.mean.estimate, fill: "var(--paper)", stroke: colour, strokeWidth: 1.8, r: 4}),
      Plot.tip(rows, Plot.pointer({fy: "solution", y: "party", x: (row) => row.mean.estimate, title: (row) =>
        `${row.party} against ${row.solution} (n = ${row.mean.replicates})\nmean ${short(row.mean.estimate)} ` +
        `[${short(row.mean.ci_low)}, ${short(row.mean.ci_high)}]\n5 to 95 percent: ${short(row.p05?.estimate)} to ${short(row.p95?.estimate)}`}))
    ]
  }, "Distance of settlements to solutions of bargaining theory, by party");
  return figure([svg, key(parties.map((party) => [party, partyColour(facts.parties, party), "dot"]))],
    state.ending === "all" ? "" : `Replicates that ended with: ${kindName(state.ending)}.`);
}
