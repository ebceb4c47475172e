/*
 * Identities of matrix calculus as notes state them, with the verdict each must get. `holds` lists right claims:
 * their sign-flipped and doubled forms must be refuted. `fails` lists wrong ones.
 */

export interface Identity {
  readonly declared: string;
  readonly left: string;
  readonly right: string;
}

const at = (declared: string, ...pairs: readonly (readonly [string, string])[]): readonly Identity[] =>
  pairs.map(([left, right]) => ({ declared, left, right }));

const d = (of: string, by: string) => String.raw`\frac{\partial ${of}}{\partial ${by}}`;
const shape = "Gradients have the shape of the parameter. ";
const numerator = "We use numerator layout. ";
const denominator = "We use denominator layout. ";
const R = String.raw;

const vectorVariables = R`Let $\mathbf{x}, \mathbf{a}, \mathbf{b} \in \mathbb{R}^n$, $\mathbf{A} \in \mathbb{R}^{n\times n}$ and $\mathbf{B} \in \mathbb{R}^{m\times n}$.`;
const matrixVariables = R`Let $X \in \mathbb{R}^{m\times n}$, $a \in \mathbb{R}^m$, $b \in \mathbb{R}^n$, $A \in \mathbb{R}^{n\times m}$, $B \in \mathbb{R}^{m\times m}$, $C \in \mathbb{R}^{n\times n}$.`;
const squareVariables = R`Let $X, A, B \in \mathbb{R}^{n\times n}$ with $X$ invertible, and $a, b \in \mathbb{R}^n$.`;

