/*
 * Doubts for what a note assumes in words that were not read: conditions beside a claim, roles of matrices, points. In
 * comes a claim that fails, out goes why not to blame it.
 */
import { type Expression, some, walkExpression, isWrittenZero } from "../../algebra/expression.ts";
import { isScalar } from "../../algebra/graph.ts";
import type { Claim } from "../../claims/claim.ts";
import { settingsNear } from "../../claims/regions.ts";
import { speaksOfClasses } from "../../scope/class-labels.ts";
import type { Role } from "../../scope/declaration.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { withAssumed } from "../../scope/error-signals.ts";
import type { Scope } from "../../scope/scope.ts";
import { casesBefore } from "../../scope/special-cases.ts";
import type { Statement } from "../../scope/statement.ts";
import { plainName, withoutStar } from "../../scope/symbol-name.ts";
import { anyOf } from "../../text/any-of.ts";
import { asStructured, countsStructure } from "../symmetric-variable.ts";
import { heldIn, withRoles } from "../assumed.ts";
import { findAssumption } from "../assumptions.ts";
import { type Doubt, holdsUnder, wordsAround, type Failed } from "./doubt.ts";

/** By a symmetric X, `2G - \operatorname{diag}(G)` counts each pair of entries as one variable. */
export function structureDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const structured = countsStructure(scope) ? null : asStructured(scope, claim);
  if (!structured || !holdsUnder(scope, structured.claim, readings, {}, seed)) return null;
  const message = `this holds if equal entries of ${plainName(structured.by)} count as one variable; say so`;
  return { reason: "readings-disagree", message, span: claim.span };
}

const structural: ReadonlySet<Role> = new Set(["symmetric", "skew-symmetric", "orthogonal", "diagonal"]);

