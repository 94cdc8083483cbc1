// Whether the figures of a few schools can be told apart. The rule and its source: docs/methods, "Comparing a few schools".
const known = (one) => (one ?? null) !== null;

// Newcombe's MOVER: how low the difference of two figures may be, out of the 95 % interval of each.
export const lowest = (higher, lower) => higher.value - lower.value - Math.hypot(higher.value - higher.low, lower.high - lower.value);
export const above = (one, other) => one.value > other.value && lowest(one, other) > 0;

// What a figure is held against: those of the same year and of schools of the same kind.
const groupsOf = (figures) => {
  const groups = new Map();
  for (const figure of figures) {
    const key = `${figure.period} ${figure.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()];
};

const told = (members) => {
  const sure = members.filter((one) => known(one.low) && known(one.high)), silent = members.filter((one) => !sure.includes(one));
  const higher = sure.map((one) => ({ one, than: sure.filter((other) => above(one, other)) })).filter(({ than }) => than.length);
  const pairs = higher.reduce((count, { than }) => count + than.length, 0);
  return { members, sure, silent, higher, every: pairs === (sure.length * (sure.length - 1)) / 2 };
};

// `figures` are [{value, low, high, period, kind}] in the reader's order; so are all lists that come back. `alone` are those with none to
// be held against, and why: the year, where another school of the kind has a figure of another, or else the kind.
export const verdict = (figures) => {
  const groups = groupsOf(figures), why = (one) => (figures.some((other) => other !== one && other.kind === one.kind) ? "year" : "kind");
  const alone = groups.filter((members) => members.length === 1).map(([one]) => ({ one, why: why(one) }));
  return { groups: groups.filter((members) => members.length > 1).map(told), alone };
};
