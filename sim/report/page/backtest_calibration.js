// Whether events come true as often as they were said to.

import * as Plot from "@observablehq/plot";
import {figure, key, svgOf, widthOf} from "./figure.js";
import {percent, percentWithin} from "./numbers.js";
import {spaced} from "./dom.js";

const COLOURS = ["var(--blue)", "var(--purple)", "var(--green)", "var(--orange)"];

export function backtestCalibration(place, {tables}) {
  const table = tables("calibration.csv");
  const sources = table.distinct("source");
  const colour = (row) => COLOURS[sources.indexOf(row.source) % COLOURS.length];
  const rows = table.rows.filter((row) => row.events > 0 && row.observed_share !== null);
  const width = widthOf(place, 520);
  const svg = svgOf({
    width, height: width, marginLeft: 50, marginTop: 20,
    x: {label: "mean forecast", domain: [0, 1], grid: true}, y: {label: "share that came true", domain: [0, 1], grid: true},
    r: {type: "sqrt", domain: [0, Math.max(1, ...rows.map((row) => row.events))], range: [0, 14]},
    marks: [
      Plot.line([[0, 0], [1, 1]], {stroke: "var(--grey)", strokeDasharray: "5,4"}),
      Plot.ruleX(rows, {x: "mean_forecast", y1: "ci_low", y2: "ci_high", stroke: colour}),
      Plot.dot(rows, {x: "mean_forecast", y: "observed_share", r: "events", fill: colour, fillOpacity: 0.75}),
      Plot.text(rows, {x: "mean_forecast", y: "observed_share", text: (row) => `${row.events}`, dx: 12, dy: -10}),
      Plot.tip(rows, Plot.pointer({x: "mean_forecast", y: "observed_share", title: (row) =>
        `${spaced(row.source)}: ${row.events} said to come with ${percent(row.mean_forecast)}\n${percentWithin(row.observed_share, row.ci_low, row.ci_high)} did`}))
    ]
  }, "Share of events that came true against their forecast probability");
  return figure([svg, key(sources.map((source, i) => [spaced(source), COLOURS[i % COLOURS.length], "dot"]))],
    "Numbers and sizes of the circles: events in the bin, of all cases. On the dashed line forecasts are calibrated.");
}
