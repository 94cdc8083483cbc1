// A reader's own cut of a review's studies, pooled in the browser by pool.js. What was chosen stands in the address. Words come from
// pipeline/web/pages/templates/explore.html, effects from the file of pipeline/web/cuts.py; neither is asked for before the reader asks.
const BACK = { "standard deviations": (value) => value, correlation: Math.tanh, "odds ratio": Math.exp };
const NOTHING = { "odds ratio": 1 }; // where there is no effect; 0 on the other scales
const DECIMALS = 2;

const section = document.querySelector(".explore");
const one = (selector) => section.querySelector(selector);
const words = JSON.parse(one("script[type='application/json']").textContent);
const form = one("form"), selects = [...form.querySelectorAll("select")];
const back = BACK[words.scale];
let data = null;

const fill = (text, told) => Object.entries(told).reduce((filling, [key, value]) => filling.replaceAll(`{${key}}`, () => value), text);
const many = (count, name) => `${count.toLocaleString("en-GB")} ${words[name][count === 1 ? 0 : 1]}`;
const number = (value, decimals = DECIMALS) => {
  const text = value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return Number(text.replace(/,/g, "")) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
};
const make = (tag, given, ...children) => {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...children);
  return element;
};

const chosen = () => selects.filter((select) => select.name !== "pool" && select.value);

// The numbers of the effects that are left.
const kept = () => {
  const pool = data.pools[form.elements.pool.selectedIndex], cuts = chosen().map((select) => [data.fields[select.name], select.selectedIndex - 1]);
  return data.effect.map((_, at) => at).filter((at) => pool[at] === "1" && cuts.every(([numbers, level]) => numbers[at] === level));
};

// The words of the page with numbers in; they hold no markup but that of the template.
const said = (found, studies) => {
  const at = (name) => number(back(found[name])), nothing = NOTHING[words.scale] ?? 0;
  const side = back(found.ci_low) > nothing ? "above" : back(found.ci_high) < nothing ? "below" : "unsure";
  const size = fill(words.size, { at: at("estimate"), low: at("ci_low"), high: at("ci_high") });
  const from = fill(words.from, { studies: many(studies, "study"), effects: many(found.effects, "effect") });
  const range = fill(words.range, { low: at("pi_low"), high: at("pi_high") });
  return [`${from} ${size}. ${words.sides[side]}`, `${range} ${fill(words.spread, { i2: number(found.i2, 0) })}`];
};

const refusal = (found, studies) => (found.effects ? fill(words[found.refused], { studies: many(studies, "study") }) : words.none);

const show = (found, left) => {
  const studies = new Set(left.map((at) => data.study[at])).size, own = chosen().length > 0;
  const mark = make("p", { className: own ? "warn" : "note" }, make("b", {}, own ? words.mark : words.whole), own ? ` ${words.warning}` : "");
  const lines = found.refused ? [refusal(found, studies)] : said(found, studies);
  one(".found").replaceChildren(mark, ...lines.map((line) => make("p", { className: "say", innerHTML: line })));
  const listed = left.map((at) => [data.studies[data.study[at]], number(back(data.effect[at]))]).sort(([a], [b]) => a.localeCompare(b, "en-GB"));
  one(".single ul").replaceChildren(...listed.map(([name, at]) => make("li", {}, fill(words.lies, { name, at }))));
  one(".single").hidden = !left.length;
};

const address = () => {
  const asked = selects.filter((select) => select.value).map(({ name, value }) => [name, value]);
  history.replaceState(null, "", `${location.pathname}?${new URLSearchParams([["cut", "1"], ...asked])}#explore`);
};

const cut = async () => {
  const { pool } = await import("./pool.js"), left = kept();
  one(".found").textContent = words.working;
  await new Promise((next) => setTimeout(next)); // so that the words are seen while it works
  show(pool(left.map((at) => ({ effect: data.effect[at], variance: data.variance[at], cluster: data.cluster[at] }))), left);
  section.dataset.shown = String(left.length);
};

const begin = async () => {
  one(".failed").hidden = true;
  const reply = await fetch(new URL("effects.json", document.baseURI));
  if (!reply.ok) throw new Error(`effects: ${reply.status}`);
  data = await reply.json();
  one(".begin").hidden = true;
  one(".cut").hidden = false;
  await cut();
};
const failed = (error) => {
  console.warn(error);
  one(".failed").hidden = false;
};

section.hidden = false;
one(".begin button").addEventListener("click", () => begin().then(() => selects.find((select) => !select.parentElement.hidden)?.focus()).catch(failed));
form.addEventListener("change", () => cut().then(address).catch(failed));
form.addEventListener("reset", () => setTimeout(() => cut().then(address).catch(failed)));
form.addEventListener("submit", (event) => event.preventDefault());

const asked = new URLSearchParams(location.search);
if (asked.has("cut")) {
  for (const select of selects) if ([...select.options].some(({ value }) => value === asked.get(select.name))) select.value = asked.get(select.name);
  begin().then(() => section.scrollIntoView()).catch(failed);
}
