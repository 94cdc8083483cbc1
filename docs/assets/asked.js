// What a place's page holds back until a reader asks: a measure's years, the figures outside the framework, the similar schools.
import { NONE, ROOT, asset, make, own, points, printer, shown } from "./place.js";
import { follow } from "./follow.js";

const fill = async (...asked) => (await import("./years.js")).fill(...asked);

// Governors have schools and trusts; an area has too much to say for so little paper.
if (/\/(school|trust)\/[^/]*$/.test(location.pathname)) import("./paper.js").catch(console.error);

// Some are open before this script is there.
const once = (details, act) => (details.open ? act() : details.addEventListener("toggle", act, { once: true }));

// Under an article's figure; what could not be loaded leaves the table of the page as it is.
for (const details of document.querySelectorAll("details.years")) {
  once(details, () => {
    const box = make("div", {}, ...[...details.children].slice(1));
    details.append(box);
    fill(box, details.closest("article").id, details.dataset.phase).catch(console.error);
  });
}

// Of a school, above the chart.
const strip = async (box, measure) => {
  const file = await own();
  if (file.level === "school") box.prepend(...(await (await import("./strip.js")).stripOf(file, measure)));
};

// Under a row's name, in a row of its own.
const open = (row, measure, name, told) => {
  const button = make("button", { className: "plain", type: "button", ariaExpanded: "false", ariaLabel: `${told.chart.show}: ${name}` }, told.chart.show);
  let below;
  button.addEventListener("click", () => {
    if (!below) {
      const box = make("div");
      below = make("tr", { className: "below", hidden: true }, make("td", { colSpan: row.cells.length }, box));
      row.after(below);
      fill(box, measure, row.dataset.phase).then(() => strip(box, measure)).catch(() => box.append(told.chart.missing));
    }
    below.hidden = !below.hidden;
    button.ariaExpanded = String(!below.hidden);
  });
  row.cells[0].append(" ", button);
};

// A trust's schools stand in a table of the page; above it each is a dot.
for (const details of document.querySelectorAll("details:has(> .scroll > table.each)")) {
  once(details, async () => {
    const [file, measures, { kindOf }] = await Promise.all([own(), asset("measures"), import("./folds.js")]), measure = details.closest("article").id;
    const phase = details.previousElementSibling.dataset.phase ?? points(file, measure).phase, kind = kindOf(measures[measure].each, phase);
    if (kind) await (await import("./each_school.js")).showAbove(details, file, measure, kind);
  });
}

const rows = [...document.querySelectorAll("table.rest tbody tr")];
if (rows.length) asset("words").then((told) => rows.forEach((row) => {
  const link = row.querySelector("a");
  open(row, link.href.match(/(\w+)\.html$/)[1], link.textContent, told);
})).catch(console.error);

// The latest period with a number, else the last.
const latestOf = (mine) => mine.periods.findLast((period) => mine.by.get(period).value !== null) ?? mine.periods.at(-1);

// One figure that has no article, as a row: the latest number, or the reason why there is none.
const rowOf = (file, figure, about, told, earlier) => {
  const mine = points(file, figure.measure, figure.phase ?? file.phase), print = printer(about.decimals);
  const sign = about.unit === "percent" ? "\u00a0%" : "", pound = about.unit === "pounds" ? "£" : "", school = file.level === "school";
  const latest = latestOf(mine);
  const { value, reason, low, high } = mine.by.get(latest);
  const amount = (value) => (pound + print(value)).replace("£\u2212", "\u2212£");
  const range = (ends) => ends.map(amount).join(` ${told.table.to} `);
  const number = value === null ? told.reasons[reason] : amount(value) + sign + ((low ?? null) === null ? "" : ` (${range([low, high])})`);
  const name = school || mine.phase === "all" ? "" : `, ${told.phases[mine.phase]}`;
  const link = make("a", { href: `${ROOT}measure/${figure.measure}.html` }, about.title);
  const urn = earlier(file, mine, latest);
  const cells = [number, urn ? `${shown(latest)} ${told.table.under} ${urn}` : shown(latest), ...(school ? [figure.half ? range(figure.half) + sign : NONE] : [])];
  const row = make("tr", {}, make("th", {}, link, name), ...cells.map((text) => make("td", {}, text)));
  if (!school) row.dataset.phase = mine.phase;
  open(row, figure.measure, about.title + name, told);
  return row;
};

const others = async (details) => {
  const [file, measures, told, { earlier }] = await Promise.all([own(), asset("measures"), asset("words"), import("./years.js")]);
  const section = details.closest("section"), name = section.querySelector("h2").textContent;
  const articles = new Set([...section.querySelectorAll("article.measure")].flatMap((article) =>
    [...article.querySelectorAll("details.years, details.never")].map((each) => `${article.id} ${each.dataset.phase ?? ""}`)));
  const shownAlready = (figure) => articles.has(`${figure.measure} `) || articles.has(`${figure.measure} ${figure.phase ?? file.phase}`);
  const found = file.figures.filter((figure) => measures[figure.measure].domain === section.id && !shownAlready(figure));
  const header = [told.chart.figure, told.here[file.level], told.table.year, ...(file.level === "school" ? [told.chart.half] : [])];
  const head = make("thead", {}, make("tr", {}, ...header.map((text) => make("th", {}, text))));
  const bracketed = found.map((figure) => points(file, figure.measure, figure.phase ?? file.phase)).some((mine) => (mine.by.get(latestOf(mine)).low ?? null) !== null);
  const title = details.firstElementChild.textContent, caption = bracketed ? make("caption", {}, `${title}; ${told.chart.brackets}`) : make("caption", { className: "sr" }, title);
  const body = make("tbody", {}, ...found.map((figure) => rowOf(file, figure, measures[figure.measure], told, earlier)));
  const table = make("table", { className: "rest" }, caption, head, body);
  details.lastElementChild.replaceWith(make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: `${name} ${details.firstElementChild.textContent}` }, table));
  details.dataset.listed = "";
};
for (const details of document.querySelectorAll("details.others")) once(details, () => others(details).catch(console.error));

// By name, never by how near: the list is no ranking.
const list = async (details) => {
  const [file, all] = await Promise.all([own(), asset("schools")]);
  const at = new Map(all.urn.map((urn, at) => [urn, at]));
  const found = file.similar.filter((urn) => at.has(urn)).map((urn) => ({ urn, name: all.name[at.get(urn)], area: all.authorities[all.la[at.get(urn)]] }));
  found.sort((one, other) => one.name.localeCompare(other.name, "en-GB"));
  const entries = found.map(({ urn, name, area }) => make("li", {}, make("a", { href: `${ROOT}school/${urn}.html` }, name), " ", make("small", {}, area)));
  details.lastElementChild.replaceWith(make("ul", { className: "places one" }, ...entries));
};
for (const details of document.querySelectorAll("details.similar")) once(details, () => list(details).catch(console.error));

follow();
addEventListener("hashchange", follow);
