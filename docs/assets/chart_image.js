// A chart as a picture that can stand alone: title, what it shows, the chart in its light colours on paper, source and address.
import { light, plotly } from "./plotting.js";

const [WIDE, TALL, TWICE, EDGE] = [880, 460, 2, 32];

const wrapped = (pen, text, width) => {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width > width && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

const loaded = (src) => new Promise((done, failed) => {
  const image = new Image();
  image.onload = () => done(image);
  image.onerror = failed;
  image.src = src;
});

// Of a chart that plotly draws.
export const pictured = async (chart) => {
  const Plotly = await plotly(), { figure } = chart, rows = figure.style.getPropertyValue("--rows");
  const tall = figure.dataset.chart === "map" ? 700 : rows ? 76 + Math.max(rows, 2) * (figure.dataset.of ? 15 : 28) : TALL; // a forest grows with its rows
  const { data, layout } = chart.made(WIDE - 2 * EDGE, tall, light());
  const src = await Plotly.toImage({ data, layout }, { format: "png", width: WIDE - 2 * EDGE, height: tall, scale: TWICE });
  return { image: await loaded(src), tall };
};

// `texts` are [what, font size, weight, token of the colour], from top to bottom, before and after the picture.
export const composed = ({ image, tall }, before, after) => {
  const canvas = document.createElement("canvas"), style = light(), colour = (name) => style.getPropertyValue(name).trim();
  const pen = canvas.getContext("2d"), font = (size, weight) => `${weight} ${size}px system-ui, sans-serif`;
  const laid = (texts) => texts.flatMap(([text, size, weight, name]) => {
    pen.font = font(size, weight);
    return wrapped(pen, text, WIDE - 2 * EDGE).map((line) => ({ line, size, weight, name }));
  });
  const [head, foot] = [laid(before), laid(after)], high = (lines) => lines.reduce((sum, { size }) => sum + size * 1.4, 0);
  [canvas.width, canvas.height] = [WIDE * TWICE, Math.ceil(high(head) + tall + high(foot) + 2.5 * EDGE) * TWICE];
  pen.scale(TWICE, TWICE);
  pen.fillStyle = colour("--card");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let y = EDGE;
  const write = (lines) => lines.forEach(({ line, size, weight, name }) => {
    [pen.font, pen.fillStyle, pen.textBaseline] = [font(size, weight), colour(name), "top"];
    pen.fillText(line, EDGE, y);
    y += size * 1.4;
  });
  write(head);
  pen.drawImage(image, EDGE, (y += EDGE / 4), WIDE - 2 * EDGE, tall);
  y += tall + EDGE / 2;
  write(foot);
  return canvas;
};