/** A `G = \partial L / \partial S` that is called symmetric says of L what its random stand-in need not obey. */
export function promiseDoubt({ scope, claim }: Failed): Doubt | null {
  const promised = walkExpression(claim.claimed).find(
    (part) =>
      part.type === "symbol" &&
      (scope.definitions.get(part.name) ?? []).some(({ isDerivative }) => isDerivative) &&
      [...(scope.facts.roles.get(part.name) ?? [])].some((role) => structural.has(role)),
  );
  if (promised?.type !== "symbol") return null;
  const message = `what is said of ${plainName(promised.name)} says something of a function that the note leaves open`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** Words with which a note may state an assumption that was not read. */
const assumptionWords: Readonly<Partial<Record<Role | "commuting", RegExp>>> = {
  symmetric:
    /symmetr|hermitian|self-adjoint|positive[- ](semi-?)?definite|covariance|gram\b|hessian|\bSPD\b|\bPSD\b|[对対對][称稱]|正定|대칭|симметр|s[yi]m+[eé]tr|covari|\bLQ[RG]\b|\bMPC\b|lin[eé]a\w*[- ](?:quadr|cuadr)|quadratic (?:regulator|cost)|ri[ck]+ati|predictive control|线性二次|黎卡提|里卡[蒂提]|リッカチ|리카티|риккати/i,
  "skew-symmetric": /skew|schief|anti-?s[yi]m+[eé]tr|反[对対]称|歪対称|반대칭|кососиммет/i,
  orthogonal: /orthog|orto[gn]|orthonormal|unit[aä]r|rotation|正交|直交|직교|ортог/i,
  diagonal: /(?<!off-?)diagonal|[对対對]角|대각|диагонал/i,
  "unit-norm": /\bunit|einheits|normali[sz]|normiert|\bnorm\b.*\b1\b|[单単單]位|단위|единичн/i,
  "sums-to-one":
    /one-hot|sums? to (one|1)|probabilit|distribution|simplex|normali[sz]|indicator|label|概率|独热|確率|확률|вероятност|wahrscheinl|probabil/i,
  positive: /positi[vf]|>|nonnegative|正|양수|양의|положит/i,
  "unit-interval": /\b(small|tiny|leaky?|slope|fraction|between|less than)\b|斜率|较小/i,
  commuting: /(?:com|kom)mut(?!ator|ation)|交换(?!子)|可換|коммутир/i,
};

/** Words for a gradient that is no longer that of all directions: projected along a vector, or shifted. */
const projected = new RegExp(
  anyOf(
    String.raw`\b${anyOf(
      "project(s|ed|ion)?|tangent(ial)? (plane|space)",
      "Tangential(ebene|raum)",
      "plan tangent|plano tangente",
    )}\b`,
    "投影|射影|切平面|切空间|接平面|接空間",
    "사영|접평면",
    "проекци|касательн",
  ),
  "iu",
);
const shifted =
  /\bmean[- ]shifted\b|\bcent(er|re)d (version|gradient)\b|\bnatural gradient\b|自然梯度|自然勾配/iu;

/** `\partial I/\partial n = (I - n n^\top) l` "in the tangent plane": what was taken from a gradient is said in words. */
export function projectionDoubt({ scope, claim: { head, claimed, span, ...claim } }: Failed): Doubt | null {
  if (head.type !== "derivative") return null;
  const words = wordsAround(scope, { head, claimed, span, ...claim }, [-2, -1, 0]);
  const isOuter = (part: Expression) =>
    part.type === "product" &&
    part.right.type === "transpose" &&
    part.left.type === "symbol" &&
    part.right.of.type === "symbol" &&
    part.left.name === part.right.of.name;
  if (!shifted.test(words) && !(projected.test(words) && some(claimed, isOuter))) return null;
  return { reason: "prose-only", message: "the words speak of a gradient that is projected", span };
}

/** What is said not to be so. */
const denial = /\b(not?|never|without|need not|neither|general(ly)?)\b[^.;]{0,40}$|\b(non|a|un)-?$/i;

/** A claim that holds under an assumption whose word the note uses, but was not read of a symbol, may have been told so. */
export function assumptionDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const read = new Set([...scope.facts.roles.values()].flatMap((roles) => [...roles]));
  const remarks = remarksIn(scope, claim);
  const said = (key: Role | "commuting", name?: string) =>
    assumptionWords[key]?.test(remarks) ||
    ((key === "commuting" || !read.has(key)) && isSaid(scope, key, name));
  const found = findAssumption(scope, claim, readings, seed, {
    admits: ({ roles, commuting }) =>
      commuting.length > 0 ? said("commuting") : roles.every(({ role, name }) => said(role, name)),
  });
  if (!found) return null;
  const message = `this holds for ${found.text}; it is not clear whether the note says so`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** What the formula of a claim says in words: `= 2Ax \quad (A \text{ symmetric})`. */
function remarksIn({ note, formulas }: Scope, { statement, step }: Claim): string {
  const formula = formulas[statement.steps[step]?.formula ?? statement.formula];
  const source = formula ? note.text.slice(formula.span.start, formula.span.end) : "";
  const words = source.match(/\\(?:text\w*|mathrm|mbox)\s*\{[^{}]*\}|\p{Lo}+/gu) ?? [];
  return words.map((word) => word.replace(/^\\\w+\s*/, "")).join(" ");
}

/** Notes on derivatives call many a Jacobian diagonal: that word counts only beside the symbol it would be said of. */
export function isSaid({ note, statements }: Scope, key: Role | "commuting", name = ""): boolean {
  if (key === "unit-interval" && statements.some((one) => setsWithinOne(one, name))) return true;
  const letter =
    name
      .replace(/[_^]\{.*$/, "")
      .split(" ")
      .at(-1) ?? "";
  const mentions = (source: string) =>
    source.split(/\bdiag\b/).length === 1 && source.split(/[^A-Za-z\\]+|(?=\\)/).includes(letter);
  return note.blocks.some(({ content, span }) => {
    if (key === "diagonal" && !mentions(note.text.slice(span.start, span.end))) return false;
    return content.some((inline) => {
      const found = inline.type === "text" ? assumptionWords[key]?.exec(inline.text) : null;
      return (
        found !== null &&
        found !== undefined &&
        inline.type === "text" &&
        !denial.test(inline.text.slice(0, found.index))
      );
    });
  });
}

/** `\alpha = 0.01`. */
function setsWithinOne({ left, steps: [first] }: Statement, name: string): boolean {
  const value = first?.right.type === "number" ? first.right.value : null;
  return left.type === "symbol" && left.name === name && value !== null && value > 0 && value < 1;
}

/** Words that make `∂L/∂w = 0` something to be solved. */
const conditionWords = new RegExp(
  anyOf(
    String.raw`\b${anyOf(
      String.raw`set(s|ting)?|equat\w*|vanish\w*|zero`,
      String.raw`stationar\w*|optim\w*|minimi[sz]\w*|minim(a|um)|maximi[sz]\w*|maxim(a|um)|critical|extrem\w*`,
      String.raw`conditions?|solv\w*|saddle|requires?|constraints?`,
    )}\b`,
    "令|极值|驻点|为零|为0|等于0|等于零",
    "最优|最小|最大|求解|条件|約束|约束",
  ),
  "i",
);

/** Whether prose that declares nothing has words that a doubt may rest on. */
export function raisesDoubt(text: string): boolean {
  return (
    speaksOfClasses.test(text) ||
    [conditionWords, ...Object.values(assumptionWords)].some((words) => words.test(text))
  );
}

/** "Set the gradient to zero" states a condition, not an identity. */
export function conditionDoubt({ scope, claim }: Failed): Doubt | null {
  if (!isWrittenZero(claim.claimed)) return null;
  const said = conditionWords.test(wordsAround(scope, claim, [-1, 0, 1]));
  if (!said && claim.step === 0 && !marksPoint(claim.head) && !isStatedAgain(scope, claim)) return null;
  return {
    reason: "prose-only",
    message: "this reads as a condition to be met, not as an identity",
    span: claim.span,
  };
}

/** `f'(q) = 0`, beside `f'(q) = 10 - 2q`: where that is zero, is sought. */
function isStatedAgain({ statements }: Scope, { head, statement }: Claim): boolean {
  const key = keyOf(head);
  return statements.some(
    ({ left, steps: [first] }, place) =>
      statements[place] !== statement && keyOf(left) === key && first && !isWrittenZero(first.right),
  );
}

/** `f'(x^*)`, `\nabla L(\hat w)`: a point that is singled out. */
function marksPoint(head: Expression): boolean {
  const special = (part: Expression) =>
    part.type === "symbol" && (withoutStar(part.name) !== null || /^(hat|bar) /.test(part.name));
  if (head.type === "call") return head.arguments.some(special);
  return head.type === "derivative" && head.of.type === "call" && head.of.arguments.some(special);
}

/** "If `z_i = 0`, …" of what cannot be given a value, and "set `a = 1`" without a word for a condition. */
export function settingDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const { conditions, span } = claim;
  const message = "this may hold for the value that is given with it";
  const doubt: Doubt = { reason: "prose-only", message, span };
  if (heldIn(builder, claim).length < conditions.settings.length) return doubt;
  const settings = settingsNear(scope, claim.statement);
  const held = { ...claim, conditions: { ...conditions, settings } };
  if (heldIn(builder, held).length === 0) return null;
  return holdsUnder(scope, held, readings, {}, seed) ? doubt : null;
}

/** Operators and equations that have several values, of which one is meant where numbers are positive. */
const branching = /^(atan|asin|acos)$/;

/** `\theta = \arctan(y/x)` is an angle on one side only, and `x^2 + y^2 = r^2` has two roots: what holds for positive numbers may be meant. */
export function branchDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const { graph, leaves } = builder;
  const isBranched =
    graph.nodes.some(({ operator }) => branching.test(operator)) ||
    claim.assumed.some(({ body }) => body.type === "solution");
  if (!isBranched) return null;
  const roles = [...leaves].flatMap(([input, name]) => {
    const node = graph.names.get(input);
    return node !== undefined && isScalar(graph, node) ? [{ name, role: "positive" as const }] : [];
  });
  if (!holdsUnder(withRoles(scope, roles), claim, readings, {}, seed)) return null;
  const message = "this holds for positive numbers; say of which range they are";
  return { reason: "outside-domain", message, span: claim.span };
}

/** `\nabla f(x) = 2x` some way behind "if `A = I`": perhaps the special case goes on. */
export function caseDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const cases = casesBefore(claim.statement, scope, claim.section);
  if (cases.length === 0 || !holdsUnder(withAssumed(scope, cases), claim, readings, {}, seed)) return null;
  const names = cases.map(({ name }) => plainName(name)).join(", ");
  const message = `this holds in the special case of ${names} that is spoken of before it`;
  return { reason: "prose-only", message, span: claim.span };
}
