// Reads a chart's values one by one: by arrow keys, by a pointer or by touch. To a screen reader it is a slider, whose value is said aloud.
// A stop is { x, y: [a value or null for each mark], said, href }, in the order in which the keys lead through them; `ring` where it is a
// point of its own and not all that stands above a place of the axis, `holds` where it is an area.
import { make } from "./place.js";

const SVG = "http://www.w3.org/2000/svg";
const LEAP = 10; // stops for a page key

const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

export class Reading {
  constructor(plot, title, hint) {
    Object.assign(this, { plot, stops: [], at: -1, line: make("p", { className: "reading" }, hint), mark: shape("svg", { class: "mark-at", "aria-hidden": "true" }) });
    const told = { role: "slider", tabindex: "0", "aria-label": title, "aria-orientation": "horizontal", "aria-valuemin": "1" };
    for (const [name, value] of Object.entries(told)) plot.setAttribute(name, value);
    plot.addEventListener("keydown", (event) => this.key(event));
    for (const kind of ["pointermove", "click"]) plot.addEventListener(kind, (event) => this.point(event));
  }

  // The last stop is read first: of years it is the newest.
  set(stops) {
    this.stops = stops;
    this.plot.setAttribute("aria-valuemax", String(Math.max(1, stops.length)));
    if (this.at >= 0) this.choose(this.at);
    else if (stops.length && this.plot.closest(".embed")) this.choose(stops.length - 1); // it stands alone: what the chart comes to is said
    else if (stops.length) this.tell(stops.length - 1);
  }

  tell(at) {
    this.plot.setAttribute("aria-valuenow", String(at + 1));
    this.plot.setAttribute("aria-valuetext", this.stops[at].said);
  }

  choose(at) {
    this.at = Math.max(0, Math.min(this.stops.length - 1, at));
    const stop = this.stops[this.at];
    this.tell(this.at);
    const [name, ...rest] = stop.said.split(": ");
    this.line.replaceChildren(stop.href ? make("a", { href: stop.href }, name) : make("b", {}, name), `: ${rest.join(": ")}`);
    this.draw(stop);
  }

  // Where a value lies in the plot, in pixels.
  place(x, y) {
    const { xaxis, yaxis } = this.plot._fullLayout;
    return [xaxis._offset + xaxis.l2p(x), y === null ? null : yaxis._offset + yaxis.l2p(y)];
  }

  draw(stop) {
    const { yaxis } = this.plot._fullLayout, [x] = this.place(stop.x, null);
    const line = stop.ring ? [] : [shape("path", { d: `M${x} ${yaxis._offset}v${yaxis._length}` })];
    const rings = stop.y.filter((y) => y !== null).flatMap((y) => ["halo", "ring"].map((name) => shape("circle", { class: name, cx: x, cy: this.place(stop.x, y)[1], r: 8 })));
    this.mark.replaceChildren(...line, ...rings);
    this.plot.append(this.mark);
  }

  key(event) {
    const from = this.at < 0 ? this.stops.length : this.at;
    const to = {
      ArrowRight: from + 1, ArrowUp: from + 1, ArrowLeft: from - 1, ArrowDown: from - 1,
      Home: 0, End: this.stops.length - 1, PageDown: from - LEAP, PageUp: from + LEAP,
    }[event.key];
    if (event.key === "Enter" && this.at >= 0) this.line.querySelector("a")?.click();
    if (to === undefined || !this.stops.length || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.choose(to);
  }

  // The area under the pointer, or else the stop that lies nearest: along the axis, or in both ways where it is a dot of its own.
  point(event) {
    if (!this.stops.length) return;
    const box = this.plot.getBoundingClientRect(), [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const away = this.stops.map((stop) => {
      const [across, down] = this.place(stop.x, stop.ring ? stop.y[0] : null);
      return stop.ring ? Math.hypot(across - x, down - y) : Math.abs(across - x);
    });
    const { xaxis, yaxis } = this.plot._fullLayout, [across, up] = [xaxis.p2l(x - xaxis._offset), yaxis.p2l(y - yaxis._offset)];
    const under = this.stops.findIndex((stop) => stop.holds?.(across, up)), at = under < 0 ? away.indexOf(Math.min(...away)) : under;
    if (at !== this.at) this.choose(at);
  }
}
