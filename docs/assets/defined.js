// What a figure counts, on a tap on its link: said below it, with a link to all about it. Without scripts the link itself leads there.
import { asset, make } from "./place.js";

const said = async (address) => {
  const [measures, told] = await Promise.all([asset("measures"), asset("words")]);
  const note = make("p", { className: "note", tabIndex: -1 }, `${measures[address.match(/(\w+)\.html$/)[1]].definition} `);
  note.append(make("a", { href: address }, told.chart.about));
  return note;
};

export const define = async (link) => {
  const source = link.closest(".src"), there = source.nextElementSibling;
  if (there?.matches(".note")) return there.remove();
  source.after(await said(link.href));
  source.nextElementSibling.focus();
};
