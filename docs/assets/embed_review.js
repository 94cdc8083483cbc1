// One chart of a review in a page of its own: figure and table are those of the review's page. ?review=phonics&chart=pooled
import { ROOT, make } from "./place.js";

// The page is that of all charts: what those of reviews need comes along.
const styled = () => new Promise((done) => {
  const sheet = make("link", { rel: "stylesheet", href: new URL("evidence.css", import.meta.url).href, onload: done, onerror: done });
  document.head.append(sheet);
});

const NAME = /^[a-z0-9-]+$/;

export const showReview = async (box, review, chart, unknown) => {
  if (!NAME.test(review) || !NAME.test(chart)) unknown();
  const [reply] = await Promise.all([fetch(`${ROOT}evidence/${review}/`), styled()]);
  if (reply.status === 404) unknown();
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const told = page.getElementById("review"), figure = page.getElementById(chart);
  if (!told || !figure?.matches("figure[data-chart]")) unknown();
  const table = figure.dataset.of ? page.getElementById(figure.dataset.of) : figure.nextElementSibling.querySelector("table");
  const scroll = make("div", { className: "scroll tall", tabIndex: 0, role: "region", ariaLabel: table.caption.textContent }, table);
  box.append(told, figure, scroll);
  figure.dispatchEvent(new Event("chart", { bubbles: true }));
  const { title, source, licence } = JSON.parse(told.textContent);
  return { title, source: `${source}. ${licence}`, address: `${ROOT}evidence/${review}/#${chart}`, name: title };
};
