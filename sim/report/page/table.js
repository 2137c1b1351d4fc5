// The table under every chart, written when it is first opened.

import {element} from "./dom.js";

const STEP = 200;

function cell(table, row, column) {
  const value = row[column.name];
  if (!column.isNumber || value === null) return element("td", {}, value ?? "");
  return element("td", {class: "number", "data-source": table.source(row, column.name)}, String(value));
}

function addRows(table, body, from) {
  for (const row of table.rows.slice(from, from + STEP)) {
    body.append(element("tr", {}, ...table.columns.map((column) => cell(table, row, column))));
  }
}

function heading(column) {
  return element("th", {scope: "col", title: [column.meaning, column.unit].filter(Boolean).join("; ")}, column.name);
}

function fill(details, table) {
  const note = table.rows.length < table.rowsInFile
    ? `; the page has ${table.rows.length} of ${table.rowsInFile} rows, those that it draws` : "";
  const body = element("tbody");
  const whole = element("table", {},
    element("caption", {}, `${table.title} (${table.file})${note}`),
    element("thead", {}, element("tr", {}, ...table.columns.map(heading))), body);
  addRows(table, body, 0);
  details.append(element("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": table.file}, whole));
  if (table.rows.length <= STEP) return;
  const more = element("button", {type: "button"}, "More rows");
  more.addEventListener("click", () => {
    addRows(table, body, body.rows.length);
    more.hidden = body.rows.length === table.rows.length;
  });
  details.append(more);
}

export function fillWhenOpened(tables) {
  for (const details of document.querySelectorAll("details[data-table]")) {
    details.addEventListener("toggle", () => fill(details, tables(details.dataset.table)), {once: true});
  }
}
