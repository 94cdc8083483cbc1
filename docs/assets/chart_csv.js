// A chart's table as a file for a spreadsheet or a program: exactly its cells, then what they are of, in every row.
const NUMBER = /^[\u2212-]?[\d,]*\.?\d+$/;
const FORMULA = /^[=+\-@\t\r]/;
const MARK = "\ufeff"; // by which a spreadsheet knows UTF-8

// A number in the way of programs: no commas, a plain minus. Words that a spreadsheet would take for a formula begin with an apostrophe.
const plain = (text) => {
  if (NUMBER.test(text)) return text.replace(/,/g, "").replace("\u2212", "-");
  return FORMULA.test(text) ? `'${text}` : text;
};
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// A cell that runs across stands in its first column; those that it covers are empty.
const cellsOf = (row) => [...row.cells].flatMap((cell) => [cell.textContent.trim(), ...Array(cell.colSpan - 1).fill("")]);

export const csv = (table, along) => {
  const header = [...cellsOf(table.tHead.rows[0]), ...Object.keys(along)];
  const rows = [...table.tBodies[0].rows].map((row) => [...cellsOf(row), ...Object.values(along)]);
  return MARK + [header, ...rows].map((row) => `${row.map((text) => quoted(plain(text))).join(",")}\r\n`).join("");
};
