// Draws a page's charts when they come near the view. Names, years and values are those of the table below each chart;
// the figure's own JSON adds what the table does not say. Without this script the tables stand alone.
(() => {
  "use strict";
  const HERE = document.currentScript.src;
  const NEAR = "200px 0px";
  const LABEL = 62; // pixels that a year needs below the axis
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
  const address = (path) => new URL(path, HERE).href;
  const drawn = new Map(); // plot to its figure

  const once = (make) => {
    let made;
    return () => (made ??= make());
  };

  const plotly = once(() => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address("vendor/plotly-basic.min.js");
    script.onload = () => done(window.Plotly);
    script.onerror = failed;
    document.head.append(script);
  }));

  const template = once(async () => {
    const reply = await fetch(address("chart-template.json"));
    if (!reply.ok) throw new Error(`${reply.url}: ${reply.status}`);
    return reply.json();
  });

  // Every var(--…) as the style sheet has it now, light or dark.
  const coloured = (value, style) => {
    if (typeof value === "string") return value.replace(/^var\((--[\w-]+)\)$/, (_, name) => style.getPropertyValue(name).trim());
    if (Array.isArray(value)) return value.map((one) => coloured(one, style));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, style)]));
    return value;
  };

  const number = (text) => {
    const value = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
    return Number.isNaN(value) ? null : value;
  };

  const yearName = (year) => `${year}/${String((year + 1) % 100).padStart(2, "0")}`;

  // Years and columns of the table; years that it tells in one row are open in every column.
  const read = (table, columns) => {
    const names = [...table.tHead.rows[0].cells].slice(1, columns + 1).map((cell) => cell.textContent);
    const rows = new Map([...table.tBodies[0].rows].map((row) => [parseInt(row.cells[0].textContent, 10), row]));
    const first = Math.min(...rows.keys());
    const years = Array.from({ length: Math.max(...rows.keys()) - first + 1 }, (_, at) => first + at);
    const cell = (year, at) => rows.get(year)?.cells[at + 1]?.textContent ?? "";
    const ends = years.map((year) => (cell(year, columns).match(/[\u2212-]?[\d.,]+/g) ?? []).map(number));
    return { years, names, ends, values: names.map((_, at) => years.map((year) => number(cell(year, at)))) };
  };

  // An open half year wherever the definition changed, so that no line leads across.
  const opened = (years, list, borders) =>
    years.flatMap((year, at) => (borders.includes(year - 0.5) ? [null, list[at]] : [list[at]]));

  // A band over each run of years in which nobody has a figure.
  const bands = (years, values) => {
    const found = [];
    years.forEach((year, at) => {
      if (values.some((column) => column[at] !== null)) return;
      if (found.at(-1)?.x1 === year - 0.5) found.at(-1).x1 = year + 0.5;
      else found.push({ x0: year - 0.5, x1: year + 0.5 });
    });
    return found;
  };

  const whole = (figure, table) => {
    const { years, names, ends, values } = read(table, figure.data.length);
    const reach = (at, end) => (ends[at].length === 2 && values[0][at] !== null ? Math.abs(ends[at][end] - values[0][at]) : null);
    const borders = figure.layout.meta?.borders ?? [];
    const spread = (list) => opened(years, list, borders);
    const x = years.flatMap((year) => (borders.includes(year - 0.5) ? [year - 0.5, year] : [year]));
    const data = figure.data.map((stub, at) => {
      const trace = { ...stub, name: names[at], x, y: spread(values[at]), text: x.map((year) => yearName(Math.ceil(year))) };
      if (stub.error_y) trace.error_y = { array: spread(years.map((_, at) => reach(at, 1))), arrayminus: spread(years.map((_, at) => reach(at, 0))) };
      return trace;
    });
    const shapes = [...bands(years, values), ...borders.map((at) => ({ type: "line", x0: at, x1: at, line: { width: 1 } }))];
    const some = years.filter((_, at) => values.some((column) => column[at] !== null));
    const changes = figure.layout.meta?.changes ?? [];
    shapes.push(...changes.map(([at]) => ({ type: "line", x0: at, x1: at, line: { width: 1, dash: "dot" } })));
    const annotations = changes.map(([at, text]) => ({ x: at, y: 1, yref: "paper", yanchor: "top", xanchor: "left", text, showarrow: false, font: { size: 11 } }));
    return { data, layout: { ...figure.layout, shapes, annotations }, years: years.filter((year) => year >= some[0] && year <= some.at(-1)) };
  };

  // As many years below the axis as there is room for, the last one always among them.
  const ticks = (years, width) => {
    const step = Math.ceil(years.length / Math.max(2, Math.floor((width - 50) / LABEL)));
    const tickvals = years.filter((_, at) => (years.length - 1 - at) % step === 0);
    return { tickvals, ticktext: tickvals.map(yearName) };
  };

  const layoutOf = (plot, figure, look) => ({
    ...figure.layout,
    template: coloured(look, getComputedStyle(document.documentElement)),
    xaxis: { ...ticks(figure.years, plot.clientWidth), range: [figure.years[0] - 0.5, figure.years.at(-1) + 0.5] },
    height: plot.clientHeight,
  });

  const draw = async (plot, source) => {
    const [Plotly, look] = await Promise.all([plotly(), template()]);
    const figure = whole(JSON.parse(source.querySelector("script").textContent), source.nextElementSibling.querySelector("table"));
    await Plotly.newPlot(plot, figure.data, layoutOf(plot, figure, look), CONFIG);
    drawn.set(plot, figure);
    plot.dataset.drawn = "";
  };

  const again = async () => {
    if (!drawn.size) return;
    const [Plotly, look] = await Promise.all([plotly(), template()]);
    for (const [plot, figure] of drawn) await Plotly.react(plot, figure.data, layoutOf(plot, figure, look), CONFIG);
  };

  const sources = new Map();
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target, sources.get(target)).catch(() => target.remove()); // the table says it all
    }
  }, { rootMargin: NEAR });

  const prepare = (source) => {
    const plot = document.createElement("div");
    plot.className = "plot";
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", source.querySelector("figcaption").textContent);
    source.append(plot);
    sources.set(plot, source);
    near.observe(plot);
  };
  document.querySelectorAll("figure[data-chart]").forEach(prepare);
  document.addEventListener("chart", (event) => prepare(event.target)); // a figure that another script put into the page

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 150);
  };
  addEventListener("resize", soon);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);
})();
