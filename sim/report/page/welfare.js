// What each party gets, by kind of deal: distributions with mean and quantiles.

import * as Plot from "@observablehq/plot";
import {choice, element} from "./dom.js";
import {figure, svgOf, widthOf} from "./figure.js";
import {coarsened} from "./histogram.js";
import {short} from "./numbers.js";
import {kindColour, kindName, kindOrder} from "./palette.js";

const METRICS = [["welfare_pct", "change of real income, percent"], ["utility", "value to the government, percent of real income a year"]];
const PURE = [["utility", "utility"]]; // of bargaining without an economy
const LEAST = 0.005; // no panel is so narrow that less than this looks like much
const STATISTICS = ["mean", "p05", "p95"];

function lines({tables}, metric, party, categories) {
  const rows = tables("summary.csv").rows.filter((row) => row.metric === metric && row.party === party);
  const bins = tables("histograms.csv").rows.filter((row) => row.metric === metric && row.party === party);
  return categories.map((category, at) => {
    const [mean, p05, p95] = STATISTICS.map((statistic) =>
      rows.find((row) => row.category === category && row.statistic === statistic));
    return {at, category, mean, p05: p05?.estimate, p95: p95?.estimate, bins: bins.filter((row) => row.category === category)};
  }).filter(({mean}) => mean && mean.replicates > 0 && mean.estimate !== null);
}

function panel(width, party, shown, categories, label) {
  const ends = shown.flatMap(({mean, p05, p95}) => [mean.ci_low ?? mean.estimate, mean.ci_high ?? mean.estimate, p05, p95]);
  const low = Math.min(-LEAST, ...ends), high = Math.max(LEAST, ...ends);
  const margin = 0.08 * (high - low);
  const domain = [low - margin, high + margin];
  const shapes = shown.flatMap(({at, category, bins}) => {
    const count = bins.reduce((sum, bin) => sum + bin.count, 0);
    if (count < 10) return [];
    const most = Math.min(60, Math.max(12, 3 * Math.cbrt(count)));
    return coarsened(bins, (domain[1] - domain[0]) / most, true).filter((bin) => bin.high > domain[0] && bin.low < domain[1])
      .map((bin) => ({x1: Math.max(bin.low, domain[0]), x2: Math.min(bin.high, domain[1]), at, half: 0.38 * bin.height,
        colour: category === "all" ? "var(--grey)" : kindColour(category)}));
  });
  return svgOf({
    width, height: 84 + 58 * categories.length, marginLeft: 128, marginTop: 30,
    x: {domain, label, grid: true, ticks: width < 330 ? 2 : 3}, y: {axis: null, domain: [categories.length - 0.5, -0.5]},
    marks: [
      Plot.ruleX([0], {stroke: "var(--grey)"}),
      Plot.rect(shapes, {x1: "x1", x2: "x2", y1: (bin) => bin.at - bin.half, y2: (bin) => bin.at + bin.half,
        fill: "colour", fillOpacity: 0.5, inset: 0}),
      Plot.ruleY(shown, {y: "at", x1: "p05", x2: "p95"}),
      Plot.ruleY(shown, {y: "at", x1: (row) => row.mean.ci_low, x2: (row) => row.mean.ci_high, strokeWidth: 4}),
      Plot.dot(shown, {x: (row) => row.mean.estimate, y: "at", fill: "var(--paper)", stroke: "currentColor", r: 4.5}),
      Plot.text(categories, {x: () => domain[0], y: (_, i) => i, textAnchor: "end", dx: -8, lineWidth: 8.5, clip: false,
        text: (category) => (category === "all" ? "all replicates" : kindName(category))}),
      Plot.text([party], {frameAnchor: "top-left", dy: -20, fontWeight: "bold", fontSize: 13}),
      Plot.tip(shown, Plot.pointerY({x: (row) => row.mean.estimate, y: "at", title: (row) =>
        `${party}, ${row.category === "all" ? "all replicates" : kindName(row.category)} (n = ${row.mean.replicates})\n` +
        `mean ${short(row.mean.estimate)} [${short(row.mean.ci_low)}, ${short(row.mean.ci_high)}]\n` +
        `5 to 95 percent: ${short(row.p05)} to ${short(row.p95)}`}))
    ]
  }, `${party}: ${label}, by kind of deal`);
}

export function welfare(place, context) {
  const {tables, facts, state} = context;
  const known = facts.has_economy ? METRICS : PURE;
  const [metric, label] = known.find(([name]) => name === state.measure) ?? known[0];
  const seen = tables("summary.csv").rows.filter((row) => row.metric === metric && row.statistic === "mean" && row.replicates > 0)
    .map((row) => row.category);
  const categories = ["all", ...kindOrder(seen).filter((kind) => state.ending === "all" || kind === state.ending)];
  const parties = state.party === "all" ? facts.parties : [state.party];
  const each = parties.length === 1 ? widthOf(place, 700) : Math.max(280, Math.floor(widthOf(place, 1100) / Math.min(3, parties.length)) - 8);
  const panels = parties.map((party) => panel(each, party, lines(context, metric, party, categories), categories, label));
  return [
    element("p", {class: "choices"}, choice("Measure", known, metric, (value) => state.set("measure", value))),
    figure([element("div", {class: "panels"}, ...panels)], "")
  ];
}
