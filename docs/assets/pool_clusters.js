// Effects that come several to a study: three levels by restricted maximum likelihood, and a standard error that holds though the model is wrong.
// The same as pipeline/data/pooling's three_level.py and cluster_robust.py, which name the sources of the formulae.
import { OneMean, grid, highest, total } from "./pool_reml.js";

const LOOSE = 1e-15; // the cosine below which two columns count as at right angles
const SWEEPS = 60;

const dot = (one, other) => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at] * other[at];
  return sum;
};

// What each study weighs and where its mean lies, given the variance within.
const parts = (clusters, within) =>
  clusters.map(({ effects, variances }) => {
    const weights = variances.map((variance) => 1 / (variance + within)), sum = total(weights);
    return { weights, sum, mean: dot(weights, effects) / sum };
  });

// The part of the log-likelihood that is about effects of one study against each other.
const contrasts = (clusters, within) =>
  parts(clusters, within).reduce((all, { weights, sum, mean }, at) => {
    const squares = weights.reduce((found, weight, of) => found + weight * (clusters[at].effects[of] - mean) ** 2, 0);
    return all + (total(weights.map(Math.log)) - Math.log(sum) - squares) / 2;
  }, 0);

// The slope of the log-likelihood along the variance within.
const slope = (clusters, between, within) => {
  const found = parts(clusters, within).map((part) => ({ ...part, shrink: 1 / (1 + between * part.sum) }));
  const whole = found.reduce((sum, part) => sum + part.sum * part.shrink, 0);
  const mean = found.reduce((sum, part) => sum + part.sum * part.mean * part.shrink, 0) / whole;
  let [squares, inverse, shared] = [0, 0, 0];
  found.forEach(({ weights, sum, mean: own, shrink }, at) => {
    const pulled = between * shrink * sum * (own - mean), squared = dot(weights, weights);
    weights.forEach((weight, of) => (squares += (weight * (clusters[at].effects[of] - mean - pulled)) ** 2));
    inverse += sum - between * squared * shrink;
    shared += squared * shrink ** 2;
  });
  return (squares - inverse + shared / whole) / 2;
};

// The variances between and within studies; where no study has two effects all of it stands between.
export const fit = (clusters) => {
  const effects = clusters.flatMap((one) => one.effects), variances = clusters.flatMap((one) => one.variances);
  const spare = effects.length - clusters.length, known = new Map();
  const between = (within) => {
    if (!known.has(within)) {
      const found = parts(clusters, within), means = new OneMean(found.map(({ mean }) => mean), found.map(({ sum }) => 1 / sum));
      known.set(within, { means, tau2: means.tau2 });
    }
    return known.get(within);
  };
  if (!spare) return { between: between(0).tau2, within: 0 };
  const height = (within) => between(within).means.height(between(within).tau2) + contrasts(clusters, within);
  const mean = total(effects) / effects.length, spread = effects.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / spare;
  const points = grid(spread, Math.min(...variances), Math.max(...variances), 12);
  const within = highest((at) => slope(clusters, between(at).tau2, at), height, points);
  return { between: between(within).tau2, within };
};

const cholesky = (matrix) => {
  const lower = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      let left = row[j];
      for (let k = 0; k < j; k += 1) left -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(left) : left / lower[j][j];
    }
  });
  return lower;
};

const forward = (lower, right) => {
  const found = [];
  right.forEach((each, i) => found.push((each - found.reduce((sum, one, k) => sum + lower[i][k] * one, 0)) / lower[i][i]));
  return found;
};

const backward = (lower, right) => {
  const found = right.map(() => 0);
  for (let i = right.length - 1; i >= 0; i -= 1) {
    let left = right[i];
    for (let k = i + 1; k < right.length; k += 1) left -= lower[k][i] * found[k];
    found[i] = left / lower[i][i];
  }
  return found;
};

// Turns two columns so that they stand at right angles, and the same columns of `turns`; false if they did.
const turn = (columns, turns, p, q) => {
  const [a, b, c] = [dot(columns[p], columns[p]), dot(columns[q], columns[q]), dot(columns[p], columns[q])];
  if (Math.abs(c) <= LOOSE * Math.sqrt(a * b)) return false;
  const zeta = (b - a) / (2 * c), t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta)), cos = 1 / Math.hypot(1, t), sin = cos * t;
  for (const { [p]: left, [q]: right } of [columns, turns]) {
    for (let at = 0; at < left.length; at += 1) {
      const value = left[at];
      left[at] = cos * value - sin * right[at];
      right[at] = sin * value + cos * right[at];
    }
  }
  return true;
};

// Singular values and right vectors by Jacobi's turns of the columns, which keep the digits that squaring would lose.
const singular = (columns) => {
  const turns = columns.map((_, i) => columns.map((__, j) => Number(i === j)));
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep += 1) {
    moved = false;
    for (let p = 0; p < columns.length; p += 1) for (let q = p + 1; q < columns.length; q += 1) moved = turn(columns, turns, p, q) || moved;
  }
  return columns.map((column, at) => ({ value: Math.sqrt(dot(column, column)), right: turns[at] }));
};

// The vector a of a study, see cluster_robust.py; `rest` is the share of all weight that other studies have.
const adjusted = (variances, between, rest) => {
  const lower = cholesky(variances.map((variance, i) => variances.map((_, j) => between + (i === j ? variance : 0))));
  const ones = forward(lower, variances.map(() => 1)), length = Math.sqrt(dot(ones, ones)), along = ones.map((each) => each / length);
  const scaled = (vector, by) => vector.map((each, at) => each + (by - 1) * dot(along, vector) * along[at]);
  const gram = variances.map((_, i) => variances.map((__, j) => lower.reduce((sum, row) => sum + row[i] * row[j], 0)));
  const columns = gram.map((row) => scaled(row, Math.sqrt(rest))); // of L'LR, since L'L and R are symmetric this is its transpose
  const across = columns.map((_, j) => columns.map((row) => row[j]));
  const inner = scaled(forward(lower, backward(lower, ones)), 1 / Math.sqrt(rest));
  const rooted = variances.map(() => 0);
  for (const { value, right } of singular(across)) {
    const much = value * dot(right, inner);
    right.forEach((each, at) => (rooted[at] += much * each));
  }
  return backward(lower, scaled(rooted, 1 / Math.sqrt(rest)));
};

// The three-level mean with its CR2 error and Satterthwaite's degrees of freedom.
export const robust = (clusters) => {
  const { between, within } = fit(clusters), found = parts(clusters, within);
  const sizes = found.map(({ sum }) => sum / (1 + between * sum)), whole = total(sizes);
  const estimate = found.reduce((sum, { mean }, at) => sum + sizes[at] * mean, 0) / whole;
  const vectors = clusters.map(({ variances }, at) => {
    const rest = total(sizes.filter((_, of) => of !== at)) / whole;
    return adjusted(variances.map((variance) => variance + within), between, rest);
  });
  const scores = vectors.map((vector, at) => dot(vector, clusters[at].effects.map((effect) => effect - estimate)));
  const squared = vectors.map((vector) => total(vector) ** 2), squares = total(squared) ** 2 - dot(squared, squared);
  const df = whole ** 2 / (dot(sizes, sizes) + squares / whole ** 2);
  return { estimate, se: Math.sqrt(dot(scores, scores)) / whole, df, between, within };
};
