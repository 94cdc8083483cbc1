// The findings of one cell of the gap map, in the order of programmes and domains, so many at once.
import { fill, got, make, many, one, words } from "./gap_map.js";

const ROWS = 25;

const cache = new Map();
const details = (file) => {
  if (!cache.has(file)) cache.set(file, got(file).catch((error) => (cache.delete(file), Promise.reject(error))));
  return cache.get(file);
};

const number = (value, decimals) => value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace("-", "\u2212");
const or = (value, told, instead) => (value === null ? instead : told(value));

// The cells of a finding, in the order of the table's columns; `at` is its number in the map, `within` that in the file of its topic.
const cellsOf = (map, file, at, within) => {
  const text = (name) => file[`${name}s`][file[name][within]];
  return [
    text("comparison") || words.unsaid, text("outcome"), map.domains[map.domain[at]],
    or(file.effect[within], (value) => number(value, 2), words.effect), or(file.gain[within], (value) => number(value, 0), words.effect),
    or(file.n[within], (value) => number(value, 0), words.unsaid), text("sample") || words.unsaid, text("period") || words.unsaid,
    words[map.part[at] === "1" ? "part" : "whole"], map.ratings[map.rating[at]] || words.rating, map.reviews[map.review[at]], text("note"),
  ];
};

let opened = null;

const rowOf = (at) => {
  const { map, file, first } = opened, row = make("tr", {}, make("th", { scope: "row" }, map.programmes[map.programme[at]]));
  for (const text of cellsOf(map, file, at, at - first)) row.insertCell().textContent = text;
  return row;
};

const turn = (start) => {
  const { found } = opened, rows = found.slice(start, start + ROWS), pages = one(".turn"), [earlier, later] = pages.querySelectorAll("button");
  opened.start = start;
  one(".findings tbody").replaceChildren(...rows.map(rowOf));
  pages.hidden = found.length <= ROWS;
  pages.querySelector("span").textContent = fill(words.pages, { first: start + 1, last: start + rows.length, all: found.length });
  [earlier.disabled, later.disabled] = [start === 0, start + ROWS >= found.length];
};

// Every finding of the cell, of which the page's table shows some at once.
const whole = () => {
  const table = one(".findings").cloneNode(true);
  table.tBodies[0].replaceChildren(...opened.found.map(rowOf));
  return table;
};

export const list = async ({ map, found, row, column, first, taken, shut }) => {
  const file = await details(map.files[map.topics[row.topic]]), heading = one(".opened h2");
  opened = { map, file, found, first, taken, shut };
  heading.textContent = fill(words.opened, { row: row.name, column });
  const studies = new Set(found.map((at) => map.review[at])).size;
  one(".about").textContent = fill(words.about, { findings: many(found.length, "finding"), studies: many(studies, "study") });
  one(".opened").hidden = false;
  turn(0);
  heading.focus();
};

for (const button of one(".turn").querySelectorAll("button")) button.addEventListener("click", () => turn(opened.start + ROWS * button.value));
one("[name=take-list]").addEventListener("click", () => opened.taken("-findings", whole()));
one("[name=shut]").addEventListener("click", () => opened.shut());
