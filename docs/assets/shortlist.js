// The reader's own list of up to six schools: their URNs, kept on the device and nowhere else. Adds the button to a school's page.
import { ROOT, make } from "./place.js";

export const MOST = 6;
const KEY = "oec-shortlist";
const WORDS = {
  add: "Add to my list",
  remove: "On my list – take off",
  added: "Added. Schools on your list: {n}.",
  removed: "Taken off. Schools on your list: {n}.",
  full: "Your list is full: six schools. Take one off first.",
  compare: "Compare ({n})",
};
const say = (key, n) => WORDS[key].replace("{n}", n);

// Six-digit numbers, each once, in the reader's order; anything else is dropped.
export const urnsOf = (text) => [...new Set((text ?? "").split(",").map((one) => one.trim()).filter((one) => /^\d{6}$/.test(one)))].slice(0, MOST);
export const addressOf = (urns) => `${ROOT}compare/${urns.length ? `?schools=${urns.join(",")}` : ""}`;

let here = ""; // stands in where the browser refuses to keep anything
export const kept = () => {
  try {
    return urnsOf(localStorage.getItem(KEY));
  } catch {
    return urnsOf(here);
  }
};

// Whether the device keeps it.
export const keep = (urns) => {
  here = urns.join(",");
  let done = true;
  try {
    localStorage.setItem(KEY, here);
  } catch {
    done = false;
  }
  dispatchEvent(new Event("shortlist"));
  return done;
};

// "added", "removed" or "full".
export const toggle = (urn) => {
  const urns = kept();
  if (urns.includes(urn)) return keep(urns.filter((one) => one !== urn)), "removed";
  if (urns.length >= MOST) return "full";
  return keep([...urns, urn]), "added";
};

// Act now, and whenever the list changes, here or in another window.
export const follow = (act) => {
  act(kept());
  addEventListener("shortlist", () => act(kept()));
  addEventListener("storage", () => act(kept()));
};

// A button that adds a school to the list and takes it off, which says what it did, and leads on. `name` tells the buttons of a list of schools apart.
export const adder = (urn, name = "") => {
  const button = make("button", { className: "plain", type: "button" }), said = make("span", { className: "soft", role: "status" }), link = make("a");
  button.addEventListener("click", () => {
    const done = toggle(urn);
    said.textContent = say(done, kept().length);
  });
  follow((urns) => {
    button.textContent = urns.includes(urn) ? WORDS.remove : WORDS.add;
    if (name) button.ariaLabel = `${button.textContent}: ${name}`;
    link.textContent = say("compare", urns.length);
    link.href = addressOf(urns);
    link.hidden = !urns.length;
  });
  return make("span", { className: "adder" }, button, " ", link, " ", said);
};

const header = document.querySelector(".doors a.mine");
if (header) {
  const plain = header.textContent;
  follow((urns) => {
    header.textContent = urns.length ? say("compare", urns.length) : plain;
    header.href = addressOf(urns);
  });
}
const file = document.querySelector(".act a[href$='.json']");
const school = file?.href.match(/\/school\/(\d{6})\.json$/);
if (school) file.parentElement.prepend(adder(school[1]));
