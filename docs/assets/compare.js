// The page of comparison: the reader's list, out of the address or off the device, and what is drawn of it.
import { asset, make, ROOT } from "./place.js";
import { addressOf, follow, keep, kept, MOST, urnsOf } from "./shortlist.js";
import { areasOf, schoolOf } from "./compare_school.js";
import { rowsOf } from "./compare_figures.js";
import { cardsOf, tableOf } from "./compare_cards.js";
import { WORDS } from "./compare_words.js";

const given = new URLSearchParams(location.search), asked = given.get("schools");
const yardsticks = Object.keys(WORDS.yardsticks);
const state = {
  urns: asked === null ? kept() : urnsOf(asked),
  beside: yardsticks.includes(given.get("beside")) ? given.get("beside") : yardsticks[0],
  rows: [],
};
const loaded = new Map();
const same = (urns) => urns.join() === state.urns.join();
// Whether the list is the device's own, so that a change of the one is a change of the other.
let mine = same(kept());

const root = document.querySelector("#compare");
const part = (className, ...content) => make("div", { className }, ...content);
const list = part("list"), figures = part("figures"), facts = part("facts-side");
const key = document.querySelector("details.key");
const status = make("p", { className: "soft", role: "status" });
const said = (text) => (status.textContent = text);
const button = (text, act, className = "plain") => {
  const found = make("button", { className, type: "button" }, text);
  found.addEventListener("click", act);
  return found;
};

const address = () => {
  const found = new URL(addressOf(state.urns));
  if (state.urns.length && state.beside !== yardsticks[0]) found.searchParams.set("beside", state.beside);
  return found.href.replaceAll("%2C", ",");
};

const change = (urns) => {
  state.urns = urns;
  if (mine) keep(urns);
  draw();
};

const takeOff = (urn, name) => {
  const at = state.urns.indexOf(urn);
  change(state.urns.filter((one) => one !== urn));
  said(`${name} ${WORDS.removed}.`);
  (list.querySelectorAll("li button")[Math.min(at, state.urns.length - 1)] ?? list.querySelector("a, button"))?.focus();
};

const entryOf = (urn) => {
  const school = loaded.get(urn), name = school?.name || urn;
  const words = !school || school.file ? "" : school.failed ? WORDS.wrong : school.closed ? WORDS.closed : WORDS.unknown.replace("{urn}", urn);
  const known = !school || school.file || school.closed;
  const title = known ? [make("a", { href: `${ROOT}school/${urn}.html` }, school ? name : WORDS.loading), words && " ", words] : [school.failed ? `${urn} ` : "", words];
  const off = button(WORDS.remove, () => takeOff(urn, name));
  off.ariaLabel = `${WORDS.remove}: ${name}`;
  return make("li", {}, make("span", {}, ...title), " ", off);
};

const keepNow = () => {
  mine = keep(state.urns);
  said(mine ? WORDS.keptNow : WORDS.refused);
  if (mine) drawList();
};

const copy = (field) => {
  field.select();
  const told = navigator.clipboard?.writeText(field.value) ?? Promise.reject();
  told.then(() => said(WORDS.copied), () => said(WORDS.copyYourself));
};

const take = async () => {
  const [{ csvOf, save }, { reasons }] = await Promise.all([import("./compare_take.js"), asset("words")]);
  save(csvOf(state.rows, { ...reasons, absent: WORDS.absent }), WORDS.file);
};

const drawList = () => {
  const some = state.urns.length > 0, find = make("a", { href: `${ROOT}find/`, className: some ? "" : "button" }, some ? WORDS.another : WORDS.find);
  if (!some) return list.replaceChildren(make("p", {}, make("b", {}, WORDS.empty)), make("p", {}, WORDS.how), part("doing", find));
  const field = make("input", { value: address(), readOnly: true, ariaLabel: WORDS.address });
  const doing = [state.urns.length < MOST ? find : "", button(WORDS.take, take), button(WORDS.print, () => print())];
  const differs = mine ? [] : [part("note", `${WORDS.differs} `, button(WORDS.keep, keepNow))];
  const entries = make("ol", {}, ...state.urns.map(entryOf));
  list.replaceChildren(make("h2", {}, WORDS.list), entries, make("p", { className: "soft" }, WORDS.order), ...differs, part("doing", ...doing), part("send", field, button(WORDS.copy, () => copy(field))));
};

const choiceOf = (value) => {
  const radio = make("input", { type: "radio", name: "beside", value, checked: value === state.beside });
  radio.addEventListener("change", () => {
    state.beside = value;
    remember();
    drawCards();
  });
  return make("label", {}, radio, make("span", {}, WORDS.yardsticks[value]));
};

const cards = part("cards");
const drawCards = async () => cards.replaceChildren(...cardsOf(state.rows, await asset("words"), state.beside));

const remember = () => {
  history.replaceState(null, "", address());
  const field = list.querySelector(".send input");
  if (field) field.value = address();
};

const drawFigures = async (open, areas) => {
  const [card, told] = await Promise.all([asset("scorecard"), asset("words")]);
  state.rows = rowsOf(open, card, areas);
  const rule = make("p", {}, WORDS.rule, " ", make("a", { href: `${ROOT}methods/#comparing` }, WORDS.method));
  const choices = make("fieldset", {}, make("legend", {}, WORDS.beside), ...yardsticks.map(choiceOf));
  await drawCards();
  figures.replaceChildren(make("h2", {}, WORDS.figures), rule, choices, key, cards, tableOf(state.rows, open, told));
};

const drawFacts = async (open) => {
  const { betweenOf, schoolsOf } = await import("./compare_schools.js");
  const found = await schoolsOf(open);
  return [make("h2", {}, WORDS.facts), found, ...betweenOf(open)];
};

const load = async (urn) => {
  if (!loaded.get(urn)?.name) loaded.set(urn, await schoolOf(urn));
  return loaded.get(urn);
};

// The figures first; the areas that they stand beside, and what the schools' own pages say, when these have come.
const draw = async () => {
  const urns = state.urns, stale = () => urns !== state.urns, named = urns.every((urn) => loaded.has(urn));
  remember();
  drawList();
  const schools = await Promise.all(urns.map(load));
  if (stale()) return;
  if (!named) drawList(); // else the focus would be lost
  const open = schools.filter(({ file }) => file);
  if (!open.length) return figures.replaceChildren(), facts.replaceChildren();
  await drawFigures(open, new Map());
  const areas = await areasOf(open);
  if (stale()) return;
  await drawFigures(open, areas);
  const found = await drawFacts(open);
  if (!stale()) facts.replaceChildren(...found), (root.dataset.drawn = urns.join());
};

root.replaceChildren(list, status, figures, facts);
if (asked?.split(",").length > MOST) said(WORDS.tooMany);
draw();
follow((urns) => {
  if (!mine || same(urns)) return;
  state.urns = urns;
  draw();
});
