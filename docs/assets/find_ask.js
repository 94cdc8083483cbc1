// What a query asks for: a point to search around, an authority, a region, a trust, or a name; and what else it may have meant.
import { SHOWN, fold, search } from "./find_places.js";
import { FAR, parts } from "./find_where.js";

const MOST = 100; // places found by name
const KNOWN = 10; // schools: a town of so many is what is meant, and places with its name come after it
const nowhere = async () => [];

const byName = (a, b) => a.name.localeCompare(b.name, "en-GB") || a.urn - b.urn;
const same = (one, other) => fold(one).trim() === fold(other).trim();

// A search around a point: `told` is what the point is the middle of, `kind` says which sentence tells it.
const around = (where, at, title, q, kind, told) => ({
  title, q, kind, told, at,
  gather: ({ fits, enough, within }) => where.around(at, within || FAR, within ? Infinity : enough, fits),
});

const listed = (title, q, kind, load) => ({
  title, q, kind, told: q,
  gather: async ({ fits }) => {
    const all = await load();
    return { all, found: all.filter(fits).sort(byName), whole: true };
  },
});

const named = (index, where, q) => ({
  title: "name", q, kind: "name", told: q,
  gather: async ({ fits, sifted }) => {
    const { places, whole } = await everything(index, q), schools = places.filter(({ level }) => level === "school");
    const all = schools.filter(({ closed }) => !closed).map((place) => where.school(place));
    const gone = schools.filter(({ closed }) => closed).map(({ code, name, town, more }) => ({ urn: code, name, town, closed: true, leads: more }));
    return { all, found: [...all.filter(fits), ...(sifted ? [] : gone)], whole };
  },
});

const everything = async (index, q, most = MOST, named = false) => {
  let places = [];
  for await (places of search(index, q, most, named));
  return { places: places.slice(0, most), whole: places.length <= most };
};

// By the word for each in the address: what the query can mean.
const meanings = async (index, where, q) => {
  const found = new Map(), { areas, regions } = where.table;
  const area = areas.find(([, name, , count]) => count && same(name, q)), region = regions.find(([, name]) => same(name, q));
  const towns = await where.towns(q), known = Boolean(area || region || towns[0]?.count >= KNOWN);
  const load = async () => (await everything(index, q, SHOWN, known)).places, places = known ? [] : await load();
  const trust = places.find(({ level, name }) => level === "trust" && same(name, q));
  if (area) found.set("authority", listed("authority", area[1], "authority", () => where.authority(area[0])));
  if (region) found.set("region", { title: "region", q: region[1], kind: "region", areas: areas.filter(([, , at, count]) => count && regions[at] === region) });
  const begin = places.filter(({ level, closed, name }) => level === "school" && !closed && fold(name).startsWith(fold(q).trim())).length;
  if (towns.length && begin > towns[0].count) found.set("name", named(index, where, q)); // St Mary's is a town too
  towns.forEach((town, at) => found.set(at ? `town-${at + 1}` : "town", { ...around(where, town.at, "near", town.name, "town", town.name), area: towns.length > 1 ? town.area : "" }));
  if (trust) found.set("trust", listed("trust", trust.name, "trust", async () => {
    const lists = await Promise.all(trust.more.map((at) => where.authority(areas[at][0])));
    return lists.flat().filter((school) => school.trust === trust.code);
  }));
  if (!found.has("name")) found.set("name", named(index, where, q));
  return { found, places: async () => (known ? await load() : places).filter(({ level }) => level !== "school") };
};

// { meant, ways: the other meanings by their word, places: loads areas and trusts with the words of the query }.
export const ask = async (index, where, { q, as }, me) => {
  if (me) return { meant: around(where, me, "me", "", "me", ""), ways: new Map(), places: nowhere };
  const post = parts(q), known = post && (await where.postcode(post));
  if (known) {
    const kind = !known.exact ? "part" : post.unit ? "exact" : "district";
    return { meant: around(where, known.at, "near", post.told, kind, known.told), ways: new Map(), places: nowhere };
  }
  const { found, places } = await meanings(index, where, q);
  const word = found.has(as) ? as : found.keys().next().value, meant = found.get(word);
  found.delete(word);
  if (post && word === "name") Object.assign(meant, { title: "unknown", kind: "unknown", q: post.told });
  return { meant, ways: found, places };
};
