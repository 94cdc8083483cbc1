// A trend, out of the table below it: a line for each place, a break where the definition changed, a band over years of which nobody has a figure.

const LABEL = 62; // pixels that a year needs below the axis
const WIDE = 560; // from here on names stand at the ends of their lines
const LETTER = 7.5; // pixels, about
const APART = 17; // between two names
const MOST = 190; // for the longest name

const number = (text) => {
  const value = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
  return Number.isNaN(value) ? null : value;
};
const yearName = (year) => `${year}/${String((year + 1) % 100).padStart(2, "0")}`;

// Years and columns of the table; years that it tells in one row are open in every column.
const read = (table, columns) => {
  const names = [...table.tHead.rows[0].cells].slice(1, columns + 1).map((cell) => cell.textContent);
  const rows = new Map([...table.tBodies[0].rows].map((row) => [parseInt(row.cells[0].textContent, 10), row]));
  const first = Math.min(...rows.keys());
  const years = Array.from({ length: Math.max(...rows.keys()) - first + 1 }, (_, at) => first + at);
  const cell = (year, at) => rows.get(year)?.cells[at + 1]?.textContent ?? "";
  const ends = years.map((year) => (cell(year, columns).match(/[\u2212-]?[\d.,]+/g) ?? []).map(number));
  return { years, names, ends, values: names.map((_, at) => years.map((year) => number(cell(year, at)))) };
};

// An open half year wherever the definition changed, so that no line leads across.
const opened = (years, list, borders) => years.flatMap((year, at) => (borders.includes(year - 0.5) ? [null, list[at]] : [list[at]]));

const bands = (years, values) => {
  const found = [];
  years.forEach((year, at) => {
    if (values.some((column) => column[at] !== null)) return;
    if (found.at(-1)?.x1 === year - 0.5) found.at(-1).x1 = year + 0.5;
    else found.push({ x0: year - 0.5, x1: year + 0.5 });
  });
  return found;
};

// As many years below the axis as there is room for, the last one always among them.
const ticks = (years, width) => {
  const step = Math.ceil(years.length / Math.max(2, Math.floor((width - 50) / LABEL)));
  const tickvals = years.filter((_, at) => (years.length - 1 - at) % step === 0);
  return { tickvals, ticktext: tickvals.map(yearName) };
};

// A name at the end of each line, none over another; nothing unless each line reaches the last two years.
const names = (told, height) => {
  const ends = told.names.map((text, at) => {
    const last = told.values[at].findLastIndex((value) => value !== null);
    return { text, x: told.years[last], y: told.values[at][last] };
  });
  if (ends.some(({ x }) => !(x >= told.years.at(-1) - 1))) return [];
  const all = told.values.flat().filter((value) => value !== null), least = Math.min(...all, 0), most = Math.max(...all);
  const level = (y) => ((y - least) / (most - least || 1)) * (height - 70);
  let below = -Infinity;
  return ends.sort((a, b) => a.y - b.y).map(({ text, y }) => {
    const at = Math.max(level(y), below + APART);
    below = at;
    return { text: text.replaceAll("<", "&lt;"), x: told.years.at(-1), y, xanchor: "left", yanchor: "middle", xshift: 12, yshift: at - level(y), showarrow: false, font: { size: 13, color: "var(--ink)" } };
  });
};

// Every row of the table is read as it stands there, the reason why there is no figure too.
const stopsOf = (table, told, sign) => {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  return [...table.tBodies[0].rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.textContent), span = cells[0].match(/\d{4}(?=\/)/g).map(Number);
    const x = (span[0] + span.at(-1)) / 2, at = told.years.indexOf(x), alone = cells.length < heads.length;
    const cell = (text, at) => (at < told.names.length && number(text) !== null ? text.replace(/[\d.,]+/, `$&${sign}`) : text);
    const said = alone ? cells[1] : cells.slice(1).map((text, at) => `${heads[at + 1]} ${cell(text, at)}`).join("; ");
    return { x, y: told.values.map((column) => (alone || at < 0 ? null : column[at])), said: `${cells[0]}: ${said}` };
  });
};

export const of = async (figure, table) => {
  const own = JSON.parse(figure.querySelector("script").textContent), told = read(table, own.data.length);
  const { years, ends, values } = told, { borders = [], changes = [] } = own.layout.meta ?? {};
  const reach = (at, end) => (ends[at].length === 2 && values[0][at] !== null ? Math.abs(ends[at][end] - values[0][at]) : null);
  const spread = (list) => opened(years, list, borders);
  const x = years.flatMap((year) => (borders.includes(year - 0.5) ? [year - 0.5, year] : [year]));
  const data = own.data.map((stub, at) => {
    const trace = { ...stub, name: told.names[at].replaceAll("<", "&lt;"), x, y: spread(values[at]) };
    if (stub.error_y) trace.error_y = { array: spread(years.map((_, at) => reach(at, 1))), arrayminus: spread(years.map((_, at) => reach(at, 0))) };
    return trace;
  });
  const shapes = [...bands(years, values), ...borders.map((at) => ({ type: "line", x0: at, x1: at, line: { width: 1 } }))];
  shapes.push(...changes.map(([at]) => ({ type: "line", x0: at, x1: at, line: { width: 1, dash: "dot" } })));
  const from = changes.map(([at, text]) => ({ x: at, y: 1, yref: "paper", yanchor: "top", xanchor: "left", text, showarrow: false, font: { size: 12 } }));
  const some = years.filter((_, at) => values.some((column) => column[at] !== null));
  const shown = years.filter((year) => year >= some[0] && year <= some.at(-1)), stops = stopsOf(table, told, own.layout.yaxis?.ticksuffix ? "\u00a0%" : "");
  return (width, height) => {
    const named = width < WIDE ? [] : names(told, height), room = Math.min(MOST, 24 + LETTER * Math.max(0, ...told.names.map((name) => name.length)));
    const right = named.length ? { margin: { l: 8, r: room, t: 12, b: 8 }, showlegend: false } : {};
    const xaxis = { ...ticks(shown, width - (named.length ? room : 0)), range: [shown[0] - 0.5, shown.at(-1) + 0.5] };
    return { data, layout: { ...own.layout, ...right, shapes, annotations: [...from, ...named], xaxis }, stops };
  };
};
