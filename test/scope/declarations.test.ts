import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNote } from "../../src/markdown/read-note.ts";
import {
  declarationsOfFormula,
  readDeclarations,
  readDeclarationText,
} from "../../src/scope/declarations.ts";
import { noMacros, parseTex } from "../../src/tex/parser.ts";
import { locatedSlice } from "../../src/text/span.ts";
import { printDeclaration } from "./print-declaration.ts";

function declared(markdown: string): string[] {
  const note = readNote(markdown, { dialect: "vscode" });
  const roots = note.math.map((span) => parseTex(span.tex, noMacros).root);
  return note.blocks.flatMap((block) => readDeclarations(block, roots, note)).map(printDeclaration);
}

function ofFormula(tex: string): string[] {
  return declarationsOfFormula(parseTex(locatedSlice(tex, 0, tex.length), noMacros).root).map(
    printDeclaration,
  );
}

function ofText(text: string): string[] {
  const { declarations, problem } = readDeclarationText(locatedSlice(text, 0, text.length));
  return problem ? ["?"] : declarations.map(printDeclaration);
}

describe("a formula declares", () => {
  test.each<[string, string[]]>([
    ["W \\in \\mathbb{R}^{n \\times m}", ["W: nxm"]],
    ["A,B\\in\\mathbb{R}^{n\\times n}", ["A: nxn", "B: nxn"]],
    ["x_t\\in\\mathbb{R}^n", ["x_t: n vector"]],
    ["h_t, x_t \\in \\mathbb R^d", ["h_t: d vector", "x_t: d vector"]],
    ["a\\in\\mathbb{R}", ["a: scalar"]],
    ["x\\in(0,1)", ["x: scalar", "x unit-interval"]],
    ["y \\in \\{0,1\\}^n", ["y: n vector", "y unit-interval"]],
    ["a>0", ["a positive"]],
    ["x \\ne 0", ["x nonzero"]],
    ["\\det X>0", ["X positive-determinant"]],
    ["\\det(X) \\neq 0", ["X invertible"]],
    ["\\sum_i y_i=1", ["y sums-to-one"]],
    ["\\sum_{i=1}^n y_i = 1", ["y sums-to-one"]],
    ["\\mathbf{1}^\\top p = 1", ["p sums-to-one"]],
    ["\\|v\\|_2 = 1", ["v unit-norm"]],
    ["u:\\mathbb{R}^n\\to\\mathbb{R}^m", ["u: unstated function from n vector to m vector"]],
    [
      "f \\colon \\mathbb{R}^n \\times \\mathbb{R}^p \\to \\mathbb{R}",
      ["f: unstated function from n vector, p vector to scalar"],
    ],
    ["f(x): \\mathbb{R}^{n} \\mapsto \\mathbb{R}", ["f: unstated function from n vector to scalar of x"]],
    ["A = A^T", ["A symmetric"]],
    ["A^\\top = A", ["A symmetric"]],
    ["A^T = -A", ["A skew-symmetric"]],
    ["Q^T Q = I", ["Q orthogonal"]],
    ["\\mathbf{P}^{\\top} \\mathbf{P}=\\mathbf{I}", ["P orthogonal"]],
    ["Q^{-1} = Q^T", ["Q orthogonal"]],
    ["A \\succ 0", ["A positive-definite"]],
    ["\\Sigma \\in \\mathbb{S}^n_{++}", ["Sigma: nxn", "Sigma positive-definite"]],
    ["A \\in S^n", ["A: nxn", "A symmetric"]],
    ["R \\in \\mathrm{SO}(3)", ["R: 3x3", "R orthogonal", "R positive-determinant"]],
    ["i = 1,\\dots,n", ["i from 1 to n"]],
    ["1 \\le i \\le n", ["i from 1 to n"]],
    ["\\forall j", ["j from ? to ?"]],
    ["W \\in \\mathbb{R}^{d_h \\times d_x}", ["W: d_hxd_x"]],
    ["W^{(l)}\\in\\mathbb{R}^{n_{l}\\times n_{l-1}}", ["W^(l): n_lxn_l-1"]],
    ["\\mathbf{z} = W x + b \\in \\mathbb{R}^n", ["z: n vector"]],
    ["x \\in \\mathbb{R}^{1 \\times n}", ["x: row n vector"]],
    ["x \\in \\mathbb{R}^{n \\times 1}", ["x: n vector"]],
    ["x \\in \\mathbb{R}^n_{+}", ["x: n vector", "x positive"]],
    ["E \\in \\mathbb{R}^{3x3}", ["E: 3x3"]],
    ["x\\in\\mathbb{R}^n, \\quad W\\in\\mathbb{R}^{m\\times n}", ["x: n vector", "W: mxn"]],
    [
      "\\begin{aligned} x &\\in \\mathbb{R}^n \\\\ b &\\in \\mathbb{R}^m \\end{aligned}",
      ["x: n vector", "b: m vector"],
    ],
    ["k \\in \\mathbb{N}", ["k: scalar", "k integer"]],
    ["x \\in \\mathbb{R}^n \\setminus \\{0\\}", ["x: n vector", "x nonzero"]],
    ["\\frac{d}{dx}\\log x = \\frac1x, \\quad x > 0", ["x positive (next)"]],
  ])("%s", (tex, expected) => expect(ofFormula(tex)).toEqual(expected));

  test.each([
    "\\frac{\\partial y}{\\partial x} = W",
    "y = Wx + b",
    "x_t = W h_{t-1}",
    "f'(x) > 0",
    "\\mathbb{R}^n",
    "n \\times m",
    "x \\in \\mathcal{X}",
    "T \\in \\mathbb{R}^{m\\times n\\times k}",
    "\\frac{\\partial Ax}{\\partial x} = A = A^T",
    "a = b",
    "k \\le t",
    "",
  ])("%s: nothing", (tex) => expect(ofFormula(tex)).toEqual([]));
});

