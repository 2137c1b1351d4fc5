// Sample replicates as dated stories, one at a time.

import * as Plot from "@observablehq/plot";
import {choice, element} from "./dom.js";
import {figure, svgOf, widthOf} from "./figure.js";
import {day, toDate} from "./numbers.js";
import {kindName, partyColour} from "./palette.js";

function strip(place, rows, parties, name) {
  const actors = [...parties, ""];
  const dated = rows.map((row) => ({...row, date: toDate(row.date)}));
  return svgOf({
    width: widthOf(place), height: 50 + 26 * actors.length, marginLeft: 60, marginRight: 20,
    x: {type: "utc", label: null, grid: true}, y: {label: null, domain: actors, tickFormat: (actor) => actor || "all"},
    marks: [
      Plot.dot(dated, {x: "date", y: "actor", r: 5, fillOpacity: 0.75,
        fill: (row) => (row.actor ? partyColour(parties, row.actor) : "var(--grey)")}),
      Plot.tip(dated, Plot.pointer({x: "date", y: "actor", title: (row) => `${day(row.date)}\n${row.text}`, lineWidth: 30}))
    ]
  }, `${name}: events by date and actor`);
}

function story(rows) {
  let last = "";
  return element("ol", {class: "story", tabindex: 0, "aria-label": "Events"}, ...rows.map((row) => {
    const date = row.date === last ? "" : day(toDate(row.date));
    last = row.date;
    return element("li", {}, element("time", {datetime: row.date}, date), element("span", {}, row.text));
  }));
}

export function timelines(place, {tables, facts, state}) {
  const outcomes = new Map(tables("outcomes.csv").rows.map((row) => [row.replicate, row]));
  const all = tables("events.csv").distinct("replicate");
  const fitting = all.filter((replicate) => state.ending === "all" || outcomes.get(replicate)?.kind === state.ending);
  if (!fitting.length) {
    return element("p", {class: "none"}, `None of the ${all.length} sample replicates ended with: ${kindName(state.ending)}.`);
  }
  const replicate = fitting.includes(state.replicate) ? state.replicate : fitting[0];
  const at = fitting.indexOf(replicate);
  const button = (text, target) => {
    const made = element("button", {type: "button", disabled: target === undefined}, text);
    made.addEventListener("click", () => state.set("replicate", target));
    return made;
  };
  const rows = tables("events.csv").rows.filter((row) => row.replicate === replicate);
  const outcome = outcomes.get(replicate);
  const name = (one) => `replicate ${one}${outcomes.has(one) ? `: ${kindName(outcomes.get(one).kind)}` : ""}`;
  return [
    element("p", {class: "choices"}, button("Previous", fitting[at - 1]), " ",
      choice("Story of", fitting.map((one) => [String(one), name(one)]), String(replicate), (value) => state.set("replicate", Number(value))),
      " ", button("Next", fitting[at + 1])),
    outcome ? element("p", {"aria-live": "polite"}, `Ends ${outcome.ending} on ${day(toDate(outcome.end_date))} after ${outcome.days} days` +
      `${outcome.configuration ? ` with ${outcome.configuration.replaceAll("|", " and ")} (${outcome.path})` : ""}` +
      `${outcome.ratified ? `; ratified: ${outcome.ratified}` : ""}.`) : null,
    figure([strip(place, rows, facts.parties, `Replicate ${replicate}`)], ""),
    story(rows)
  ].filter(Boolean);
}
