// The tables of the page, row by row; every row knows its number in the file, so that what is shown can be traced.

export class Table {
  constructor(file, json) {
    this.file = file;
    this.title = json.title;
    this.columns = json.columns.map(({name, unit, meaning, values}) => ({name, unit, meaning, isNumber: values !== undefined}));
    this.rowsInFile = json.rows_in_file;
    this.numbers = json.numbers ?? Array.from({length: json.length}, (_, i) => i + 1);
    const cells = json.columns.map(({values, texts}) => values ?? texts.codes.map((code) => texts.levels[code]));
    this.rows = this.numbers.map((number, i) => {
      const row = {number};
      this.columns.forEach((column, j) => (row[column.name] = cells[j][i]));
      return row;
    });
  }

  source(row, column) {
    return `${this.file}:${row.number}:${column}`;
  }

  distinct(column) {
    return [...new Set(this.rows.map((row) => row[column]))];
  }
}

const noRows = {title: "", rows_in_file: 0, length: 0, numbers: [], columns: []};

// All tables by file name; one that the page does not have is empty.
export function readTables(json) {
  const made = new Map();
  return (file) => {
    if (!made.has(file)) made.set(file, new Table(file, json[file] ?? noRows));
    return made.get(file);
  };
}
