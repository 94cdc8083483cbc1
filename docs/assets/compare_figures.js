// What is set side by side: a row for each measure of the schools' scorecards, a cell for each school in the reader's order.
import { points } from "./place.js";
import { verdict } from "./apart.js";

const APART = ["special", "alternative-provision"]; // their results say nothing beside those of all schools
const OTHER_AGES = "secondary"; // what the registers call schools of other ages than their kind, which have no kind of their own here
const ALL = "all";

// First those that most schools of the phase have, then those that only some are shown by as well.
const firstOf = ({ file }, card) => {
  const phase = file.kind ?? (file.phase === ALL ? OTHER_AGES : file.phase), has = new Set(file.figures.map((figure) => figure.measure));
  return [...(card.phases[phase] ?? []), ...(card.also[phase] ?? []).filter((id) => has.has(id))];
};

// Only figures of the same kind are held against one another: of a phase, that of schools which have it; else all, but special schools.
const kindOf = ({ urn, file }, phase) => (phase === ALL ? (APART.includes(file.kind) ? file.kind : ALL) : (file.kind ?? urn));

const valueIn = (areas, path, id, mine, period) => {
  const area = areas.get(path), value = area && points(area, id, mine.phase)?.by.get(period)?.value;
  return (value ?? null) === null ? [] : [{ name: area.name, value }];
};

// England's middle half of the school's kind, where it is of the same year; its ends hold nearly all.
const spreadOf = (areas, id, { file }, period) => {
  const spread = areas.get("england.json")?.spreads?.[id]?.[file.kind];
  return spread?.period === period ? { middle: spread.ends.slice(1, 3), ends: spread.ends } : { middle: [], ends: [] };
};

// A figure is the latest number; `later` says why a newer year has none.
const cellOf = (id, school, areas) => {
  const mine = points(school.file, id);
  if (!mine) return { school, value: null, reason: "" };
  const last = mine.periods.at(-1), period = mine.periods.findLast((each) => mine.by.get(each).value !== null) ?? last;
  const point = mine.by.get(period), paths = school.file.beside.slice(0, mine.figure.beside ?? school.file.beside.length);
  const beside = paths.flatMap((path) => valueIn(areas, path, id, mine, period));
  const later = period === last ? null : { period: last, reason: mine.by.get(last).reason };
  return { school, period, ...point, later, half: mine.figure.half ?? [], kind: kindOf(school, mine.phase), beside, ...spreadOf(areas, id, school, period) };
};

// The others of the list that a figure may be held against.
const othersOf = (cell, cells) => cells.filter((one) => one !== cell && one.period === cell.period && one.kind === cell.kind);

export const rowsOf = (schools, card, areas) => {
  const ids = new Set(schools.flatMap((school) => firstOf(school, card)));
  return [...ids].map((id) => {
    const cells = schools.map((school) => cellOf(id, school, areas)), known = cells.filter((cell) => cell.value !== null);
    for (const cell of known) cell.others = othersOf(cell, known).map((one) => one.value);
    return { id, ...card.measures[id], cells, known, verdict: verdict(known) };
  });
};
