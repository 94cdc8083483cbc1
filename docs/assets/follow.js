// An address that ends in #measure leads to that measure's chart, however deep it is folded; ?phase= says which kind of schools.
import { asset } from "./place.js";

const PATIENCE = 10_000; // milliseconds

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

const article = (found, phase) => {
  const years = [...found.querySelectorAll("details.years")], wanted = years.find((each) => each.dataset.phase === phase) ?? years[0];
  const folded = found.querySelector("details.more");
  if (folded) folded.open = true;
  if (wanted) unfold(wanted);
  (wanted ?? found).scrollIntoView({ block: "start" });
};

const rowOf = (measure, phase) => {
  const rows = [...document.querySelectorAll("table.rest > tbody > tr:not(.below)")].filter((row) => row.querySelector(`a[href$="measure/${measure}.html"]`));
  return rows.find((row) => row.dataset.phase === phase) ?? rows[0];
};

// A figure outside the framework is a row; of some sections the rows are listed only when they are asked for.
const row = async (measure, phase) => {
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
};

export const follow = () => {
  const measure = location.hash.slice(1), phase = new URLSearchParams(location.search).get("phase");
  if (!/^\w+$/.test(measure)) return;
  const found = document.getElementById(measure);
  if (found?.matches("article.measure")) article(found, phase);
  else if (!found) row(measure, phase).catch(console.warn);
};
