// The finder: answers every form[data-finder] as one types, from the small static files that pipeline/web/finder.py writes.
(() => {
  "use strict";
  const SHOWN = 12; // places in the list
  const AROUND = 4; // words looked up because they hold what was typed inside them
  const WORDS = {
    one: "1 place found",
    many: "{n} places found",
    first: "{n} places shown. Add a town or a postcode to see fewer",
    none: "No school, trust or area found. Try fewer letters, or a postcode",
    failed: "The list could not be loaded. The A to Z leads to every school",
  };

  // The words of a text, and of each of its lines, as fold() in finder.py makes them.
  const fold = (text) =>
    text.toLowerCase().replace(/['‘’`´]/g, "").normalize("NFKD").replace(/\p{M}+/gu, "").replace(/&/g, " and ").replace(/[^a-z0-9\n]+/g, " ");
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  class Unreachable extends Error {}

  const fetched = async (address) => {
    const reply = await fetch(address).catch(() => ({ ok: false, status: "no answer" }));
    if (!reply.ok) throw new Unreachable(`${address}: ${reply.status}`);
    return reply.json();
  };

  // The numbers of the runs that may hold words that begin so. Run n goes from marks[n] up to the next mark, in the order of words.
  const runsOf = (marks, beginning) => {
    let at = marks.findIndex((mark, n) => mark >= beginning || n + 1 === marks.length || marks[n + 1] > beginning);
    const runs = [];
    do runs.push(at++);
    while (at < marks.length && marks[at].startsWith(beginning));
    return runs;
  };

  class Index {
    constructor(root) {
      this.root = root;
      this.files = new Map();
      this.ready = new Map();
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
      this.short ??= new RegExp(`\\b(?:${Object.keys(table.spelt).join("|")})\\b`, "g");
      this.table ??= table;
    }

    spell(text) {
      return text.replace(this.short, (word) => this.table.spelt[word]);
    }

    // The words of a query. A postcode typed with a space is one word; a "ce" at the end may become "central".
    words(query) {
      const text = fold(query).trim().replace(/\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2}\b|\d[a-z]?$)/g, "$1$2");
      return (/\bce$/.test(text) ? `${this.spell(text.slice(0, -2))}ce` : this.spell(text)).split(" ").filter(Boolean);
    }

    // The files that hold all places with a word that begins so: one, or a head with the best of them and then the rest.
    filesFor(word) {
      const runs = runsOf(this.table.words, word).map(String);
      return runs.length > 1 ? [`h-${word}`, ...runs] : runs;
    }

    async places(file) {
      if (!this.ready.has(file)) this.ready.set(file, this.read(await this.load(file)));
      return this.ready.get(file);
    }

    // All rows are folded in one go, which takes a tenth of the time.
    read(rows) {
      const folded = (text) => fold(rows.map(text).join("\n")).split("\n").map((line) => line.trim());
      const names = folded((row) => row[1]);
      const elsewhere = folded((row) => `${row[2]} ${this.table.areas[row[4]]}`);
      return rows.map((row, at) => this.place(row, names[at], elsewhere[at]));
    }

    place([code, name, town, postcode, area, kind], named, elsewhere) {
      const [level, what, closed] = this.table.kinds[kind];
      const [key, post] = [this.spell(named).replace(/^the /, ""), fold(postcode).replace(/ /g, "")];
      return {
        name, key, post, closed,
        path: level === "england" ? "england.html" : `${level}/${code}.html`,
        where: [what, town, this.table.areas[area], postcode].filter((part, n, all) => part && all.indexOf(part) === n).join(" · "),
        named: ` ${named} ${key}`,
        text: ` ${named} ${key} ${elsewhere} ${this.spell(elsewhere)} ${post}`,
        district: fold(postcode).split(" ")[0],
        town,
      };
    }

    // The shortest words that hold this part inside.
    async wordsAround(part) {
      const runs = await Promise.all(runsOf(this.table.inner, part).map((run) => this.load(`i-${run}`)));
      const cuts = runs.flat().map((cut) => cut.split("|")).filter(([, ending]) => ending.startsWith(part));
      const words = [...new Set(cuts.map((cut) => cut.join("")))];
      return words.sort((a, b) => a.length - b.length || order(a, b)).slice(0, AROUND);
    }
  }

  const has = (text, word) => text.includes(` ${word}`);

  // 0 the very name or postcode; 1 the name begins so; 2 all in the name, or the postcode's district;
  // 3 the name begins with the first word; 4 all somewhere; 5 inside a word.
  const quality = (place, words, phrase) => {
    if (place.key === phrase || place.post === phrase) return 0;
    if (place.key.startsWith(phrase)) return 1;
    if (words.every((word) => has(place.named, word) || place.district === word)) return 2;
    if (!words.every((word) => has(place.text, word))) return 5;
    return place.key.startsWith(words[0]) ? 3 : 4;
  };

  const ordered = (places, words) => {
    const phrase = words.join(" ").replace(/^the /, "");
    const marked = places.map((place) => [place.closed * 8 + quality(place, words, phrase), place]);
    marked.sort(([m, a], [n, b]) => m - n || order(a.key, b.key) || order(a.town, b.town) || order(a.path, b.path));
    return marked.map(([, place]) => place);
  };

  // Lists that grow better: the first from the first file, others while fewer places are found than can be shown.
  async function* search(index, query) {
    await index.open();
    const words = index.words(query);
    if (!words.length) return;
    const found = new Map();
    const gather = async (file, inside) => {
      const places = await index.places(file);
      const fits = (place) => words.every((word) => (word === inside ? place.text.includes(word) : has(place.text, word)));
      for (const place of places) if (fits(place)) found.set(place.path, place);
      return file.startsWith("h") && places.length < index.table.head;
    };
    const rarest = [...words].sort((a, b) => index.filesFor(a).length - index.filesFor(b).length || b.length - a.length)[0];
    for (const file of index.filesFor(rarest)) {
      const all = await gather(file);
      if (found.size) yield ordered([...found.values()], words);
      if (all || found.size >= SHOWN) break;
    }
    const inside = words.filter((word) => /^[a-z]+$/.test(word)).sort((a, b) => b.length - a.length)[0] ?? "";
    if (found.size < SHOWN && inside.length >= index.table.least) {
      for (const word of await index.wordsAround(inside)) await gather(index.filesFor(word)[0], inside);
    }
    yield ordered([...found.values()], words);
  }

  class Finder {
    constructor(form, number, index) {
      [this.form, this.index, this.id] = [form, index, `find-${number}`];
      this.input = form.querySelector("input");
      this.list = Object.assign(document.createElement("ul"), { id: this.id, hidden: true });
      this.status = Object.assign(document.createElement("p"), { className: "sr" });
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.input.getAttribute("aria-label") ?? this.input.labels[0].textContent);
      this.status.setAttribute("role", "status");
      form.append(this.list, this.status);
      const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id, autocomplete: "off" };
      for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
      this.listen();
    }

    listen() {
      this.input.addEventListener("focus", () => this.index.open().catch(() => {}));
      this.input.addEventListener("input", () => this.answer());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.go(event.target.closest("[data-path]")));
      this.form.addEventListener("submit", (event) => this.submit(event));
    }

    // data-answered says which query the list has the whole answer to.
    async answer() {
      const query = this.input.value;
      const current = () => this.input.value === query;
      let [places, none] = [[], WORDS.none];
      try {
        for await (places of search(this.index, query)) if (current()) this.show(places);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        none = WORDS.failed;
      }
      if (!current()) return;
      if (!fold(query).trim()) this.close();
      else if (!places.length) this.say(none);
      this.form.dataset.answered = query;
    }

    show(places) {
      const shown = places.slice(0, SHOWN);
      if (!shown.length) return;
      this.list.replaceChildren(...shown.map((place, at) => this.option(place, at)));
      const { one, many, first } = WORDS;
      this.status.textContent = (shown.length === 1 ? one : places.length > SHOWN ? first : many).replace("{n}", shown.length);
      this.open();
    }

    option({ name, where, path }, at) {
      const option = Object.assign(document.createElement("li"), { id: `${this.id}-${at}`, textContent: name });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.path = path;
      option.append(Object.assign(document.createElement("small"), { textContent: where }));
      return option;
    }

    // One line instead of places.
    say(text) {
      const line = Object.assign(document.createElement("li"), { textContent: text });
      line.setAttribute("role", "option");
      line.setAttribute("aria-disabled", "true");
      this.list.replaceChildren(line);
      this.status.textContent = text;
      this.open();
    }

    open() {
      this.choose(null);
      this.list.hidden = false;
      this.list.scrollTop = 0;
      this.input.setAttribute("aria-expanded", "true");
    }

    close() {
      this.choose(null);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }

    get chosen() {
      return this.list.querySelector("[aria-selected=true]");
    }

    choose(option) {
      this.chosen?.setAttribute("aria-selected", "false");
      this.input.removeAttribute("aria-activedescendant");
      if (!option) return;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        this.step(step);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        this.close();
      }
    }

    step(by) {
      const options = [...this.list.querySelectorAll("[data-path]")];
      if (!options.length) return;
      const from = options.indexOf(this.chosen);
      if (this.list.hidden) this.open();
      this.choose(options.at(from < 0 && by < 0 ? -1 : (from + by) % options.length));
    }

    // Enter or the button: to the chosen place or the only one; otherwise the first is chosen, to be confirmed.
    async submit(event) {
      if (!fold(this.input.value).trim()) return;
      event.preventDefault();
      if (this.list.hidden) await this.answer();
      const options = this.list.querySelectorAll("[data-path]");
      if (this.chosen || options.length === 1) this.go(this.chosen ?? options[0]);
      else if (options.length) this.choose(options[0]);
      this.input.focus();
    }

    go(option) {
      if (option) location.assign(this.index.root + option.dataset.path);
    }
  }

  document.querySelectorAll("form[data-finder]").forEach((form, number) => {
    form.finder = new Finder(form, number, new Index(new URL("../", form.action).href));
  });
})();
