// What is known of the schools themselves, side by side, and how far apart they are.
import { make } from "./place.js";
import { factsOf, shared } from "./compare_school.js";
import { miles } from "./miles.js";
import { WORDS, between } from "./compare_words.js";

// A school's facts have one row each, so that they stand level with those of the others.
const cardOf = ({ page, name }, facts, wanted) => {
  const terms = wanted.map((term) => make("div", {}, make("dt", {}, term), make("dd", {}, facts?.terms.get(term) ?? WORDS.unsaid)));
  const more = make("a", { href: `${page}#inspections`, ariaLabel: `${name}: ${WORDS.inspections}` }, WORDS.inspections);
  const inspected = make("div", {}, make("dt", {}, WORDS.inspected), make("dd", {}, facts?.inspected || WORDS.unsaid, " ", more));
  const line = make("p", {}, facts ? facts.line : `${name} ${WORDS.wrong}`);
  const section = make("section", {}, make("h3", {}, make("a", { href: page }, name)), line, make("dl", {}, ...terms, inspected));
  section.style.setProperty("--rows", terms.length + 3);
  return section;
};

export const schoolsOf = async (schools) => {
  const facts = await Promise.all(schools.map(({ urn }) => factsOf(urn).catch(() => null)));
  const wanted = WORDS.terms.filter((term) => facts.some((one) => one?.terms.has(term)));
  return make("div", { className: "level" }, ...schools.map((school, at) => cardOf(school, facts[at], wanted)));
};

// Each pair once, in the reader's order.
export const betweenOf = (schools) => {
  const pairs = schools.flatMap((one, at) => schools.slice(at + 1).map((other) => [one, other]));
  const far = (one, other) => (one.file.at && other.file.at ? miles(one.file.at, other.file.at) : null);
  const lines = pairs.map(([one, other]) => make("li", {}, between(one, other, far(one, other), shared(one.file, other.file))));
  return lines.length ? [make("h3", {}, WORDS.between), make("ul", { className: "pairs" }, ...lines)] : [];
};
