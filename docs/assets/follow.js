// An address that ends in #measure leads to that measure's chart, however deep it is folded; ?phase= says which kind of schools, ?view= whether
// its map, its schools or its strip.
import { asset } from "./place.js";

const PATIENCE = 10_000; // milliseconds
const FOLDS = { spread: "each", map: "map", strip: "mine" };

const until = async (find) => {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; await new Promise((next) => setTimeout(next, 30))) {
    const found = find();
    if (found) return found;
  }
  return null;
};

const unfold = (element) => {
  for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
};

const article = async (found, phase, view) => {
  const years = [...found.querySelectorAll("details.years")], wanted = years.find((each) => each.dataset.phase === phase) ?? years[0];
  const folded = found.querySelector("details.more");
  if (folded) folded.open = true;
  if (wanted) unfold(wanted);
  (wanted ?? found).scrollIntoView({ block: "start" });
  if (wanted && view) await further(wanted, view);
};

// A trust's schools have a place of their own after the years; all else is added within.
const further = async (years, view) => {
  const next = years.nextElementSibling, there = view === "spread" && next?.querySelector("table.each") ? next : null;
  const fold = there ?? (await until(() => years.querySelector(`.fold[data-view=${FOLDS[view] ?? view}]`)));
  if (!fold) return;
  fold.open = true;
  fold.scrollIntoView({ block: "start" });
};

const rowOf = (measure, phase) => {
  const rows = [...document.querySelectorAll("table.rest > tbody > tr:not(.below)")].filter((row) => row.querySelector(`a[href$="measure/${measure}.html"]`));
  return rows.find((row) => row.dataset.phase === phase) ?? rows[0];
};

// A figure outside the framework is a row; of some sections the rows are listed only when they are asked for.
const row = async (measure, phase, view) => {
  const { [measure]: about } = await asset("measures");
  if (!about) return;
  const others = document.querySelector(`#${about.domain} details.others`);
  if (!rowOf(measure, phase) && others) {
    unfold(others);
    await until(() => rowOf(measure, phase));
  }
  const found = rowOf(measure, phase), button = found && (await until(() => found.querySelector("button")));
  if (!button) return;
  unfold(found.closest("details"));
  if (button.ariaExpanded !== "true") button.click();
  found.scrollIntoView({ block: "start" });
  if (view) await further(await until(() => found.nextElementSibling), view);
};

export const follow = () => {
  const measure = location.hash.slice(1), asked = new URLSearchParams(location.search), [phase, view] = [asked.get("phase"), asked.get("view")];
  if (!/^\w+$/.test(measure)) return;
  const found = document.getElementById(measure);
  if (found?.matches("article.measure")) article(found, phase, view);
  else if (!found) row(measure, phase, view).catch(console.warn);
};
