// One chart: drawn from the table beside it, for the width that there is, with what reads it by key and what takes it away.
import { CONFIG, coloured, now, plotly, template } from "./plotting.js";
import { Reading } from "./reading.js";
import { addFolds } from "./folds.js";
import { asset } from "./place.js";
import { subjectOf } from "./subject.js";
import { toolsOf } from "./chart_tools.js";

// A kind of chart makes of figure and table a function of the width: { data, layout, stops }.
const KINDS = {
  trend: () => import("./trend_chart.js"),
  spread: () => import("./spread_chart.js"),
  map: () => import("./map_chart.js"),
  forest: () => import("./forest_chart.js"),
  effects: () => import("./effects_chart.js"),
  precision: () => import("./precision_chart.js"),
};
const charts = [];

// Several charts may be drawn of one table, which they name.
export const tableOf = (figure) => (figure.dataset.of ? document.getElementById(figure.dataset.of) : figure.nextElementSibling.querySelector("table"));

class Chart {
  constructor(figure, plot, drawn, look, words, subject) {
    Object.assign(this, { figure, plot, drawn, look, words, subject });
    [this.kind, this.table] = [figure.dataset.chart || "trend", tableOf(figure)];
    this.title = figure.querySelector("figcaption").firstChild.textContent;
    this.said = figure.querySelector("figcaption").textContent;
  }

  // As plotly takes it, in the colours of a style.
  made(width, height, style) {
    const { data, layout, stops } = this.drawn(width, height);
    const figure = coloured({ data, layout: { ...layout, template: this.look[this.kind] } }, style);
    return { data: figure.data, layout: { ...figure.layout, width, height }, stops };
  }

  async draw(Plotly) {
    const { data, layout, stops } = this.made(this.plot.clientWidth, this.plot.clientHeight, now());
    await Plotly.react(this.plot, data, layout, CONFIG);
    this.reading.set(stops);
  }
}

export const draw = async (figure, plot) => {
  const kind = KINDS[figure.dataset.chart || "trend"];
  const [Plotly, look, words, subject, { of }] = await Promise.all([plotly(), template(), asset("words"), subjectOf(figure), kind()]);
  const chart = new Chart(figure, plot, await of(figure, tableOf(figure), words, subject), look, words, subject);
  chart.reading = new Reading(plot, chart.said, words.chart[figure.dataset.chart === "" ? "read" : `read_${figure.dataset.chart}`]);
  await chart.draw(Plotly);
  plot.after(chart.reading.line, toolsOf(chart));
  plot.dataset.drawn = "";
  const whole = figure.closest(".whole"); // on a measure's own page
  if (whole && chart.kind === "trend") addFolds(whole, subject.file, subject.measure, subject.phase);
  charts.push(chart);
};

// Drawn again when the width or the colours change.
let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const Plotly = await plotly();
    for (const chart of charts) if (chart.plot.clientWidth) await chart.draw(Plotly);
  }, 150);
};
addEventListener("resize", soon);
for (const setting of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(setting).addEventListener("change", soon);
