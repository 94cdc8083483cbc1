// The 0.975 quantile of Student's t, whose degrees of freedom need not be whole. A test holds it to scipy's.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]; // for g = 7: C. Lanczos, A precision approximation of the gamma function, SIAM Journal on Numerical Analysis B 1 (1964), 86-96
const OUTSIDE = 0.05; // of the distribution, in both tails
const TINY = 1e-300;
const STEPS = 10_000; // far more than the fraction needs
const MOST = 1e15; // beyond the quantile at the fewest degrees of freedom that can come

// Logarithm of the gamma function, above a half.
const lnGamma = (z) => {
  const x = z - 1, t = x + 7.5;
  const sum = LANCZOS.slice(1).reduce((total, each, at) => total + each / (x + at + 1), LANCZOS[0]);
  return Math.log(2 * Math.PI) / 2 + (x + 0.5) * Math.log(t) - t + Math.log(sum);
};

// The continued fraction of the incomplete beta function, by Lentz's method; x below (a + 1) / (a + b + 2).
const fraction = (x, a, b) => {
  const safe = (value) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1, d = 1 / safe(1 - ((a + b) * x) / (a + 1)), product = d;
  for (let m = 1; m < STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
};

// The regularised incomplete beta function at x; `rest` is 1 - x, which the caller knows without loss.
const beta = (x, rest, a, b) => {
  const ln = lnGamma(a + b) - lnGamma(a) - lnGamma(b);
  if (x < (a + 1) / (a + b + 2)) return (Math.exp(ln + a * Math.log(x) + b * Math.log(rest)) * fraction(x, a, b)) / a;
  return 1 - (Math.exp(ln + a * Math.log(x) + b * Math.log(rest)) * fraction(rest, b, a)) / b;
};

// How much of the distribution lies further out than t, on either side.
const outside = (t, df) => beta(1 / (1 + (t * t) / df), 1 / (1 + df / (t * t)), df / 2, 0.5);

export const student = (df) => {
  let [low, high] = [0, Math.log(MOST)];
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (outside(Math.exp(middle), df) > OUTSIDE) low = middle;
    else high = middle;
  }
  return Math.exp(high);
};
