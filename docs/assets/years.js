// A measure's years, chart and table, out of the figures beside the page, when a reader asks for them; the similar schools likewise.
// The table has the same rows as one that the site's builder makes; the chart is drawn from it by charts.js.
(() => {
  "use strict";
  const HERE = document.currentScript.src;
  const ROOT = new URL("../", HERE).href;
  const NONE = "\u2013";
  const WITHOUT_ZERO = ["score", "points"];
  const LEAST_PERCENT = 5;

  const loaded = new Map();
  const load = (address) => {
    if (!loaded.has(address)) {
      loaded.set(address, fetch(address).then((reply) => {
        if (!reply.ok) throw new Error(`${reply.url}: ${reply.status}`);
        return reply.json();
      }));
    }
    return loaded.get(address);
  };
  const asset = (name) => load(new URL(`assets/${name}.json`, ROOT).href);
  const own = () => load(document.querySelector(".act a[href$='.json']").href);

  const make = (name, attributes = {}, ...content) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...content);
    return element;
  };

  const year = (period) => parseInt(period, 10);
  const shown = (period) => period.replace("-", "/");
  const periodOf = (start) => `${start}-${String((start + 1) % 100).padStart(2, "0")}`;
  // As the site's builder prints: half to even where the number is exactly half, commas between thousands, a true minus sign.
  const printer = (decimals) => (value) => {
    const exact = Math.abs(value).toFixed(20), point = exact.indexOf(".") + 1;
    const half = /^50*$/.test(exact.slice(point + decimals));
    const up = Math.abs(value).toFixed(decimals);
    const text = half && "13579".includes(up.at(-1)) ? exact.slice(0, decimals ? point + decimals : point - 1) : up;
    const [whole, ...rest] = text.split(".");
    const minus = value < 0 && /[1-9]/.test(text) ? "\u2212" : "";
    return minus + [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
  };

  // The points of one measure by period; a value is a number, or the letter of the reason why there is none.
  const points = (file, measure, phase) => {
    const phaseOf = (figure) => figure.phase ?? file.phase;
    const figure = file.figures.find((one) => one.measure === measure && (phase === undefined || phaseOf(one) === phase));
    if (!figure) return null;
    const periods = file.periods[figure.periods];
    const columns = (at) => Object.fromEntries(["low", "high", "schools", "missing"].map((name) => [name, figure[name]?.[at]]));
    const point = (value, at) => ({ ...(typeof value === "number" ? { value } : { value: null, reason: value }), ...columns(at), provisional: figure.provisional?.includes(at) });
    return { figure, phase: phaseOf(figure), periods, by: new Map(figure.values.map((value, at) => [periods[at], point(value, at)])) };
  };

  // England and the authority, as far as the figure may stand beside them and they have it.
  const besides = async (file, mine, measure) => {
    const files = await Promise.all(file.beside.map((path) => load(ROOT + path)));
    const found = files.map((other) => ({ name: other.name, points: points(other, measure, mine.phase) }));
    return found.filter((other) => other.points).slice(0, mine.figure.beside ?? file.beside.length);
  };

  const some = (others, period) => others.some((other) => (other.points.by.get(period)?.value ?? null) !== null);

  // Every year from the first row to the last that anybody has; years of which nobody has one are one row.
  const runs = (mine, others) => {
    const lasts = others.flatMap((other) => other.points.periods.filter((period) => some([other], period)).map(year));
    const first = year(mine.periods[0]), last = Math.max(year(mine.periods.at(-1)), ...lasts);
    const found = [];
    for (let at = first; at <= last; at++) {
      const period = periodOf(at), open = !mine.by.has(period) && !some(others, period);
      if (open && found.at(-1)?.open) found.at(-1).until = period;
      else found.push({ period, open, until: period });
    }
    return found;
  };

  const here = (point, told, print) => {
    if (!point) return told.table.nothing;
    if (point.value === null) return told.reasons[point.reason];
    return point.provisional ? `${print(point.value)} ${told.status.provisional}` : print(point.value);
  };

  const has = (mine, name) => mine.periods.some((period) => (mine.by.get(period)[name] ?? null) !== null);

  // The number that the school had in a period, where it was another.
  const earlier = (file, mine, period) => {
    if (mine.periods.indexOf(period) >= (mine.figure.earlier ?? 0)) return "";
    return file.urns.filter(([, next]) => period < next).at(-1)?.[0] ?? file.urns[0][0];
  };

  const tableOf = (file, about, mine, others, told) => {
    const print = printer(about.decimals), whole = printer(0), words = told.table;
    const cell = (value, as) => ((value ?? null) === null ? NONE : as(value));
    const interval = has(mine, "low"), schools = has(mine, "schools");
    const header = [words.year, told.here[file.level], ...others.map((other) => other.name)];
    header.push(...(interval ? [words.interval] : []), ...(schools ? [words.schools, words.missing] : []));
    const rows = runs(mine, others).map(({ period, open, until }) => {
      if (open) return make("tr", {}, make("th", {}, period === until ? shown(period) : `${shown(period)} ${words.to} ${shown(until)}`), make("td", { colSpan: header.length - 1 }, words.gap));
      const point = mine.by.get(period), urn = mine.by.has(period) ? earlier(file, mine, period) : "";
      const cells = [here(point, told, print), ...others.map((other) => cell(other.points.by.get(period)?.value, print))];
      if (interval) cells.push((point?.low ?? null) === null ? NONE : `${print(point.low)} ${words.to} ${print(point.high)}`);
      if (schools) cells.push(cell(point?.schools, whole), cell(point?.missing, whole));
      return make("tr", {}, make("th", {}, shown(period), urn ? make("small", {}, ` ${words.under} ${urn}`) : ""), ...cells.map((text) => make("td", {}, text)));
    });
    const head = make("thead", {}, make("tr", {}, ...header.map((text) => make("th", {}, text))));
    const table = make("table", {}, make("caption", { className: "sr" }, `${about.title}, ${told.units[about.unit]}`), head, make("tbody", {}, ...rows));
    const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: file.level === "school" ? about.title : `${about.title}, ${told.phases[mine.phase]}` }, table);
    return header.length > 3 ? scroll : table;
  };

  // Percentages next to nothing are drawn on an axis to 5; scores that hardly change on one that is not too small.
  const axis = (about, mine, others) => {
    const values = [mine, ...others.map((other) => other.points)].flatMap((one) => [...one.by.values()].map((point) => point.value)).filter((value) => (value ?? null) !== null);
    const low = Math.min(...values), high = Math.max(...values);
    if (about.unit === "percent") return { ticksuffix: "%", ...(high < 1 ? { range: [0, LEAST_PERCENT] } : {}) };
    if (!WITHOUT_ZERO.includes(about.unit)) return {};
    const middle = (low + high) / 2, wide = has(mine, "low") || high - low >= about.least_span;
    return { rangemode: "normal", ...(wide ? {} : { range: [middle - about.least_span / 2, middle + about.least_span / 2] }) };
  };

  const figureOf = (file, about, mine, others, told) => {
    const begin = mine.periods[0], breaks = about.breaks.filter(([period]) => period > begin);
    const changes = mine.figure.earlier ? file.urns.filter(([, next]) => next > begin) : [];
    const meta = { borders: breaks.map(([period]) => year(period) - 0.5), changes: changes.map(([urn, next]) => [year(next) - 0.5, `${told.chart.from} ${shown(next)}`]) };
    const data = [has(mine, "low") ? { error_y: {} } : {}, ...others.map(() => ({}))];
    const caption = make("figcaption", {}, `${about.title}, ${told.units[about.unit]}.`);
    const said = breaks.map(([period, reason]) => `${told.chart.across} ${shown(period)}: ${reason}`);
    if (changes.length) said.push(`${told.chart.number} ${changes.map(([urn, next]) => `${urn} (${told.table.to} ${shown(next)})`).join(", ")}.`);
    if (said.length) caption.append(make("span", { className: "soft" }, ` ${said.join(" ")}`));
    const script = make("script", { type: "application/json" }, JSON.stringify({ data, layout: { yaxis: axis(about, mine, others), meta } }));
    const figure = make("figure", { className: "trend" }, caption, script);
    figure.dataset.chart = "";
    return figure;
  };

  const fill = async (box, measure, phase) => {
    const [file, measures, told] = await Promise.all([own(), asset("measures"), asset("words")]);
    const mine = points(file, measure, phase), about = measures[measure];
    const others = await besides(file, mine, measure);
    const figure = figureOf(file, about, mine, others, told);
    box.replaceChildren(figure, make("div", { className: "told" }, tableOf(file, about, mine, others, told)));
    box.dataset.filled = "";
    if (has(mine, "value")) figure.dispatchEvent(new Event("chart", { bubbles: true }));
    else figure.remove();
  };

  const once = (details, act) => details.addEventListener("toggle", act, { once: true });

  // Under an article's figure; what could not be loaded leaves the table of the page as it is.
  for (const details of document.querySelectorAll("details.years")) {
    once(details, () => {
      const box = make("div", {}, ...[...details.children].slice(1));
      details.append(box);
      fill(box, details.closest("article").id, details.dataset.phase).catch(console.error);
    });
  }

  // Under a row's name, in a row of its own.
  const rows = [...document.querySelectorAll("table.rest tbody tr")];
  if (rows.length) asset("words").then((told) => rows.forEach((row) => {
    const link = row.querySelector("a"), measure = link.href.match(/(\w+)\.html$/)[1];
    const button = make("button", { className: "plain", type: "button", ariaExpanded: "false", ariaLabel: `${told.chart.show}: ${link.textContent}` }, told.chart.show);
    let below;
    button.addEventListener("click", () => {
      if (!below) {
        const box = make("div");
        below = make("tr", { className: "below", hidden: true }, make("td", { colSpan: row.cells.length }, box));
        row.after(below);
        fill(box, measure, row.dataset.phase).catch(() => box.append(told.chart.missing));
      }
      below.hidden = !below.hidden;
      button.ariaExpanded = String(!below.hidden);
    });
    row.cells[0].append(" ", button);
  })).catch(console.error);

  // By name, never by how near: the list is no ranking.
  const list = async (details) => {
    const [file, all] = await Promise.all([own(), asset("schools")]);
    const at = new Map(all.urn.map((urn, at) => [urn, at]));
    const found = file.similar.filter((urn) => at.has(urn)).map((urn) => ({ urn, name: all.name[at.get(urn)], area: all.authorities[all.la[at.get(urn)]] }));
    found.sort((one, other) => one.name.localeCompare(other.name, "en-GB"));
    const entries = found.map(({ urn, name, area }) => make("li", {}, make("a", { href: `${ROOT}school/${urn}.html` }, name), " ", make("small", {}, area)));
    details.lastElementChild.replaceWith(make("ul", { className: "places one" }, ...entries));
  };
  for (const details of document.querySelectorAll("details.similar")) once(details, () => list(details).catch(console.error));
})();
