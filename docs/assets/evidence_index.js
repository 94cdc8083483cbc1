// Filters of the page of evidence: which reviews are listed and drawn. What is chosen stands in the address; the order never changes.
const form = document.querySelector("form.sieve"), told = document.querySelector(".told");
const items = [...document.querySelectorAll(".reviews>li")], rows = [...document.querySelectorAll(".costs [data-name]")];
const selects = [...form.querySelectorAll("select")];

const fits = (item) => selects.every(({ name, value }) => !value || item.dataset[name].split("|").includes(value));

const sift = () => {
  const shown = new Set(items.filter(fits).map((item) => item.dataset.name)), chosen = selects.filter(({ value }) => value);
  for (const each of [...items, ...rows]) each.hidden = !shown.has(each.dataset.name);
  for (const table of document.querySelectorAll(".costs")) table.parentElement.hidden = !table.querySelector("[data-name]:not([hidden])");
  const says = shown.size ? told.dataset.says.replace("{n}", shown.size).replace("{all}", items.length) : told.dataset.none;
  told.textContent = chosen.length ? says : "";
  return chosen.map(({ name, value }) => [name, value]);
};
const address = (asked) => history.replaceState(null, "", `${location.pathname}${asked.length ? `?${new URLSearchParams(asked)}` : ""}${location.hash}`);

const asked = new URLSearchParams(location.search);
for (const select of selects) if ([...select.options].some(({ value }) => value === asked.get(select.name))) select.value = asked.get(select.name);
sift();
form.addEventListener("change", () => address(sift()));
form.addEventListener("reset", () => setTimeout(() => address(sift())));
form.addEventListener("submit", (event) => event.preventDefault());
