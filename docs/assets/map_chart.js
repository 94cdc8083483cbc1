// Areas filled by four classes of their figures, one colour from light to dark; hatched where there is no figure.
import { ROOT, load } from "./place.js";

const NONE = 4; // the place of areas without a figure among the traces

const number = (text) => {
  const value = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
  return Number.isNaN(value) ? null : value;
};

const points = (ring) => Array.from({ length: ring.length / 2 }, (_, at) => [ring[2 * at], ring[2 * at + 1]]);

// Whether a point lies inside a ring: a line from it crosses the ring an odd number of times.
const holds = (ring, x, y) => ring.reduce((inside, [x1, y1], at) => {
  const [x2, y2] = ring[(at || ring.length) - 1];
  return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
}, false);

// The middle of the largest ring's box, which is inside for nearly all.
const middle = (rings) => {
  const boxes = rings.map((ring) => {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  });
  const size = ([left, right, low, high]) => (right - left) * (high - low);
  const [left, right, low, high] = boxes.sort((a, b) => size(b) - size(a))[0];
  return [(left + right) / 2, (low + high) / 2];
};

const named = (edges, sign, { under, to, more }) => {
  const [a, b, c] = edges.map((edge) => `${edge.toLocaleString("en-GB").replace("-", "\u2212")}${sign}`);
  return [`${under} ${a}`, `${a} ${to} ${b}`, `${b} ${to} ${c}`, `${c} ${more}`];
};

export const of = async (figure, table, words) => {
  const { edges, sign } = JSON.parse(figure.querySelector("script").textContent), areas = await load(`${ROOT}assets/maps/areas.json`);
  const period = table.tHead.rows[0].cells[1].textContent;
  const found = [...table.tBodies[0].rows].map((row) => {
    const value = number(row.cells[1].textContent), link = row.querySelector("a"), rings = areas[row.dataset.code][2].map(points);
    const step = value === null ? NONE : edges.filter((edge) => value >= edge).length;
    return { step, rings, href: link.href, said: `${link.textContent}: ${row.cells[1].textContent}${value === null ? "" : sign}, ${period}` };
  }).filter(({ rings }) => rings.length);
  const data = [...named(edges, sign, words.chart.classes), words.glance.nothing].map((name, step) => {
    const rings = found.filter((area) => area.step === step).flatMap((area) => area.rings);
    const line = rings.flatMap((ring) => [...ring, [null, null]]);
    return { name, x: line.map(([x]) => x), y: line.map(([, y]) => y), showlegend: rings.length > 0 };
  });
  const stops = found.map(({ rings, said, href }) => {
    const [x, y] = middle(rings);
    return { x, y: [y], said, href, ring: true, holds: (across, up) => rings.some((ring) => holds(ring, across, up)) };
  });
  return () => ({ data, layout: { yaxis: { visible: false, scaleanchor: "x" } }, stops });
};
