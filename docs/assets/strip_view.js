// The strip of a school's figure on its own: with its sentence, its table, and what takes it away as every other chart is.
import { toolsOf } from "./chart_tools.js";
import { NONE, make, printer, shown } from "./place.js";
import { light } from "./plotting.js";
import { drawn, factsOf, said } from "./strip.js";
import { subjectOf, tell } from "./subject.js";

const [WIDE, TALL, EDGE] = [816, 96, 24];
const LINES = { e: ["--eng", 36], s: ["--sim", 18], l: ["--la", 8, "butt"], i: ["--me", 6], m: ["--me", 30] }; // as .strip in oec.css, twice as large

// A line a mark: what it is, where it stands, and from where to where it reaches.
const tableOf = ({ words, about, point, half, ends, area, latest }, name) => {
  const print = printer(about.decimals), { chart, table } = words, cell = (value) => ((value ?? null) === null ? NONE : print(value));
  const rows = [[name, point.value, point.low, point.high], [chart.half, null, ...(half.length ? half : [null, null])], [chart.england, null, ...ends.slice(1, 3)]];
  if (area) rows.push([area.name, area.value, null, null]);
  const head = make("tr", {}, ...[chart.mark, shown(latest), chart.low, chart.high].map((text) => make("th", {}, text)));
  const body = rows.map(([who, ...values]) => make("tr", {}, make("th", {}, who), ...values.map((value) => make("td", {}, cell(value)))));
  return make("table", {}, make("caption", { className: "sr" }, `${about.title}, ${words.units[about.unit]}, ${table.year} ${shown(latest)}`), make("thead", {}, head), make("tbody", {}, ...body));
};

// The marks and the two ends of the scale, in the colours of paper.
const pictured = (svg, ends) => async () => {
  const canvas = make("canvas", { width: 2 * WIDE, height: 2 * TALL }), pen = canvas.getContext("2d"), style = light();
  const colour = (name) => style.getPropertyValue(name).trim(), fit = new DOMMatrix([(2 * (WIDE - 2 * EDGE)) / 100, 0, 0, 6, 2 * EDGE, 20]);
  for (const path of svg.children) {
    const [name, width, cap = "round"] = LINES[path.getAttribute("class")], line = new Path2D();
    line.addPath(new Path2D(path.getAttribute("d").replace(/h0(?!\.)/g, "h.01")), fit); // a canvas draws nothing of a line without length
    [pen.strokeStyle, pen.lineWidth, pen.lineCap] = [colour(name), width, cap];
    pen.stroke(line);
  }
  pen.fillStyle = colour("--edge");
  pen.fillRect(2 * EDGE, 100, 2 * (WIDE - 2 * EDGE), 2);
  [pen.font, pen.fillStyle, pen.textBaseline] = ["400 28px system-ui, sans-serif", colour("--soft"), "bottom"];
  [...ends.children].forEach(({ textContent }, at) => {
    pen.textAlign = at ? "right" : "left";
    pen.fillText(textContent, at ? 2 * (WIDE - EDGE) : 2 * EDGE, 2 * TALL - 8);
  });
  return { image: canvas, tall: TALL };
};

export const showStrip = async (box, file, measure) => {
  const facts = await factsOf(file, measure);
  if (!facts) return false;
  const { about, words, latest, mine } = facts, [svg, ends] = drawn(facts), sentence = said(facts), table = tableOf(facts, file.name);
  const title = `${about.title}, ${words.units[about.unit]}, ${shown(latest)}.`;
  const figure = make("figure", { className: "one" }, make("figcaption", {}, title, make("span", { className: "soft" }, ` ${sentence}`)), svg, ends);
  figure.dataset.chart = "strip";
  tell(figure, file, measure, mine.phase);
  box.append(figure, make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: title }, table));
  const chart = { figure, table, words, said: `${title} ${sentence}`, subject: await subjectOf(figure), picture: pictured(svg, ends) };
  figure.append(toolsOf(chart));
  return true;
};