export const holds: readonly Identity[] = [
  // Vectors by vectors.
  ...at(
    numerator + vectorVariables,
    [d(R`\mathbf{A}\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{A}`],
    [d(R`\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{I}`],
    [d(R`\mathbf{B}\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{B}`],
    [d(R`\mathbf{x}^\top\mathbf{A}`, R`\mathbf{x}`), R`\mathbf{A}^\top`],
    [d(R`\mathbf{a}^\top\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{a}^\top`],
    [
      d(R`\mathbf{x}^\top\mathbf{A}\mathbf{x}`, R`\mathbf{x}`),
      R`\mathbf{x}^\top(\mathbf{A}+\mathbf{A}^\top)`,
    ],
    [
      d(R`\mathbf{x}\mathbf{x}^\top\mathbf{a}`, R`\mathbf{x}`),
      R`\mathbf{x}\mathbf{a}^\top + \mathbf{a}^\top\mathbf{x}\,\mathbf{I}`,
    ],
    [d(R`(\mathbf{a}\odot\mathbf{x})`, R`\mathbf{x}`), R`\operatorname{diag}(\mathbf{a})`],
    [d(R`(\mathbf{x}\odot\mathbf{x})`, R`\mathbf{x}`), R`2\operatorname{diag}(\mathbf{x})`],
    [d(R`\exp(\mathbf{x})`, R`\mathbf{x}`), R`\operatorname{diag}(\exp(\mathbf{x}))`],
    [
      d(R`\|\mathbf{x}\|\mathbf{x}`, R`\mathbf{x}`),
      R`\|\mathbf{x}\|\mathbf{I} + \frac{\mathbf{x}\mathbf{x}^\top}{\|\mathbf{x}\|}`,
    ],
    [
      d(R``, R`\mathbf{x}`) + R`\frac{\mathbf{x}}{\|\mathbf{x}\|}`,
      R`\frac{1}{\|\mathbf{x}\|}\left(\mathbf{I} - \frac{\mathbf{x}\mathbf{x}^\top}{\|\mathbf{x}\|^2}\right)`,
    ],
    [
      d(R``, R`\mathbf{x}`) + R`\frac{\mathbf{x}-\mathbf{a}}{\|\mathbf{x}-\mathbf{a}\|_2}`,
      R`\frac{\mathbf{I}}{\|\mathbf{x}-\mathbf{a}\|_2} - \frac{(\mathbf{x}-\mathbf{a})(\mathbf{x}-\mathbf{a})^\top}{\|\mathbf{x}-\mathbf{a}\|_2^3}`,
    ],
    [d(R`(\mathbf{x}^\top\mathbf{a})\mathbf{b}`, R`\mathbf{x}`), R`\mathbf{b}\mathbf{a}^\top`],
  ),
  ...at(
    denominator + vectorVariables,
    [d(R`\mathbf{A}\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{A}^\top`],
    [d(R`\mathbf{x}^\top\mathbf{A}`, R`\mathbf{x}`), R`\mathbf{A}`],
    [d(R`\mathbf{a}^\top\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{a}`],
    [d(R`\mathbf{x}^\top\mathbf{x}`, R`\mathbf{x}`), R`2\mathbf{x}`],
    [d(R`\mathbf{a}^\top\mathbf{A}\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{A}^\top\mathbf{a}`],
    [
      d(R`(\mathbf{x}-\mathbf{a})^\top\mathbf{A}(\mathbf{x}-\mathbf{a})`, R`\mathbf{x}`),
      R`(\mathbf{A}+\mathbf{A}^\top)(\mathbf{x}-\mathbf{a})`,
    ],
    [d(R`\|\mathbf{B}\mathbf{x}\|^2`, R`\mathbf{x}`), R`2\mathbf{B}^\top\mathbf{B}\mathbf{x}`],
    [
      d(R`\|\mathbf{x}-\mathbf{a}\|_2`, R`\mathbf{x}`),
      R`\frac{\mathbf{x}-\mathbf{a}}{\|\mathbf{x}-\mathbf{a}\|_2}`,
    ],
    [d(R`\|\mathbf{x}\|_1`, R`\mathbf{x}`), R`\operatorname{sign}(\mathbf{x})`],
    [
      d(R`\mathbf{a}^\top\mathbf{x}\mathbf{x}^\top\mathbf{b}`, R`\mathbf{x}`),
      R`(\mathbf{a}\mathbf{b}^\top+\mathbf{b}\mathbf{a}^\top)\mathbf{x}`,
    ],
    [
      d(R`\log(1+e^{\mathbf{a}^\top\mathbf{x}})`, R`\mathbf{x}`),
      R`\frac{\mathbf{a}}{1+e^{-\mathbf{a}^\top\mathbf{x}}}`,
    ],
    [d(R`\log\sum_i e^{x_i}`, R`\mathbf{x}`), R`\operatorname{softmax}(\mathbf{x})`],
    [d(R`\mathbf{1}^\top\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{1}`],
  ),
  // Hessians.
  ...at(
    vectorVariables,
    [
      R`\frac{\partial^2 \mathbf{x}^\top\mathbf{A}\mathbf{x}}{\partial\mathbf{x}\partial\mathbf{x}^\top}`,
      R`\mathbf{A}+\mathbf{A}^\top`,
    ],
    [R`\nabla^2_{\mathbf{x}} \|\mathbf{B}\mathbf{x}\|^2`, R`2\mathbf{B}^\top\mathbf{B}`],
    [
      R`\nabla_{\mathbf{x}}^2 \log\sum_i e^{x_i}`,
      R`\operatorname{diag}(\operatorname{softmax}(\mathbf{x})) - \operatorname{softmax}(\mathbf{x})\operatorname{softmax}(\mathbf{x})^\top`,
    ],
    [
      R`\frac{\partial^2}{\partial\mathbf{x}\partial\mathbf{x}^\top} (\mathbf{a}^\top\mathbf{x})^2`,
      R`2\mathbf{a}\mathbf{a}^\top`,
    ],
    [R`\frac{\partial^2}{\partial x_i\partial x_j} \mathbf{x}^\top\mathbf{A}\mathbf{x}`, R`A_{ij}+A_{ji}`],
    [R`\nabla_{\mathbf{x}} (\mathbf{x}^\top\mathbf{A}\mathbf{x})`, R`(\mathbf{A}+\mathbf{A}^\top)\mathbf{x}`],
    [R`\nabla_{\mathbf{x}} \|\mathbf{x}\|_2`, R`\frac{\mathbf{x}}{\|\mathbf{x}\|_2}`],
    [
      R`\nabla_{\mathbf{x}} e^{-\frac12\mathbf{x}^\top\mathbf{x}}`,
      R`-\mathbf{x}\, e^{-\frac12\mathbf{x}^\top\mathbf{x}}`,
    ],
    [
      R`\nabla_{\mathbf{x}}^2 \|\mathbf{x}\|_2`,
      R`\frac{1}{\|\mathbf{x}\|_2}\left(\mathbf{I}-\frac{\mathbf{x}\mathbf{x}^\top}{\|\mathbf{x}\|_2^2}\right)`,
    ],
  ),
  // Scalars by matrices.
  ...at(
    shape + matrixVariables,
    [d(R`\operatorname{tr}(AX)`, "X"), R`A^\top`],
    [d(R`\operatorname{tr}(X^\top B X)`, "X"), R`(B+B^\top)X`],
    [d(R`\operatorname{tr}(X C X^\top)`, "X"), R`X(C+C^\top)`],
    [d(R`\operatorname{tr}(X^\top B X C)`, "X"), R`BXC + B^\top X C^\top`],
    [d(R`a^\top X b`, "X"), R`a b^\top`],
    [d(R`b^\top X^\top a`, "X"), R`a b^\top`],
    [d(R`b^\top X^\top X b`, "X"), R`2X b b^\top`],
    [d(R`\|X\|_F^2`, "X"), R`2X`],
    [d(R`\|X\|_F`, "X"), R`\frac{X}{\|X\|_F}`],
    [d(R`\|Xb - a\|^2`, "X"), R`2(Xb-a)b^\top`],
    [d(R`\operatorname{tr}(X A X A)`, "X"), R`2A^\top X^\top A^\top`],
    [d(R`(Xb+a)^\top B (Xb+a)`, "X"), R`(B+B^\top)(Xb+a)b^\top`],
    [d(R`\operatorname{tr}(X^\top X X^\top X)`, "X"), R`4XX^\top X`],
    [d(R`\mathbf{1}^\top X \mathbf{1}`, "X"), R`\mathbf{1}\mathbf{1}^\top`],
    [d(R`\sum_{i,j} X_{ij}^2`, "X"), R`2X`],
    [d(R`a^\top X b`, "X_{ij}"), R`a_i b_j`],
    [d(R`\operatorname{tr}((AX)^\top(AX))`, "X"), R`2A^\top A X`],
  ),
  ...at(
    numerator + matrixVariables,
    [d(R`\operatorname{tr}(AX)`, "X"), R`A`],
    [d(R`a^\top X b`, "X"), R`b a^\top`],
    [d(R`\operatorname{tr}(X^\top X)`, "X"), R`2X^\top`],
    [d(R`\operatorname{tr}(X^\top B X)`, "X"), R`X^\top(B+B^\top)`],
    [d(R`\log\det(X^\top X)`, "X"), R`2(X^\top X)^{-1}X^\top`],
  ),
  // Inverses, determinants, powers.
  ...at(
    shape + squareVariables,
    [d(R`\det X`, "X"), R`\det(X) X^{-\top}`],
    [d(R`\det(X)`, "X"), R`\det(X)(X^{-1})^\top`],
    [d(R`|X|`, "X"), R`|X| X^{-T}`],
    [d(R`\log|\det X|`, "X"), R`X^{-\top}`],
    [d(R`\ln|X|`, "X"), R`(X^{-1})^\top`],
    [d(R`\det(AXB)`, "X"), R`\det(AXB)X^{-\top}`],
    [d(R`\det(X^3)`, "X"), R`3\det(X)^3X^{-\top}`],
    [d(R`a^\top X^{-1} b`, "X"), R`-X^{-\top}ab^\top X^{-\top}`],
    [d(R`\operatorname{tr}(X^{-1})`, "X"), R`-(X^{-2})^\top`],
    [d(R`\operatorname{tr}(AX^{-1}B)`, "X"), R`-(X^{-1}BAX^{-1})^\top`],
    [d(R`\operatorname{tr}(X^3)`, "X"), R`3(X^2)^\top`],
    [d(R`\operatorname{tr}(X^k)`.replace("k", "4"), "X"), R`4(X^3)^\top`],
    [d(R`\operatorname{tr}(e^X)`, "X"), R`e^{X^\top}`],
    [d(R`\operatorname{tr}(X)`, "X"), R`I`],
    [
      d(R`\operatorname{tr}(\operatorname{tr}(X) X)`, "X"),
      R`X^\top + \operatorname{tr}(X) I`.replace("X^\\top", R`\operatorname{tr}(X) I`),
    ],
    [d(R`(\operatorname{tr} X)^2`, "X"), R`2\operatorname{tr}(X)I`],
    [d(R`a^\top X^2 b`, "X"), R`X^\top a b^\top + a b^\top X^\top`],
    [d(R`\det(X^{-1})`, "X"), R`-\det(X^{-1})X^{-\top}`],
    [d(R`\operatorname{tr}(X \odot A)`, "X"), R`I \odot A`],
    [d(R`(X^{-1})_{kl}`, "X_{ij}"), R`-(X^{-1})_{ki}(X^{-1})_{jl}`],
    [d(R`\det(X)`, "X_{ij}"), R`\det(X)(X^{-1})_{ji}`],
  ),
  ...at(
    R`Let $X \in \mathbb{R}^{n\times n}$ be symmetric positive definite. ${shape}`,
    [d(R`\log\det X`, "X"), R`X^{-1}`],
    [d(R`\operatorname{tr}(X\log X)`.replace("X\\log X", "X^2"), "X"), R`2X`],
  ),
  // Matrices by scalars.
  ...at(
    R`Let $A(t) \in \mathbb{R}^{n\times n}$ be an invertible matrix that depends on the scalar $t$, and $B(t)\in\mathbb{R}^{n\times n}$ another.`,
    [d("A^{-1}", "t"), R`-A^{-1}\frac{\partial A}{\partial t}A^{-1}`],
    [d(R`\det A`, "t"), R`\det(A)\operatorname{tr}\left(A^{-1}\frac{\partial A}{\partial t}\right)`],
    [d("AB", "t"), R`\frac{\partial A}{\partial t}B + A\frac{\partial B}{\partial t}`],
    [d(R`\operatorname{tr}(A)`, "t"), R`\operatorname{tr}\left(\frac{\partial A}{\partial t}\right)`],
    [d(R`\log\det A`, "t"), R`\operatorname{tr}\left(A^{-1}\frac{\partial A}{\partial t}\right)`],
    [d(R`(A\odot B)`, "t"), R`\frac{\partial A}{\partial t}\odot B + A\odot\frac{\partial B}{\partial t}`],
    [
      d(R`(A\otimes B)`, "t"),
      R`\frac{\partial A}{\partial t}\otimes B + A\otimes\frac{\partial B}{\partial t}`,
    ],
  ),
  ...at(
    R`Let $A \in \mathbb{R}^{n\times n}$ be constant and $t$ a scalar, with the matrix exponential.`,
    [R`\frac{d}{dt} e^{tA}`, R`A e^{tA}`],
    [R`\frac{d}{dt} e^{tA}`, R`e^{tA}A`],
  ),
  // Differentials.
  ...at(
    R`We work with differentials. Let $X, Y$ be matrix functions, $X$ square and invertible.`,
    [R`d(X^{-1})`, R`-X^{-1}(dX)X^{-1}`],
    [R`d(\det X)`, R`\det(X)\operatorname{tr}(X^{-1}dX)`],
    [R`d\operatorname{tr}(X)`, R`\operatorname{tr}(dX)`],
    [R`d(\log\det X)`, R`\operatorname{tr}(X^{-1}dX)`],
    [R`d(XY)`, R`(dX)Y + X\,dY`],
    [R`d(X^\top)`, R`(dX)^\top`],
    [R`d(X\odot X)`, R`2X\odot dX`],
    [R`d(X^2)`, R`(dX)X + X(dX)`],
    [R`d(X^\top X)`, R`(dX)^\top X + X^\top dX`],
    [R`d\|X\|_F^2`, R`2\operatorname{tr}(X^\top dX)`],
  ),
  // vec and Kronecker products.
  ...at(
    numerator +
      R`Let $X\in\mathbb{R}^{m\times n}$, $A\in\mathbb{R}^{p\times m}$, $B\in\mathbb{R}^{n\times q}$; $\operatorname{vec}$ stacks columns and $\otimes$ is the Kronecker product.`,
    [d(R`\operatorname{vec}(AXB)`, R`\operatorname{vec}(X)`), R`B^\top\otimes A`],
    [d(R`\operatorname{vec}(AX)`, R`\operatorname{vec}(X)`), R`I_n\otimes A`],
    [d(R`\operatorname{vec}(AX)`, R`\operatorname{vec}(X)`), R`I\otimes A`],
    [d(R`\operatorname{vec}(XB)`, R`\operatorname{vec}(X)`), R`B^\top\otimes I_m`],
    [d(R`\operatorname{vec}(XB)`, R`\operatorname{vec}(X)^\top`), R`B^\top\otimes I`],
    [R`\operatorname{vec}(AXB)`, R`(B^\top\otimes A)\operatorname{vec}(X)`],
  ),
  ...at(
    numerator +
      R`Let $X\in\mathbb{R}^{n\times n}$ be invertible; $\otimes$ is the Kronecker product, $\mathrm{vec}$ stacks columns.`,
    [d(R`\mathrm{vec}(X^{-1})`, R`\mathrm{vec}(X)`), R`-(X^{-\top}\otimes X^{-1})`],
    [d(R`\mathrm{vec}(X^2)`, R`\mathrm{vec}(X)`), R`X^\top\otimes I_n + I_n\otimes X`],
    [d(R`\mathrm{vec}(X^2)`, R`\mathrm{vec}(X)`), R`X^\top\otimes I + I\otimes X`],
  ),
  ...at(
    numerator +
      R`Let $X\in\mathbb{R}^{m\times n}$; $K_{m,n}$ is the commutation matrix and $\mathrm{vec}$ stacks columns.`,
    [d(R`\mathrm{vec}(X^\top)`, R`\mathrm{vec}(X)`), R`K_{m,n}`],
    [d(R`\mathrm{vec}(XX^\top)`, R`\mathrm{vec}(X)`), R`(I_{m^2}+K_{m,m})(X\otimes I_m)`],
  ),
  // Index form.
  ...at(
    R`Let $x, y \in \mathbb{R}^n$, $W, X \in \mathbb{R}^{n\times n}$ and $\delta_{ij}$ the Kronecker delta.`,
    [d("x_i", "x_j"), R`\delta_{ij}`],
    [d("X_{ij}", "X_{kl}"), R`\delta_{ik}\delta_{jl}`],
    [d(R`\sum_k W_{ik}x_k`, "x_j"), R`W_{ij}`],
    [d(R`\sum_j W_{ij}x_j`, "W_{kl}"), R`\delta_{ik}x_l`],
    [d(R`\sum_{i}\sum_j x_iW_{ij}x_j`, "x_k"), R`\sum_j W_{kj}x_j + \sum_i x_iW_{ik}`],
    [d(R`(X^\top X)_{kl}`, "X_{ij}"), R`\delta_{lj}X_{ik}+\delta_{kj}X_{il}`],
    [d(R`(XX^\top)_{kl}`, "X_{ij}"), R`\delta_{ki}X_{lj}+\delta_{li}X_{kj}`],
    [
      d(R`\frac{e^{x_i}}{\sum_k e^{x_k}}`, "x_j"),
      R`\frac{e^{x_i}}{\sum_k e^{x_k}}\left(\delta_{ij} - \frac{e^{x_j}}{\sum_k e^{x_k}}\right)`,
    ],
  ),
  // Softmax, cross entropy, activations.
  ...at(
    R`Let $z, y \in \mathbb{R}^n$ with $\sum_i y_i = 1$, $p = \operatorname{softmax}(z)$ and $L = -\sum_i y_i\log p_i$.`,
    [d("L", "z"), R`p - y`],
    [d("L", "z_k"), R`p_k - y_k`],
    [d("p_i", "z_j"), R`p_i(\delta_{ij}-p_j)`],
    [d("p", "z"), R`\operatorname{diag}(p) - pp^\top`],
  ),
  ...at(
    R`Let $x\in\mathbb{R}^n$, $w \in\mathbb{R}^n$, $b\in\mathbb{R}$, $y\in\mathbb{R}$ and $\sigma(z) = \frac{1}{1+e^{-z}}$. ${shape}`,
    [R`\sigma'(z)`, R`\sigma(z)(1-\sigma(z))`],
    [R`\frac{\partial}{\partial w}\sigma(w^\top x+b)`, R`\sigma(w^\top x+b)(1-\sigma(w^\top x+b))x`],
    [
      R`\frac{\partial}{\partial w}\left(-y\log\sigma(w^\top x) - (1-y)\log(1-\sigma(w^\top x))\right)`,
      R`(\sigma(w^\top x)-y)x`,
    ],
    [R`\frac{\partial}{\partial b}\sigma(w^\top x+b)`, R`\sigma(w^\top x+b)(1-\sigma(w^\top x+b))`],
  ),
  ...at(
    R`Let $x\in\mathbb{R}^n$, where $\operatorname{ReLU}(x) = \max(0,x)$ acts elementwise and $\mathbb{1}[\cdot]$ is the indicator. ${numerator}`,
    [d(R`\operatorname{ReLU}(x)`, "x"), R`\operatorname{diag}(\mathbb{1}[x>0])`],
    [d(R`\tanh(x)`, "x"), R`\operatorname{diag}(1-\tanh^2(x))`],
    [d(R`\tanh(x)`, "x"), R`\operatorname{diag}(1-\tanh(x)\odot\tanh(x))`],
  ),
  ...at(
    R`Let $x \in \mathbb{R}^n$ and $\mu = \frac1n\sum_i x_i$, $\sigma^2 = \frac1n\sum_i (x_i-\mu)^2$.`,
    [d(R`\mu`, "x_i"), R`\frac1n`],
    [d(R`\sigma^2`, "x_i"), R`\frac{2}{n}(x_i-\mu)`],
  ),
  // Generic rules.
  ...at(
    R`${numerator}Let $f:\mathbb{R}^m\to\mathbb{R}^p$ and $g:\mathbb{R}^n\to\mathbb{R}^m$ be differentiable and $x\in\mathbb{R}^n$.`,
    [
      R`\frac{\partial f(g(x))}{\partial x}`,
      R`\frac{\partial f(g)}{\partial g}\frac{\partial g(x)}{\partial x}`,
    ],
    [R`\frac{\partial f(g(x))}{\partial x}`, R`\frac{\partial f}{\partial g}\frac{\partial g}{\partial x}`],
  ),
  ...at(
    R`${numerator}Let $u, v:\mathbb{R}^n\to\mathbb{R}^m$ be differentiable functions of $x\in\mathbb{R}^n$ and $A\in\mathbb{R}^{p\times m}$ constant.`,
    [d("(u+v)", "x"), R`\frac{\partial u}{\partial x}+\frac{\partial v}{\partial x}`],
    [d(R`u^\top v`, "x"), R`u^\top\frac{\partial v}{\partial x}+v^\top\frac{\partial u}{\partial x}`],
    [d("Au", "x"), R`A\frac{\partial u}{\partial x}`],
    [
      d(R`u(x)^\top v(x)`, "x"),
      R`u(x)^\top\frac{\partial v(x)}{\partial x}+v(x)^\top\frac{\partial u(x)}{\partial x}`,
    ],
  ),
  ...at(
    R`Let $f$ and $g$ be differentiable scalar functions of $x$.`,
    [R`\frac{d}{dx}\left(f(x)g(x)\right)`, R`f'(x)g(x)+f(x)g'(x)`],
    [R`\frac{d}{dx}f(g(x))`, R`f'(g(x))g'(x)`],
    [R`\frac{d}{dx}\left(\frac{f(x)}{g(x)}\right)`, R`\frac{f'(x)g(x)-f(x)g'(x)}{g(x)^2}`],
    [R`\frac{d}{dx}\frac{1}{g(x)}`, R`-\frac{g'(x)}{g(x)^2}`],
  ),
  // Cross products.
  ...at(
    R`${numerator}Let $a, b \in\mathbb{R}^3$ and let $[a]_\times$ be the skew-symmetric matrix with $[a]_\times b = a\times b$.`,
    [d(R`(a\times b)`, "b"), R`[a]_\times`],
    [d(R`(a\times b)`, "a"), R`-[b]_\times`],
  ),
  // Spectral functions.
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{n\times n}$ be symmetric with simple eigenvalue $\lambda$ and unit eigenvector $v$.`,
    [d(R`\lambda`, "X"), R`vv^\top`],
  ),
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{m\times n}$; $X = U\Sigma V^\top$ is the thin singular value decomposition and $\|X\|_*$ is the nuclear norm.`,
    [d(R`\|X\|_*`, "X"), R`UV^\top`],
  ),
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{m\times n}$ ; $\sigma_1(X)$ is the (simple) largest singular value with unit singular vectors $u_1$ (left) and $v_1$ (right), where $\|X\|_2$ is the spectral norm.`,
    [d(R`\|X\|_2`, "X"), R`u_1v_1^\top`],
    [d(R`\sigma_1(X)`, "X"), R`u_1v_1^\top`],
  ),
  // Gaussians, least squares.
  ...at(
    R`${shape}Let $x,\mu\in\mathbb{R}^n$, $\Sigma\in\mathbb{R}^{n\times n}$ symmetric positive definite and $\ell = -\frac12\log\det\Sigma - \frac12(x-\mu)^\top\Sigma^{-1}(x-\mu)$.`,
    [d(R`\ell`, R`\mu`), R`\Sigma^{-1}(x-\mu)`],
    [d(R`\ell`, "x"), R`-\Sigma^{-1}(x-\mu)`],
    [d(R`\ell`, R`\Sigma`), R`-\frac12\Sigma^{-1}+\frac12\Sigma^{-1}(x-\mu)(x-\mu)^\top\Sigma^{-1}`],
  ),
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{N\times d}$, $y\in\mathbb{R}^N$, $w\in\mathbb{R}^d$, $\lambda>0$.`,
    [R`\nabla_w \frac{1}{2}\|Xw-y\|^2`, R`X^\top(Xw-y)`],
    [
      R`\nabla_w \left(\frac{1}{N}\|Xw-y\|_2^2 + \lambda\|w\|_2^2\right)`,
      R`\frac{2}{N}X^\top(Xw-y)+2\lambda w`,
    ],
    [R`\nabla_w^2 \left(\frac{1}{2}\|Xw-y\|^2 + \frac{\lambda}{2}\|w\|^2\right)`, R`X^\top X+\lambda I`],
  ),
  // Layers, attention.
  ...at(
    R`${shape}Let $Q\in\mathbb{R}^{m\times k}$, $K\in\mathbb{R}^{n\times k}$, $V\in\mathbb{R}^{n\times p}$, $S = QK^\top$, $P = \operatorname{softmax}(S)$ taken along each row, $O = PV$ and $L = \operatorname{tr}(G^\top O)$ with $G\in\mathbb{R}^{m\times p}$ constant.`,
    [d("L", "V"), R`P^\top G`],
    [d("L", "P"), R`GV^\top`],
    [d("L", "S"), R`P\odot(GV^\top - (P\odot GV^\top)\mathbf{1}\mathbf{1}^\top)`],
  ),
  ...at(
    R`${shape}Let $Y = XW + \mathbf{1}b^\top$ with $X\in\mathbb{R}^{N\times d}$, $W\in\mathbb{R}^{d\times k}$, $b\in\mathbb{R}^k$, and $L$ a scalar function of $Y$.`,
    [d("L", "W"), R`X^\top\frac{\partial L}{\partial Y}`],
    [d("L", "X"), R`\frac{\partial L}{\partial Y}W^\top`],
    [d("L", "b"), R`\left(\frac{\partial L}{\partial Y}\right)^\top\mathbf{1}`],
  ),
  // Structured variables, directional derivatives, second derivatives.
  ...at(
    R`Let $x\in\mathbb{R}^n$, $v\in\mathbb{R}^n$, $A\in\mathbb{R}^{n\times n}$ and $f(x) = x^\top A x$.`,

    [R`\nabla f(x)`, R`(A+A^\top)x`],
    [R`\nabla^2 f(x)`, R`A+A^\top`],
    [R`\nabla f(x)^\top v`, R`x^\top(A+A^\top)v`],
  ),
  // Tables of Wikipedia and of the Matrix Cookbook, in their own letters.
  ...at(
    R`${numerator}Let $\mathbf{u}(\mathbf{x}), \mathbf{v}(\mathbf{x})\in\mathbb{R}^m$ be vector functions of $\mathbf{x}\in\mathbb{R}^n$, $v = v(\mathbf{x})$ a scalar function, $\mathbf{A}\in\mathbb{R}^{m\times m}$ and $a$ constant.`,
    [d(R`a\mathbf{u}`, R`\mathbf{x}`), R`a\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`],
    [d(R`\mathbf{A}\mathbf{u}`, R`\mathbf{x}`), R`\mathbf{A}\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`],
    [
      d(R`(\mathbf{u}+\mathbf{v})`, R`\mathbf{x}`),
      R`\frac{\partial \mathbf{u}}{\partial \mathbf{x}} + \frac{\partial \mathbf{v}}{\partial \mathbf{x}}`,
    ],
    [
      d(R`(\mathbf{u}\cdot\mathbf{v})`, R`\mathbf{x}`),
      R`\mathbf{u}^\top\frac{\partial \mathbf{v}}{\partial \mathbf{x}} + \mathbf{v}^\top\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`,
    ],
    [
      d(R`\mathbf{u}^\top\mathbf{A}\mathbf{v}`, R`\mathbf{x}`),
      R`\mathbf{u}^\top\mathbf{A}\frac{\partial \mathbf{v}}{\partial \mathbf{x}} + \mathbf{v}^\top\mathbf{A}^\top\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`,
    ],
    [
      d(R`\|\mathbf{u}\|^2`, R`\mathbf{x}`),
      R`2\mathbf{u}^\top\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`,
    ],
  ),
  ...at(
    R`${numerator}Let $\mathbf{g}:\mathbb{R}^m\to\mathbb{R}^k$, $\mathbf{u}:\mathbb{R}^n\to\mathbb{R}^m$ and $\mathbf{x}\in\mathbb{R}^n$.`,
    [
      d(R`\mathbf{g}(\mathbf{u})`, R`\mathbf{x}`),
      R`\frac{\partial \mathbf{g}(\mathbf{u})}{\partial \mathbf{u}}\frac{\partial \mathbf{u}}{\partial \mathbf{x}}`,
    ],
  ),
  ...at(
    R`${shape}Let $\mathbf{X}\in\mathbb{R}^{n\times n}$ be invertible and $\mathbf{a},\mathbf{b}\in\mathbb{R}^n$, $\mathbf{A},\mathbf{B}\in\mathbb{R}^{n\times n}$.`,
    [d(R`\ln|a\mathbf{X}|`, R`\mathbf{X}`), R`\mathbf{X}^{-\top}`],
    [d(R`|\mathbf{X}^3|`, R`\mathbf{X}`), R`3|\mathbf{X}^3|\mathbf{X}^{-\top}`],
    [
      d(R`\operatorname{tr}((\mathbf{X}+\mathbf{A})^{-1})`, R`\mathbf{X}`),
      R`-((\mathbf{X}+\mathbf{A})^{-1}(\mathbf{X}+\mathbf{A})^{-1})^\top`,
    ],
    [
      d(R`\operatorname{tr}(\mathbf{A}\mathbf{X}\mathbf{B}\mathbf{X}^\top)`, R`\mathbf{X}`),
      R`\mathbf{A}^\top\mathbf{X}\mathbf{B}^\top+\mathbf{A}\mathbf{X}\mathbf{B}`,
    ],
    [
      d(R`\operatorname{tr}(\mathbf{A}\mathbf{X}\mathbf{B}\mathbf{X})`, R`\mathbf{X}`),
      R`\mathbf{A}^\top\mathbf{X}^\top\mathbf{B}^\top + \mathbf{B}^\top\mathbf{X}^\top\mathbf{A}^\top`,
    ],
    [
      d(R`\operatorname{tr}(\mathbf{A}^\top\mathbf{X}\mathbf{B}^\top)`, R`\mathbf{X}`),
      R`\mathbf{A}\mathbf{B}`,
    ],
    [
      d(R`\operatorname{tr}(\mathbf{X}^2\mathbf{B})`, R`\mathbf{X}`),
      R`(\mathbf{X}\mathbf{B}+\mathbf{B}\mathbf{X})^\top`,
    ],
    [
      d(R`\operatorname{tr}(\mathbf{X}^\top\mathbf{X}\mathbf{B})`, R`\mathbf{X}`),
      R`\mathbf{X}\mathbf{B}^\top+\mathbf{X}\mathbf{B}`,
    ],
    [
      d(
        R`\operatorname{tr}[(\mathbf{A}\mathbf{X}\mathbf{B}+\mathbf{A})(\mathbf{A}\mathbf{X}\mathbf{B}+\mathbf{A})^\top]`,
        R`\mathbf{X}`,
      ),
      R`2\mathbf{A}^\top(\mathbf{A}\mathbf{X}\mathbf{B}+\mathbf{A})\mathbf{B}^\top`,
    ],
    [
      d(R`\mathbf{a}^\top\mathbf{X}^\top\mathbf{X}\mathbf{b}`, R`\mathbf{X}`),
      R`\mathbf{X}(\mathbf{a}\mathbf{b}^\top+\mathbf{b}\mathbf{a}^\top)`,
    ],
    [
      d(
        R`\operatorname{tr}(\sin(\mathbf{X}))`.replace(R`\sin(\mathbf{X})`, R`\exp(\mathbf{X})`),
        R`\mathbf{X}`,
      ),
      R`\exp(\mathbf{X})^\top`,
    ],
    [
      d(R`\operatorname{Tr}(\mathbf{A}\otimes\mathbf{X})`, R`\mathbf{X}`),
      R`\operatorname{Tr}(\mathbf{A})\mathbf{I}`,
    ],
    [
      d(R`\|\mathbf{A}\mathbf{X}-\mathbf{B}\|_F^2`, R`\mathbf{X}`),
      R`2\mathbf{A}^\top(\mathbf{A}\mathbf{X}-\mathbf{B})`,
    ],
    [d(R`\frac12\|\mathbf{X}-\mathbf{X}^\top\|_F^2`, R`\mathbf{X}`), R`2(\mathbf{X}-\mathbf{X}^\top)`],
    [
      d(R`\mathbf{a}^\top(\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{a}`, R`\mathbf{X}`),
      R`-2\mathbf{X}(\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{a}\mathbf{a}^\top(\mathbf{X}^\top\mathbf{X})^{-1}`,
    ],
  ),
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{m\times n}$ have full column rank, $A\in\mathbb{R}^{m\times m}$ be symmetric positive definite.`,
    [d(R`\det(X^\top X)`, "X"), R`2\det(X^\top X)X(X^\top X)^{-1}`],
    [d(R`\log\det(X^\top A X)`, "X"), R`2AX(X^\top A X)^{-1}`],
    [d(R`\ln|X^\top X|`, "X"), R`2(X^+)^\top`],
  ),
  ...at(
    R`${denominator}Let $\mathbf{x},\mathbf{s}\in\mathbb{R}^n$, $\mathbf{A}\in\mathbb{R}^{n\times m}$, $\mathbf{z}\in\mathbb{R}^m$ and $\mathbf{W}\in\mathbb{R}^{n\times n}$, with $\mathbf{W}$ symmetric.`,
    [
      d(R`(\mathbf{x}-\mathbf{s})^\top\mathbf{W}(\mathbf{x}-\mathbf{s})`, R`\mathbf{x}`),
      R`2\mathbf{W}(\mathbf{x}-\mathbf{s})`,
    ],
    [
      d(R`(\mathbf{x}-\mathbf{s})^\top\mathbf{W}(\mathbf{x}-\mathbf{s})`, R`\mathbf{s}`),
      R`-2\mathbf{W}(\mathbf{x}-\mathbf{s})`,
    ],
    [
      d(R`(\mathbf{x}-\mathbf{A}\mathbf{z})^\top\mathbf{W}(\mathbf{x}-\mathbf{A}\mathbf{z})`, R`\mathbf{z}`),
      R`-2\mathbf{A}^\top\mathbf{W}(\mathbf{x}-\mathbf{A}\mathbf{z})`,
    ],
    [
      d(R`(\mathbf{x}-\mathbf{A}\mathbf{z})^\top\mathbf{W}(\mathbf{x}-\mathbf{A}\mathbf{z})`, R`\mathbf{A}`),
      R`-2\mathbf{W}(\mathbf{x}-\mathbf{A}\mathbf{z})\mathbf{z}^\top`,
    ],
  ),
  // Scalars.
  ...at(
    R`Let $x, y > 0$ be scalars and $f(x,y) = x^2y + \sin(xy)$.`,
    [d("f", "x"), R`2xy + y\cos(xy)`],
    [d("f", "y"), R`x^2 + x\cos(xy)`],
    [R`\frac{\partial^2 f}{\partial x\partial y}`, R`2x + \cos(xy) - xy\sin(xy)`],
    [R`\frac{\partial^2 f}{\partial x^2}`, R`2y - y^2\sin(xy)`],
    [R`f_x`.replace("f_x", R`\partial_x f`), R`2xy + y\cos(xy)`],
  ),
  ...at(
    R`For a scalar $x>0$:`,
    [R`\frac{d}{dx}x^x`, R`x^x(\ln x+1)`],
    [R`\frac{d}{dx}\arctan x`, R`\frac{1}{1+x^2}`],
    [R`\frac{d}{dx}\ln x`, R`\frac1x`],
    [R`\frac{d}{dx}\sqrt{x}`, R`\frac{1}{2\sqrt{x}}`],
    [R`\frac{d}{dx}\tanh x`, R`1-\tanh^2 x`],
    [R`\frac{d}{dx}\sin^2 x`, R`2\sin x\cos x`],
    [R`\frac{d}{dx}e^{-x^2}`, R`-2xe^{-x^2}`],
    [R`\frac{d}{dx}\log_2 x`, R`\frac{1}{x\ln 2}`],
    [R`\frac{d}{dx}\frac{1}{1+e^{-x}}`, R`\frac{e^{-x}}{(1+e^{-x})^2}`],
    [R`\frac{d}{dx}\left(x\ln x - x\right)`, R`\ln x`],
    [R`\frac{d^2}{dx^2}\sin x`, R`-\sin x`],
  ),
  // Norms and pseudo-inverses.
  ...at(
    R`${shape}Let $x\in\mathbb{R}^n$, $A\in\mathbb{R}^{m\times n}$, $b\in\mathbb{R}^m$, $p>1$.`,
    [d(R`\|Ax-b\|_2`, "x"), R`\frac{A^\top(Ax-b)}{\|Ax-b\|_2}`],
    [d(R`\|Ax-b\|_1`, "x"), R`A^\top\operatorname{sign}(Ax-b)`],
    [d(R`\|x\|_2^3`, "x"), R`3\|x\|_2x`],
    [d(R`\frac{1}{\|x\|}`, "x"), R`-\frac{x}{\|x\|^3}`],
    [d(R`\log\|x\|`, "x"), R`\frac{x}{\|x\|^2}`],
    [d(R`\frac{b^\top Ax}{\|x\|}`, "x"), R`\frac{A^\top b}{\|x\|}-\frac{b^\top Ax}{\|x\|^3}x`],
  ),
  // Normalisation layers.
  ...at(
    R`Let $x\in\mathbb{R}^n$, $\mu = \frac1n\mathbf{1}^\top x$, $c = x-\mu\mathbf{1}$, $s = \sqrt{\frac1n c^\top c}$ and $y = \frac{c}{s}$.`,
    [d("c", "x"), R`I-\frac1n\mathbf{1}\mathbf{1}^\top`],
    [d("y", "x"), R`\frac1s\left(I-\frac1n\mathbf{1}\mathbf{1}^\top-\frac1nyy^\top\right)`],
  ),
  ...at(
    R`Let $x,g\in\mathbb{R}^n$, $r = \sqrt{\frac1n\sum_i x_i^2+\epsilon}$ and $y = \frac{x}{r}$, with $\epsilon>0$. Jacobians are in numerator layout.`,
    [d("y", "x"), R`\frac1rI-\frac{1}{nr^3}xx^\top`],
    [d("r", "x_j"), R`\frac{x_j}{nr}`],
  ),
  // Piecewise definitions and losses.
  ...at(
    R`Let $f(x) = \begin{cases} x & x > 0 \\ \alpha x & \text{otherwise} \end{cases}$ with $x,\alpha\in\mathbb{R}$.`,
    [R`f'(x)`, R`\begin{cases} 1 & x > 0 \\ \alpha & \text{otherwise} \end{cases}`],
  ),
  ...at(R`Let $y\in\{-1,1\}$, $w,x\in\mathbb{R}^n$ and $\ell = \log(1+e^{-yw^\top x})$. ${shape}`, [
    R`\nabla_w\ell`,
    R`-\frac{y}{1+e^{yw^\top x}}x`,
  ]),
  ...at(
    R`Let $W\in\mathbb{R}^{k\times d}$, $x\in\mathbb{R}^d$, $z = Wx$, $p = \operatorname{softmax}(z)$, $y\in\mathbb{R}^k$ and $L = -y^\top\log p$. The vector $y$ is one-hot. ${shape}`,
    [d("L", "W"), R`(p-y)x^\top`],
    [d("L", "x"), R`W^\top(p-y)`],
    [d("L", "z"), R`p-y`],
    [R`\frac{\partial^2 L}{\partial z\partial z^\top}`, R`\operatorname{diag}(p)-pp^\top`],
  ),
  ...at(
    R`Let $h = \tanh(Wx+b)$ with $W\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $b\in\mathbb{R}^m$. ${numerator}`,
    [d("h", "x"), R`\operatorname{diag}(1-h\odot h)W`],
    [d("h", "b"), R`\operatorname{diag}(1-h^2)`],
    [d("h_i", "x_j"), R`(1-h_i^2)W_{ij}`],
    [d("h_i", "W_{jk}"), R`\delta_{ij}(1-h_i^2)x_k`],
  ),
  ...at(
    R`We use differentials. Let $X\in\mathbb{R}^{n\times n}$, $A\in\mathbb{R}^{n\times n}$ constant and $x\in\mathbb{R}^n$.`,
    [R`d(x^\top A x)`, R`x^\top(A+A^\top)\,dx`],
    [R`d\operatorname{tr}(AX)`, R`\operatorname{tr}(A\,dX)`],
    [R`d(Ax)`, R`A\,dx`],
    [R`d(AXA)`, R`A\,dX\,A`],
    [R`d(xx^\top)`, R`(dx)x^\top + x(dx)^\top`],
    [R`d\|x\|^2`, R`2x^\top dx`],
    [R`d\operatorname{tr}(X^2)`, R`2\operatorname{tr}(X\,dX)`],
    [R`\mathrm{d}(X\otimes X)`, R`\mathrm{d}X\otimes X + X\otimes\mathrm{d}X`],
    [R`d\log\det X`, R`\operatorname{tr}(X^{-1}dX)`],
    [R`d e^x`.replace("e^x", R`\exp(x)`), R`\exp(x)\odot dx`],
  ),
  ...at(
    R`${shape}Let $X\in\mathbb{R}^{n\times n}$ be symmetric and $A\in\mathbb{R}^{n\times n}$. Derivatives ignore the symmetry of $X$.`,
    [d(R`\operatorname{tr}(AX)`, "X"), R`A^\top`],
  ),
];

export const fails: readonly Identity[] = [
  ...at(
    numerator + vectorVariables,
    [d(R`\mathbf{A}\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{A}^\top`],
    [d(R`\mathbf{x}^\top\mathbf{A}\mathbf{x}`, R`\mathbf{x}`), R`2\mathbf{x}^\top\mathbf{A}`],
    [d(R`\mathbf{a}^\top\mathbf{x}`, R`\mathbf{x}`), R`\mathbf{a}`],
  ),
  ...at(
    shape + squareVariables,
    [d(R`\log|\det X|`, "X"), R`X^{-1}`],
    [d(R`a^\top X^{-1} b`, "X"), R`-X^{-1}ab^\top X^{-1}`],
    [d(R`\operatorname{tr}(X^3)`, "X"), R`3X^2`],
    [d(R`\operatorname{tr}(AX)`, "X"), R`A`],
  ),
  ...at(
    R`We work with differentials. Let $X, Y$ be matrix functions, $X$ square and invertible.`,
    [R`d(XY)`, R`(dX)Y`],
    [R`d(XY)`, R`(dX)(dY)`],
    [R`d(X^{-1})`, R`-X^{-2}dX`],
  ),
];

/** Right claims whose statement is not read in full: they may stay open, but must never be called wrong. */
export const open: readonly Identity[] = [
  ...at(
    denominator +
      R`Let $\mathbf{x},\mathbf{s}\in\mathbb{R}^n$ and $\mathbf{W}$ symmetric of size $n\times n$.`,
    [
      d(R`(\mathbf{x}-\mathbf{s})^\top\mathbf{W}(\mathbf{x}-\mathbf{s})`, R`\mathbf{x}`),
      R`2\mathbf{W}(\mathbf{x}-\mathbf{s})`,
    ],
  ),
  ...at(
    shape +
      R`Let $z\in\mathbb{R}^k$, $p = \operatorname{softmax}(z)$, $y\in\mathbb{R}^k$ one-hot and $L = -y^\top\log p$.`,
    [d("L", "z"), R`p-y`],
  ),
  ...at(R`Let $x,v\in\mathbb{R}^n$, $A\in\mathbb{R}^{n\times n}$ and $f(x) = x^\top A x$.`, [
    R`\left.\frac{d}{dt}f(x+tv)\right|_{t=0}`,
    R`x^\top(A+A^\top)v`,
  ]),
  ...at(R`We work with differentials. Let $X,Y\in\mathbb{R}^{n\times n}$.`, [R`d(X^\top Y)`, R`(dX)^\top Y`]),
];
