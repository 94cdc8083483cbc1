// The part of plotly.js 4.1.1 that this site's charts need: its core with scatter, without what no chart here asks for. An eighth lighter
// than the smallest bundle that plotly itself makes. plotly-lean.min.js comes of this file like so, in an empty folder with both:
//   npm install --ignore-scripts plotly.js@4.1.1 esbuild@0.28.1
//   touch nothing.js    # in place of polybooljs, which joins lassoed areas: nothing is lassoed here
//   BANNER=$(head -n 1 plotly-lean.min.js)
//   npx esbuild plotly-lean.entry.js --bundle --minify --format=iife --global-name=Plotly --target=es2016 --legal-comments=none \
//     --define:global=window --define:define.amd=false --loader:.css=empty --alias:polybooljs=./nothing.js \
//     --banner:js="$BANNER" --outfile=plotly-lean.min.js
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
  require("plotly.js/src/components/modebar"),
]);
register([require("plotly.js/src/locale-en"), require("plotly.js/src/locale-en-us")]);

module.exports = { version, newPlot: api.newPlot, react: api.react, relayout: api.relayout, purge: api.purge, toImage: api.toImage };
