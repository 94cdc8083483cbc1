// Every school as a dot: loads a funnel when it is asked for, leads through its dots by key and pointer, and lists them by name.
// Words come from the page (pipeline/web/pages/templates/funnel.html), figures from the files of pipeline/web/funnels.py.
import { Picture } from "./funnel_picture.js";
import { toolsOfFunnel } from "./funnel_tools.js";

const ROWS = 50; // of the table at once
const LEAP = 20; // dots for a page key
const OTHER = 2; // schools that make a trust worth a line of the list; the one that was asked for is there in any case

const section = document.querySelector("[data-funnel]");
const one = (selector) => section.querySelector(selector);
const words = JSON.parse(one("script[type='application/json']").textContent);
const canvas = one("canvas"), kind = one("[name=kind]"), place = one("[name=place]"), part = one("[name=part]"), which = one("[name=which]");
const widths = section.dataset.by === "half-width", sign = section.dataset.unit === "percent" ? "%" : "";
const decimals = Number(section.dataset.decimals);
const picture = new Picture(canvas);
const state = { schools: null, funnel: null, members: [], order: [], at: -1, first: 0 };

const filled = (text, told) => Object.entries(told).reduce((filling, [key, value]) => filling.replaceAll(`{${key}}`, () => value), text);
const says = (element, told) => filled(element.dataset.says, told);
const number = (value, least) => value.toLocaleString("en-GB", { minimumFractionDigits: least, maximumFractionDigits: 3 }).replace("-", "\u2212");
const value = (school) => {
  const figure = state.funnel.value[school];
  return typeof figure === "string" ? words.reasons[figure] : number(figure, decimals);
};
const size = (school) => (state.funnel.size[school] === null ? "\u2013" : number(state.funnel.size[school], widths ? decimals + 1 : 0));
const drawn = (school) => state.funnel.standing[school] !== "0";
const outside = (school) => state.funnel.standing[school] > "1";
// Of a school of the chosen trust: 1 if it joined only after the funnel's year had begun, 2 if that is not known, else 0. Any other place: 0.
const joining = (school) => {
  const { groups, since, trusts } = state.schools, at = groups[school].findIndex((group) => trusts[group][0] === place.value);
  if (at < 0) return 0;
  const first = since[school][at];
  if (first && Math.abs(first) > parseInt(state.funnel.period, 10)) return 1;
  return first > 0 ? 0 : 2;
};
const joined = (school) => words.joining[joining(school)];
const standing = (school) => (typeof state.funnel.value[school] === "string" ? words.without : words.standings[state.funnel.standing[school]]);

const got = async (path) => {
  const reply = await fetch(new URL(`funnels/${path}.json`, import.meta.url));
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
};

const linked = (school) =>
  Object.assign(document.createElement("a"), { href: `../school/${state.schools.urn[school]}.html`, textContent: state.schools.name[school] });

// Areas and trusts with a school of this kind, to choose from.
const places = (wanted) => {
  const { area, areas, regions, trusts, groups } = state.schools;
  const [held, counts] = [new Set(area), new Map()];
  for (const group of groups.flat()) counts.set(group, (counts.get(group) ?? 0) + 1);
  const lists = [
    regions,
    areas.filter((_, at) => held.has(at)),
    trusts.filter(([uid], at) => counts.get(at) >= OTHER || uid === wanted),
  ];
  [...place.querySelectorAll("optgroup")].forEach((group, at) => {
    const sorted = [...lists[at]].sort((a, b) => a[1].localeCompare(b[1], "en-GB"));
    group.replaceChildren(...sorted.map(([code, name]) => new Option(name, code)));
  });
  place.value = [...place.options].some((option) => option.value === wanted) ? wanted : "";
};

// Why the chosen place is not the one that was asked for; a place that could be chosen before is one that we know.
const instead = (wanted, known) => {
  if (place.value === wanted || words.england.includes(wanted)) return "";
  return known || state.schools.areas.some(([code]) => code === wanted) ? words.none : words.unknown;
};

const inside = (school) => {
  const { area, areas, regions, trusts, groups } = state.schools, code = place.value, [own, , region] = areas[area[school]];
  return !code || own === code || regions[region][0] === code || groups[school].some((group) => trusts[group][0] === code);
};

const show = () => {
  const { funnel, schools } = state, way = widths ? -1 : 1;
  state.members = schools.urn.map((_, school) => school).filter((school) => funnel.value[school] !== "" && inside(school));
  state.order = state.members.filter(drawn).sort((a, b) => way * (funnel.size[a] - funnel.size[b]) || funnel.value[a] - funnel.value[b] || a - b);
  const hollow = new Set(state.order.filter(joining)), later = state.order.filter((school) => joining(school) === 1).length;
  one(".beyond").hidden = !picture.set(funnel, widths, state.order, hollow, sign);
  one(".hollow").hidden = !hollow.size;
  [state.at, state.first] = [-1, 0];
  section.querySelector(".take")?.remove();
  const told = { measure: section.dataset.funnel, kind: kind.value, code: place.value, name: place.selectedOptions[0].text, canvas, table: whole };
  toolsOfFunnel(told).then((tools) => {
    section.querySelector(".take")?.remove();
    one(".chosen").after(tools);
  }).catch(console.warn);
  one(".chosen").replaceChildren();
  one(".others").hidden = !place.value;
  const [n, name] = [number(state.order.length, 0), place.selectedOptions[0].text];
  const filling = { kind: kind.selectedOptions[0].text.toLowerCase(), place: name, year: funnel.period, n, s: state.order.length === 1 ? "" : "s" };
  const trust = place.selectedOptions[0].parentElement === one("optgroup:last-of-type");
  const what = filled(one(".what").dataset[trust ? (later ? "joining" : "trust") : "says"], { ...filling, m: number(later, 0) });
  one(".what").textContent = one("caption").textContent = what;
  canvas.setAttribute("aria-label", canvas.dataset.label.replace("{n}", n));
  list();
};

