// The finder: answers every form[data-finder] as one types. How it finds is in find_places.js and find_pages.js, which are loaded
// when a reader turns to a form; what it does not find, the results' page (find.js) may, to which the form leads.
(() => {
  "use strict";
  const SHOWN = 12; // places in the list, as find_places.js takes for granted
  const PAGES = 4; // written pages and measures below the places
  const POSTCODE = /^[a-z]{1,2}\d[a-z\d]?\s*(?:\d(?:[a-z]{2})?)?$/i; // or the beginning of one
  const WORDS = {
    one: "1 place found",
    many: "{n} places found",
    first: "{n} places shown. Add a town or a postcode to see fewer",
    others: "No place has this name. Other results found",
    near: "Schools near {q}",
    nearest: "Nearest first",
    kinds: { measure: "What we measure", data: "Data", methods: "How it is worked out", about: "About this site" },
    page: "Page",
    none: "Nothing found. Try fewer letters, or a postcode",
    failed: "The list could not be loaded. The A to Z leads to every school",
  };

  const unreachable = (error) => {
    throw Object.assign(error, { unreachable: true });
  };
  const loaded = () => Promise.all([import("./find_places.js"), import("./find_pages.js")]).catch(unreachable);

  class Finder {
    constructor(form, number, root) {
      [this.form, this.root, this.id] = [form, root, `find-${number}`];
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
      this.input.addEventListener("focus", () => this.index().then((index) => index.open()).catch(() => {}));
      this.input.addEventListener("input", () => this.answer());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.go(event.target.closest("[data-path]")));
      this.form.addEventListener("submit", (event) => this.submit(event));
    }

    async index() {
      const [{ Index }] = await loaded();
      return (this.files ??= new Index(this.root));
    }

    // data-answered says which query the list has the whole answer to.
    async answer() {
      const query = this.input.value;
      const current = () => this.input.value === query;
      this.choose(null);
      let [places, others, none] = [[], this.near(query), WORDS.none];
      try {
        const [[{ search }, { pages }], index] = await Promise.all([loaded(), this.index()]);
        for await (places of search(index, query)) if (current()) this.show(places);
        if (!others.length && query.trim()) others = (await pages(index, query)).slice(0, PAGES).map((page) => this.page(page));
      } catch (error) {
        if (!error.unreachable) throw error;
        none = WORDS.failed;
      }
      if (!current()) return;
      if (!query.trim()) this.close();
      else if (!places.length && !others.length) this.say(none);
      else this.add(others, Math.min(places.length, SHOWN));
      this.form.dataset.answered = query;
    }

    // What a postcode, or a part of one, also asks for: all schools around it.
    near(query) {
      if (!POSTCODE.test(query.trim())) return [];
      const q = query.trim().toUpperCase();
      return [{ name: WORDS.near.replace("{q}", () => q), where: WORDS.nearest, path: `find/?q=${encodeURIComponent(q)}` }];
    }

    page({ name, kind, says, path }) {
      return { name, path, where: [WORDS.kinds[kind] ?? WORDS.page, says].filter(Boolean).join(" · ") };
    }

    // A list that grew keeps what was chosen in it.
    show(places) {
      const shown = places.slice(0, SHOWN), chosen = this.chosen?.dataset.path;
      if (!shown.length) return;
      this.list.replaceChildren(...shown.map((place, at) => this.option(place, at)));
      const { one, many, first } = WORDS;
      this.status.textContent = (shown.length === 1 ? one : places.length > SHOWN ? first : many).replace("{n}", shown.length);
      this.open();
      if (chosen) this.choose([...this.list.children].find((option) => option.dataset.path === chosen));
    }

    // What is no place, below the places.
    add(others, below) {
      if (!others.length) return;
      if (!below) this.list.replaceChildren();
      this.list.append(...others.map((other, at) => this.option(other, below + at)));
      this.list.children[below].classList.toggle("apart", below > 0);
      if (below) return;
      this.status.textContent = WORDS.others;
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

    // Enter or the button: to the chosen place or the only one; otherwise the form leads to all results.
    submit(event) {
      const answered = this.form.dataset.answered === this.input.value, options = answered ? this.list.querySelectorAll("[data-path]") : [];
      const wanted = this.chosen ?? (options.length === 1 ? options[0] : null);
      this.close();
      if (!wanted) return;
      event.preventDefault();
      this.go(wanted);
    }

    go(option) {
      if (option) location.assign(this.root + option.dataset.path);
    }
  }

  document.querySelectorAll("form[data-finder]").forEach((form, number) => {
    form.finder = new Finder(form, number, new URL("../", form.action).href);
  });
})();
