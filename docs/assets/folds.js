// What a reader may ask for below a figure: a school's strip on its own, each school of a trust or authority as a dot, and the areas of a
// region or England on a map.
import { asset, make } from "./place.js";

// The kind of school whose file shows a figure of these schools; of all together the kind that most are of.
export const kindOf = (phases, phase) => (phases.includes(phase) ? phase : phase === "all" ? phases[0] : undefined);

const fold = (box, view, fill, told) => {
  const inner = make("div"), details = make("details", { className: "fold" }, make("summary", {}, told.chart[view]), inner);
  details.dataset.view = view;
  details.addEventListener("toggle", () => fill(inner).catch((error) => (console.warn(error), inner.append(told.chart.missing))), { once: true });
  box.append(details);
};

export const addFolds = async (box, file, measure, phase) => {
  const [{ [measure]: about }, told] = await Promise.all([asset("measures"), asset("words")]);
  if (file.level === "school" && (await (await import("./strip.js")).factsOf(file, measure))) {
    fold(box, "mine", async (inner) => (await import("./strip_view.js")).showStrip(inner, file, measure), told);
  }
  const kind = kindOf(about.each, phase), listed = box.closest("article")?.querySelector("table.each");
  if (kind && (file.level === "local-authority" || (file.level === "trust" && !listed))) {
    fold(box, "each", async (inner) => (await import("./each_school.js")).showEach(inner, file, measure, kind), told);
  }
  if (about.maps.includes(phase) && ["region", "england"].includes(file.level)) {
    fold(box, "map", async (inner) => (await import("./area_map.js")).showMap(inner, file, measure, phase), told);
  }
};
