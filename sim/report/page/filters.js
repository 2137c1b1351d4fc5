// What holds for the whole page: one ending, one party.

import {choice, element} from "./dom.js";
import {kindName, kindOrder} from "./palette.js";

export function filters({tables, facts, state}) {
  const kinds = kindOrder(tables("timeline.csv").distinct("kind"));
  const parties = facts.parties ?? tables("profiles.csv").distinct("party");
  const choices = [
    kinds.length > 1 ? choice("Ending", [["all", "all"], ...kinds.map((kind) => [kind, kindName(kind)])], state.ending,
      (value) => state.set("ending", value)) : null,
    parties.length > 1 ? choice("Party", [["all", "all"], ...parties.map((party) => [party, party])], state.party,
      (value) => state.set("party", value)) : null
  ].filter(Boolean);
  return choices.length ? element("form", {class: "filters", "aria-label": "What the charts show"}, ...choices) : null;
}
