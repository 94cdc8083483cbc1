// What a reader takes away: exactly the figures of the page as CSV.
import { make } from "./place.js";

const HEADER = ["measure", "title", "unit", "urn", "school", "period", "value", "low_95", "high_95", "reason", "later_period", "later_reason", "similar_low", "similar_high", "authority", "authority_value", "england_value"];
const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/;

// A spreadsheet takes a cell that begins so for a formula; a plain number is none.
const cell = (content) => {
  const text = String(content ?? ""), harmless = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

const recordOf = ({ id, title, unit }, { school, period, value, low, high, reason, later, half = [], beside = [] }, reasons) => {
  const england = beside.find(({ name }) => name === "England"), authority = beside.find((one) => one !== england);
  const why = value === null ? (reasons[reason] ?? reasons.absent) : "";
  return [id, title, unit, school.urn, school.name, period, value, low, high, why, later?.period, reasons[later?.reason], ...(half.length ? half : ["", ""]), authority?.name, authority?.value, england?.value];
};

// Records end as RFC 4180 has it. `reasons` are the words for the letters, and for `absent`.
export const csvOf = (rows, reasons) => {
  const records = rows.flatMap((row) => row.cells.map((one) => recordOf(row, one, reasons)));
  return [HEADER, ...records].map((record) => `${record.map(cell).join(",")}\r\n`).join("");
};

export const save = (text, name) => {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
};
