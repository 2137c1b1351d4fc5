// One case of a backtest at a time: every chart has its own list of cases, and all of them choose the same.

import {choice} from "./dom.js";

// Rows of the chosen case, and what to choose another one with, where there are several that `table` knows.
export function oneCase({state}, table, wanted = () => true) {
  const all = table.rows.filter(wanted);
  const cases = [...new Set(all.map((row) => row.case))];
  const chosen = cases.includes(state.case) ? state.case : cases[0];
  const choices = cases.length > 1 ? choice("Case", cases.map((name) => [name, name]), chosen, (value) => state.set("case", value)) : null;
  return {chosen, choices, rows: all.filter((row) => row.case === chosen)};
}

// What is drawn, below the list of cases where there is one.
export const withChoice = (choices, drawn) => (choices ? [choices, drawn] : drawn);
