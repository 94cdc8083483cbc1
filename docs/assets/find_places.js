// Answers a query for places, from the small static files that pipeline/web/finder.py writes.
export const SHOWN = 12; // places in the finder's list
const AROUND = 4; // words looked up because they hold what was typed inside them
const BATCH = 6; // places whose rows are fetched at a time
const RUNS = 3; // files of words that one beginning may cost; more of them narrow nothing (s, st)

// The words of a text, and of each of its lines, as fold() in finder.py makes them.
export const fold = (text) =>
  text.toLowerCase().replace(/['‘’`´]/g, "").normalize("NFKD").replace(/\p{M}+/gu, "").replace(/&/g, " and ").replace(/[^a-z0-9\n]+/g, " ");
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

class Unreachable extends Error { unreachable = true; }

const fetched = async (address) => {
  const reply = await fetch(address).catch(() => ({ ok: false, status: "no answer" }));
  if (!reply.ok) throw new Unreachable(`${address}: ${reply.status}`);
  return reply.json();
};

// Steps from each number to the next, as text, into a set.
const numbers = (steps, set) => {
  let at = 0;
  if (steps) for (const step of steps.split(",")) set.add((at += Number(step)));
};

export class Index {
  constructor(root) {
    this.root = root;
    this.files = new Map();
    this.runs = new Map();
    this.lists = new Map();
  }

  load(name) {
    if (!this.files.has(name)) {
      const got = fetched(`${this.root}find/${name}.json`);
      got.catch(() => this.files.delete(name));
      this.files.set(name, got);
    }
    return this.files.get(name);
  }

  async open() {
    const table = await this.load("index");
    if (this.table) return;
    this.short = new RegExp(`\\b(?:${Object.keys(table.spelt).join("|")})\\b`, "g");
    let at = 0;
    this.firsts = table.rows.map((count) => (at += count) - count);
    this.closed = this.firsts.indexOf(table.open) < 0 ? this.firsts.length : this.firsts.indexOf(table.open); // the first run of closed places
    this.table = table;
  }

  spell(text) {
    return text.replace(this.short, (word) => this.table.spelt[word]);
  }

  // The words of a query. A postcode typed with a space is one word; a "ce" at the end may become "central".
  words(query) {
    const text = fold(query).trim().replace(/\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2}\b|\d[a-z]?$)/g, "$1$2");
    return (/\bce$/.test(text) ? `${this.spell(text.slice(0, -2))}ce` : this.spell(text)).split(" ").filter(Boolean);
  }

  // The places of one file of rows.
  async run(number) {
    if (!this.runs.has(number)) {
      const rows = await this.load(`r-${number}`);
      const folded = (text) => fold(rows.map(text).join("\n")).split("\n").map((line) => line.trim()); // in one go, which takes a tenth of the time
      const names = folded((row) => row[1]), elsewhere = folded((row) => `${row[2]} ${this.table.areas[row[4]]}`);
      this.runs.set(number, rows.map((row, at) => this.place(row, names[at], elsewhere[at])));
    }
    return this.runs.get(number);
  }

  place([code, name, town, postcode, area, kind, ...more], named, elsewhere) {
    const [level, what, closed] = this.table.kinds[kind];
    const [key, post] = [this.spell(named).replace(/^the /, ""), fold(postcode).replace(/ /g, "")];
    return {
      code, name, key, post, closed, level, town, postcode, what, more,
      area: this.table.areas[area],
      path: level === "england" ? "england.html" : `${level}/${code}.html`,
      where: [what, town, this.table.areas[area], postcode].filter((part, n, all) => part && all.indexOf(part) === n).join(" · "),
      named: ` ${named} ${key}`,
      text: ` ${named} ${key} ${elsewhere} ${this.spell(elsewhere)} ${post}`,
      district: fold(postcode).split(" ")[0],
    };
  }

  // The places of these numbers.
  async numbered(wanted) {
    const at = wanted.map((number) => this.firsts.findLastIndex((first) => first <= number));
    const runs = await Promise.all(at.map((run) => this.run(run)));
    return runs.map((run, n) => run[wanted[n] - this.firsts[at[n]]]);
  }

  // Open or closed places whose name begins so, at least `most` if there are as many.
  async beginning(phrase, closed, most) {
    const { names } = this.table, last = closed ? names.length : this.closed, found = [];
    let at = names.slice(0, last).findLastIndex((mark, run) => mark < phrase && run >= (closed ? this.closed : 0));
    if (at < 0) at = closed ? this.closed : 0;
    for (; at < last; at++) {
      found.push(...(await this.run(at)).filter(({ key }) => key.startsWith(phrase)));
      const next = names[at + 1] ?? "~";
      if (found.length >= most || (next > phrase && !next.startsWith(phrase))) break;
    }
    return found;
  }

  // The numbers of places with a word that begins so, in the name or elsewhere; not `whole` if there are too many to be listed.
  listed(word) {
    if (!this.lists.has(word)) {
      const got = this.list(word);
      got.catch(() => this.lists.delete(word));
      this.lists.set(word, got);
    }
    return this.lists.get(word);
  }

  async list(beginning) {
    const { words } = this.table, list = { named: new Set(), elsewhere: new Set(), whole: true };
    const first = Math.max(0, words.findLastIndex((mark) => mark <= beginning));
    const after = words.findIndex((mark, at) => at > first && !mark.startsWith(beginning));
    const end = after < 0 ? words.length : after;
    if (end - first > RUNS) return { ...list, whole: false };
    const runs = await Promise.all(words.slice(first, end).map((_, at) => this.load(`w-${first + at}`)));
    for (const line of runs.flat()) {
      if (!line.startsWith(beginning)) continue;
      const [word, named, elsewhere, whole] = line.split("|");
      numbers(named, /\d/.test(word) && word !== beginning ? list.elsewhere : list.named); // LS10 is no more named than any when LS1 is typed
      numbers(elsewhere, list.elsewhere);
      list.whole &&= whole === "1";
    }
    return list;
  }

  // The numbers of places that may fit: open before closed, those with all words in the name before others, or without others.
  async candidates(words, named) {
    const lists = await Promise.all(words.map((word) => this.listed(word)));
    const narrow = lists.filter((list) => list.whole), size = (list) => list.named.size + list.elsewhere.size;
    const from = narrow.length ? [narrow.reduce((least, list) => (size(list) < size(least) ? list : least))] : lists;
    const all = new Set(from.flatMap((list) => [...list.named, ...list.elsewhere]));
    const fit = [...all].filter((number) => narrow.every((list) => list.named.has(number) || list.elsewhere.has(number)));
    const mark = (number) => 2 * (number >= this.table.open) + !narrow.every((list) => list.named.has(number));
    return fit.map((number) => [mark(number), number]).filter(([mark]) => !named || mark % 2 === 0).sort(([m, a], [n, b]) => m - n || a - b).map(([, number]) => number);
  }

  // The shortest words that hold this part inside.
  async wordsAround(part) {
    const { inner } = this.table, first = Math.max(0, inner.findLastIndex((mark) => mark < part));
    const runs = [first];
    while (inner[runs.at(-1) + 1]?.localeCompare(part) <= 0 || inner[runs.at(-1) + 1]?.startsWith(part)) runs.push(runs.at(-1) + 1);
    const cuts = (await Promise.all(runs.map((run) => this.load(`i-${run}`)))).flat().map((cut) => cut.split("|"));
    const words = new Set(cuts.filter(([, ending]) => ending.startsWith(part)).map((cut) => cut.join("")));
    return [...words].sort((a, b) => a.length - b.length || order(a, b)).slice(0, AROUND);
  }
}

