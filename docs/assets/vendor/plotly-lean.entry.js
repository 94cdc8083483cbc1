// The part of plotly.js 4.1.1 that this site's charts need: its core with scatter, without what no chart here asks for. A sixth lighter
// than the smallest bundle that plotly itself makes. plotly-lean.build.mjs makes plotly-lean.min.js of it.
require("plotly.js/build/plotcss");
const { version } = require("plotly.js/src/version");
const { register } = require("plotly.js/src/registry");
const api = require("plotly.js/src/plot_api");

for (const [name, fn] of Object.entries(api)) register({ moduleType: "apiMethod", name, fn });
register(require("plotly.js/src/traces/scatter"));
register([
  require("plotly.js/src/components/annotations"),
  require("plotly.js/src/components/shapes"),
  require("plotly.js/src/components/errorbars"),
  require("plotly.js/src/components/colorscale"),
  require("plotly.js/src/components/legend"),
  require("plotly.js/src/components/fx"),
  // In place of the row of buttons over a chart, of which the layout wants to know how it lies.
  { moduleType: "component", name: "modebar", layoutAttributes: {}, supplyLayoutDefaults: (_, layout) => { layout.modebar = { orientation: "h" }; } },
]);
register([require("plotly.js/src/locale-en"), require("plotly.js/src/locale-en-us")]);

module.exports = { version, newPlot: api.newPlot, react: api.react, relayout: api.relayout, purge: api.purge, toImage: api.toImage };
