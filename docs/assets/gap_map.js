// The gap map: filters it, unfolds a topic to its programmes and a kind of outcome to its domains, and opens the findings of a cell. What is
// shown stands in the address. Words come from pipeline/web/pages/templates/gap_map.html, findings from the files of pipeline/web/gap_map.py.
import { csv } from "./chart_csv.js";
import { save } from "./chart_tools.js";

const FILTERS = ["topic", "group", "grades", "rating", "part"];
const NONE = "none";

const section = document.querySelector(".gaps");
export const one = (selector) => section.querySelector(selector);
export const words = JSON.parse(one("script[type='application/json']").textContent);
const form = one(".sieve"), table = one(".grid-map");
const state = { unfolded: new Set(), cell: null };
let map = null; // once it is loaded

export const fill = (text, told) => Object.entries(told).reduce((filling, [key, value]) => filling.replaceAll(`{${key}}`, () => value), text);
export const many = (count, name) => `${count.toLocaleString("en-GB")} ${words[name][count === 1 ? 0 : 1]}`;
export const make = (tag, given, ...children) => {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...children);
  return element;
};

export const got = async (name) => {
  const reply = await fetch(new URL(`${name}.json`, document.baseURI));
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  return reply.json();
};

// The numbers of the findings that the filters leave.
const kept = () => {
  const { topic, group, grades, rating, part } = form.elements, bit = 1 << map.bands.indexOf(grades.value);
  const wanted = rating.value === NONE ? "" : rating.value, tests = [];
  if (topic.value) tests.push((at) => map.files[map.topics[map.topic[at]]] === topic.value);
  if (group.value) tests.push((at) => map.groups[map.group[map.domain[at]]] === group.value);
  if (grades.value === NONE) tests.push((at) => map.grades[at] === "0");
  else if (grades.value) tests.push((at) => parseInt(map.grades[at], 36) & bit);
  if (rating.value) tests.push((at) => map.ratings[map.rating[at]] === wanted);
  if (part.value) tests.push((at) => map.part[at] === "0");
  return map.topic.map((_, at) => at).filter((at) => tests.every((test) => test(at)));
};

// What stands above the columns: groups, or the domains of the one that was chosen.
const columnsOf = () => {
  const group = map.groups.indexOf(form.elements.group.value);
  if (group < 0) return { names: map.groups, of: (at) => map.group[map.domain[at]] };
  const domains = map.domains.map((_, at) => at).filter((at) => map.group[at] === group).sort((a, b) => map.domains[a].localeCompare(map.domains[b], "en-GB"));
  return { names: domains.map((at) => map.domains[at]), of: (at) => domains.indexOf(map.domain[at]) };
};

// Topics, each with its programmes below it where it is unfolded; a programme is one of the topic whatever the filters leave of it.
const rowsOf = () => {
  const chosen = form.elements.topic.value, topics = map.topics.map((_, at) => at).filter((at) => !chosen || map.files[map.topics[at]] === chosen);
  return topics.flatMap((topic) => {
    const programmes = [...new Set(map.topic.flatMap((each, at) => (each === topic ? [map.programme[at]] : [])))];
    const head = { topic, programme: null, name: map.topics[topic], count: programmes.length };
    if (!state.unfolded.has(map.files[map.topics[topic]])) return [head];
    return [head, ...programmes.map((programme) => ({ topic, programme, name: map.programmes[programme] })).sort((a, b) => a.name.localeCompare(b.name, "en-GB"))];
  });
};

const counted = (found) => ({ studies: new Set(found.map((at) => map.review[at])).size, findings: found.length });

const within = (row) => (at) => map.topic[at] === row.topic && (row.programme === null || map.programme[at] === row.programme);

const isOpen = (row, column) => state.cell && state.cell.topic === map.files[map.topics[row.topic]] && state.cell.programme === (row.programme === null ? "" : row.name) && state.cell.column === column;

