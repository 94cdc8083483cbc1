// Finds written pages, measures and data packages in the list that pipeline/web/leaves.py writes. Places come first: this is asked after them.
import { fold } from "./find_places.js";

const padded = (text) => ` ${fold(text)}`;

// Every word begins a word of the text.
const holds = (text, words) => words.every((word) => text.includes(` ${word}`));

// Pages by how well they fit: title, then question, then one of their headings, to which the address then leads.
export const pages = async (index, query) => {
  const words = fold(query).trim().split(" ").filter((word) => word.length > 1);
  if (!words.length) return [];
  const found = [];
  for (const [path, title, says, parts] of await index.load("pages")) {
    const [named, told] = [padded(title), padded(`${title} ${says}`)];
    const part = parts.find(([, heading]) => holds(padded(heading), words)) ?? parts.find(([, heading]) => holds(padded(`${title} ${heading}`), words));
    const kind = path.split("/")[0];
    if (holds(named, words)) found.push({ fit: 0, path, name: title, kind, says });
    else if (part) found.push({ fit: 1, path: `${path}#${part[0]}`, name: part[1], kind, says: title });
    else if (holds(told, words)) found.push({ fit: 2, path, name: title, kind, says });
  }
  return found.sort((a, b) => a.fit - b.fit || a.name.localeCompare(b.name, "en-GB"));
};
