// Finds written pages, measures and data packages in the list that pipeline/web/leaves.py writes. Places come first: this is asked after them.
import { fold } from "./find_places.js";

const read = new Map(); // an index to its pages, their texts folded once
const padded = (text) => ` ${fold(text)}`;

// Every word begins a word of the text.
const holds = (text, words) => words.every((word) => text.includes(` ${word}`));

const folded = ([path, title, says, parts]) => ({
  path, title, says, kind: path.split("/")[0], named: padded(title), told: padded(`${title} ${says}`),
  parts: parts.map(([part, heading]) => ({ part, heading, alone: padded(heading), below: padded(`${title} ${heading}`) })),
});

// Pages by how well they fit: title, then question, then one of their headings, to which the address then leads.
export const pages = async (index, query) => {
  const words = fold(query).trim().split(" ").filter((word) => word.length > 1);
  if (!words.length) return [];
  if (!read.has(index)) read.set(index, (await index.load("pages")).map(folded));
  const found = [];
  for (const { path, title, says, kind, named, told, parts } of read.get(index)) {
    const part = parts.find(({ alone }) => holds(alone, words)) ?? parts.find(({ below }) => holds(below, words));
    if (holds(named, words)) found.push({ fit: 0, path, name: title, kind, says });
    else if (part) found.push({ fit: 1, path: `${path}#${part.part}`, name: part.heading, kind, says: title });
    else if (holds(told, words)) found.push({ fit: 2, path, name: title, kind, says });
  }
  return found.sort((a, b) => a.fit - b.fit || a.name.localeCompare(b.name, "en-GB"));
};