const cellOf = (row, column, found) => {
  if (!found.length) return make("td", { className: "gap" }, make("span", {}, words.none));
  const { studies, findings } = counted(found), count = many(studies, "study"), under = many(findings, "finding");
  const button = make("button", { type: "button", ariaLabel: fill(words.opens, { count: `${count}, ${under}`, row: row.name, column }) }, count, " ", make("small", {}, under));
  button.ariaExpanded = String(Boolean(isOpen(row, column)));
  button.addEventListener("click", () => open(row, column));
  return make("td", {}, button);
};

const headOf = (row) => {
  if (row.programme !== null) return make("th", { scope: "row" }, row.name);
  const file = map.files[row.name], there = state.unfolded.has(file), n = many(row.count, "programme");
  const button = make("button", { type: "button", className: "plain", ariaExpanded: String(there) }, fill(there ? words.fold : words.unfold, { n }));
  button.dataset.topic = file;
  button.addEventListener("click", () => {
    state.unfolded[there ? "delete" : "add"](file);
    show();
    one(`[data-topic="${file}"]`).focus();
  });
  return make("th", { scope: "row" }, row.name, " ", button);
};

const address = () => {
  const asked = FILTERS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
  if (state.unfolded.size) asked.push(["unfolded", [...state.unfolded].join(",")]);
  if (state.cell) asked.push(["of", state.cell.topic], ["programme", state.cell.programme], ["outcome", state.cell.column]);
  history.replaceState(null, "", `${location.pathname}${asked.length ? `?${new URLSearchParams(asked)}` : ""}${location.hash}`);
};

let shown = { rows: [], names: [], cells: [] };

const show = () => {
  const columns = columnsOf(), all = kept(), group = form.elements.group.value, rows = rowsOf();
  const cells = rows.map((row) => {
    const own = all.filter(within(row)), parts = columns.names.map(() => []);
    for (const at of own) parts[columns.of(at)].push(at);
    return parts;
  });
  shown = { rows, names: columns.names, cells };
  table.style.setProperty("--columns", columns.names.length);
  table.classList.toggle("narrowed", Boolean(group));
  table.caption.textContent = group ? fill(words.narrowed, { group }) : words.caption;
  table.tHead.rows[0].replaceChildren(...[words.topic, ...columns.names].map((name) => make("th", { scope: "col" }, name)));
  table.tBodies[0].replaceChildren(...rows.map((row, at) =>
    make("tr", { className: row.programme === null ? "" : "one" }, headOf(row), ...cells[at].map((found, column) => cellOf(row, columns.names[column], found)))));
  const heads = cells.filter((_, at) => rows[at].programme === null).flat(), { studies, findings } = counted(all);
  const told = { findings: many(findings, "finding"), studies: many(studies, "study"), programmes: many(new Set(all.map((at) => map.programme[at])).size, "programme") };
  one(".told").textContent = fill(words.told, { ...told, cells: heads.length, gaps: heads.filter((found) => !found.length).length });
  address();
};

const open = async (row, column) => {
  const { list } = await import("./gap_list.js"), at = shown.rows.findIndex((each) => each.topic === row.topic && each.programme === row.programme);
  state.cell = { topic: map.files[map.topics[row.topic]], programme: row.programme === null ? "" : row.name, column };
  const found = shown.cells[at][shown.names.indexOf(column)];
  await list({ map, found, row, column, first: map.topic.indexOf(row.topic), taken, shut }).catch(failed);
  show();
};

const shut = () => {
  state.cell = null;
  one(".opened").hidden = true;
  show();
  table.parentElement.focus();
};

const failed = (error) => {
  console.warn(error);
  one(".failed").hidden = false;
};

const load = async () => {
  map ??= await got("map");
  one(".failed").hidden = true;
};

