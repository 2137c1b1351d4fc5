// Result directories to report on, and their tables read without any help of the program's.

import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

export function tripart(program, ...words) {
  return execFileSync(program, words, {encoding: "utf8", stdio: ["ignore", "pipe", "pipe"]});
}

// RFC 4180, as rows of cells.
export function parseCsv(text) {
  const rows = [];
  let row = [], cell = "", isQuoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (isQuoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (c === '"') isQuoted = true;
    else if (c === "," || c === "\n") {
      row.push(cell);
      cell = "";
      if (c === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += c;
  }
  return rows;
}

export class Cells {
  constructor(folder) {
    this.folder = folder;
    this.tables = new Map();
  }

  // Of `FILE:ROW:COLUMN`, or `manifest.json:KEY`.
  at(source) {
    if (source.startsWith("manifest.json:")) {
      return String(JSON.parse(readFileSync(join(this.folder, "manifest.json"), "utf8"))[source.slice("manifest.json:".length)]);
    }
    const [, file, row, column] = /^(.*\.csv):(\d+):(.*)$/.exec(source);
    if (!this.tables.has(file)) this.tables.set(file, parseCsv(readFileSync(join(this.folder, file), "utf8")));
    const table = this.tables.get(file);
    return table[Number(row)][table[0].indexOf(column)];
  }
}

// A manifest with the checksum that it then needs: of its text without one.
export function writeManifest(folder, json) {
  delete json.checksum;
  const text = () => JSON.stringify(json, null, 2) + "\n";
  json.checksum = createHash("sha256").update(text()).digest("hex");
  writeFileSync(join(folder, "manifest.json"), text());
}

// Puts other text into a table and makes the manifest vouch for it.
export function rewrite(folder, file, change) {
  const path = join(folder, file);
  const bytes = Buffer.from(change(readFileSync(path, "utf8")));
  writeFileSync(path, bytes);
  const manifest = join(folder, "manifest.json");
  const json = JSON.parse(readFileSync(manifest, "utf8"));
  const record = json.files.find(({name}) => name === file);
  record.bytes = bytes.length;
  record.sha256 = createHash("sha256").update(bytes).digest("hex");
  writeManifest(folder, json);
}
