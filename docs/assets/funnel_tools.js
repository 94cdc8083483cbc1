// What takes a funnel away, as every other chart is: the schools of the chosen place with their figures, and the dots as they stand.
import { toolsOf } from "./chart_tools.js";
import { ROOT, asset } from "./place.js";

const picture = (canvas) => async () => ({ image: canvas, tall: (canvas.height / canvas.width) * 816 });

export const toolsOfFunnel = async ({ measure, kind, code, name, canvas, table }) => {
  const [{ [measure]: about }, words] = await Promise.all([asset("measures"), asset("words")]);
  const at = (more) => `${ROOT}measure/${measure}.html?${new URLSearchParams({ place: code, kind, ...more })}#funnel`, address = at({});
  const subject = {
    measure, about, phase: kind, file: { name }, address, embed: at({ alone: 1 }),
    title: `${about.title}: ${name}, ${words.phases[kind]}`, name: `${measure}-${code || "england"}-${kind}-funnel`,
  };
  return toolsOf({ subject, words, picture: picture(canvas), get said() { return document.querySelector(".funnel .what").textContent; }, get table() { return table(); } });
};