// What goes along with every row that is taken away: whence it is, and what was left out.
const taken = (name, taking) => {
  const chosen = FILTERS.map((each) => form.elements[each]).filter(({ value }) => value).map((select) => select.selectedOptions[0].text);
  const along = { [words.filters]: chosen.join("; "), [words.source]: words.copy, [words.address]: location.href };
  save(new Blob([csv(taking, along)], { type: "text/csv" }), `${words.file}${name}.csv`);
};

// The map as it is shown, with studies and findings in columns of their own.
const takeMap = () => {
  const names = shown.names.flatMap((name) => ["study", "finding"].map((each) => `${name}, ${words[each][1]}`));
  const head = make("thead", {}, make("tr", {}, ...[words.topic, words.row, ...names].map((name) => make("th", {}, name))));
  const body = make("tbody", {}, ...shown.rows.map((row, at) => {
    const counts = shown.cells[at].map(counted).flatMap(({ studies, findings }) => [studies, findings]);
    return make("tr", {}, ...[map.topics[row.topic], row.name, ...counts].map((text) => make("td", {}, String(text))));
  }));
  taken("", make("table", {}, head, body));
};

// What the address asks for; what it names and the map does not have is not asked.
const follow = () => {
  const asked = new URLSearchParams(location.search);
  for (const name of FILTERS) if ([...form.elements[name].options].some(({ value }) => value === asked.get(name))) form.elements[name].value = asked.get(name);
  for (const file of (asked.get("unfolded") ?? "").split(",")) if (Object.values(map.files).includes(file)) state.unfolded.add(file);
  show();
  const [topic, programme] = [asked.get("of"), asked.get("programme")];
  const row = shown.rows.find((each) => map.files[map.topics[each.topic]] === topic && (programme ? each.name === programme : each.programme === null));
  const column = shown.names.indexOf(asked.get("outcome"));
  if (row && column >= 0 && shown.cells[shown.rows.indexOf(row)][column].length) open(row, asked.get("outcome"));
};

// Until the findings are there the table is that of the page; the first thing that a reader asks of it brings them.
const enliven = () => {
  [...table.tBodies[0].rows].forEach((tr, row) => {
    const name = tr.cells[0].firstChild.textContent.trim(), button = make("button", { type: "button", className: "plain", ariaExpanded: "false" });
    button.textContent = fill(words.unfold, { n: tr.cells[0].querySelector("small").textContent });
    button.addEventListener("click", () => load().then(() => (show(), table.tBodies[0].rows[row].querySelector("th button").click())).catch(failed));
    tr.cells[0].querySelector("small").replaceWith(button);
    [...tr.cells].slice(1).filter((cell) => !cell.matches(".gap")).forEach((cell) => {
      const column = table.tHead.rows[0].cells[cell.cellIndex].textContent, count = cell.textContent.trim().replace(/\s+/g, " ");
      const opening = make("button", { type: "button", ariaExpanded: "false", ariaLabel: fill(words.opens, { count, row: name, column }) }, ...cell.childNodes);
      opening.addEventListener("click", () => load().then(() => (show(), table.tBodies[0].rows[row].cells[cell.cellIndex].querySelector("button").click())).catch(failed));
      cell.replaceChildren(opening);
    });
  });
};

enliven();
one(".grid-map").closest(".scroll").nextElementSibling.hidden = false;
const changed = () => load().then(() => {
  state.cell = null;
  one(".opened").hidden = true;
  show();
}).catch(failed);
form.addEventListener("change", ({ target }) => {
  if (target.name === "topic" && target.value) state.unfolded.add(target.value); // whoever chooses a topic asks for its programmes
  changed();
});
form.addEventListener("reset", () => setTimeout(() => (state.unfolded.clear(), changed())));
form.addEventListener("submit", (event) => event.preventDefault());
one("[name=take-map]").addEventListener("click", () => load().then(() => (show(), takeMap())).catch(failed));
if (location.search) load().then(follow).catch(failed);
