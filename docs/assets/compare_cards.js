// The figures on the page: a card for each measure with every school on one scale, and all of them in one table.
import { ROOT, make, printer, shown } from "./place.js";
import { endsOf, scaleOf, svgOf } from "./strip.js";
import { WORDS, names, said, standing } from "./compare_words.js";

const printed = ({ unit, decimals }) => {
  const print = printer(decimals);
  return (value) => print(value) + (unit === "percent" ? "\u00a0%" : "");
};
const known = (one) => (one ?? null) !== null;

// On paper the key says what stands in brackets.
const intervalOf = (label, ends) => make("span", { className: "ci" }, make("span", {}, label), ends);

// The number or the reason why there is none, and what belongs to it.
const figureOf = (cell, row, told) => {
  if (!cell.period) return [WORDS.absent, []];
  const print = printed(row), bare = printer(row.decimals), notes = [shown(cell.period)];
  if (cell.provisional) notes.push(told.status.provisional);
  if (known(cell.low)) notes.push(intervalOf(`${told.table.interval}: `, `${bare(cell.low)} ${told.table.to} ${bare(cell.high)}`));
  if (cell.later) notes.push(`${shown(cell.later.period)}: ${told.reasons[cell.later.reason]}`);
  return [cell.value === null ? told.reasons[cell.reason] : print(cell.value), notes];
};

// What is drawn beside the school is what the reader chose; England's middle half is the ground of all three.
const stripOf = (cell, scale, yardstick) => {
  const authority = yardstick === "authority" ? cell.beside.find(({ name }) => name !== "England")?.value : undefined;
  return svgOf(scale, { ...cell, half: yardstick === "similar" ? cell.half : [], dots: yardstick === "own" ? cell.others : [], authority });
};

const lineOf = (cell, row, scale, told, yardstick) => {
  const [number, notes] = figureOf(cell, row, told), has = cell.value !== null;
  const figure = make("span", { className: "figure" }, make(has ? "b" : "span", {}, number), ...notes.flatMap((note) => [" ", make("small", {}, note)]));
  const line = make("li", {}, make("span", { className: "who" }, cell.school.name), " ", figure);
  if (has) line.append(" ", stripOf(cell, scale, yardstick), " ", make("small", { className: "by" }, standing[yardstick](cell, printed(row))));
  return line;
};

const cardOf = (row, told, yardstick) => {
  const ends = row.known.flatMap((cell) => [cell.value, cell.low, cell.high, ...cell.half, ...cell.ends, ...cell.beside.map(({ value }) => value)]);
  const scale = row.known.length ? scaleOf(ends) : null;
  const link = make("a", { href: `${ROOT}measure/${row.id}.html`, ariaLabel: `${row.title}: ${WORDS.counts}` }, WORDS.counts);
  const absent = row.cells.filter((cell) => !cell.period), there = row.cells.filter((cell) => cell.period);
  const list = make("ul", { className: "side" }, ...there.map((cell) => lineOf(cell, row, scale, told, yardstick)));
  if (scale) list.append(make("li", { className: "scale", ariaHidden: "true" }, endsOf(scale)));
  const left = absent.length ? [make("p", { className: "left" }, `${WORDS.none} ${names(absent)}.`)] : [];
  return make("article", { id: row.id, className: "versus" }, make("h3", {}, row.title, " ", link), make("p", { className: "verdict" }, said(row).join(" ")), list, ...left);
};

export const cardsOf = (rows, told, yardstick) => rows.map((row) => cardOf(row, told, yardstick));

// A row a measure, a column a school.
export const tableOf = (rows, schools, told) => {
  const head = make("tr", {}, ...[WORDS.measure, ...schools.map(({ name }) => name)].map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((row) => {
    const cells = row.cells.map((cell) => figureOf(cell, row, told)).map(([number, notes]) => make("td", {}, number, ...notes.map((note) => make("small", {}, note))));
    return make("tr", {}, make("th", { scope: "row" }, row.title), ...cells);
  });
  const table = make("table", {}, make("caption", { className: "sr" }, WORDS.all), make("thead", {}, head), make("tbody", {}, ...body));
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: WORDS.all }, table);
  return make("details", { className: "one" }, make("summary", {}, WORDS.all), scroll);
};
