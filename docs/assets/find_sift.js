// The filters: which schools fit, and which values there are to choose from.
import { WORDS, fill } from "./find_words.js";

export const SIFTS = ["phase", "type", "faith", "gender", "sixth"];
const NONE = "-"; // in the address for a value that is not there

const faiths = (school) => (school.faith ? school.faith.split("/") : [NONE]); // a school of two faiths fits both
const values = { phase: (school) => [school.phase], type: (school) => [school.type || NONE], faith: faiths, gender: (school) => [school.gender || NONE] };
const label = {
  phase: (value) => WORDS.phases[value] ?? value,
  type: (value) => (value === NONE ? WORDS.noType : value),
  faith: (value) => (value === NONE ? WORDS.noFaith : value),
  gender: (value) => WORDS.genders[value === NONE ? "" : value] ?? value,
};
const ORDER = Object.keys(WORDS.phases);

export const fits = (state) => {
  const chosen = Object.keys(values).filter((name) => state[name]);
  return (school) => (!state.sixth || school.sixth === 1) && chosen.every((name) => values[name](school).includes(state[name]));
};

export const sifted = (state) => SIFTS.filter((name) => state[name]);

// Fills the lists with the values that occur in these schools; what is chosen stays, whether it occurs or not.
export const offer = (form, state, schools) => {
  for (const name of Object.keys(values)) {
    const found = new Set(schools.flatMap(values[name]));
    if (state[name]) found.add(state[name]);
    const sorted = [...found].sort((a, b) => (a === NONE) - (b === NONE) || (name === "phase" ? ORDER.indexOf(a) - ORDER.indexOf(b) : a.localeCompare(b, "en-GB")));
    const select = form.elements[name];
    select.replaceChildren(select.options[0], ...sorted.map((value) => new Option(label[name](value), value)));
    select.value = state[name];
    select.parentElement.hidden = sorted.length < 2 && !state[name];
  }
  form.elements.sixth.checked = Boolean(state.sixth);
  form.elements.sixth.parentElement.hidden = !state.sixth && !schools.some((school) => school.sixth);
  form.elements.within.value = state.within;
  form.elements.order.value = state.order;
};

// Distances to choose from, once.
export const distances = (form) => {
  const numbers = Object.keys(WORDS.within).sort((a, b) => a - b);
  form.elements.within.append(...numbers.map((miles) => new Option(WORDS.within[miles], miles)));
};

// What to loosen when nothing fits: [words, what changes in the state].
export const loosening = (state, far) => {
  const drop = sifted(state).map((name) => [fill(WORDS.loosen.drop, { name: WORDS.names[name] }), { [name]: "" }]);
  const wider = Object.keys(WORDS.within).map(Number).sort((a, b) => a - b).find((miles) => miles > Number(state.within));
  if (far && state.within) drop.push(wider ? [fill(WORDS.loosen.within, { n: wider }), { within: String(wider) }] : [WORDS.loosen.any, { within: "" }]);
  return drop;
};
