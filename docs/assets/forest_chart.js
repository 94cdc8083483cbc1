// A forest: each row of the table with its interval. Of pools the average is a diamond, with a thin line for one more study; of studies, below
// the average of all, a square each.
import { dots, ends, headOf, lines, nothing, number, studiesOf, told, xaxisOf } from "./research_axis.js";

const WIDE = 620; // from here on names stand beside their lines
const SHORT = 17; // letters of a study's name where there is little room

// Rows from the top down; one that runs across is the name of those below it.
const poolsOf = (table, how) => {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  let group = "";
  return [...table.tBodies[0].rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.textContent.trim()), name = cells[0];
    if (cells.length === 1) return { name: (group = name), group: true };
    const [[low, high], [least, most]] = [ends(cells[2]), ends(cells[3])].map((pair) => pair.map(how.at));
    const said = `${group ? `${group}, ${name}` : name}: ${cells.slice(1).map((text, at) => `${heads[at + 1]} ${text}`).join("; ")}`;
    return { name, at: how.at(number(cells[1])), low, high, least, most, said, lead: row.classList.contains("lead") };
  });
};

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const cut = (text) => (text.length > SHORT ? `${text.slice(0, SHORT)}\u2026` : text);

// Above its line where there is no room beside it.
const above = ({ name, y, group }, left) => ({
  text: group ? `<b>${escaped(name)}</b>` : escaped(name), x: left, y, xanchor: "left", yanchor: "bottom", yshift: group ? -8 : 5, showarrow: false,
  font: { size: 13, color: "var(--ink)" }, bgcolor: "var(--card)",
});
const beside = (rows, label) => ({ tickvals: rows.map(({ y }) => y), ticktext: rows.map((row) => (row.group || row.lead ? `<b>${escaped(label(row.name))}</b>` : escaped(label(row.name)))) });

export const of = async (figure, table, words) => {
  const { how, pool } = told(figure), each = Boolean(figure.dataset.of), title = headOf(table, 1);
  const all = { ...pool, name: words.chart.pooled, said: figure.querySelector("figcaption").firstChild.textContent.trim(), lead: true };
  const rows = (each ? [all, ...studiesOf(table, how)] : poolsOf(table, how)).map((row, at) => ({ ...row, y: -at }));
  const marked = rows.filter((row) => !row.group), pools = marked.filter((row) => row.least !== undefined), studies = marked.filter((row) => row.least === undefined);
  const seen = each ? marked.map(({ at }) => at).concat(pool.least, pool.most) : marked.flatMap((row) => (row.lead ? [row.least, row.most] : [row.low, row.high]));
  const xaxis = xaxisOf(how, seen, title), stops = marked.map(({ at: x, y, said }) => ({ x, y: [y], said, ring: true, holds: (_, up) => Math.abs(up - y) < 0.5 }));
  const data = [lines(pools, "least", "most"), lines(pools, "low", "high"), dots(pools), lines(studies, "low", "high"), dots(studies)];
  return (width) => {
    const wide = width >= WIDE, named = wide || each;
    const yaxis = { range: [-rows.length + 0.4, named ? 0.6 : 0.9], ...(named ? beside(rows, wide ? (name) => name : cut) : { showticklabels: false }) };
    const annotations = named ? [] : rows.map((row) => above(row, xaxis.range[0]));
    const tickfont = { size: each ? 10.5 : 13 };
    return { data, layout: { xaxis, yaxis: { ...yaxis, tickfont }, annotations, shapes: [nothing(how)] }, stops: stops.slice().reverse() };
  };
};
