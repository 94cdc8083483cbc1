// Schools as dots along one axis, those that would lie on one another beside one another; the middle halves as bars below.
const DOT = 10; // pixels that a dot needs

const number = (text) => {
  const value = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
  return Number.isNaN(value) ? null : value;
};

// 0, 1, -1, 2, -2: from the middle outwards.
const row = (nth) => (nth % 2 ? 1 : -1) * Math.ceil(nth / 2);

const placed = (schools, span, width) => {
  const bins = new Map(), step = (span[1] - span[0]) / Math.max(1, Math.floor((width - 32) / DOT));
  return [...schools].sort((a, b) => a.x - b.x).map((school) => {
    const bin = Math.round((school.x - span[0]) / step), nth = bins.get(bin) ?? 0;
    bins.set(bin, nth + 1);
    return { ...school, y: row(nth) };
  });
};

const marks = (dots) => ({ x: dots.map(({ x }) => x), y: dots.map(({ y }) => y), showlegend: dots.length > 0 });

export const of = async (figure, table, words) => {
  const { england, own, sign } = JSON.parse(figure.querySelector("script").textContent), told = words.chart, period = table.tHead.rows[0].cells[1].textContent;
  const schools = [...table.tBodies[0].rows].flatMap((row, at) => {
    const [name, cell] = [row.cells[0], row.cells[1].textContent], x = number(cell);
    const early = cell.includes("("), said = `${name.textContent}: ${cell}${sign}, ${period}`;
    return x === null ? [] : [{ at, x, early, said, href: name.querySelector("a")?.href }];
  });
  const ends = [...schools.map(({ x }) => x), ...(england ?? []), ...(own ?? [])], [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = [low - (high - low || 1) * 0.04, high + (high - low || 1) * 0.04];
  return (width, height) => {
    const dots = placed(schools, span, width), most = Math.max(3, ...dots.map(({ y }) => Math.abs(y)));
    const room = Math.max(most + 1, (height - 150) / (2 * DOT)), bar = (half, y) => (half ? { x: half, y: [y, y] } : { x: [], y: [] });
    const [above, below] = [-room - room * 0.22, -room - room * 0.5];
    const data = [
      { ...marks(dots.filter(({ early }) => !early)), name: told.school },
      { ...marks(dots.filter(({ early }) => early)), name: `${told.school} (${told.joined})` },
      { ...bar(own, above), name: told.own, showlegend: Boolean(own) },
      { ...bar(england, below), name: told.england, showlegend: false },
      { ...bar(england, below), name: told.england, showlegend: Boolean(england) },
    ];
    const stops = dots.sort((a, b) => a.at - b.at).map(({ x, y, said, href }) => ({ x, y: [y], said, href, ring: true }));
    const layout = { xaxis: { range: span, ticksuffix: sign.trim() }, yaxis: { range: [england || own ? below - room * 0.25 : -room, room], visible: false } };
    return { data, layout, stops };
  };
};
