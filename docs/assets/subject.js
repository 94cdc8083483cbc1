// What a chart is about: the measure, the kind of schools and the place, with the words and addresses that go along when it is taken away.
import { ROOT, asset, load } from "./place.js";

const told = new WeakMap(); // of a figure that a script made

export const tell = (figure, file, measure, phase) => told.set(figure, { file, measure, phase });

const OF_MEASURE = /\/measure\/(\w+)\.html$/;

// On a measure's own page and at the site's door all figures are England's; there the source below the chart names the measure.
const measureOf = (figure) => {
  const link = figure.parentElement.querySelector(".src a[href*='measure/']");
  return (location.pathname.match(OF_MEASURE) ?? link.pathname.match(OF_MEASURE))[1];
};
const found = async (figure) => told.get(figure) ?? {
  file: await load(`${ROOT}england.json`),
  measure: measureOf(figure),
  phase: figure.closest("[data-phase]")?.dataset.phase ?? "all",
};

// Of a review's chart what the page says of the review; `along` is what its data take along.
const reviewOf = (figure, { review, title, source, licence, unit }) => {
  const address = `${ROOT}evidence/${review}/#${figure.id}`;
  return {
    title, address, view: figure.dataset.chart, about: { title, publishers: source, licence }, along: [title, unit, source, licence, address],
    embed: `${ROOT}embed/?${new URLSearchParams({ review, chart: figure.id })}`, name: `${review}-${figure.id}`,
  };
};

export const subjectOf = async (figure) => {
  const review = document.getElementById("review");
  if (review) return reviewOf(figure, JSON.parse(review.textContent));
  const [{ file, measure, phase }, measures, words] = await Promise.all([found(figure), asset("measures"), asset("words")]);
  const about = measures[measure], view = figure.dataset.chart || "trend";
  const place = file.page.replace(/\.html$/, "");
  const kind = file.level === "school" || phase === "all" ? "" : `, ${words.phases[phase]}`;
  const which = { ...(file.level === "school" ? {} : { phase }), ...(view === "trend" ? {} : { view }) };
  const [search, asked] = [new URLSearchParams(which), new URLSearchParams({ place, measure, ...which })];
  return {
    file, measure, phase, about, view,
    title: `${about.title}: ${file.name}${kind}`,
    address: `${ROOT}${file.page}${search.size ? `?${search}` : ""}#${measure}`,
    embed: `${ROOT}embed/?${asked}`,
    name: `${measure}-${place.replace(/\W/g, "-")}${kind && `-${phase}`}${view === "trend" ? "" : `-${view}`}`,
  };
};
