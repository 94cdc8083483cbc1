// The map of results: schools as numbered dots, authorities as lines, the point that was searched around as a cross. No tiles, no other host.
// East runs along x, shrunk by the cosine of the latitude so that a mile is as long both ways.
import { distance, make } from "./find_list.js";
import { WORDS, some } from "./find_words.js";
import { coloured, now, plotly, template } from "./plotting.js";

const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
const FINE = 1e4;
const MILE = 1 / 69.09; // of a degree of latitude
const LEAST = 0.5 * MILE; // from the middle of a map to its edge
const NEAR = 24; // authorities drawn at most: a wider map has regions
const SCALES = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100]; // miles

const style = (name) => now().getPropertyValue(`--${name}`).trim();

const edges = async (where, box) => {
  const inView = ([south, west, north, east]) => south <= box[2] && north >= box[0] && west <= box[3] && east >= box[1];
  const seen = (await where.boxes()).filter(([, boxes]) => boxes.some(inView));
  const codes = seen.length > NEAR ? ["regions"] : seen.map(([code]) => code);
  return (await Promise.all(codes.map((code) => where.index.load(`edge/${code}`)))).flat();
};

// What the map shows: a box around its points in the shape of the plot, [south, west, north, east] in degrees.
const view = (points, shape) => {
  const [lats, lngs] = [0, 1].map((part) => points.map((point) => point[part] / FINE));
  const middle = [lats, lngs].map((each) => (Math.min(...each) + Math.max(...each)) / 2), slim = Math.cos(middle[0] * Math.PI / 180);
  const high = Math.max(LEAST, (Math.max(...lats) - middle[0]) * 1.2, (Math.max(...lngs) - middle[1]) * slim * 1.2 / shape), wide = (high * shape) / slim;
  return { slim, box: [middle[0] - high, middle[1] - wide, middle[0] + high, middle[1] + wide] };
};

const lines = (rings, slim) => {
  const [x, y] = [[], []];
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      x.push((ring[at] / FINE) * slim);
      y.push(ring[at + 1] / FINE);
    }
    x.push(null);
    y.push(null);
  }
  return { x, y, mode: "lines", hoverinfo: "skip", fill: "toself", fillcolor: style("tint"), line: { color: style("england"), width: 1.5, dash: "solid" } };
};

const traces = (schools, at, rings, slim) => {
  const x = (point) => (point[1] / FINE) * slim, y = (point) => point[0] / FINE, marker = { size: 24, color: style("me"), line: { color: style("card"), width: 2 } };
  const dots = {
    x: schools.map((school) => x(school.at)), y: schools.map((school) => y(school.at)), text: schools.map((school) => String(school.number)),
    customdata: schools.map((school) => school.urn), hovertext: schools.map((school) => school.name.replace(/[<>&]/g, " ")), hovertemplate: "%{hovertext}<extra></extra>",
    mode: "markers+text", fill: "none", textfont: { color: style("on-me"), size: 12 }, marker,
  };
  const chosen = { x: [], y: [], mode: "markers", fill: "none", hoverinfo: "skip", marker: { size: 32, color: "rgba(0,0,0,0)", line: { color: style("la"), width: 4 } } };
  const cross = at ? [{ x: [x(at)], y: [y(at)], mode: "markers", fill: "none", hovertemplate: `${WORDS.map.here}<extra></extra>`, marker: { symbol: "cross-thin", size: 44, line: { color: style("la"), width: 3 } } }] : [];
  return [lines(rings, slim), ...cross, chosen, dots];
};

// A length in whole miles at the lower left, about a quarter of the map.
const scale = (box, slim) => {
  const wide = (box[3] - box[1]) * slim, miles = SCALES.findLast((each) => each * MILE < wide / 3) ?? SCALES[0];
  const x0 = box[1] * slim + wide * 0.03, y0 = box[0] + (box[2] - box[0]) * 0.05;
  const line = { type: "line", xref: "x", yref: "y", x0, x1: x0 + miles * MILE, y0, y1: y0, layer: "above", opacity: 1, line: { color: style("ink"), width: 3, dash: "solid" } };
  return { shapes: [line], annotations: [{ x: x0, y: y0, text: some(WORDS.map.mile, miles), showarrow: false, xanchor: "left", yanchor: "bottom", font: { color: style("ink"), size: 12 } }] };
};

const axis = (range) => ({ range, visible: false, fixedrange: true, rangemode: "normal" });

const pick = (map, Plotly, plot, { schools, slim }, urn) => {
  const school = schools.find((each) => String(each.urn) === String(urn));
  if (!school) return;
  const ring = { x: [(school.at[1] / FINE) * slim], y: [school.at[0] / FINE] };
  Plotly.react(plot, plot.data.map((trace, at) => (at === plot.data.length - 2 ? { ...trace, ...ring } : trace)), plot.layout, CONFIG);
  const link = make("a", { href: `../school/${school.urn}.html` }, school.name);
  map.querySelector(".picked").replaceChildren(`${school.number} `, link, school.far === undefined ? "" : ` ${distance(school.far)}`);
};

let drawn; // what a reader can pick from now

// Draws the map of the schools listed in `hits` into the open `map`; a dot that is touched, or a school of the list that has the focus, is told below it.
export const draw = async (map, where, { schools, at, hits }) => {
  const plot = map.querySelector(".plot"), numbers = [...hits.children].map((entry) => entry.dataset.urn);
  const numbered = schools.map((school) => ({ ...school, number: numbers.indexOf(String(school.urn)) + 1 }));
  const { slim, box } = view([...schools.map((school) => school.at), ...(at ? [at] : [])], plot.clientWidth / plot.clientHeight);
  const [Plotly, look, rings] = await Promise.all([plotly(), template(), edges(where, box.map((degrees) => degrees * FINE))]);
  const layout = {
    template: coloured(look.map, now()), margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, hovermode: "closest", height: plot.clientHeight, ...scale(box, slim),
    xaxis: axis([box[1] * slim, box[3] * slim]), yaxis: axis([box[0], box[2]]),
  };
  await Plotly.react(plot, traces(numbered, at, rings, slim), layout, CONFIG);
  plot.setAttribute("aria-label", WORDS.map.label.replace("{n}", schools.length));
  map.querySelector(".picked").replaceChildren(WORDS.map.hint);
  if (!drawn) {
    plot.on("plotly_click", ({ points }) => drawn.pick(points[0].customdata));
    hits.addEventListener("focusin", (event) => drawn.pick(event.target.closest("li").dataset.urn));
    hits.addEventListener("pointerover", (event) => drawn.pick(event.target.closest("li")?.dataset.urn));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.again());
    addEventListener("resize", () => drawn.again());
  }
  drawn = { pick: (urn) => map.open && pick(map, Plotly, plot, { schools: numbered, slim }, urn), again: () => map.open && draw(map, where, { schools, at, hits }) };
  plot.dataset.drawn = "";
};
