// The figures beside a place's page, and how they are printed.
export const ROOT = new URL("../", import.meta.url).href;
export const NONE = "\u2013";

const loaded = new Map();
export const load = (address) => {
  if (!loaded.has(address)) {
    loaded.set(address, fetch(address).then((reply) => {
      if (!reply.ok) throw new Error(`${reply.url}: ${reply.status}`);
      return reply.json();
    }));
  }
  return loaded.get(address);
};
export const asset = (name) => load(new URL(`assets/${name}.json`, ROOT).href);
export const own = () => load(document.querySelector(".act a[href$='.json']").href);

export const make = (name, attributes = {}, ...content) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...content);
  return element;
};

export const year = (period) => parseInt(period, 10);
export const shown = (period) => period.replace("-", "/");
export const periodOf = (start) => `${start}-${String((start + 1) % 100).padStart(2, "0")}`;
// As the site's builder prints: half to even where the number is exactly half, commas between thousands, a true minus sign.
export const printer = (decimals) => (value) => {
  const exact = Math.abs(value).toFixed(20), point = exact.indexOf(".") + 1;
  const half = /^50*$/.test(exact.slice(point + decimals));
  const up = Math.abs(value).toFixed(decimals);
  const text = half && "13579".includes(up.at(-1)) ? exact.slice(0, decimals ? point + decimals : point - 1) : up;
  const [whole, ...rest] = text.split(".");
  const minus = value < 0 && /[1-9]/.test(text) ? "\u2212" : "";
  return minus + [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
};

// The points of one measure by period; a value is a number, or the letter of the reason why there is none.
export const points = (file, measure, phase) => {
  const phaseOf = (figure) => figure.phase ?? file.phase;
  const figure = file.figures.find((one) => one.measure === measure && (phase === undefined || phaseOf(one) === phase));
  if (!figure) return null;
  const periods = file.periods[figure.periods];
  const columns = (at) => Object.fromEntries(["low", "high", "schools", "missing"].map((name) => [name, figure[name]?.[at]]));
  const point = (value, at) => ({ ...(typeof value === "number" ? { value } : { value: null, reason: value }), ...columns(at), provisional: figure.provisional?.includes(at) });
  return { figure, phase: phaseOf(figure), periods, by: new Map(figure.values.map((value, at) => [periods[at], point(value, at)])) };
};

// England and the authority, as far as the figure may stand beside them and they have it.
export const besides = async (file, mine, measure) => {
  const files = await Promise.all(file.beside.map((path) => load(ROOT + path)));
  const found = files.map((other) => ({ name: other.name, points: points(other, measure, mine.phase) }));
  return found.filter((other) => other.points).slice(0, mine.figure.beside ?? file.beside.length);
};