const has = (text, word) => text.includes(` ${word}`);

// 0 the very name or postcode; 1 begins so; 2 all in the name, or the district; 3 begins with the first word; 4 all somewhere; 5 inside one.
const quality = (place, words, phrase) => {
  if (place.key === phrase || place.post === phrase) return 0;
  if (place.key.startsWith(phrase)) return 1;
  if (words.every((word) => has(place.named, word) || place.district === word)) return 2;
  if (!words.every((word) => has(place.text, word))) return 5;
  return place.key.startsWith(words[0]) ? 3 : 4;
};

const ordered = (places, words, phrase) => {
  const marked = places.map((place) => [place.closed * 8 + quality(place, words, phrase), place]);
  marked.sort(([m, a], [n, b]) => m - n || order(a.key, b.key) || order(a.town, b.town) || order(a.path, b.path));
  return marked.map(([, place]) => place);
};

// Lists that grow better, until there are more places than `most` or no others: names that begin so, then whatever has all words,
// then what has one inside a word; `named` keeps to places with all words in the name.
export async function* search(index, query, most = SHOWN, named = false) {
  await index.open();
  const words = index.words(query), phrase = words.join(" ").replace(/^the /, ""), found = new Map();
  if (!words.length) return;
  const keep = (places, inside) => {
    const fits = (place) => words.every((word) => (word === inside ? place.text.includes(word) : has(place.text, word)));
    for (const place of places) if (fits(place)) found.set(place.path, place);
  };
  const list = () => ordered([...found.values()], words, phrase);
  const look = async function* (numbers, inside) {
    for (let at = 0; at < Math.min(numbers.length, 5 * most) && found.size <= most; at += BATCH) {
      keep(await index.numbered(numbers.slice(at, at + BATCH)), inside);
      if (found.size) yield list();
    }
  };
  keep(await index.beginning(phrase, false, most + 1));
  if (found.size) yield list();
  if (found.size <= most) yield* look(await index.candidates(words, named));
  if (found.size <= most) keep(await index.beginning(phrase, true, most + 1));
  const inside = words.filter((word) => /^[a-z]+$/.test(word)).sort((a, b) => b.length - a.length)[0] ?? "";
  if (!named && found.size < most && inside.length >= index.table.least) {
    for (const word of await index.wordsAround(inside)) yield* look(await index.candidates([word]), inside);
  }
  yield list();
}
