// What a place's page and the home page do: charts near the view, what a reader asks for, and the list to compare.
import "./charts.js";
import "./asked.js";
import "./shortlist.js";

addEventListener("click", (event) => {
  const link = event.target.closest?.("article.measure .src a[href*='measure/']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  import("./defined.js").then(({ define }) => define(link)).catch(() => location.assign(link.href));
});
