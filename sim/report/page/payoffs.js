// Welfare of every configuration of deals, in one tariff state at a time.

import * as Plot from "@observablehq/plot";
import {choice, element} from "./dom.js";
import {figure, svgOf, widthOf} from "./figure.js";
import {short} from "./numbers.js";
import {partyColour} from "./palette.js";

const name = (row) => row.configuration.replaceAll("|", ", ") || row.kind.replaceAll("_", " ");

export function payoffs(place, {tables, facts, state}) {
  const states = tables("payoffs.csv").distinct("tariff_state");
  const tariffs = states.includes(state.tariffs) ? state.tariffs : states[0];
  const rows = tables("payoffs.csv").rows.filter((row) => row.tariff_state === tariffs && (state.party === "all" || row.party === state.party));
  const configurations = [...new Set(rows.map(name))];
  const parties = facts.parties.filter((party) => rows.some((row) => row.party === party));
  const svg = svgOf({
    width: widthOf(place, 1000), height: 90 + configurations.length * (14 + 14 * parties.length), marginLeft: 50, marginRight: 200,
    x: {label: "change of real income, percent", grid: true}, y: {label: null, domain: parties, padding: 0.2},
    fy: {label: null, axis: "right", domain: configurations},
    marks: [
      Plot.ruleX([0], {stroke: "var(--grey)"}),
      Plot.tickX(rows, {fy: name, y: "party", x: "welfare_pct", stroke: (row) => partyColour(facts.parties, row.party), strokeOpacity: 0.6}),
      Plot.tip(rows, Plot.pointer({fy: name, y: "party", x: "welfare_pct", title: (row) =>
        `${row.party}, ${name(row)}\ntariffs: ${row.tariff_state.replaceAll("|", ", ")}\neconomy ${row.economy}: ${short(row.welfare_pct)} percent`}))
    ]
  }, `Change of real income by configuration and party, tariff state ${tariffs}`);
  return [
    element("p", {class: "choices"}, choice("Tariffs in force", states.map((one) => [one, one.replaceAll("|", ", ")]), tariffs,
      (value) => state.set("tariffs", value))),
    figure([svg], "One mark per economy of the outer ensemble.")
  ];
}
