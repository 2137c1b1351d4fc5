// Which kind of deal is the most likely one, point by point.

import * as Plot from "@observablehq/plot";
import {group} from "d3";
import {element} from "./dom.js";
import {isGrid, levels, makeDesign} from "./design.js";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percentWithin} from "./numbers.js";
import {kindColour, kindName, kindOrder} from "./palette.js";

const MOST_NUMBERS = 13; // cells across in which a number can be read

function winners({tables}, {points}) {
  const rows = tables("summary.csv").rows.filter((row) => row.metric === "kind" && row.category !== "any" &&
    row.estimate !== null && points.has(row.design_point));
  return [...group(rows, (row) => row.design_point)].map(([number, own]) => {
    const [best, second] = [...own].sort((a, b) => b.estimate - a.estimate);
    return {number, best, kind: best.category, point: points.get(number), isClose: Boolean(second) && best.ci_low <= second.ci_high};
  });
}

export function phase(place, context) {
  const design = makeDesign(context);
  const {across, upwards} = design;
  const rows = winners(context, design);
  if (!rows.length) return element("p", {}, "No point has a value.");
  const onGrid = upwards !== null && isGrid(rows, design);
  const xs = levels(rows.map((row) => row.point), across);
  const ys = upwards === null ? [""] : levels(rows.map((row) => row.point), upwards);
  const sparse = (all) => all.filter((_, i) => i % Math.ceil(all.length / 14) === 0);
  const options = {x: (row) => row.point[across], y: (row) => (upwards === null ? "" : row.point[upwards])};
  const isCells = onGrid || upwards === null;
  const title = (row) => `point ${row.number}: ${[across, upwards].filter(Boolean).map((factor) => `${factor} ${row.point[factor]}`).join(", ")}\n` +
    `${kindName(row.kind)}: ${percentWithin(row.best.estimate, row.best.ci_low, row.best.ci_high)}${row.isClose ? "\nthe second is not told apart" : ""}`;
  const svg = svgOf({
    width: widthOf(place), height: isCells ? Math.min(560, 90 + 34 * ys.length) : 460, marginLeft: 70, marginBottom: 40, padding: 0,
    x: isCells ? {type: "band", domain: xs, label: across, ticks: sparse(xs)} : {label: across},
    y: isCells ? {type: "band", domain: [...ys].reverse(), label: upwards, ticks: sparse(ys)} : {label: upwards},
    opacity: {type: "identity"},
    marks: [
      isCells ? Plot.cell(rows, {...options, fill: (row) => kindColour(row.kind), fillOpacity: (row) => 0.15 + 0.6 * row.best.estimate})
        : Plot.dot(rows, {...options, fill: (row) => kindColour(row.kind), fillOpacity: (row) => 0.15 + 0.8 * row.best.estimate}),
      isCells && xs.length <= MOST_NUMBERS ? Plot.text(rows, {...options, text: (row) => (100 * row.best.estimate).toFixed(0)}) : null,
      isCells ? Plot.dot(rows.filter((row) => row.isClose), {...options, r: 2, dx: 16, fill: "currentColor"}) : null,
      Plot.tip(rows, Plot.pointer({...options, title}))
    ]
  }, "Most likely kind of deal at every design point");
  return figure([svg, key([...kindOrder(rows.map((row) => row.kind)).map((kind) => [kindName(kind), kindColour(kind)]),
    ...(isCells && rows.some((row) => row.isClose) ? [["the second is not told apart", "currentColor", "dot"]] : [])])], "");
}
