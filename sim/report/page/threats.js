// What becomes of every threat, and when it is carried out.

import * as Plot from "@observablehq/plot";
import {element, spaced} from "./dom.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {day, percent, percentWithin, toDate} from "./numbers.js";

const FATES = [["executed_probability", "carried out", "var(--vermillion)"], ["withdrawn_probability", "withdrawn: condition met", "var(--sky)"],
  ["backed_down_probability", "backed down", "var(--orange)"], ["open", "open to the end", "var(--pale)"]];

function label(row) {
  return `${spaced(row.threat)} (${row.issuer} to ${row.target.replaceAll("|", ", ")})`;
}

const names = (order) => Plot.text(order, {frameAnchor: "left", y: (name) => name, text: (name) => name, textAnchor: "end", dx: -8, lineWidth: 10});

function fates(width, rows, order) {
  const parts = rows.flatMap((row) => {
    let left = 0;
    const open = Math.max(0, row.announced_probability - row.executed_probability - row.withdrawn_probability - row.backed_down_probability);
    return FATES.map(([column, name, colour]) => {
      const share = column === "open" ? open : row[column];
      const part = {row, name, colour, share, x1: left, x2: left + share};
      left += share;
      return part;
    });
  });
  return svgOf({
    width, height: 70 + 66 * rows.length, marginLeft: 150, marginRight: 16, marginTop: 20,
    x: {label: "percent of replicates", domain: [0, 100], transform: (share) => 100 * share, grid: true},
    y: {label: null, domain: order, tickFormat: () => "", tickSize: 0, padding: 0.35},
    marks: [
      Plot.barX(parts, {x1: "x1", x2: "x2", y: (part) => label(part.row), fill: "colour",
        title: (part) => `${label(part.row)}\n${part.name}: ${percent(part.share)}`, tip: true}),
      Plot.ruleY(rows, {x1: "executed_ci_low", x2: "executed_ci_high", y: label, strokeWidth: 2.5, dy: 27}),
      Plot.text(rows, {x: "executed_ci_high", y: label, dx: 6, dy: 28, textAnchor: "start", text: (row) =>
        percentWithin(row.executed_probability, row.executed_ci_low, row.executed_ci_high)}),
      names(order)
    ]
  }, "What becomes of each threat: shares of replicates");
}

// Where it stands below the fates it needs names of its own.
function dates(width, rows, order, facts, isNamed) {
  const carried = rows.filter((row) => row.first_execution_p50).map((row) => ({...row,
    days: ["05", "25", "50", "75", "95"].map((level) => toDate(row[`first_execution_p${level}`]))}));
  if (!carried.length) return element("p", {}, "No threat was carried out in any replicate.");
  return svgOf({
    width, height: 70 + 66 * rows.length, marginLeft: isNamed ? 150 : 20, marginRight: 30, marginTop: 20,
    x: {type: "utc", label: null, grid: true, domain: [toDate(facts.start), new Date(Math.max(...carried.map((row) => row.days[4])))], nice: true},
    y: {axis: null, type: "band", domain: order, padding: 0.35},
    marks: [
      isNamed ? names(order) : null,
      Plot.ruleY(carried, {y: label, x1: (row) => row.days[0], x2: (row) => row.days[4], stroke: "var(--vermillion)"}),
      Plot.ruleY(carried, {y: label, x1: (row) => row.days[1], x2: (row) => row.days[3], stroke: "var(--vermillion)", strokeWidth: 5}),
      Plot.dot(carried, {y: label, x: (row) => row.days[2], fill: "var(--paper)", stroke: "currentColor", r: 5}),
      Plot.tip(carried, Plot.pointerY({x: (row) => row.days[2], y: label, title: (row) =>
        `${label(row)}\nmedian ${day(row.days[2])}\nmiddle half ${day(row.days[1])} to ${day(row.days[3])}\n` +
        `5 to 95 percent ${day(row.days[0])} to ${day(row.days[4])}`}))
    ]
  }, "When each threat is carried out, where it is");
}

export function threats(place, {tables, facts}) {
  const rows = tables("threats.csv").rows;
  const order = rows.map(label);
  const width = widthOf(place, 1000);
  const isNarrow = width < 640;
  return figure([
    element("div", {class: "panels"}, fates(isNarrow ? width : Math.floor(0.55 * width), rows, order),
      dates(isNarrow ? width : Math.floor(0.43 * width), rows, order, facts, isNarrow)),
    key([...FATES.map(([, name, colour]) => [name, colour]), ["95 percent interval of carried out", "currentColor", "line"]])], "");
}
