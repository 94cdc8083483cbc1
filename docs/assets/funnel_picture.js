// Draws one funnel on a canvas: a library's chart takes two seconds for 17,000 dots, a canvas a fiftieth of one.
// It knows dots by their number along the columns, and no names.
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 14, 12, 48];
const SPOT = 4; // pixels from the middle of a dot to its edge, at most
const REACH = 28; // pixels from the pointer within which a dot is meant
const FEW = 1000; // one dot in so many, at either end, may lie beyond the axis, lest it flatten all others
const APART = 44; // pixels between two widths below the axis
const WIDTHS = [4, 2, 1, 0.5, 0.4, 0.3, 0.25, 0.2, 0.16, 0.13, 0.1, 0.08, 0.06, 0.05];
const OUTER = ["low_998", "high_998"], INNER = ["low_95", "high_95"];

// Round numbers that part a span into about so many steps.
const ticks = (from, to, about) => {
  const rough = (to - from) / about, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= rough);
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(6)));
};

const printed = (number) => number.toLocaleString("en-GB").replace("-", "\u2212");

export class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    new ResizeObserver(() => this.draw()).observe(canvas);
    for (const setting of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(setting).addEventListener("change", () => this.draw());
    }
  }

  // `funnel` as its file has it; sizes that are `widths` stand by their precision, which grows as pupils do. `shown` are the dots of the
  // place, of which those of the set `hollow` are; all others are pale. Whether a dot of the place lies beyond the axis.
  set(funnel, widths, shown, hollow, sign) {
    Object.assign(this, { funnel, widths, shown, hollow, sign, chosen: null });
    this.all = [...funnel.standing].flatMap((standing, dot) => (standing === "0" ? [] : [dot]));
    const values = this.all.map((dot) => funnel.value[dot]).sort((a, b) => a - b);
    const [low, high] = [values[Math.floor(values.length / FEW)], values.at(-1 - Math.floor(values.length / FEW))];
    const room = (high - low || 1) * 0.05;
    this.values = [sign && low >= 0 ? Math.max(0, low - room) : low - room, sign ? Math.min(100, high + room) : high + room];
    this.most = this.all.reduce((most, dot) => Math.max(most, this.weight(funnel.size[dot])), 0) * 1.03;
    this.draw();
    return shown.some((dot) => funnel.value[dot] < this.values[0] || funnel.value[dot] > this.values[1]);
  }

  choose(dot) {
    this.chosen = dot;
    this.pen.putImageData(this.ground, 0, 0); // thousands of dots need not be drawn anew
    this.ring();
  }

  weight(size) {
    return this.widths ? size ** -2 : size;
  }

  x(size) {
    return LEFT + (this.weight(size) / this.most) * (this.wide - LEFT - RIGHT);
  }

  y(value) {
    const [low, high] = this.values;
    return TOP + ((high - value) / (high - low)) * (this.tall - TOP - BOTTOM);
  }

  // Where a dot is drawn: one beyond the axis on its edge.
  at(dot) {
    const [low, high] = this.values;
    return [this.x(this.funnel.size[dot]), this.y(Math.max(low, Math.min(high, this.funnel.value[dot])))];
  }

  // The dot of the place that lies nearest to this point of the page, if one lies near.
  nearest(pageX, pageY) {
    const box = this.canvas.getBoundingClientRect();
    let [found, best] = [null, REACH];
    for (const dot of this.shown) {
      const [x, y] = this.at(dot), away = Math.hypot(x + box.left - pageX, y + box.top - pageY);
      if (away < best) [found, best] = [dot, away];
    }
    return found;
  }

  draw() {
    [this.wide, this.tall] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (!this.funnel || !this.wide) return;
    const [style, scale] = [getComputedStyle(this.canvas), window.devicePixelRatio];
    this.colour = (name) => style.getPropertyValue(`--${name}`).trim();
    [this.canvas.width, this.canvas.height] = [this.wide * scale, this.tall * scale];
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true });
    this.pen.scale(scale, scale);
    this.pen.font = `${style.fontSize} ${style.fontFamily}`;
    this.axes();
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(LEFT - SPOT, TOP - SPOT, this.wide - LEFT - RIGHT + 2 * SPOT, this.tall - TOP - BOTTOM + 2 * SPOT);
    this.pen.clip();
    this.dots();
    this.lines();
    this.pen.restore();
    this.ground = this.pen.getImageData(0, 0, this.canvas.width, this.canvas.height);
    if (this.chosen !== null) this.ring();
  }

  axes() {
    const { pen } = this;
    [pen.fillStyle, pen.strokeStyle, pen.lineWidth, pen.textBaseline] = [this.colour("soft"), this.colour("line"), 1, "middle"];
    pen.textAlign = "right";
    for (const value of ticks(...this.values, 6)) {
      this.stroke([[LEFT, this.y(value)], [this.wide - RIGHT, this.y(value)]]);
      pen.fillText(printed(value) + this.sign, LEFT - 6, this.y(value));
    }
    pen.textAlign = "center";
    let last = -Infinity;
    const widths = WIDTHS.filter((width) => width <= this.funnel.limits.size.at(-1));
    for (const size of this.widths ? widths : ticks(0, this.most, Math.max(2, this.wide / 110))) {
      if (this.x(size) > this.wide - RIGHT || this.x(size) < last + APART) continue;
      last = this.x(size);
      this.stroke([[this.x(size), this.tall - BOTTOM], [this.x(size), this.tall - BOTTOM + 5]]);
      pen.fillText(printed(size), this.x(size), this.tall - BOTTOM + 14);
    }
    pen.fillText(this.canvas.dataset.size, (LEFT + this.wide - RIGHT) / 2, this.tall - 12, this.wide - LEFT - RIGHT);
  }

  stroke(points, dash = []) {
    this.pen.beginPath();
    for (const point of points) this.pen.lineTo(...point);
    this.pen.setLineDash(dash);
    this.pen.stroke();
  }

  dots() {
    const ours = new Set(this.shown), many = ours.size > 1500, small = this.wide < 500 ? 0.5 : 0;
    this.spots(this.all.filter((dot) => !ours.has(dot)), "pale", 1.75 - small, 0.7);
    const outside = (dot) => this.funnel.standing[dot] > "1";
    this.spots(this.shown.filter((dot) => !outside(dot)), "england", many ? 1.75 - small : 4 - small, many ? 0.55 : 0.85);
    this.spots(this.shown.filter(outside), "me", many ? 1.75 - small : 4 - small, many ? 0.55 : 0.85);
  }

  spots(dots, colour, radius, alpha) {
    const { pen } = this;
    [pen.strokeStyle, pen.lineWidth, pen.globalAlpha] = [this.colour(colour), 1.5, alpha];
    pen.setLineDash([]);
    const [full, empty] = [this.colour(colour), this.colour("card")];
    for (const dot of dots) {
      const hollow = this.hollow.has(dot);
      pen.fillStyle = hollow ? empty : full;
      pen.beginPath();
      pen.arc(...this.at(dot), radius, 0, 7);
      pen.fill();
      if (hollow) pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  lines() {
    const { limits, centre } = this.funnel;
    const line = (name) => limits.size.map((size, at) => [this.x(size), this.y(limits[name][at])]);
    [this.pen.strokeStyle, this.pen.lineWidth] = [this.colour("ink"), 1.5];
    for (const name of OUTER) this.stroke(line(name));
    for (const name of INNER) this.stroke(line(name), [5, 4]);
    [this.pen.strokeStyle, this.pen.lineWidth] = [this.colour("la"), 2];
    this.stroke([[LEFT, this.y(centre)], [this.wide - RIGHT, this.y(centre)]]);
  }

  ring() {
    for (const [radius, width, colour] of [[8, 6, "card"], [8, 3, "ink"]]) {
      [this.pen.strokeStyle, this.pen.lineWidth] = [this.colour(colour), width];
      this.pen.setLineDash([]);
      this.pen.beginPath();
      this.pen.arc(...this.at(this.chosen), radius, 0, 7);
      this.pen.stroke();
    }
    this.spots([this.chosen], "me", 4, 1);
  }
}
