// Effects round one mean, and the variance between them by restricted maximum likelihood: pipeline/data/pooling's modes.py and reml.py, which
// name the sources of the formulae, so that a reader's own cut is pooled as the published tables are.
const MARGIN = 1.01; // since of equal variances the mode is the bound itself, give or take a rounding

export const total = (values) => values.reduce((sum, each) => sum + each, 0);

// Variances from zero to beyond which no mode can lie, even in the logarithm of the whole variance.
export const grid = (spread, least, most, perDecade) => {
  const end = (MARGIN * (spread + Math.sqrt(spread ** 2 + 4 * spread * (most - least)))) / 2 - least;
  if (end <= 0) return [0];
  const decades = Math.log1p(end / least), count = 2 + Math.ceil((perDecade * decades) / Math.LN10);
  return Array.from({ length: count }, (_, at) => least * Math.expm1((decades * at) / (count - 1)));
};

// Where the slope is zero between two places at which its sign differs: halved until nothing lies between.
const root = (slope, from, to) => {
  let [low, high] = [from, to];
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
};

// The variance at which the height is greatest, out of zero and each place at which its slope falls through zero.
export const highest = (slope, height, points) => {
  const slopes = points.map(slope), modes = [];
  for (let at = 0; at + 1 < points.length; at += 1) if (slopes[at] > 0 && slopes[at + 1] <= 0) modes.push(root(slope, points[at], points[at + 1]));
  if (slopes[0] <= 0 || !modes.length) modes.push(0);
  return modes.reduce((best, mode) => (height(mode) > height(best) ? mode : best));
};

// The sum of weights less the sum of their squares over it, the largest weight first: no difference of two large numbers.
export const trace = (weights) => {
  const sum = total(weights);
  let [others, rest] = [0, 0];
  for (let at = 1; at < weights.length; at += 1) {
    others += weights[at];
    rest += weights[at] * (sum - weights[at]);
  }
  return (weights[0] * others + rest) / sum;
};

export class OneMean {
  constructor(effects, variances) {
    const order = effects.map((_, at) => at).sort((a, b) => variances[a] - variances[b] || effects[a] - effects[b]);
    this.effects = order.map((at) => effects[at]);
    this.variances = order.map((at) => variances[at]);
  }

  weighed(tau2) {
    const weights = new Float64Array(this.variances.length);
    let [sum, all] = [0, 0];
    for (let at = 0; at < weights.length; at += 1) {
      weights[at] = 1 / (this.variances[at] + tau2);
      sum += weights[at];
      all += weights[at] * this.effects[at];
    }
    return { weights, sum, mean: all / sum };
  }

  squares({ weights, mean }, power) {
    let sum = 0;
    for (let at = 0; at < weights.length; at += 1) sum += (power === 2 ? weights[at] ** 2 : weights[at]) * (this.effects[at] - mean) ** 2;
    return sum;
  }

  slope(tau2) {
    const found = this.weighed(tau2);
    return (this.squares(found, 2) - trace(found.weights)) / 2;
  }

  height(tau2) {
    const found = this.weighed(tau2);
    return (found.weights.reduce((all, weight) => all + Math.log(weight), 0) - Math.log(found.sum) - this.squares(found, 1)) / 2;
  }

  get tau2() {
    const { effects, variances } = this, mean = total(effects) / effects.length;
    const spread = effects.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / (effects.length - 1);
    const points = grid(spread, variances[0], variances[variances.length - 1], 40);
    return highest((at) => this.slope(at), (at) => this.height(at), points);
  }
}
