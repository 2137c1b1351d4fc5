// One quantity over one or two factors of a sweep.

import * as Plot from "@observablehq/plot";
import {choice, element, spaced} from "./dom.js";
import {designChoices, isGrid, levels, makeDesign} from "./design.js";
import {figure, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";
import {kindName} from "./palette.js";

const nameOf = (row) => [row.metric, row.party, row.category, row.statistic].join("/");

function labelOf(row) {
  const what = row.metric === "kind" ? kindName(row.category) : [row.metric, row.party, row.category === "all" ? "" : row.category].filter(Boolean).map(spaced).join(" ");
  return row.statistic === "probability" ? `probability of ${what}` : `${row.statistic} of ${what}`;
}

const valueText = (row) => (row.statistic === "probability"
  ? `${(100 * row.estimate).toFixed(1)} % [${(100 * row.ci_low).toFixed(1)}, ${(100 * row.ci_high).toFixed(1)}]`
  : `${short(row.estimate)} [${short(row.ci_low)}, ${short(row.ci_high)}]`);

function title(row, {across, upwards}) {
  const at = [across, upwards].filter(Boolean).map((factor) => `${factor} ${row.point[factor]}`).join(", ");
  return `point ${row.design_point}: ${at}\n${labelOf(row)}: ${valueText(row)}`;
}

function line(width, rows, {across}, scale, label) {
  const isNumber = rows.every((row) => typeof row.point[across] === "number");
  const sorted = isNumber ? [...rows].sort((a, b) => a.point[across] - b.point[across]) : rows;
  const x = (row) => row.point[across];
  return {
    width, height: 340, marginLeft: 55, x: {label: across, type: isNumber ? "linear" : "point"}, y: {label, grid: true, zero: scale === 100},
    marks: [
      Plot.areaY(sorted, {x, y1: (row) => scale * row.ci_low, y2: (row) => scale * row.ci_high, fill: "var(--blue)", fillOpacity: 0.25}),
      Plot.lineY(sorted, {x, y: (row) => scale * row.estimate, stroke: "var(--blue)", marker: "dot"}),
      Plot.tip(sorted, Plot.pointerX({x, y: (row) => scale * row.estimate, title: (row) => title(row, {across})}))
    ]
  };
}

function cells(width, rows, design, scale, label) {
  const {across, upwards} = design;
  const xs = levels(rows.map((row) => row.point), across), ys = levels(rows.map((row) => row.point), upwards);
  const sparse = (all) => all.filter((_, i) => i % Math.ceil(all.length / 14) === 0);
  const options = {x: (row) => row.point[across], y: (row) => row.point[upwards]};
  return {
    width, height: Math.min(560, 90 + 34 * ys.length), marginLeft: 70, marginBottom: 40, padding: 0,
    x: {type: "band", domain: xs, label: across, ticks: sparse(xs)}, y: {type: "band", domain: [...ys].reverse(), label: upwards, ticks: sparse(ys)},
    color: {scheme: "cividis", label, legend: true},
    marks: [
      Plot.cell(rows, {...options, fill: (row) => scale * row.estimate}),
      Plot.tip(rows, Plot.pointer({...options, title: (row) => title(row, design)}))
    ]
  };
}

function dots(width, rows, design, scale, label) {
  const options = {x: (row) => row.point[design.across], y: (row) => row.point[design.upwards]};
  return {
    width, height: 460, marginLeft: 60, grid: true, x: {label: design.across}, y: {label: design.upwards},
    color: {scheme: "cividis", label, legend: true},
    marks: [
      Plot.dot(rows, {...options, fill: (row) => scale * row.estimate, r: 3.5}),
      Plot.tip(rows, Plot.pointer({...options, title: (row) => title(row, design)}))
    ]
  };
}

export function sweepMap(place, context) {
  const {tables, facts, state} = context;
  const design = makeDesign(context);
  const known = new Map(tables("summary.csv").rows.map((row) => [nameOf(row), row]));
  const quantity = known.has(state.quantity) ? state.quantity : `kind//${facts.widest}/probability`;
  const rows = tables("summary.csv").rows.filter((row) => nameOf(row) === quantity && row.estimate !== null && design.points.has(row.design_point))
    .map((row) => ({...row, point: design.points.get(row.design_point)}));
  const controls = [
    element("p", {class: "choices"}, choice("Quantity", [...known].map(([name, row]) => [name, labelOf(row)]), quantity,
      (value) => state.set("quantity", value))),
    designChoices(context, design)
  ];
  if (!rows.length) return [...controls, element("p", {}, "No point has a value.")];
  const isShare = rows[0].statistic === "probability";
  const scale = isShare ? 100 : 1;
  const label = isShare ? "percent" : labelOf(rows[0]);
  const draw = design.upwards === null ? line : isGrid(rows, design) ? cells : dots;
  const widest = scale * Math.max(...rows.map((row) => (row.ci_high - row.ci_low) / 2));
  return [...controls,
    figure([svgOf(draw(widthOf(place), rows, design, scale, label), `${labelOf(rows[0])} over the factors of the sweep`)],
      `${rows.length} design points. Half-width of a 95 percent interval at a point: at most ${short(widest)}${isShare ? " percentage points" : ""}. ` +
      "With common random numbers differences between points are known better.")];
}