const choose = (at) => {
  if (!state.order.length) return;
  state.at = Math.max(0, Math.min(state.order.length - 1, at));
  const school = state.order[state.at];
  picture.choose(school);
  const further = outside(school) ? one(".chosen").dataset.further : "";
  const told = says(one(".chosen"), { value: value(school), size: size(school), standing: standing(school), further, joined: joined(school) });
  one(".chosen").replaceChildren(linked(school), ` ${told}`);
};

const rowOf = (school) => {
  const row = document.createElement("tr"), head = document.createElement("th");
  head.scope = "row";
  head.append(linked(school));
  row.append(head);
  for (const text of [size(school), value(school), standing(school) + joined(school)]) row.insertCell().textContent = text;
  return row;
};

// All schools of the place, of which the page's table shows some at once.
const whole = () => {
  const table = one("table").cloneNode(true);
  table.tBodies[0].replaceChildren(...state.members.map(rowOf));
  return table;
};

const list = () => {
  const typed = part.value.trim().toLowerCase(), { funnel, schools } = state;
  const fits = { "": () => true, outside, without: (school) => !drawn(school) }[which.value];
  const found = state.members.filter((school) => fits(school) && schools.name[school].toLowerCase().includes(typed));
  state.first = Math.max(0, Math.min(state.first, Math.floor((found.length - 1) / ROWS) * ROWS));
  const shown = found.slice(state.first, state.first + ROWS);
  one("tbody").replaceChildren(...shown.map(rowOf));
  const pages = one(".pages"), line = pages.querySelector("span"), [first, last] = [state.first + 1, state.first + shown.length];
  line.textContent = found.length ? says(line, { first: number(first, 0), last: number(last, 0), all: number(found.length, 0) }) : line.dataset.none;
  const [earlier, later] = pages.querySelectorAll("button");
  [earlier.disabled, later.disabled] = [state.first === 0, last >= found.length];
};

const load = async (wanted, known) => {
  const asked = kind.value;
  const [funnel, schools] = await Promise.all([got(`${section.dataset.funnel}-${asked}`), got(`schools/${asked}`)]);
  if (asked !== kind.value) return;
  Object.assign(state, { funnel, schools });
  one(".open").hidden = true;
  one(".dots").hidden = false;
  places(wanted);
  show();
  one(".chosen").textContent = instead(wanted, known);
  section.dataset.shown = asked;
};
const attempt = (wanted, known = false) => {
  one(".failed").hidden = true;
  return load(wanted, known).catch(() => (one(".failed").hidden = false));
};
const asked = new URLSearchParams(location.search), alone = asked.has("alone") ? { alone: 1 } : {};
const address = () => history.replaceState(null, "", `?${new URLSearchParams({ place: place.value, kind: kind.value, ...alone })}#funnel`);

const KEYS = {
  ArrowRight: () => state.at + 1, ArrowUp: () => state.at + 1, ArrowLeft: () => state.at - 1, ArrowDown: () => state.at - 1,
  Home: () => 0, End: () => state.order.length - 1, PageDown: () => state.at + LEAP, PageUp: () => state.at - LEAP,
};
canvas.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && state.at >= 0) one(".chosen a").click();
  if (!KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  choose(KEYS[event.key]());
});
for (const kindOf of ["pointermove", "click"]) {
  canvas.addEventListener(kindOf, (event) => {
    const school = state.funnel && picture.nearest(event.clientX, event.clientY);
    if (school !== null && school !== state.order[state.at]) choose(state.order.indexOf(school));
  });
}
kind.addEventListener("change", () => attempt(place.value, true).then(address));
place.addEventListener("change", () => (show(), address()));
for (const control of [part, which]) control.addEventListener("input", () => ((state.first = 0), list()));
for (const button of section.querySelectorAll(".pages button")) button.addEventListener("click", () => ((state.first += ROWS * button.value), list()));
for (const form of section.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());

if ([...kind.options].some((option) => option.value === asked.get("kind"))) kind.value = asked.get("kind");
one(".open").hidden = false;
one(".open button").addEventListener("click", () => attempt("").then(() => canvas.focus()));
// In a frame of another page: nothing but the dots, and links lead out of the frame.
if (asked.has("alone")) {
  document.documentElement.dataset.alone = "";
  section.addEventListener("click", ({ target }) => target.closest("a")?.setAttribute("target", "_blank"), { capture: true });
}
if (asked.has("place")) attempt(asked.get("place"));
