// Settled text of every issue between the parties' ideals.

import * as Plot from "@observablehq/plot";
import {group} from "d3";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {coarsened} from "./histogram.js";
import {percent, short} from "./numbers.js";
import {partyColour, partySymbol} from "./palette.js";

const BINS = 32;
const BASE = 0.52; // of a row: the distribution stands on it, the ideals hang below

export function texts(place, {tables, facts}) {
  const issues = tables("issues.csv").rows;
  const about = new Map(facts.issues.map((issue) => [issue.issue, issue]));
  const histograms = group(tables("histograms.csv").rows.filter((row) => row.metric === "text"), (row) => row.category);
  const at = new Map(issues.map((row, i) => [row.issue, i]));
  const shapes = issues.flatMap((row) => coarsened(histograms.get(row.issue) ?? [], 1 / BINS)
    .map((bin) => ({...bin, low: Math.min(bin.low, 1 - 1 / BINS), high: Math.min(bin.high, 1), base: at.get(row.issue) + BASE})));
  const ideals = facts.issues.filter(({issue}) => at.has(issue)).flatMap(({issue, ideals: stands}) =>
    Object.entries(stands).map(([party, ideal]) => ({issue, party, ideal,
      y: at.get(issue) + BASE + 0.17 + (0.22 * facts.parties.indexOf(party)) / Math.max(1, facts.parties.length - 1)})));
  const settled = issues.filter((row) => row.replicates > 0).map((row) => ({...row, y: at.get(row.issue) + BASE}));
  const bands = issues.map((_, i) => i).filter((i) => i % 2);
  const width = widthOf(place);
  const marginLeft = Math.min(190, width * 0.34);
  const poles = (issue) => {
    const [zero, one] = about.get(issue)?.poles ?? [];
    return zero === undefined ? "" : `\n0 is ${zero}, 1 is ${one}`;
  };
  const svg = svgOf({
    width, height: 80 + 46 * issues.length, marginLeft, marginRight: 56, marginTop: 36,
    x: {label: "text (0: the issue's first pole, 1: its second)", domain: [0, 1], grid: true},
    y: {axis: null, domain: [issues.length, 0]},
    marks: [
      Plot.rect(bands, {x1: () => 0, x2: () => 1, y1: (at) => at, y2: (at) => at + 1, fill: "var(--raised)", inset: 0}),
      Plot.ruleY(settled, {y: "y", stroke: "var(--line)"}),
      Plot.rect(shapes, {x1: "low", x2: "high", y1: "base", y2: (bin) => bin.base - 0.46 * bin.height,
        fill: "var(--sky)", fillOpacity: 0.7, inset: 0}),
      Plot.ruleY(settled, {y: "y", x1: "p05", x2: "p95"}),
      Plot.ruleY(settled, {y: "y", x1: "p25", x2: "p75", strokeWidth: 3.5}),
      Plot.dot(settled, {x: "p50", y: "y", fill: "var(--paper)", stroke: "currentColor", r: 4}),
      Plot.dot(ideals, {x: "ideal", y: "y", fill: (row) => partyColour(facts.parties, row.party),
        symbol: (row) => partySymbol(facts.parties, row.party), r: 4}),
      Plot.text(issues, {x: () => 0, y: (row) => at.get(row.issue) + BASE, text: (row) => spaced(row.issue), textAnchor: "end",
        dx: -10, lineWidth: marginLeft / 12, clip: false}),
      Plot.text(issues, {x: () => 1, y: (row) => at.get(row.issue) + BASE, text: (row) => percent(row.settled_probability),
        textAnchor: "start", dx: 8}),
      Plot.text(["settled"], {x: () => 1, y: () => 0, dy: -8, dx: 8, textAnchor: "start"}),
      Plot.tip(settled, Plot.pointerY({x: "p50", y: "y", title: (row) =>
        `${spaced(row.issue)}${poles(row.issue)}\nmedian ${short(row.p50)}, middle half ${short(row.p25)} to ${short(row.p75)},` +
        `\n5 to 95 percent ${short(row.p05)} to ${short(row.p95)}\n${Object.entries(about.get(row.issue)?.ideals ?? {})
          .map(([party, ideal]) => `ideal of ${party}: ${short(ideal)}`).join("\n")}`}))
    ]
  }, "Distribution of the settled text of every issue, with the ideals of the parties");
  return figure([svg, key([
    ...facts.parties.map((party) => [`ideal of ${party}`, partyColour(facts.parties, party), partySymbol(facts.parties, party)]),
    ["replicates", "var(--sky)"], ["median (circle), middle half (thick), 5 to 95 percent (thin)", "currentColor", "line"]])], "");
}
