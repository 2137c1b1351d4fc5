// What each party's strategies bring against those of the others.

import * as Plot from "@observablehq/plot";
import {element} from "./dom.js";
import {figure, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";

function cellsOf(rows, party, position, first) {
  return rows.filter((row) => row.party === party).map((row) => ({
    ...row, shift: row.mean - first.mean, isBest: row.best_response === row.strategy,
    others: row.strategies.split("|").filter((_, i) => i !== position).join("\n")
  }));
}

// As many digits as the largest of all leaves worth reading.
function signed(value, size) {
  const text = value.toFixed(Math.max(0, 1 - Math.floor(Math.log10(size))));
  return value > 0 ? `+${text}` : text;
}

function panel(width, rows, party, position, first, size) {
  const cells = cellsOf(rows, party, position, first);
  const own = [...new Set(cells.map((cell) => cell.strategy))];
  const across = [...new Set(cells.map((cell) => cell.others))];
  const lines = across[0]?.split("\n").length ?? 1;
  const options = {x: "others", y: "strategy"};
  return svgOf({
    width, height: 70 + 34 * own.length + 14 * lines, marginLeft: 90, marginTop: 26, marginBottom: 14 + 14 * lines, padding: 0.06,
    x: {domain: across, label: null, tickSize: 0}, y: {domain: own, label: null, tickSize: 0},
    color: {scheme: "PuOr", type: "diverging", domain: [-size, size], reverse: true},
    marks: [
      Plot.cell(cells, {...options, fill: "shift"}),
      Plot.cell(cells.filter((cell) => cell.isBest), {...options, stroke: "currentColor", strokeWidth: 1.8, fill: "none"}),
      Plot.text(cells, {...options, text: (cell) => signed(cell.shift, size), fill: (cell) => (Math.abs(cell.shift) > 0.6 * size ? "white" : "black")}),
      Plot.text([party], {frameAnchor: "top-left", dy: -20, dx: 0, fontWeight: "bold", fontSize: 13}),
      Plot.tip(cells, Plot.pointer({...options, title: (cell) =>
        `${party} plays ${cell.strategy}, the others ${cell.others.replaceAll("\n", ", ")}\nmean ${short(cell.mean)} ` +
        `[${short(cell.ci_low)}, ${short(cell.ci_high)}]\nbest response ${cell.best_response}, regret ${short(cell.regret)}`}))
    ]
  }, `${party}: mean payoff of each strategy against the others', less that of the first profile`);
}

export function profiles(place, {tables, state}) {
  const rows = tables("profiles.csv").rows;
  const parties = tables("profiles.csv").distinct("party");
  const firsts = new Map(rows.filter((row) => row.profile === 1).map((row) => [row.party, row]));
  const size = Math.max(1e-12, ...rows.map((row) => Math.abs(row.mean - firsts.get(row.party).mean)));
  const shown = parties.filter((party) => state.party === "all" || party === state.party);
  return figure([element("div", {}, ...shown.map((party) =>
    panel(widthOf(place, 1000), rows, party, parties.indexOf(party), firsts.get(party), size)))], "");
}
