/*
 * Special functions of one number that the language does not bring, to about 14 digits.
 */

/** Beyond this, erf is 1 to the last bit. */
const ERF_FLAT = 6;

/**
 * The error function, by erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)), whose terms all have one sign.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6.
 */
export function erf(x: number): number {
  if (Math.abs(x) > ERF_FLAT) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < 200 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** From here the asymptotic series below are exact to the last bits. */
const ASYMPTOTIC = 12;
/** Bernoulli numbers B₂, B₄, … */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510] as const;

/** log |Γ(x)|, by Stirling's series after stepping up; Abramowitz and Stegun 6.1.40. */
export function logGamma(x: number): number {
  if (x <= 0) return Number.isInteger(x) ? Infinity : reflectedLogGamma(x);
  let shift = 0;
  let at = x;
  for (; at < ASYMPTOTIC; at++) shift -= Math.log(at);
  let sum = (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI);
  for (let k = 1; k <= BERNOULLI.length; k++)
    sum += (BERNOULLI[k - 1] ?? 0) / (2 * k * (2 * k - 1) * at ** (2 * k - 1));
  return sum + shift;
}

function reflectedLogGamma(x: number): number {
  return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
}

/** Γ(x). */
export function gamma(x: number): number {
  if (x > 0) return Math.exp(logGamma(x));
  return Number.isInteger(x) ? NaN : Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
}

/** The n-th derivative of the digamma function at x > 0; Abramowitz and Stegun 6.3.18 and 6.4.11. */
export function polygamma(x: number, n: number): number {
  if (!(x > 0)) return NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  let sum = 0;
  let at = x;
  for (; at < ASYMPTOTIC + n; at++) sum += factorial / at ** (n + 1);
  sum += factorial / (2 * at ** (n + 1)) + (n === 0 ? -Math.log(at) : factorial / n / at ** n);
  for (let k = 1; k <= BERNOULLI.length; k++) {
    let rising = 1;
    for (let j = 2 * k + 1; j < 2 * k + n; j++) rising *= j;
    sum += ((BERNOULLI[k - 1] ?? 0) * (n === 0 ? 1 / (2 * k) : rising)) / at ** (2 * k + n);
  }
  return sign * sum;
}
