// A pool of effects in the browser: what pipeline/data/reviews/summary.py publishes of a set of studies, for a set of the reader's own.
// `effects` are [{effect, variance, cluster}]; a test holds the result to every published pool.
import { OneMean, trace } from "./pool_reml.js";
import { robust } from "./pool_clusters.js";
import { student } from "./student.js";

export const FEWEST = 3; // clusters; fewer are told one by one, not pooled
const ROUNDING = 1e-9; // an interval narrower than this is what rounding left

const around = (middle, half) => [middle - half, middle + half];

const clustersOf = (effects) => {
  const found = new Map();
  for (const { effect, variance, cluster } of effects) {
    if (!found.has(cluster)) found.set(cluster, { effects: [], variances: [] });
    found.get(cluster).effects.push(effect);
    found.get(cluster).variances.push(variance);
  }
  return [...found.values()];
};

// Each effect of a study of its own: Hartung and Knapp's interval, never narrower than the plain one.
const twoLevels = (one) => {
  const tau2 = one.tau2, found = one.weighed(tau2), df = one.effects.length - 1, se = 1 / Math.sqrt(found.sum);
  const wide = se * Math.sqrt(Math.max(1, one.squares(found, 1) / df));
  return { model: "two-level", estimate: found.mean, plain: se, se: wide, df, between: tau2, within: 0 };
};

// The pool, or why there is none: "few" studies, or no "interval", as where one study has all the weight.
export const pool = (effects) => {
  const clusters = clustersOf(effects), counts = { effects: effects.length, clusters: clusters.length };
  if (clusters.length < FEWEST) return { ...counts, refused: "few" };
  const one = new OneMean(effects.map(({ effect }) => effect), effects.map(({ variance }) => variance));
  const nested = clusters.length < effects.length;
  const found = nested ? { model: "three-level", ...robust(clusters) } : twoLevels(one);
  const half = student(found.df) * found.se, tau2 = found.between + found.within;
  if (!(half > ROUNDING && half < Infinity)) return { ...counts, refused: "interval" };
  const [ci_low, ci_high] = around(found.estimate, half);
  const [pi_low, pi_high] = around(found.estimate, student(Math.min(found.df, clusters.length - 2)) * Math.hypot(Math.sqrt(tau2), found.plain ?? found.se));
  const typical = (effects.length - 1) / trace(one.variances.map((variance) => 1 / variance));
  return {
    ...counts, model: found.model, estimate: found.estimate, se: found.se, df: found.df, ci_low, ci_high, pi_low, pi_high,
    tau2_between: found.between, tau2_within: found.within, i2: (100 * tau2) / (tau2 + typical),
  };
};
