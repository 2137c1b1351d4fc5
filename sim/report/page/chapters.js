// Chapters closed by date: how many, with bands and the path of history, and which.

import * as Plot from "@observablehq/plot";
import {spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {day, percentWithin, toDate} from "./numbers.js";

function counts(place, {tables, facts}) {
  const rows = tables("progress.csv").rows.filter((row) => row.p50 !== null).map((row) => ({...row, date: toDate(row.date)}));
  const history = facts.history.map((row) => ({...row, date: toDate(row.date)}));
  const band = (low, high, fillOpacity) =>
    Plot.areaY(rows, {x: "date", y1: low, y2: high, fill: "var(--blue)", fillOpacity, curve: "step-after"});
  return svgOf({
    width: widthOf(place), height: 320, marginLeft: 46, marginTop: 28,
    x: {type: "utc", label: null}, y: {label: "chapters closed", grid: true, zero: true},
    marks: [
      band("p05", "p95", 0.18), band("p25", "p75", 0.38),
      Plot.lineY(rows, {x: "date", y: "p50", stroke: "var(--blue)", strokeWidth: 2, curve: "step-after"}),
      Plot.lineY(rows, {x: "date", y: "mean", stroke: "currentColor", strokeDasharray: "2,3"}),
      Plot.ruleY([facts.chapters], {stroke: "var(--grey)", strokeDasharray: "5,4"}),
      Plot.text([`all ${facts.chapters} chapters`], {y: [facts.chapters], frameAnchor: "right", dy: 9, textAnchor: "end"}),
      history.length ? Plot.ruleX([toDate(facts.start)], {stroke: "var(--grey)"}) : null,
      Plot.lineY(history, {x: "date", y: "closed", stroke: "var(--vermillion)", curve: "step-after", marker: "dot"}),
      Plot.tip(rows, Plot.pointerX({x: "date", y: "p50", title: (row) =>
        `${day(row.date)}\nmedian ${row.p50}, middle half ${row.p25} to ${row.p75},\n5 to 95 percent ${row.p05} to ${row.p95}`})),
      Plot.tip(history, Plot.pointer({x: "date", y: "closed", title: (row) =>
        `${day(row.date)}: ${row.closed} closed\n${row.event ?? ""}`, lineWidth: 24}))
    ]
  }, "Chapters closed by date: median and quantile bands over replicates, and the path of history");
}

// Neighbours of hardly another probability are one bar.
function joined(rows) {
  const bars = [];
  for (const row of rows) {
    const last = bars.at(-1);
    if (last?.chapter === row.chapter && Math.abs(last.closed_probability - row.closed_probability) < 0.002) last.to = row.to;
    else bars.push({...row});
  }
  return bars;
}

function which(place, {tables}) {
  const all = tables("chapters.csv").rows;
  const dates = tables("chapters.csv").distinct("date");
  const next = new Map(dates.map((date, i) => [date, toDate(dates[Math.min(i + 1, dates.length - 1)])]));
  const rows = all.map((row) => ({...row, from: toDate(row.date), to: next.get(row.date)}));
  const bars = joined(rows);
  const chapters = tables("chapters.csv").distinct("chapter");
  return svgOf({
    width: widthOf(place), height: 60 + 15 * chapters.length, marginLeft: 170, marginRight: 20,
    x: {type: "utc", label: null}, y: {label: null, domain: chapters, tickFormat: spaced},
    color: {scheme: "cividis", domain: [0, 1]},
    marks: [
      Plot.barX(bars, {x1: "from", x2: "to", y: "chapter", fill: "closed_probability", inset: 0, insetTop: 0.5, insetBottom: 0.5, shapeRendering: "crispEdges"}),
      Plot.tip(rows, Plot.pointer({x: "from", y: "chapter", title: (row) =>
        `${spaced(row.chapter)} (${row.type})\nclosed by ${day(row.from)}: ${percentWithin(row.closed_probability, row.ci_low, row.ci_high)}`}))
    ]
  }, "Probability that each chapter is closed, by date");
}

export function chapters(place, context) {
  const entries = [["median", "var(--blue)", "line"], ["middle half, 5 to 95 percent", "var(--pale-blue)"],
    ["mean", "currentColor", "line"]];
  if (context.facts.history.length) entries.push(["what happened", "var(--vermillion)", "line"]);
  const first = figure([counts(place, context), key(entries)], "");
  if (!context.tables("chapters.csv").rows.length) return first;
  const second = figure([which(place, context), key([["0 percent", "#00224e"], ["50", "#7d7c78"], ["100 percent", "#fee838"]])],
    "Which chapter is closed by when: probability from dark (0) to yellow (100 percent).");
  return [first, second];
}
