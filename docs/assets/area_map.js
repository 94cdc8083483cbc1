// The local authorities of a region or of England on a map, and as a table by name.
import { ROOT, asset, load, make, printer } from "./place.js";
import { tell } from "./subject.js";

export const showMap = async (box, file, measure, phase) => {
  const [{ [phase]: map }, areas, measures, told] = await Promise.all([load(`${ROOT}assets/maps/${measure}.json`), load(`${ROOT}assets/maps/areas.json`), asset("measures"), asset("words")]);
  const about = measures[measure], print = printer(about.decimals), title = `${about.title}, ${told.units[about.unit]}, ${map.period}.`;
  const inside = Object.entries(areas).filter(([, [, region]]) => file.level === "england" || region === file.code);
  const rows = inside.sort(([, [one]], [, [other]]) => one.localeCompare(other, "en-GB")).map(([code, [name]]) => {
    const value = map.values[code] ?? "";
    const row = make("tr", {}, make("th", {}, make("a", { href: `${ROOT}local-authority/${code}.html` }, name)),
      make("td", {}, typeof value === "number" ? print(value) : told.reasons[value] ?? told.table.nothing));
    row.dataset.code = code;
    return row;
  });
  const head = make("thead", {}, make("tr", {}, make("th", {}, told.chart.area), make("th", {}, map.period)));
  const table = make("table", {}, make("caption", { className: "sr" }, title), head, make("tbody", {}, ...rows));
  const own = make("script", { type: "application/json" }, JSON.stringify({ edges: map.edges, sign: about.unit === "percent" ? "\u00a0%" : "" }));
  const figure = make("figure", { className: "trend map" }, make("figcaption", {}, title, make("span", { className: "soft" }, ` ${told.chart.mapped}`)), own);
  figure.dataset.chart = "map";
  tell(figure, file, measure, phase);
  box.append(figure, make("div", { className: "scroll tall", tabIndex: 0, role: "region", ariaLabel: title }, table));
  figure.dispatchEvent(new Event("chart", { bubbles: true }));
};
