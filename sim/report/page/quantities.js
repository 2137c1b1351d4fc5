// Tables of an analysis have rows for several quantities; one of them is drawn at a time.

import {choice, element, spaced} from "./dom.js";

const nameOf = (row) => [row.metric, row.party, row.category, row.statistic].filter((part) => part !== "").map(spaced).join(" / ");

export function oneQuantity({state}, rows) {
  const names = [...new Set(rows.map(nameOf))];
  const moves = (row) => (row.range ?? row.estimate ?? 0) !== 0;
  const first = names.find((name) => rows.some((row) => nameOf(row) === name && moves(row))) ?? names[0];
  const chosen = names.includes(state.analysed) ? state.analysed : first;
  return {
    rows: rows.filter((row) => nameOf(row) === chosen),
    chosen,
    choices: element("p", {class: "choices"}, choice("Quantity", names.map((name) => [name, name]), chosen,
      (value) => state.set("analysed", value)))
  };
}
