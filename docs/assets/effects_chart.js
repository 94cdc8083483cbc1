// How the effects of the studies are spread: each a dot on a heap above its place; below, the average's interval and where one more study may lie.
import { dots, headOf, nothing, studiesOf, told, xaxisOf } from "./research_axis.js";

const DOT = 9; // pixels that a dot needs

const heaped = (studies, span, width) => {
  const heaps = new Map(), step = (span[1] - span[0]) / Math.max(1, Math.floor((width - 40) / DOT));
  return [...studies].sort((a, b) => a.at - b.at).map((study) => {
    const heap = Math.round((study.at - span[0]) / step), y = (heaps.get(heap) ?? 0) + 1;
    heaps.set(heap, y);
    return { ...study, y };
  });
};

export const of = async (figure, table) => {
  const { how, pool } = told(figure), studies = studiesOf(table, how);
  const xaxis = xaxisOf(how, [...studies.map(({ at }) => at), pool.least, pool.most], headOf(table, 1));
  return (width, height) => {
    const heaps = heaped(studies, xaxis.range, width), room = Math.max((height - 120) / DOT, ...heaps.map(({ y }) => y + 1));
    const bar = (low, high, part) => ({ x: [pool[low], pool[high]], y: [-room * part, -room * part] });
    const data = [dots(heaps), bar("least", "most", 0.09), bar("low", "high", 0.2)];
    const stops = heaps.map(({ at: x, y, said }) => ({ x, y: [y], said, ring: true }));
    return { data, layout: { xaxis, yaxis: { range: [-room * 0.3, room], visible: false }, shapes: [nothing(how)] }, stops };
  };
};
