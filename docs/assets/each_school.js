// Each school of a trust or authority, as dots and as a table by name; never in order of a result.
import { ROOT, asset, load, make, printer } from "./place.js";
import { tell } from "./subject.js";

// What the spread beside a table needs to know and the table does not say.
const figureOf = (caption, halves, sign, file, measure, phase) => {
  const figure = make("figure", { className: "trend" }, make("figcaption", {}, caption), make("script", { type: "application/json" }, JSON.stringify({ ...halves, sign })));
  figure.dataset.chart = "spread";
  tell(figure, file, measure, phase);
  return figure;
};
const draw = (figure) => figure.dispatchEvent(new Event("chart", { bubbles: true }));

export const filesOf = (measure, phase) => Promise.all([load(`${ROOT}assets/each/${measure}-${phase}.json`), load(`${ROOT}assets/funnels/schools/${phase}.json`), asset("measures"), asset("words")]);

export const showEach = async (box, file, measure, phase) => {
  const [each, schools, measures, told] = await filesOf(measure, phase);
  const about = measures[measure], print = printer(about.decimals), title = `${about.title}, ${told.units[about.unit]}, ${each.period}.`;
  const ours = (at) => schools.areas[schools.area[at]][0] === file.code || schools.groups[at].some((group) => schools.trusts[group][0] === file.code);
  const rows = each.value.flatMap((value, at) => (value === "" || !ours(at) ? [] : [make("tr", {},
    make("th", {}, make("a", { href: `${ROOT}school/${schools.urn[at]}.html` }, schools.name[at])),
    make("td", {}, typeof value === "string" ? told.reasons[value] : print(value)))]));
  const head = make("thead", {}, make("tr", {}, make("th", {}, told.chart.school), make("th", {}, each.period)));
  const table = make("table", {}, make("caption", { className: "sr" }, title), head, make("tbody", {}, ...rows));
  const caption = make("span", { className: "soft" }, ` ${told.chart.spread}`);
  const figure = figureOf(title, { england: each.england, own: each.halves[file.code] }, about.unit === "percent" ? "\u00a0%" : "", file, measure, phase);
  figure.querySelector("figcaption").append(caption);
  box.append(figure, make("div", { className: "scroll tall", tabIndex: 0, role: "region", ariaLabel: title }, table));
  draw(figure);
};

// A trust's page has the table already, with what each school was before it joined.
export const showAbove = async (details, file, measure, phase) => {
  const [each, , measures, told] = await filesOf(measure, phase), about = measures[measure];
  const period = details.querySelector("thead th:nth-child(2)").textContent, halves = period === each.period ? { england: each.england, own: each.halves[file.code] } : {};
  const figure = figureOf(`${about.title}, ${told.units[about.unit]}, ${period}.`, halves, "", file, measure, phase);
  details.children[1].before(figure);
  draw(figure);
};
