// Two shorter papers of a place's page: one page for a visit, and one of at most five for a meeting of governors. print.css lays them out.
import { asset, make } from "./place.js";

const print = (paper) => {
  document.documentElement.dataset.paper = paper;
  window.print();
};
addEventListener("afterprint", () => delete document.documentElement.dataset.paper);

const row = document.querySelector(".short .act");
if (row) asset("words").then(({ papers }) => {
  const buttons = Object.entries(papers).map(([paper, name]) => {
    const button = make("button", { className: "plain", type: "button" }, name);
    button.addEventListener("click", () => print(paper));
    return button;
  });
  row.append(...buttons);
}).catch(console.error);
