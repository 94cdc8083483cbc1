// Each study by its effect and its standard error, the surest at the top, with the lines between which chance alone would leave 19 in 20.
import { dots, headOf, nothing, studiesOf, told, xaxisOf } from "./research_axis.js";

const REACH = 1.96; // standard errors
const STEPS = 24; // of a line that bends on some scales

export const of = async (figure, table) => {
  const { how, pool } = told(figure), studies = studiesOf(table, how).map((study) => ({ ...study, y: study.se }));
  const most = Math.max(...studies.map(({ se }) => se)) * 1.08, middle = how.ticks ? pool.at : how.own(pool.at);
  const errors = Array.from({ length: STEPS + 1 }, (_, at) => (most * at) / STEPS);
  const side = (sign) => ({ x: errors.map((se) => how.back(middle + sign * REACH * se)), y: errors });
  const data = [dots(studies), side(-1), side(1), { x: [pool.at, pool.at], y: [0, most] }];
  const stops = [...studies].sort((a, b) => b.se - a.se).map(({ at: x, y, said }) => ({ x, y: [y], said, ring: true }));
  const xaxis = xaxisOf(how, studies.map(({ at }) => at), headOf(table, 1));
  return () => ({ data, layout: { xaxis, yaxis: { range: [most, 0], title: { text: headOf(table, 3) } }, shapes: [nothing(how)] }, stops });
};