describe("a sentence declares", () => {
  test.each<[string, string[]]>([
    // shapes
    ["W is 3×4.", ["W: 3x4"]],
    ["- X: Input matrix with shape (samples × features), a row each", ["X: samplesxfeatures"]],
    ["- W_1: Learned weights of shape (features, hidden_size)", ["W_1: featuresxhidden_size"]],
    ["- **Y_hat**: Predictions with shape (samples x outputs)", ["Y_hat: samplesxoutputs"]],
    ["- b: Bias vector with shape (outputs,)", ["b: ? vector"]],
    ["$c$ has shape (hidden_size,).", ["c: ? vector"]],
    ["The shape (n, d) is that of a batch.", []],
    ["Here $W$ is an m by n matrix.", ["W: mxn"]],
    [
      "Here $\\mathbf{X}$ is an $m\\times n$ matrix, $\\mathbf{B}$ is an $n\\times n$ matrix.",
      ["X: mxn", "B: nxn"],
    ],
    [
      "Here $A$ is an $n\\times n$ matrix, $x$ is a vector in $\\mathbb{R}^n$, with $A$ symmetric.",
      ["A: nxn", "x: n vector", "A symmetric"],
    ],
    ["Let $x$ be a column vector of length $n$.", ["x: n vector"]],
    ["Let $x$ be a vector of length $n$, $A$ be an $n \\times n$ matrix.", ["x: n vector", "A: nxn"]],
    ["where $w$ is a row vector", ["w: row ? vector"]],
    ["Let $x$ be an $n$-dimensional vector and $A$ a square matrix.", ["x: n vector", "A: ?x?", "A square"]],
    ["Let $\\mathbf{v}$ be an $n$ dimension vector.", ["v: n vector"]],
    [
      "The matrices $W_f, W_i, W_o$ are $d\\times p$ and the matrices $U_f, U_i$ are $d\\times d$.",
      ["W_f: dxp", "W_i: dxp", "W_o: dxp", "U_f: dxd", "U_i: dxd"],
    ],
    [
      "Suppose that $\\mathbf{X}$ is a $n \\times m$ matrix, $\\mathbf{U}$ is an $n \\times r$ and $\\mathbf{V}$ is an $r \\times m$.",
      ["X: nxm", "U: nxr", "V: rxm"],
    ],
    ["**y** : m by 1, **x** : n by 1; **A** : m by n.", ["y: m vector", "x: n vector", "A: mxn"]],
    ["$x$ - vector with inputs with length ${n}$", ["x: n vector"]],
    ["$W$ has shape $(p, n)$.", ["W: pxn"]],
    ["with $W$ of size $n \\times m$", ["W: nxm"]],
    ["Consider a fixed column vector $\\beta$.", ["beta: ? vector", "beta constant"]],
    ["For vectors $\\mathbf{x}, \\mathbf{y} \\in \\mathbb{R}^d$ we have", ["x: d vector", "y: d vector"]],
    [
      "and $\\mathbf{W}_{j}^{(rec)}$ is the $j$-th row (i.e. it is a row vector) of $\\mathbf{W}^{(rec)}$.",
      ["W_j^(rec): row ? vector", "W_j^(rec) is row of W^(rec)"],
    ],
    [
      "I.e. $\\mathbf{x}^{(t)}$ is a vector of the states of each of the hidden neurons.",
      ["x^(t): ? vector"],
    ],
    [
      "Write $\\delta^{l}=\\partial L/\\partial z^{l}$ for the error at layer $l$ (a column vector).",
      ["delta^l: ? vector", "redefines"],
    ],
    [
      "and $\\delta_s=\\partial L/\\partial h_s$ denotes the total gradient (a column vector) that reaches the state at step $s$.",
      ["delta_s: ? vector"],
    ],
    [
      "(so $W_z\\in\\mathbb{R}^{n \\times m}$ and $U_z\\in\\mathbb{R}^{n \\times n}$, likewise for the other gates)",
      ["W_z: nxm", "U_z: nxn", "likewise W_z, U_z"],
    ],
    // roles
    [
      "Let $X\\in\\mathbb{R}^{n\\times n}$ and $b\\in\\mathbb{R}^n$, with $X$ invertible.",
      ["X: nxn", "b: n vector", "X invertible"],
    ],
    [
      "with $C$ symmetric positive definite and $B$ symmetric and $A$ SPD",
      ["C symmetric", "C positive-definite", "B symmetric", "A symmetric", "A positive-definite"],
    ],
    [
      "Let $z,y\\in\\mathbb{R}^n$, with all entries of $y$ positive.",
      ["z: n vector", "y: n vector", "y positive"],
    ],
    [
      "For an orthogonal matrix $\\mathbf{U}$ and a vector $\\mathbf{c}$",
      ["U: ?x?", "U orthogonal (next)", "c: ? vector"],
    ],
    ["Since $y$ is a one-hot vector of length $q$, the sum vanishes.", ["y: q vector", "y one-hot"]],
    ["where $p$ is a probability vector", ["p: ? vector", "p sums-to-one", "p positive"]],
    [
      "Let $X\\in\\mathbb{R}^{n\\times n}$ with $\\det X>0$ and let $a>0$ be a constant.",
      ["X: nxn", "X positive-determinant", "a positive", "a constant"],
    ],
    ["no entry of $x$ is zero.", ["x nonzero"]],
    ["If $A$ is symmetric, this is $2Ax$.", ["A symmetric (next)"]],
    ["For symmetric $A$ we get $2Ax$.", ["A symmetric (next)"]],
    ["Let $A$ be a real symmetric matrix.", ["A: ?x?", "A symmetric"]],
    ["$k\\ge1$ is an integer.", ["k positive", "k integer"]],
    // functions
    [
      "Here $\\sigma$ is the logistic sigmoid, applied elementwise.",
      ["sigma: elementwise function logistic"],
    ],
    [
      "with $\\sigma$ the logistic sigmoid, everything applied elementwise.",
      ["sigma: elementwise function logistic", "entrywise all"],
    ],
    ["Here $f$ is a smooth elementwise nonlinearity.", ["f: elementwise function"]],
    ["Here $\\phi$ is a differentiable activation acting elementwise.", ["phi: elementwise function"]],
    ["Here $\\sigma$ is any differentiable function applied elementwise.", ["sigma: elementwise function"]],
    ["With $\\tanh$ acting elementwise.", ["tanh: elementwise function tanh"]],
    [
      "$\\sigma$ and $\\tanh$ act elementwise.",
      ["sigma: elementwise function", "tanh: elementwise function tanh"],
    ],
    [
      "Here $\\operatorname{ReLU}(z)=\\max(z,0)$ acts elementwise and no pre-activation is exactly zero.",
      ["ReLU: elementwise function relu"],
    ],
    [
      "where $g$ is the hyperbolic tangent and $f$ a pointwise nonlinearity",
      ["g: elementwise function tanh", "f: elementwise function"],
    ],
    ["the logistic sigmoid $\\sigma$ is used", ["sigma: elementwise function logistic"]],
    [
      "Put $x=A^{-1}b$, let $L$ be any differentiable scalar function of $x$ and $g=\\nabla_{x}L$.",
      ["redefines", "L: whole function to scalar of x"],
    ],
    [
      "Take differentiable maps $u:\\mathbb{R}^n\\to\\mathbb{R}^m$ and $g:\\mathbb{R}^m\\to\\mathbb{R}^p$.",
      ["u: unstated function from n vector to m vector", "g: unstated function from m vector to p vector"],
    ],
    [
      "Let $U(t)$ and $V(t)$ be differentiable matrix functions of a scalar $t$, both in $\\mathbb{R}^{m\\times n}$.",
      [
        "U: whole function from scalar to ?x? of t",
        "t: scalar",
        "V: whole function from scalar to ?x? of t",
        "U(t): mxn",
        "V(t): mxn",
      ],
    ],
    [
      "$P=\\mathrm{softmax}(QK^{\\top})$ with the softmax taken along each row",
      ["softmax: rows function softmax"],
    ],
    ["squares of vectors are elementwise.", ["entrywise power"]],
    ["Absolute value, sign and powers of vectors are elementwise;", ["entrywise power, absolute, sign"]],
    // layouts
    ["We use the numerator layout (one row per output component).", ["numerator layout (scope)"]],
    [
      "We use the denominator layout, so gradients have the shape of the parameter.",
      ["denominator layout (scope)"],
    ],
    ["Derivatives follow the numerator-layout (Jacobian) convention.", ["numerator layout (scope)"]],
    [
      "Convention: denominator layout (one row per entry of the variable we differentiate by).",
      ["denominator layout (scope)"],
    ],
    [
      "Convention: numerator layout, so $\\partial y/\\partial x$ has as many rows as $y$ has entries.",
      ["numerator layout (scope)"],
    ],
    ["All Jacobians below are in numerator layout.", ["numerator layout (scope)"]],
    ["Numerator layout throughout.", ["numerator layout (scope)"]],
    [
      "As usual a gradient has the same shape as the variable it is taken with respect to.",
      ["gradient layout (scope)"],
    ],
    [
      "We use the gradient convention: gradients have the shape of the parameter.",
      ["gradient layout (scope)"],
    ],
    ["In denominator layout", ["denominator layout (next)"]],
    ["In numerator layout this is $W$.", ["numerator layout (next)"]],
    ["We use the numerator layout rather than the denominator layout.", ["numerator layout (scope)"]],
    // fixed, order, signs
    [
      "Holding the gates and the candidate $\\tilde h_t$ fixed, only the direct path remains.",
      ["fixed tildeh_t, gates"],
    ],
    ["We look at the direct partial derivative, with the gates held fixed.", ["fixed gates"]],
    ["The reset gate $r_t$ is held fixed here.", ["fixed r_t"]],
    ["The gates and the candidate are treated as constants here.", ["fixed gates-and-candidate"]],
    [
      "Treat the candidate $\\tilde h_t$ as constant but let the update gate depend on $h_{t-1}$.",
      ["fixed tildeh_t"],
    ],
    ["Here $h_{t-1}$ is treated as a constant (immediate partial derivative).", ["fixed h_t-1"]],
    [
      "with the gate $o_t$ held fixed and $\\tanh$ elementwise.",
      ["fixed o_t", "tanh: elementwise function tanh"],
    ],
    ["In this product the factor with the largest index $i$ stands on the left.", ["largest left"]],
    ["the factors are ordered with the smallest $i$ leftmost.", ["largest right"]],
    ["The product runs with $i$ increasing from left to right.", ["largest right"]],
    ["The product is taken in decreasing order of $i$.", ["largest left"]],
    ["where $\\odot$ denotes the Hadamard product", ["odot is hadamard"]],
    ["Here $*$ denotes elementwise multiplication.", ["* is hadamard"]],
    [
      "The operator $\\mathrm{vec}$ stacks columns and $\\otimes$ is the Kronecker product.",
      ["vec means vec-columns", "otimes is kronecker"],
    ],
    // constants, notations, spectra
    ["$\\mathbf 1$ is the all-ones vector", ["1 is ones"]],
    ["$\\mathbf{1}$ is an all-ones vector in $\\mathbb{R}^n$.", ["1 is ones", "1: n vector"]],
    ["Let $\\delta_{jk}$ be the Kronecker delta.", ["delta_jk is kronecker-delta"]],
    [
      "$J^{ij}$ is the matrix with a single one in position $(i,j)$ and zeros elsewhere;",
      ["J^ij is single-entry"],
    ],
    ["$\\mathbf{K}_{m,n}$ is the commutation matrix.", ["K_m,n is commutation"]],
    ["$e^{X}$ is the matrix exponential.", ["e^X means matrix-exponential"]],
    ["Here $J$ is the Jacobian of $f$.", ["J is jacobian of f"]],
    ["$H$ denotes the Hessian matrix of $q$ with respect to $x$.", ["H is hessian of q by x"]],
    [
      "where $A\\in\\mathbb{R}^{n\\times m}$ is a matrix that contains the derivative of vector $u$ with respect to vector $x$.",
      ["A is jacobian of u by x", "A: nxm", "u: ? vector", "x: ? vector"],
    ],
    [
      "$X=U\\Sigma V^\\top$ is the thin singular value decomposition, $X$ has full rank.",
      ["X full-rank", "X=USigmaV^top is thin-svd"],
    ],
    [
      "$\\sigma_1(X)$ is the (simple) largest singular value with unit singular vectors $u_1$ (left) and $v_1$ (right).",
      [
        "u_1: ? vector",
        "sigma_1(X) is simple singular-value of X",
        "u_1 is simple left-vector of X",
        "v_1 is simple right-vector of X",
      ],
    ],
    [
      "Let $X\\in\\mathbb{R}^{n\\times n}$ be symmetric with a simple eigenvalue $\\lambda_i$ and unit eigenvector $v_i$;",
      ["X: nxn", "X symmetric", "lambda_i is simple eigenvalue of X", "v_i is simple eigenvector of X"],
    ],
    ["$d\\mathbf{X}$ is symmetric.", ["perturbation of X symmetric"]],
    ["the layer $l$ considered below is a hidden one.", ["l inner"]],
    // sizes
    ["To keep it simple, let's say $n=2$.", ["n = 2 (illustration)"]],
    ["and a simple case where $n=3$", ["n = 3 (illustration)"]],
    ["Throughout, $n = 2$.", ["n = 2"]],
    // attitudes
    ["According to the paper: $y = W^T$", ["quotes next"]],
    ["Assuming this is right, we get: $y = W$", ["supposes next"]],
    ["This doesn't look sensible to me.", ["rejects previous"]],
    ["One might think that $y = W$.", ["rejects next"]],
    ["Now let $y = Vx$.", ["redefines"]],
    ["This would be wrong: $y = W^T$.", ["rejects next"]],
    ["The formula $y=W$ is incorrect.", ["rejects previous"]],
    // subjects and objects
    ["Write $H$ for the Hessian of $f$, which is a $d \\times d$ matrix.", []],
    ["The gradient of $f$ is a vector.", []],
    ["- $b$: bias vector of length $m$", ["b: m vector"]],
    ["$b$ is the bias, a vector of length $m$.", ["b: m vector"]],
    ["- $\\eta$: learning rate (scalar)", ["eta: scalar"]],
    ["| symbol | is |\n|---|---|\n| $W$ | $m\\times n$ matrix |", ["W: mxn"]],
    ["$A \\otimes B$ is the Kronecker product.", ["otimes is kronecker"]],
    ["$f$ and $g$, each acting componentwise,", ["f: elementwise function", "g: elementwise function"]],
    ["Convention: gradients are column vectors.", ["gradient layout (scope)"]],
    ["We can treat $x_1, x_2$ as constants.", ["fixed x_1, x_2"]],
    // Chinese
    ["其中$\\mathbf{W}$为$n\\times m$的权重矩阵", ["W: nxm"]],
    ["将 $h_{t-1}$ 视为常数", ["fixed h_t-1"]],
    ["其中 $\\odot$ 表示逐元素乘积", ["odot is hadamard"]],
    ["设 $A$ 为对称矩阵，$x$ 为 $n$ 维列向量。", ["A: ?x?", "A symmetric", "x: n vector"]],
    ["其中 $W$ 是 $m \\times n$ 矩阵，$a$ 为常数。", ["W: mxn", "a constant"]],
    ["其中 $\\sigma$ 为 sigmoid 函数，逐元素作用。", ["sigma: elementwise function logistic"]],
    ["本文采用分子布局。", ["numerator layout (scope)"]],
    ["以下均使用分母布局。", ["denominator layout (scope)"]],
    ["设 $\\boldsymbol{x} \\in \\mathbb{R}^{n}$", ["x: n vector"]],
  ])("%s", (markdown, expected) => expect([...declared(markdown)].sort()).toEqual([...expected].sort()));

  test.each([
    "We train on sequences of moderate length: $T$ is small.",
    "A forward pass costs $\\mathcal{O}(n^2)$ multiplications, which is small next to the data loading.",
    "Recall Cauchy's inequality $|\\langle u,v\\rangle|\\le\\|u\\|\\,\\|v\\|$, used later for the norm bound.",
    "Weights are drawn with variance $1/n$, so $\\mathbb{E}\\|v\\|^2$ stays of order $1$ at initialisation.",
    "With learning rate $\\eta$ an update reads $\\theta\\leftarrow\\theta-\\eta g$; nothing below depends on $\\eta$.",
    "The matrices do not commute.",
    "This is what the code does.",
    "The matrix $A$ is not symmetric.",
    "Is $A$ symmetric?",
    "The weights $y$ need not sum to one;",
    "where the $diag$ operation takes the vector $\\sigma'(x)$ and creates a $n \\times n$ diagonal matrix.",
    "There are $n$ vectors and $m$ matrices.",
    "Some authors use the denominator layout.",
    "In contrast to the numerator layout, this is $W$.",
    "The difference between numerator and denominator layout is a transpose.",
    "where $a$ is the softmax of $z$",
    "$W^T$ is a matrix.",
    "Moving on, we can now find the Jacobian matrix of $f$.",
    "Let's go back to our image of the simple network.",
    "We obtain a vector of $n$ entries.",
  ])("%s: nothing", (markdown) => {
    const said = declared(markdown).filter((line) => !/\? vector|\?x\?/.test(line));
    expect(said).toEqual([]);
  });
});

