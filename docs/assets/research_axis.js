// What the charts of research share: the numbers of a table's cells, and an axis on which an effect and its opposite lie equally far from none.
const LEAST = 0.005; // odds that print as 0.00

export const number = (text) => parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
export const ends = (text) => (text.match(/[\u2212-]?[\d,.]+/g) ?? []).map(number);

// `own` leads from what is shown to the scale on which effects are pooled, `back` from there to the axis.
const same = (value) => value, logged = (value) => Math.log(Math.max(value, LEAST));
export const SCALES = {
  "standard deviations": { at: same, own: same, back: same, nothing: 0 },
  correlation: { at: same, own: Math.atanh, back: Math.tanh, nothing: 0 },
  "odds ratio": { at: logged, own: logged, back: same, nothing: 0, ticks: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20, 50] },
};

export const told = (figure) => {
  const { scale, pool } = JSON.parse(figure.querySelector("script").textContent), how = SCALES[scale];
  const [at, low, high, least, most] = pool.map(how.at);
  return { how, pool: { at, low, high, least, most } };
};

// From the least to the most of what must be seen, none among them.
export const xaxisOf = (how, values, title) => {
  const [low, high] = [Math.min(how.nothing, ...values), Math.max(how.nothing, ...values)], room = (high - low || 1) * 0.05;
  const ticks = how.ticks ? { tickvals: how.ticks.map(Math.log), ticktext: how.ticks.map(String) } : { nticks: 7 };
  return { range: [low - room, high + room], title: { text: title }, ...ticks };
};

// A line where there is no effect.
export const nothing = (how) => ({ type: "line", x0: how.nothing, x1: how.nothing, line: { width: 1.5, dash: "solid" }, opacity: 1 });

// Lines from a low to a high end, each at its height, as one trace.
export const lines = (rows, low, high) => ({
  x: rows.flatMap((row) => [row[low], row[high], null]), y: rows.flatMap((row) => [row.y, row.y, null]),
});
export const dots = (rows) => ({ x: rows.map((row) => row.at), y: rows.map((row) => row.y) });

// The rows of a table of studies; every cell is read as it stands there.
export const studiesOf = (table, how) => {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  return [...table.tBodies[0].rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.textContent.trim()), [low, high] = ends(cells[2]).map(how.at);
    const said = `${cells[0]}: ${cells.slice(1).map((text, at) => `${heads[at + 1]} ${text}`).join("; ")}`;
    return { name: cells[0], at: how.at(number(cells[1])), low, high, se: number(cells[3]), said };
  });
};
export const headOf = (table, at) => table.tHead.rows[0].cells[at].textContent.trim();
