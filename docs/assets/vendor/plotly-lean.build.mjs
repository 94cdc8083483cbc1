// Makes plotly-lean.min.js, byte by byte, of plotly-lean.entry.js; in a folder with copies of these three files:
//   npm install --ignore-scripts plotly.js@4.1.1 esbuild@0.28.1
//   node plotly-lean.build.mjs
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const MADE = "plotly-lean.min.js";
// Lassos, the row of buttons and its icons: no chart here has them, and what asks for them gets a function that does nothing.
const ABSENT = /components\/(selections|modebar)(\/(index|select))?(\.js)?$|fonts\/ploticon(\.js)?$|^polybooljs$/;

const absent = {
  name: "absent",
  setup: (made) => {
    made.onResolve({ filter: ABSENT }, () => ({ path: "absent", namespace: "absent" }));
    made.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = new Proxy({}, { get: () => () => {} });" }));
  },
};

await build({
  entryPoints: ["plotly-lean.entry.js"], outfile: MADE, allowOverwrite: true, plugins: [absent],
  banner: { js: readFileSync(MADE, "utf8").split("\n", 1)[0] },
  bundle: true, minify: true, format: "iife", globalName: "Plotly", target: "es2016", legalComments: "none",
  define: { global: "window", "define.amd": "false" }, loader: { ".css": "empty" },
});
