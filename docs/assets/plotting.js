// The library that draws, and the look that all charts share: both come when the first chart does.
import { asset } from "./place.js";

export const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };

let library;
export const plotly = () => (library ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = new URL("vendor/plotly-lean.min.js", import.meta.url).href;
  script.onload = () => done(window.Plotly);
  script.onerror = failed;
  document.head.append(script);
}));

export const template = () => asset("chart-template");

// A colour by its numbers, since plotly knows none that a reader's system names.
const pen = document.createElement("canvas").getContext("2d");
const numbered = (text) => (CSS.supports("color", text) ? ((pen.fillStyle = text), pen.fillStyle) : text);

// Every var(--…) of a figure or template as a style has it.
export const coloured = (value, style) => {
  if (typeof value === "string") return value.replace(/^var\((--[\w-]+)\)$/, (_, name) => numbered(style.getPropertyValue(name).trim()));
  if (Array.isArray(value)) return value.map((one) => coloured(one, style));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, style)]));
  return value;
};

// The colours of the hour: light, dark, or those that a reader forces.
export const now = () => getComputedStyle(document.documentElement);

// The light ones, for a picture that leaves the page.
export const light = () => {
  const rules = [...document.styleSheets].filter((sheet) => sheet.href?.endsWith("oec.css")).flatMap((sheet) => [...sheet.cssRules]);
  return rules.find((rule) => rule.selectorText === ":root").style;
};