describe("a word to the linter declares", () => {
  test.each<[string, string[]]>([
    ["W in R^{n x m}", ["W: nxm"]],
    ["A symmetric", ["A symmetric"]],
    ["A is symmetric positive definite", ["A symmetric", "A positive-definite"]],
    ["layout numerator", ["numerator layout (word)"]],
    ["denominator layout", ["denominator layout (word)"]],
    ["gates fixed", ["fixed gates"]],
    ["r fixed", ["fixed r"]],
    ["sigma elementwise", ["sigma: elementwise function"]],
    ["\\sigma elementwise", ["sigma: elementwise function"]],
    ["σ elementwise", ["sigma: elementwise function"]],
    ["sigma is the logistic sigmoid", ["sigma: elementwise function logistic"]],
    ["n = 3", ["n = 3"]],
    ["f: R^n -> R^m", ["f: unstated function from n vector to m vector"]],
    ["b vector of length n", ["b: n vector"]],
    ["W: n x m", ["W: nxm"]],
    ["W_hh is n × n", ["W_hh: nxn"]],
    ["x, y in R^n", ["x: n vector", "y: n vector"]],
    ["a scalar", ["a: scalar"]],
    ["A, B invertible", ["A invertible", "B invertible"]],
    ["a > 0", ["a positive"]],
    ["$W \\in \\mathbb{R}^{n \\times m}$", ["W: nxm"]],
    ["\\mathbf{x} \\in \\mathbb{R}^d", ["x: d vector"]],
    ["c constant", ["c constant"]],
    ["* is the Hadamard product", ["* is hadamard"]],
    ["product largest left", ["largest left"]],
    ["*: elementwise", ["* is hadamard"]],
    ["gradients have the shape of the parameter", ["gradient layout (scope)"]],
    ["$A$ symmetric", ["A symmetric"]],
    ["W is m x n, b vector of length m", ["W: mxn", "b: m vector"]],
    ["n, m = 3", ["n = 3", "m = 3"]],
    ["W_l in R^{n_l x n_{l-1}}", ["W_l: n_lxn_l-1"]],
  ])("%s", (text, expected) => expect(ofText(text)).toEqual(expected));

  test.each(["", "hello world", "layout sideways", "W is nice", "in in in", "W in nowhere"])(
    "%s: a problem",
    (text) => {
      const { declarations, problem } = readDeclarationText(locatedSlice(text, 0, text.length));
      expect(declarations).toEqual([]);
      expect(problem).toMatch(/write for example/);
    },
  );
});

