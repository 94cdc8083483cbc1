// What takes a chart away: its data, a picture, its address, and the code that shows it in another page.
import { csv } from "./chart_csv.js";
import { make } from "./place.js";

const SITE = "Open Evidence Centre";

export const save = (blob, name) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const data = ({ table, subject, words }) => {
  const { take } = words.chart, { about, phase, file } = subject, columns = subject.along ? take.columns_review : take.columns;
  const told = subject.along ?? [about.title, words.units[about.unit], file.name, words.phases[phase] ?? "", about.publishers, about.licence, subject.address];
  const along = Object.fromEntries(columns.map((name, at) => [name, told[at]]));
  save(new Blob([csv(table, along)], { type: "text/csv" }), `${subject.name}.csv`);
};

const image = async (chart) => {
  const { composed, pictured } = await import("./chart_image.js");
  const { subject, words } = chart, { take } = words.chart;
  const before = [[subject.title, 22, 600, "--ink"], [chart.said, 15, 400, "--soft"]];
  const after = [`${take.source}: ${subject.about.publishers}. ${subject.about.licence}.`, `${SITE}, ${subject.address}`].map((text) => [text, 13, 400, "--soft"]);
  const canvas = composed(await (chart.picture ?? pictured)(chart), before, after);
  canvas.toBlob((blob) => save(blob, `${subject.name}.png`), "image/png");
};

const frame = ({ subject }) => {
  const attributes = { src: subject.embed, title: subject.title, width: "100%", height: "680", style: "border:0", loading: "lazy" };
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe ${Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`).join(" ")}></iframe>`;
};

// A row of buttons, and below it a field with what is to be copied.
export const toolsOf = (chart) => {
  const { take } = chart.words.chart;
  const status = make("span", { role: "status", className: "soft" });
  const field = make("textarea", { readOnly: true, rows: 3, spellcheck: false });
  const label = make("label", { hidden: true }, make("span"), field);
  const show = async (text, name, rows) => {
    [label.hidden, label.firstChild.textContent, field.value, field.rows, status.textContent] = [false, name, text, rows, ""];
    field.select();
    await navigator.clipboard?.writeText(text).then(() => (status.textContent = take.copied), () => {}); // else the text stands there to be copied
  };
  const acts = {
    data: () => data(chart),
    image: () => image(chart).catch(() => (status.textContent = take.failed)),
    link: () => show(chart.subject.address, take.address, 2),
    embed: () => show(frame(chart), take.code, 4),
  };
  const buttons = Object.entries(acts).map(([name, act]) => {
    const button = make("button", { type: "button" }, take[name]);
    button.addEventListener("click", act);
    return button;
  });
  return make("div", { className: "take", role: "group", ariaLabel: `${take.name}: ${chart.subject.title}` }, ...buttons, status, label);
};
