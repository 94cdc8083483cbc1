// Draws what was found: schools, areas and trusts, pages. Everything that comes from data goes in as text.
import { WORDS, fill, some } from "./find_words.js";

export const make = (tag, more = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...inside);
  return element;
};

export const distance = (far) => (far < 0.1 ? WORDS.here : fill(WORDS.miles, { n: far.toFixed(1) }));

const said = (parts) => parts.filter(Boolean).join(" · ");
const ages = ({ low, high }) => (low === null || high === null ? "" : fill(WORDS.ages, { low, high }));
const address = (urn) => `../school/${urn}.html`;

const closed = ({ urn, name, town, leads }) => {
  const links = leads.flatMap(([code, successor], at) => [at ? ", " : "", make("a", { href: address(code) }, successor)]);
  const [before, after] = WORDS.became.split("{links}");
  const led = leads.length ? [before, ...links, after] : [WORDS.gone];
  return make("li", { className: "gone" }, make("a", { className: "name", href: address(urn) }, name), make("p", {}, ...(town ? [`${town} · `] : []), ...led));
};

const open = (school) => {
  const { urn, name, phase, type, town, postcode, faith, gender, sixth, far } = school;
  const first = said([WORDS.phases[phase] ?? phase, ages(school), [town, postcode].filter(Boolean).join(", ")]);
  const second = said([type, faith, WORDS.genders[gender] && gender !== "Mixed" && gender ? WORDS.genders[gender] : "", sixth ? WORDS.sixth : ""]);
  const lines = [make("p", {}, first), ...(second ? [make("p", { className: "soft" }, second)] : [])];
  const near = far === undefined ? [] : [make("span", { className: "far" }, distance(far))];
  const entry = make("li", {}, make("a", { className: "name", href: address(urn) }, name), ...near, ...lines);
  entry.dataset.urn = urn;
  return entry;
};

export const schools = (list, found) => list.replaceChildren(...found.map((school) => (school.closed ? closed(school) : open(school))));

const areaLink = (name) => make("a", { className: "name", href: `?${new URLSearchParams({ q: name, as: "authority" })}` }, name);
export const areas = (list, found) =>
  list.replaceChildren(...found.map(([, name, , count]) => make("li", {}, areaLink(name), make("p", {}, some(WORDS.count.all, count)))));

// Areas and trusts: to the page of each and, where there is one, to the list of its schools.
export const places = (box, found) => {
  box.hidden = !found.length;
  box.querySelector("ul").replaceChildren(...found.map(({ level, name, what, town, path }) => {
    const as = { "local-authority": "authority", trust: "trust", region: "region" }[level];
    const more = as ? [" · ", make("a", { href: `?${new URLSearchParams({ q: name, as })}`, ariaLabel: `${name}: ${WORDS.schools}` }, WORDS.schools)] : [];
    return make("li", {}, make("a", { href: `../${path}` }, name), make("small", {}, ` ${said([what, town])}`, ...more));
  }));
};

export const pages = (box, found) => {
  box.hidden = !found.length;
  box.querySelector("ul").replaceChildren(...found.map(({ path, name, kind, says }) =>
    make("li", {}, make("a", { href: `../${path}` }, name), make("small", {}, ` ${said([WORDS.kinds[kind] ?? WORDS.otherPage, says])}`))));
};

// What else the query may have meant, as links.
export const ways = (line, found, q) => {
  const link = ([as, meant]) => {
    const words = meant.area ? WORDS.ways.townIn : WORDS.ways[as.replace(/-\d+$/, "")];
    return make("a", { href: `?${new URLSearchParams({ q, as })}` }, fill(words, meant));
  };
  line.hidden = !found.size;
  line.replaceChildren(WORDS.ways.lead, ...[...found].flatMap((way, at) => [at ? ", " : " ", link(way)]));
};