describe("laws", () => {
  const words = fc.constantFrom(
    ..."Let where $W$ $x$ is are a the symmetric matrix n × m by vector of length $n$ ( ) , . : layout numerator in $\\mathbb{R}^n$ held fixed the gates $f_t$ elementwise acts 设 为 对称".split(
      " ",
    ),
  );

  test("never throws, and every place lies inside the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 25 }).map((list) => list.join(" ")),
          fc.string({ maxLength: 80, unit: "binary" }),
        ),
        (text) => {
          const note = readNote(text, { dialect: "vscode" });
          const roots = note.math.map((span) => parseTex(span.tex, noMacros).root);
          for (const block of note.blocks) {
            for (const { span } of readDeclarations(block, roots, note)) {
              expect(span.start).toBeGreaterThanOrEqual(0);
              expect(span.end).toBeLessThanOrEqual(text.length);
              expect(span.end).toBeGreaterThanOrEqual(span.start);
            }
          }
          readDeclarationText(locatedSlice(text, 0, text.length));
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });

  test("a word to the linter keeps its places", () => {
    const document = "<!-- jacobian-lint: W in R^{n x m} -->";
    const start = document.indexOf("W");
    const { declarations } = readDeclarationText(locatedSlice(document, start, document.indexOf(" -->")));
    const shape = declarations[0]!;
    expect(shape.type).toBe("shape");
    if (shape.type !== "shape") return;
    expect(document.slice(shape.subject.span.start, shape.subject.span.end)).toBe("W");
    expect(document.slice(shape.shape.sizes[1]!.span.start, shape.shape.sizes[1]!.span.end)).toBe("m");
    expect(document.slice(shape.span.start, shape.span.end)).toBe("W in R^{n x m}");
  });
});
