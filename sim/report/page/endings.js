// Probability of having ended, by date and kind of deal, with elections and deadlines.

import * as Plot from "@observablehq/plot";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {day, percent, percentWithin, toDate} from "./numbers.js";
import {kindColour, kindName, kindOrder} from "./palette.js";

function marked(facts) {
  return facts.events.filter(({date}) => date >= facts.start && date <= facts.horizon)
    .map(({date, what}, i) => ({date: toDate(date), what: spaced(what), letter: String.fromCharCode(65 + (i % 26))}));
}

function stacked(rows, kinds) {
  return Plot.areaY(rows, {
    x: "date", y: "probability", z: "kind", fill: (row) => kindColour(row.kind), curve: "step-after",
    order: kinds, sort: null
  });
}

function single(rows, kind) {
  const own = rows.filter((row) => row.kind === kind);
  return [
    Plot.areaY(own, {x: "date", y1: "ci_low", y2: "ci_high", fill: kindColour(kind), fillOpacity: 0.3, curve: "step-after"}),
    Plot.lineY(own, {x: "date", y: "probability", stroke: kindColour(kind), strokeWidth: 2, curve: "step-after"})
  ];
}

// What to say at each date.
function sentences(rows, kinds) {
  const byDate = new Map();
  for (const row of rows) {
    if (!byDate.has(row.date)) byDate.set(row.date, {date: row.date, top: 0, lines: [], byKind: {}});
    byDate.get(row.date).byKind[row.kind] = row;
  }
  for (const entry of byDate.values()) {
    for (const kind of kinds) {
      const row = entry.byKind[kind];
      if (!row) continue;
      entry.top += row.probability;
      entry.lines.push(`${kindName(kind)}: ${percentWithin(row.probability, row.ci_low, row.ci_high)}`);
    }
    entry.lines.push(`still negotiating: ${percent(Math.max(0, 1 - entry.top))}`);
  }
  return [...byDate.values()];
}

export function endings(place, {tables, facts, state}) {
  const dates = new Map(tables("timeline.csv").distinct("date").map((text) => [text, toDate(text)]));
  const kept = state.ending === "all" ? null : state.ending;
  const rows = tables("timeline.csv").rows.map((row) => ({...row, date: dates.get(row.date)}));
  const kinds = kindOrder(tables("timeline.csv").distinct("kind"));
  const events = marked(facts);
  const shown = kept ? rows.filter((row) => row.kind === kept) : rows;
  const svg = svgOf({
    width: widthOf(place), height: 360, marginTop: 30, marginLeft: 46,
    x: {type: "utc", label: null},
    y: {label: "percent", transform: (value) => 100 * value, grid: true, domain: kept ? undefined : [0, 100], zero: true},
    marks: [
      ...(kept ? single(rows, kept) : [stacked(rows, kinds)]),
      Plot.ruleX(events, {x: "date", stroke: "var(--grey)", strokeDasharray: "3,3"}),
      Plot.text(events, {x: "date", text: "letter", frameAnchor: "top", dy: -16, fontSize: 12}),
      Plot.ruleY([0]),
      Plot.tip(sentences(shown, kept ? [kept] : kinds), Plot.pointerX({
        x: "date", y: (entry) => (kept ? entry.top : Math.min(1, entry.top)),
        title: (entry) => [day(entry.date), ...entry.lines.slice(0, kept ? 1 : undefined)].join("\n")
      }))
    ]
  }, `Probability of having ended by date${kept ? `: ${kindName(kept)}` : ", stacked by kind of deal"}`);
  return figure([svg, key((kept ? [kept] : kinds).map((kind) => [kindName(kind), kindColour(kind)]))],
    events.map(({letter, what, date}) => `${letter}: ${what}, ${day(date)}`).join("; "));
}
