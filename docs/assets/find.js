// The page of results. All that a search is stands in the address, but where the reader is: that stays on the device.
import { ask } from "./find_ask.js";
import * as list from "./find_list.js";
import { pages } from "./find_pages.js";
import { Index } from "./find_places.js";
import { SIFTS, distances, fits, loosening, offer, sifted } from "./find_sift.js";
import { FAR, Where, parts } from "./find_where.js";
import { WORDS, fill, some } from "./find_words.js";

const STEP = 20; // schools shown at a time
const NEARBY = "3"; // miles: how far a list by name goes around a point unless the reader says otherwise
const LEADS = 8; // areas, trusts and pages below the schools
const KEYS = ["q", "as", "near", ...SIFTS, "within", "order", "map"];
const DEFAULTS = Object.fromEntries(KEYS.map((key) => [key, ""]));

const by = (id) => document.getElementById(id);
const [search, sift, map, more] = ["search", "sift", "map", "more"].map(by);
const index = new Index(new URL("../", location.href.split(/[?#]/)[0]).href), where = new Where(index);
const results = document.querySelector(".results"), intro = document.querySelector(".intro");
let [state, asked, shown, me, turn] = [DEFAULTS, null, STEP, null, 0];

const read = () => ({ ...DEFAULTS, ...Object.fromEntries([...new URLSearchParams(location.search)].filter(([key]) => KEYS.includes(key))) });
const address = () => {
  const query = new URLSearchParams(KEYS.filter((key) => state[key]).map((key) => [key, state[key]])).toString();
  return `${location.pathname}${query && `?${query}`}`;
};

const change = (changes, way = "pushState") => {
  state = { ...state, ...changes };
  history[way](null, "", address());
  shown = STEP;
};

const say = (text) => {
  by("count").textContent = text;
};

const counted = ({ found, whole }) => {
  const { meant } = asked, schools = found.length;
  if (!schools) return meant.at || sifted(state).length ? WORDS.count.none : WORDS.count.unnamed;
  if (!meant.at) return whole ? some(WORDS.count.all, schools) : fill(WORDS.count.first, { n: schools });
  const within = Number(state.within);
  if (within) return `${some(WORDS.count.all, schools)} ${WORDS.within[within].toLowerCase()}`;
  return whole && schools <= shown ? `${some(WORDS.count.all, schools)} ${fill(WORDS.count.within, { n: FAR })}` : some(WORDS.count.nearest, Math.min(shown, schools));
};

const head = () => {
  const { meant, ways } = asked;
  by("what").hidden = false;
  by("what").textContent = fill(WORDS.title[meant.title], meant);
  by("from").textContent = fill(WORDS.from[meant.kind], meant);
  list.ways(by("ways"), ways, state.q);
  for (const label of sift.querySelectorAll(".farther")) label.hidden = !meant.at;
};

const none = (found) => {
  const ways = found.length || !asked.meant.gather ? [] : loosening(state, asked.meant.at);
  const button = ([words, changes]) => {
    const made = list.make("button", { type: "button", className: "plain" }, words);
    made.addEventListener("click", () => (change(changes), show().then(() => by("what").focus())));
    return made;
  };
  by("none").hidden = !ways.length;
  by("none").replaceChildren(list.make("p", {}, WORDS.loosen.lead), list.make("ul", {}, ...ways.map((way) => list.make("li", {}, button(way)))));
};

const drawMap = async (schools) => {
  const picture = await import("./find_map.js");
  await picture.draw(map, where, { schools, at: asked.meant.at, hits: by("hits") });
};

const mapped = (schools) => {
  map.hidden = !schools.length;
  map.open = Boolean(state.map);
  by("hits").classList.toggle("numbered", map.open && !map.hidden);
  if (!map.open || map.hidden) return Promise.resolve();
  return drawMap(schools).catch(() => (map.querySelector(".picked").textContent = WORDS.map.failed));
};

// Everything below the heading, for the filters as they are.
const show = async () => {
  const mine = ++turn, { meant } = asked;
  if (!meant.gather) return region(meant);
  const ask = { fits: fits(state), sifted: sifted(state).length, enough: shown + 1, within: Number(state.within) };
  const got = await meant.gather(ask);
  if (mine !== turn) return undefined;
  if (state.order === "name") got.found.sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
  const schools = got.found.slice(0, shown);
  offer(sift, state, got.all);
  sift.hidden = ![...sift.querySelectorAll("label")].some((label) => !label.hidden);
  sift.querySelector("summary span").textContent = ask.sifted + Boolean(state.within) ? fill(WORDS.filters, { n: ask.sifted + Boolean(state.within) }) : "";
  list.schools(by("hits"), schools);
  more.hidden = got.found.length <= shown;
  say(counted(got));
  none(got.found);
  return mapped(schools.filter((school) => school.at));
};

const region = ({ areas }) => {
  sift.hidden = map.hidden = more.hidden = by("none").hidden = true;
  list.areas(by("hits"), areas);
  by("hits").classList.remove("numbered");
  say(some(WORDS.count.areas, areas.length));
};

const leads = async (answered) => {
  const [places, found] = await Promise.all([answered.places(), state.q && !parts(state.q) ? pages(index, state.q) : []]);
  if (asked !== answered) return;
  list.places(by("places"), places.slice(0, LEADS));
  list.pages(by("pages"), found.slice(0, LEADS));
};

// What else was found weighs as much as the schools, and is loaded once a reader comes near the end of their list.
let end = null;
const leadsLater = (answered) => {
  end?.disconnect();
  for (const id of ["places", "pages"]) by(id).hidden = true;
  end = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    end.disconnect();
    leads(answered).catch((error) => {
      if (!error.unreachable) throw error;
    });
  }, { rootMargin: "300px" });
  end.observe(more.parentElement);
};

// From the address to the whole page.
const answer = async () => {
  search.elements.q.value = state.q;
  const searching = Boolean(state.q.trim() || state.near);
  [results.hidden, intro.hidden] = [!searching, searching];
  document.title = searching && state.q ? `${state.q} · ${page}` : page;
  if (!searching) return;
  if (state.near && !me) return waiting(WORDS.place.press);
  if (state.order === "name" && !state.within) state.within = NEARBY;
  try {
    await where.open();
    const mine = ++turn, got = await ask(index, where, state, state.near ? me : null);
    if (mine !== turn) return;
    asked = got;
    head();
    await show();
    leadsLater(got);
  } catch (error) {
    if (!error.unreachable) throw error;
    waiting(WORDS.failed);
  }
};

// A page with one line instead of results.
const waiting = (text) => {
  [results.hidden, sift.hidden, map.hidden, more.hidden] = [false, true, true, true];
  for (const id of ["what", "from", "ways", "hits"]) by(id).replaceChildren();
  for (const id of ["none", "places", "pages"]) by(id).hidden = true;
  say(text);
};

const locate = () => {
  intro.hidden = true;
  waiting(WORDS.place.asking);
  const found = ({ coords }) => {
    me = [coords.latitude, coords.longitude].map((degrees) => Math.round(degrees * 1e4));
    change({ ...DEFAULTS, map: state.map, near: "me" });
    answer();
  };
  navigator.geolocation.getCurrentPosition(found, () => waiting(WORDS.place.denied), { maximumAge: 60_000, timeout: 20_000 });
};

search.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return; // the finder goes to the place that was chosen
  event.preventDefault();
  const q = search.elements.q.value.trim();
  change({ q, as: "", near: "" });
  answer();
});
sift.addEventListener("change", () => {
  change(Object.fromEntries([...SIFTS, "within", "order"].map((name) => [name, new FormData(sift).get(name) ?? ""])));
  if (state.order === "name" && !state.within) change({ within: NEARBY }, "replaceState");
  show();
});
sift.addEventListener("reset", (event) => {
  event.preventDefault();
  change(Object.fromEntries([...SIFTS, "within", "order"].map((name) => [name, ""])));
  show();
});
sift.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", async () => {
  const first = shown;
  shown += STEP;
  await show();
  by("hits").children[first]?.querySelector("a").focus();
});
map.addEventListener("toggle", () => {
  if (map.open === Boolean(state.map)) return;
  const kept = shown;
  change({ map: map.open ? "1" : "" }, "replaceState");
  shown = kept;
  show();
});
addEventListener("popstate", () => {
  [state, shown] = [read(), STEP];
  answer();
});

const page = document.title;
const wide = matchMedia("(min-width: 54rem)"), unfold = () => (sift.querySelector("details").open = wide.matches);
wide.addEventListener("change", unfold);
unfold();
distances(sift);
by("what").tabIndex = -1;
if (navigator.geolocation) by("me").hidden = false;
by("me").querySelector("button").addEventListener("click", locate);
state = read();
answer();
