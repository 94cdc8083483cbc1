// What the page of comparison says, in words. Every function gives a sentence or a list of them.
export const WORDS = {
  empty: "Your list is empty.",
  how: "Find a school, open its page and press “Add to my list”. You can set up to six schools side by side. The list stays on this device: there is no account, and nothing is sent to us.",
  find: "Find a school",
  list: "Your list",
  order: "The schools stand in the order in which you added them. Nothing here is ranked.",
  remove: "Take off",
  removed: "is off this list",
  another: "Find another school",
  keep: "Keep this list on my device",
  differs: "This list came with the address. It is not the list on this device.",
  keptNow: "Kept on this device.",
  refused: "This browser keeps nothing. The address holds the list: save it as a bookmark.",
  tooMany: "An address can hold six schools. The others were left out.",
  copy: "Copy the address",
  address: "Address of this list, to send to somebody",
  copied: "Copied. Whoever opens the address sees these schools.",
  copyYourself: "The address is marked. Copy it yourself.",
  take: "Download these figures (CSV)",
  print: "Print",
  beside: "Beside each school show",
  yardsticks: { similar: "half of its similar schools", authority: "its authority and England", own: "the others on my list" },
  figures: "The figures",
  rule: "Where both figures have a 95% interval we say whether chance alone could make the difference.",
  method: "How we tell",
  facts: "The schools",
  between: "How far apart they are",
  counts: "what it counts",
  all: "All figures in one table",
  measure: "Figure",
  page: "Its page",
  inspected: "Inspectors",
  inspections: "More of what they said",
  terms: ["Boys or girls", "Faith", "Sixth form", "Admissions"],
  unsaid: "not said",
  loading: "Loading …",
  absent: "no such figure is held here",
  none: "No such figure is held here of",
  wrong: "could not be loaded. Try again later.",
  closed: "has closed. Its page says what came after it.",
  unknown: "No school has the number {urn} here.",
  file: "compare-schools.csv",
};

const COUNT = ["none", "one", "two", "three", "four", "five", "six"];
const joined = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);
const nameOf = (figure) => figure.school.name;
export const names = (figures) => joined(figures.map(nameOf));
const are = (figures, one, many) => (figures.length === 1 ? one : many);
const sentence = (text) => text[0].toUpperCase() + text.slice(1);

// Schools that are higher than the same others share a sentence.
const pairsOf = (higher) => {
  const found = new Map();
  for (const { one, than } of higher) found.set(names(than), [...(found.get(names(than)) ?? []), one]);
  return [...found].map(([others, those]) => `${names(those)} ${are(those, "has a higher figure", "have higher figures")} than ${others}.`);
};

const apart = ({ sure, higher, every }, whole) => {
  if (!higher.length) return [`We cannot tell ${whole ? `these ${COUNT[sure.length]}` : names(sure)} apart: chance alone could make such differences.`];
  return [...pairsOf(higher), "Chance alone would hardly explain that.", ...(every ? [] : ["No other two of them can be told apart."])];
};

const group = (found, whole, only) => {
  const { sure, silent, members } = found, all = whole && !silent.length;
  if (!sure.length) return [`${whole ? "These figures have" : only ? "The other figures have" : `The figures of ${names(members)} have`} no interval, so we cannot say what chance could do here.`];
  if (sure.length === 1) return [`Only the figure of ${nameOf(sure[0])} has an interval, so we cannot say what chance could do here.`];
  return [...apart(found, all), ...(silent.length ? [`${names(silent)} ${are(silent, "has", "have")} no interval, so of ${are(silent, "it", "them")} we cannot say.`] : [])];
};

const WHY = {
  year: ["is of another year and is not compared.", "are of other years and are not compared."],
  kind: ["is of another kind of school, or of other ages, and is not compared.", "are of other kinds of school, or of other ages, and are not compared."],
};
const alone = (found) => Object.entries(WHY).flatMap(([why, [one, many]]) => {
  const those = found.filter((each) => each.why === why).map((each) => each.one);
  return those.length ? [`${are(those, "The figure of", "The figures of")} ${names(those)} ${are(those, one, many)}`] : [];
});

// What a row comes to.
export const said = ({ known, verdict, cells }) => {
  if (!known.length) return ["None of these schools has a figure here."];
  if (known.length === 1) return [cells.length > 1 ? `Only ${nameOf(known[0])} has a figure here, so there is nothing to compare.` : "Add another school to compare."];
  const only = verdict.groups.length === 1, whole = only && !verdict.alone.length;
  return [...alone(verdict.alone), ...verdict.groups.flatMap((found) => group(found, whole, only))];
};

const range = (values, print) => {
  const low = print(Math.min(...values)), high = print(Math.max(...values));
  return low === high ? low : `${low} to ${high}`;
};

// What stands beside a figure, by the reader's yardstick.
export const standing = {
  similar: ({ half }, print) => (half.length ? `Similar schools: ${range(half, print)}` : "No similar schools to show"),
  authority: ({ beside }, print) => beside.map(({ name, value }) => `${name}: ${print(value)}`).reverse().join(" · ") || "No authority or England to show",
  own: ({ others }, print) => (others.length ? `${others.length === 1 ? "The other" : "The others"}: ${range(others, print)}` : "No other to show"),
};

export const between = (one, other, miles, shared) => {
  const far = miles === null ? "how far apart is not known here" : miles < 0.1 ? "less than 0.1 miles apart" : `${miles.toFixed(1)} ${miles.toFixed(1) === "1.0" ? "mile" : "miles"} apart`;
  return `${one.name} and ${other.name}: ${far}; ${sentence(COUNT[shared] ?? String(shared)).toLowerCase()} of their similar schools ${shared === 1 ? "is" : "are"} the same.`;
};
