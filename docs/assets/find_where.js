// Where a postcode or a town is, and the schools around a point, out of the files of pipeline/web/near.py and postcodes.py.
// Positions are [latitude, longitude] in 1/10,000 of a degree.
import { fold } from "./find_places.js";
import { miles as apart } from "./miles.js";

const FINE = 1e4, COARSE = 50; // to a degree; of those in a step of a box
const POSTCODE = /^([A-Z]{1,2})(\d[A-Z\d]?) ?(?:(\d)([A-Z]{2})?)?$/;
const AT_ONCE = 3; // authorities' files
const BESIDE = 1; // mile: how near an authority's schools may come to be loaded at the same time as the first
export const FAR = 25; // miles, beyond which nobody is looked for

const degrees = (fine) => fine.map((part) => part / FINE);
export const miles = (one, other) => apart(degrees(one), degrees(other));

const between = (value, least, most) => Math.min(most, Math.max(least, value));
export const milesToBox = (point, [south, west, north, east]) => miles(point, [between(point[0], south, north), between(point[1], west, east)]);

// The parts of a postcode, or of the beginning of one down to its district; null if it is none.
export const parts = (text) => {
  const found = text.trim().toUpperCase().replace(/\s+/g, " ").match(POSTCODE);
  if (!found) return null;
  const [, area, rest, sector = "", unit = ""] = found;
  return { area, district: area + rest, sector, unit, told: `${area}${rest}${sector && ` ${sector}${unit}`}` };
};

// Inner London parts districts by a letter: where SW1A has no school, the middle of what is known of SW1 stands for it.
const beside = (known, district) => {
  const whole = district.replace(/[A-Z]$/, ""), found = Object.entries(known).filter(([name]) => name.replace(/(?<=\d)[A-Z]$/, "") === whole).map(([, place]) => place);
  if (whole === district || !found.length) return null;
  return { at: [0, 1].map((part) => Math.round(found.reduce((sum, place) => sum + place[part], 0) / found.length)), told: whole, exact: false };
};

export class Where {
  constructor(index) {
    this.index = index;
    this.held = new Map();
  }

  async open() {
    this.table ??= await this.index.load("areas");
  }

  // The boxes around the schools of each authority, as positions are: [code, boxes].
  async boxes() {
    const boxes = await this.index.load("boxes"), fine = (box) => box.map((side) => side * COARSE);
    return this.table.areas.map(([code], at) => [code, boxes[at].map(fine)]);
  }

  // As fine as it is known: { at, told, exact: is it what was asked for, or only the part of it that `told` names }; null if it is not known at all.
  async postcode({ area, district, sector, unit, told }) {
    if (!this.table.posts.includes(area)) return null;
    const known = await this.index.load(`post/${area}`), [lat, lng, sectors] = known[district] ?? [];
    if (!sectors) return beside(known, district);
    const [north, east, units] = sectors[sector] ?? [];
    if (!units) return { at: [lat, lng], told: district, exact: !sector };
    return units[unit] ? { at: units[unit], told, exact: true } : { at: [north, east], told: `${district} ${sector}`, exact: !unit };
  }

  // Towns of exactly this name: { at, name, area, count: of its schools }, the one with most schools first.
  async towns(query) {
    const name = fold(query).trim();
    const beginning = name.slice(0, 2);
    if (!this.table.towns.split(" ").includes(beginning)) return [];
    const found = (await this.index.load(`town/${beginning}`))[name] ?? [];
    return found.map(([name, area, count, lat, lng]) => ({ at: [lat, lng], name, area, count }));
  }

  // What a row of the finder's index adds for an open school, as every school is told.
  school(place) {
    const [phase, type, faith, gender, sixth, low, high, lat, lng] = place.more;
    return this.told({ urn: place.code, name: place.name, town: place.town, postcode: place.postcode, phase, type, faith, gender, sixth, low, high, at: [lat, lng] });
  }

  told(school) {
    const { phases, types, faiths, genders } = this.table;
    return { ...school, phase: phases[school.phase], type: types[school.type], faith: faiths[school.faith], gender: genders[school.gender] };
  }

  // The schools of an authority, by name.
  async authority(code) {
    if (!this.held.has(code)) {
      const c = await this.index.load(`la/${code}`);
      const row = (name, at) => this.told({
        urn: c.urn[at], name, town: c.towns[c.town[at]], postcode: c.postcode[at], trust: c.trusts[c.trust[at]], phase: c.phase[at], type: c.type[at],
        faith: c.faith[at], gender: c.gender[at], sixth: c.sixth[at], low: c.low[at], high: c.high[at], at: [c.lat[at], c.lng[at]],
      });
      this.held.set(code, c.name.map(row));
    }
    return this.held.get(code);
  }

  // Schools within so many miles of a point that fit, nearest first: at least `enough` of them if there are as many. `all` are those
  // of every kind that were loaded, `whole` says that no others are within the distance.
  async around(point, within, enough, fits) {
    const areas = (await this.boxes()).map(([code, boxes]) => [Math.min(...boxes.map((box) => milesToBox(point, box))), code]);
    const near = areas.filter(([far]) => far <= within).sort(([a], [b]) => a - b);
    const [all, found] = [[], []];
    let at = 0;
    const missing = () => at < near.length && (found.length < enough || found[enough - 1].far > near[at][0]);
    while (missing()) {
      const next = near.slice(at, at + AT_ONCE).filter(([far]) => far <= Math.max(near[at][0], found[enough - 1]?.far ?? BESIDE));
      const schools = (await Promise.all(next.map(([, code]) => this.authority(code)))).flat();
      const placed = schools.map((school) => ({ ...school, far: miles(point, school.at) })).filter(({ far }) => far <= within);
      all.push(...placed);
      found.push(...placed.filter(fits));
      found.sort((a, b) => a.far - b.far || a.name.localeCompare(b.name, "en-GB"));
      at += next.length;
    }
    return { found, all, whole: at >= near.length };
  }
}
