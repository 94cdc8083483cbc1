// The one strip, of a measure that comes when it is asked for: as pipeline/web/strip.py lays it out and templates/parts.html draws it.
import { asset, load, make, points, printer, ROOT } from "./place.js";

const STEPS = [1, 2, 5, 10];
const PARTS = 5; // at least so many steps from end to end
const SVG = "http://www.w3.org/2000/svg";

const known = (one) => (one ?? null) !== null;

// Round numbers that hold all the values, and how many decimals they are printed with.
export const scaleOf = (values) => {
  const all = values.filter(known), low = Math.min(...all), high = Math.max(...all), span = high - low || 1;
  const scale = 10 ** Math.floor(Math.log10(span / PARTS));
  const step = STEPS.map((one) => one * scale).find((one) => one * PARTS >= span);
  const begin = Math.floor(low / step) * step, end = Math.ceil(high / step) * step;
  return { begin, end: end > begin ? end : begin + step, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
};

// A figure on the scale: `half` is that of similar schools, `middle` that of England's, `dots` are other schools' figures.
export const svgOf = ({ begin, end }, { value, low, high, half = [], middle = [], authority, dots = [] }) => {
  const percent = (part) => ((100 * part) / (end - begin)).toFixed(1).replace(/\.0$/, "");
  const place = (one) => percent(one - begin);
  const bar = (name, first, last) => (known(first) && known(last) ? [[name, `M${place(first)} 5h${percent(last - first)}`]] : []);
  const paths = [...bar("e", ...middle), ...bar("s", ...half)];
  if (dots.length) paths.push(["d", dots.map((dot) => `M${place(dot)} 5h0`).join("")]);
  if (known(authority)) paths.push(["l", `M${place(authority)} 0v10`]);
  paths.push(...bar("i", low, high), ["m", `M${place(value)} 5h0`]);
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, set] of Object.entries({ class: "strip", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" })) svg.setAttribute(name, set);
  for (const [name, d] of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
};

export const endsOf = ({ begin, end, digits }) => make("p", { className: "ends" }, make("span", {}, printer(digits)(begin)), make("span", {}, printer(digits)(end)));

// What stands on the strip of a school's latest figure in the year of England's spread; nothing of another year.
export const factsOf = async (file, measure) => {
  const mine = points(file, measure), england = await load(`${ROOT}england.json`);
  const { period, ends } = england.spreads?.[measure]?.[file.kind] ?? {};
  const latest = mine.periods.findLast((each) => mine.by.get(each).value !== null);
  if (!latest || latest !== period) return null;
  const path = file.beside.find((one) => one.startsWith("local-authority/")), shown = (mine.figure.beside ?? file.beside.length) > 1;
  const area = path && shown ? await load(ROOT + path) : undefined, authority = area && points(area, measure, mine.phase)?.by.get(latest)?.value;
  const [words, { [measure]: about }] = await Promise.all([asset("words"), asset("measures")]);
  return { words, about, mine, latest, ends, half: mine.figure.half ?? [], point: mine.by.get(latest), area: area && { name: area.name, value: authority } };
};

export const drawn = ({ point, half, ends, area }) => {
  const scale = scaleOf([point.value, point.low, point.high, ...half, ...ends, area?.value]);
  return [svgOf(scale, { ...point, half, middle: ends.slice(1, 3), authority: area?.value }), endsOf(scale)];
};

export const stripOf = async (file, measure) => {
  const facts = await factsOf(file, measure);
  return facts ? [...drawn(facts), make("p", { className: "fine" }, said(facts))] : [];
};

// The same in words: the row above has no sentence.
export const said = ({ words: { chart, table }, about: { unit, decimals }, point, half, ends: [, low, high], area }) => {
  const sign = unit === "percent" ? "\u00a0%" : "", print = printer(decimals);
  const range = (ends) => (ends.length ? `${ends.map(print).join(` ${table.to} `)}${sign}` : chart.none);
  const told = { here: print(point.value) + sign, similar: range(half), england: range([low, high]) };
  if (area) told.authority = `${area.name} ${(area.value ?? null) === null ? chart.none : print(area.value) + sign}`;
  const parts = chart.strip.split("; ").filter((part) => area || !part.includes("{authority}")).join("; ");
  return `${parts.replace(/\{(\w+)\}/g, (_, name) => told[name])}.`;
};
