// One chart in a page of its own, from what the address says: ?place=school/107947&measure=overall_absence, and of a trust or area &phase=;
// or ?review=phonics&chart=pooled.
import { ROOT, asset, load, make, points } from "./place.js";
import { kindOf } from "./folds.js";
import { fill } from "./years.js";

const PLACE = /^(?:(?:school|trust)\/\d+|(?:local-authority|region)\/E\d{8}|england)$/;

const main = document.querySelector("main"), heading = main.querySelector("h1"), box = main.querySelector("#chart"), source = main.querySelector(".src");
const asked = new URLSearchParams(location.search), [place, measure] = [asked.get("place") ?? "", asked.get("measure") ?? ""];

class Unknown extends Error {}

// What may be asked for; nothing else becomes an address.
const fileOf = async () => {
  if (!PLACE.test(place)) throw new Unknown();
  const reply = await fetch(`${ROOT}${place}.json`, { method: "HEAD" });
  if (reply.status === 404) throw new Unknown();
  return load(`${ROOT}${place}.json`);
};

const VIEWS = {
  trend: (file, phase) => fill(box, measure, phase, Promise.resolve(file)),
  spread: async (file, phase, about) => (await import("./each_school.js")).showEach(box, file, measure, kindOf(about.each, phase) ?? unknown()),
  strip: async (file) => (await (await import("./strip_view.js")).showStrip(box, file, measure)) || unknown(),
  map: async (file, phase, about) => (await import("./area_map.js")).showMap(box, file, measure, about.maps.includes(phase) ? phase : unknown()),
};
const unknown = () => {
  throw new Unknown();
};

const show = async () => {
  const [file, measures, told] = await Promise.all([fileOf(), asset("measures"), asset("words")]), about = measures[measure];
  const mine = points(file, measure, asked.get("phase") ?? undefined) ?? points(file, measure) ?? unknown();
  const phase = file.level === "school" ? mine.phase : asked.get("phase") ?? mine.phase, kind = file.level === "school" || phase === "all" ? "" : `, ${told.phases[phase] ?? unknown()}`;
  heading.textContent = document.title = `${about.title}: ${file.name}${kind}`;
  main.dataset.shown = measure;
  await (VIEWS[asked.get("view") ?? "trend"] ?? unknown)(file, phase, about);
  const page = make("a", { href: `${ROOT}${file.page}${kind ? `?phase=${phase}` : ""}#${measure}`, target: "_blank" }, file.name);
  source.prepend(`${source.dataset.source}: ${about.publishers}. ${about.licence} · `, page, " · ");
};

const research = async () => {
  const { showReview } = await import("./embed_review.js");
  const found = await showReview(box, asked.get("review"), asked.get("chart") ?? "", unknown);
  heading.textContent = document.title = found.title;
  main.dataset.shown = asked.get("review");
  source.prepend(`${source.dataset.source}: ${found.source} · `, make("a", { href: found.address, target: "_blank" }, found.name), " · ");
};

(asked.has("review") ? research() : show()).catch((error) => {
  box.replaceChildren(make("p", { className: "warn", role: "alert" }, error instanceof Unknown ? main.dataset.unknown : main.dataset.failed));
  main.dataset.shown = "";
});
