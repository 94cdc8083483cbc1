// One school of the list: its figures out of the JSON beside its page, and what the registers and inspectors say out of the page itself.
import { ROOT, load } from "./place.js";

const addressOf = (urn, ending) => `${ROOT}school/${urn}.${ending}`;
const pages = new Map();

// The page as a document that nothing runs in; null if there is none. Words are taken from it as text alone.
const pageOf = (urn) => {
  if (!pages.has(urn)) {
    const read = async (reply) => (reply.ok ? new DOMParser().parseFromString(await reply.text(), "text/html") : null);
    pages.set(urn, fetch(addressOf(urn, "html")).then(read));
  }
  return pages.get(urn);
};

const wordsOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

// An open school has a `file`; a closed one a name alone; of an unknown one there is neither. `failed`: nothing could be loaded.
export const schoolOf = async (urn) => {
  const page = addressOf(urn, "html");
  try {
    const reply = await fetch(addressOf(urn, "json"));
    if (reply.ok) {
      const file = await reply.json();
      return { urn, page, name: file.name, file };
    }
    const closed = await pageOf(urn);
    return { urn, page, name: wordsOf(closed?.querySelector("h1")), closed: closed !== null };
  } catch {
    return { urn, page, name: "", failed: true };
  }
};

// The line below its name, the terms of its list of facts, and what inspectors said; nulls where the page does not say it.
export const factsOf = async (urn) => {
  const page = await pageOf(urn);
  if (!page) return null;
  const terms = [...page.querySelectorAll(".facts dt")].map((term) => [wordsOf(term), wordsOf(term.nextElementSibling)]);
  return { line: wordsOf(page.querySelector(".lede")), terms: new Map(terms), inspected: wordsOf(page.querySelector("#inspections .say")) };
};

// England's file and that of each school's authority, by their path below the root; without those that could not be loaded.
export const areasOf = async (schools) => {
  const paths = [...new Set(schools.flatMap(({ file }) => file.beside))];
  const found = await Promise.all(paths.map(async (path) => [path, await load(ROOT + path).catch(() => null)]));
  return new Map(found.filter(([, area]) => area));
};

export const shared = (one, other) => {
  const theirs = new Set(other.similar ?? []);
  return (one.similar ?? []).filter((urn) => theirs.has(urn)).length;
};
