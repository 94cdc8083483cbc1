// A measure's years, chart and table, out of the figures beside the page.
// The table has the same rows as one that the site's builder makes; the chart is drawn from it by charts.js.
import { NONE, asset, besides, make, own, periodOf, points, printer, shown, year } from "./place.js";
import { addFolds } from "./folds.js";
import { tell } from "./subject.js";

const WITHOUT_ZERO = ["score", "points"];
const LEAST_PERCENT = 5;

const some = (others, period) => others.some((other) => (other.points.by.get(period)?.value ?? null) !== null);

// Every year from the first row to the last that anybody has; years of which nobody has a figure, for one reason, are one row.
const runsOf = (file, mine, others, told) => {
  const lasts = others.flatMap((other) => other.points.periods.filter((period) => some([other], period)).map(year));
  const first = year(mine.periods[0]), last = Math.max(year(mine.periods.at(-1)), ...lasts);
  const found = [];
  for (let at = first; at <= last; at++) {
    const period = periodOf(at), point = mine.by.get(period), nobody = !some(others, period);
    const word = nobody ? alone(point, told) : "", urn = point ? earlier(file, mine, period) : "", run = found.at(-1);
    if (word && run?.word === word && run.urn === urn) run.until = period;
    else found.push({ period, until: period, word, urn, silent: nobody && (!point || point.reason === "z") });
  }
  return spoken(found);
};

// Why there is no figure, where nothing else is known of the year.
const alone = (point, told) => {
  if (!point) return told.table.gap;
  return point.value === null && (point.schools ?? null) === null ? told.reasons[point.reason] : "";
};

// Without the years at either end that tell nothing: the figure does not apply, and nobody beside has one.
const spoken = (found) => {
  const kept = found.flatMap((run, at) => (run.silent ? [] : [at]));
  return kept.length ? found.slice(kept[0], kept.at(-1) + 1) : found;
};

const here = (point, told, print) => {
  if (!point) return told.table.nothing;
  if (point.value === null) return told.reasons[point.reason];
  return point.provisional ? `${print(point.value)} ${told.status.provisional}` : print(point.value);
};

const has = (mine, name) => mine.periods.some((period) => (mine.by.get(period)[name] ?? null) !== null);

// The number that the school had in a period, where it was another.
export const earlier = (file, mine, period) => {
  if (mine.periods.indexOf(period) >= (mine.figure.earlier ?? 0)) return "";
  return file.urns.filter(([, next]) => period < next).at(-1)?.[0] ?? file.urns[0][0];
};

const tableOf = (file, about, mine, others, runs, told) => {
  const print = printer(about.decimals), whole = printer(0), words = told.table;
  const cell = (value, as) => ((value ?? null) === null ? NONE : as(value));
  const interval = has(mine, "low"), schools = has(mine, "schools");
  const header = [words.year, told.here[file.level], ...others.map((other) => other.name)];
  header.push(...(interval ? [words.interval] : []), ...(schools ? [words.schools, words.missing] : []));
  const rows = runs.map(({ period, until, word, urn }) => {
    const span = period === until ? shown(period) : `${shown(period)} ${words.to} ${shown(until)}`;
    const years = make("th", {}, span, urn ? make("small", {}, ` ${words.under} ${urn}`) : "");
    if (word) return make("tr", {}, years, make("td", { colSpan: header.length - 1 }, word));
    const point = mine.by.get(period);
    const cells = [here(point, told, print), ...others.map((other) => cell(other.points.by.get(period)?.value, print))];
    if (interval) cells.push((point?.low ?? null) === null ? NONE : `${print(point.low)} ${words.to} ${print(point.high)}`);
    if (schools) cells.push(cell(point?.schools, whole), cell(point?.missing, whole));
    return make("tr", {}, years, ...cells.map((text) => make("td", {}, text)));
  });
  const head = make("thead", {}, make("tr", {}, ...header.map((text) => make("th", {}, text))));
  const table = make("table", {}, make("caption", { className: "sr" }, `${about.title}, ${told.units[about.unit]}`), head, make("tbody", {}, ...rows));
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: file.level === "school" ? about.title : `${about.title}, ${told.phases[mine.phase]}` }, table);
  return header.length > 3 ? scroll : table;
};

// Percentages next to nothing are drawn on an axis to 5; scores that hardly change on one that is not too small.
const axis = (about, mine, others) => {
  const values = [mine, ...others.map((other) => other.points)].flatMap((one) => [...one.by.values()].map((point) => point.value)).filter((value) => (value ?? null) !== null);
  const low = Math.min(...values), high = Math.max(...values);
  if (about.unit === "percent") return { ticksuffix: "%", ...(high < 1 ? { range: [0, LEAST_PERCENT] } : {}) };
  if (!WITHOUT_ZERO.includes(about.unit)) return {};
  const middle = (low + high) / 2, wide = has(mine, "low") || high - low >= about.least_span;
  return { rangemode: "normal", ...(wide ? {} : { range: [middle - about.least_span / 2, middle + about.least_span / 2] }) };
};

const figureOf = (file, about, mine, others, begin, told) => {
  const breaks = about.breaks.filter(([period]) => period > begin);
  const changes = mine.figure.earlier ? file.urns.filter(([, next]) => next > begin) : [];
  const meta = { borders: breaks.map(([period]) => year(period) - 0.5), changes: changes.map(([urn, next]) => [year(next) - 0.5, `${told.chart.from} ${shown(next)}`]) };
  const data = [has(mine, "low") ? { error_y: {} } : {}, ...others.map(() => ({}))];
  const caption = make("figcaption", {}, `${about.title}, ${told.units[about.unit]}.`);
  const since = breaks.map(([period]) => shown(period)), several = since.length > 1;
  const said = since.length ? [`${told.chart.since} ${since.join(` ${told.chart.again} `)} ${told.chart.otherwise}`] : [];
  said.push(...breaks.map(([, reason], at) => (several ? `${since[at]}: ${reason}` : reason)));
  if (changes.length) said.push(`${told.chart.number} ${changes.map(([urn, next]) => `${urn} (${told.chart.before} ${shown(next)})`).join(", ")}.`);
  if (said.length) caption.append(make("span", { className: "soft" }, ` ${said.join(" ")}`));
  const script = make("script", { type: "application/json" }, JSON.stringify({ data, layout: { yaxis: axis(about, mine, others), meta } }));
  const figure = make("figure", { className: "trend" }, caption, script);
  figure.dataset.chart = "";
  return figure;
};

export const fill = async (box, measure, phase, from = own()) => {
  const [file, measures, told] = await Promise.all([from, asset("measures"), asset("words")]);
  const mine = points(file, measure, phase), about = measures[measure];
  const others = await besides(file, mine, measure);
  const runs = runsOf(file, mine, others, told), figure = figureOf(file, about, mine, others, runs[0].period, told);
  box.replaceChildren(figure, make("div", { className: "told" }, tableOf(file, about, mine, others, runs, told)));
  box.dataset.filled = "";
  tell(figure, file, measure, mine.phase);
  const drawable = mine.periods.filter((period) => mine.by.get(period).value !== null).length > 1;
  if (drawable) figure.dispatchEvent(new Event("chart", { bubbles: true }));
  else figure.remove();
  addFolds(box, file, measure, mine.phase);
};
