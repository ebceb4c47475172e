/* How people write: one row a notation, with the verdicts on the claims of a small note that uses it. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const notations: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "values that are given with a claim: if t = 1, t = 0: …, with t = 1 we get",
    String.raw`A label $t$ has the loss $E = -[t \log q + (1 - t) \log(1 - q)]$.

If $t = 1$, then $\frac{\partial E}{\partial q} = -\frac{1}{q}$.

- $t = 0$: $\frac{\partial E}{\partial q} = \frac{1}{1 - q}$

When $t = 0$:
$$\frac{\partial E}{\partial q} = -\frac{1}{1 - q}$$

## Another label

Setting $t = 1$ gives $\frac{\partial E}{\partial q} = -\frac{1}{q}$.`,
    ["verified", "verified", "refuted", "prose-only"],
  ],
  [
    "numbered functions that are primed without their argument",
    String.raw`Two modes decay as $K_1(a)$ and $K_2(a)$.
$$\frac{d}{da}\left[\frac{K_1(a)}{K_2(a)}\right] = \frac{K_1' K_2 - K_1 K_2'}{K_2^2}, \quad \frac{d}{da}\left[\frac{K_1(a)}{K_2(a)}\right] = \frac{K_1' K_2 + K_1 K_2'}{K_2^2}$$`,
    ["verified", "refuted"],
  ],
  [
    "numbered examples, each with a letter for something else",
    String.raw`**Example 1.** Let $z = 3 x^2 y$. Then $\frac{\partial z}{\partial x} = 6 x y$.

**Example 2.** Let $z = x + \sin y$. Then $\frac{\partial z}{\partial y} = \cos y$ and $\frac{\partial z}{\partial x} = 2 x$.

Exercise 3: for $z = x^3$ we have $\frac{\partial z}{\partial x} = 3 x^2$.`,
    ["verified", "verified", "refuted", "verified"],
  ],
  [
    "a variable that is held fixed",
    String.raw`With $u = U(T, V) / V$ the change is $dU = C \, dT - P \, dV, dV = 0$.`,
    ["undefined-symbol", "prose-only"],
  ],
  [
    "a place behind a derivative of a function of which nothing is said",
    String.raw`A flow has $\frac{\partial F}{\partial t}(s, F_s^{-1}(y)) = \frac{\partial F}{\partial t}(0, y)$.`,
    ["unsupported-notation"],
  ],
  [
    "a letter that stands for what an activation is called with",
    String.raw`The state is $h_t = \tanh(W h_{t-1} + U x_t + b)$ with $h_t \in \mathbb{R}^n$. Then
$$\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(\tanh'(z_t)) W, \quad \frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(\tanh'(z_t)) U$$`,
    ["verified", "refuted"],
  ],
  [
    "words of a script without capitals before a formula, and a case in a row of its own",
    String.raw`$$设 s = \sum_{j=1}^{n} e^{u_j} \\ 则 q_i = \frac{e^{u_i}}{s}$$
$$\begin{aligned} (1)当i=j时 \\ \frac{\partial q_i}{\partial u_j} &= q_i (1 - q_i) \end{aligned}$$
$$\begin{aligned} (2)当i\neq j时 \\ \frac{\partial q_i}{\partial u_j} &= -q_i q_j \\ &= q_i q_j \end{aligned}$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "a function of which nothing is said beside its logarithm",
    String.raw`For any density
$$\frac{\partial p}{\partial \theta} = p \frac{\partial \ln p}{\partial \theta}, \quad \frac{\partial^2 \ln p}{\partial \theta^2} = \frac{1}{p} \frac{\partial^2 p}{\partial \theta^2} - \frac{1}{p^2} \left(\frac{\partial p}{\partial \theta}\right)^2, \quad \frac{\partial p}{\partial \theta} = \frac{1}{p} \frac{\partial \ln p}{\partial \theta}$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "the Jacobian as an operator before a function",
    String.raw`Let $f(r, \theta) = (r \cos\theta, r \sin\theta)^\top$. Then
$$Jf(r, \theta) = \begin{bmatrix} \cos\theta & -r \sin\theta \\ \sin\theta & r \cos\theta \end{bmatrix}, \quad Jf(r, \theta) = \begin{bmatrix} \cos\theta & r \sin\theta \\ \sin\theta & r \cos\theta \end{bmatrix}$$`,
    ["verified", "refuted"],
  ],
  [
    "letters that a law of differentials ties to each other",
    String.raw`From $dF = -S \, dT - p \, dV$ follow
$$\left(\frac{\partial S}{\partial V}\right)_T = \left(\frac{\partial p}{\partial T}\right)_V, \quad \left(\frac{\partial S}{\partial p}\right)_T = -\left(\frac{\partial V}{\partial T}\right)_p, \quad \left(\frac{\partial F}{\partial T}\right)_V = -S, \quad \left(\frac{\partial S}{\partial V}\right)_T = -\left(\frac{\partial p}{\partial T}\right)_V$$`,
    ["undefined-symbol", "verified", "verified", "verified", "refuted"],
  ],
  [
    "inner products with a dot",
    String.raw`The model is $f(x) = w \cdot x + b$ with cost $J = \frac{1}{2 m} \sum_{i=1}^m (f(x^{(i)}) - y^{(i)})^2$. Then
$$\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (f(x^{(i)}) - y^{(i)}) x_j^{(i)}, \quad \frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (y^{(i)} - f(x^{(i)})) x_j^{(i)}$$`,
    ["verified", "refuted"],
  ],
  [
    "a loss of two members, and a letter within a chain",
    String.raw`For each sample $z^{(i)} = w^\top x^{(i)} + b$ and $\hat y^{(i)} = a^{(i)} = \sigma(z^{(i)})$, where σ is the sigmoid.
$$\ell(a^{(i)}, y^{(i)}) = -y^{(i)} \ln a^{(i)} - (1 - y^{(i)}) \ln(1 - a^{(i)})$$
With $J = \frac{1}{m} \sum_{i=1}^m \ell(a^{(i)}, y^{(i)})$
$$\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)}) x_j^{(i)}$$`,
    ["verified", "verified"],
  ],
  [
    "a number of samples, counted in parentheses, below and above",
    String.raw`# In parentheses
The fit is $\hat y^{(i)} = a + b x^{(i)}$ with loss $L = \sum_{i=1}^{5} (\hat y^{(i)} - y^{(i)})^2$.
$$\frac{\partial L}{\partial a} = 2 \sum_{i=1}^{5} (a + b x^{(i)} - y^{(i)})$$
# Below
The fit is $\hat u_i = c + d v_i$ with loss $S = \sum_{i=1}^{5} (\hat u_i - u_i)^2$.
$$\frac{\partial S}{\partial d} = 2 \sum_{i=1}^{5} (\hat u_i - u_i) v_i, \quad \frac{\partial S}{\partial d} = 2 \sum_{i=1}^{5} (\hat u_i - u_i)$$
# Above
The fit is $\hat p^k = g + h q^k$ with loss $M = \frac{1}{7} \sum_{k=1}^{7} (\hat p^k - p^k)^2$.
$$\frac{\partial M}{\partial h} = \frac{2}{7} \sum_{k=1}^{7} (g + h q^k - p^k) q^k, \quad \frac{\partial M}{\partial h} = \frac{2}{7} \sum_{k=1}^{7} (g + h q^k - p^k)$$`,
    ["verified", "verified", "refuted", "verified", "refuted"],
  ],
  [
    "statements with words or a bar in words between them",
    String.raw`Let $f(x, y) = x^3 y + 5 x$. Then
$$\frac{\partial f}{\partial x} = 3 x^2 y + 5 \text{ | } \frac{\partial f}{\partial y} = x^3 \text{, and so } \frac{\partial^2 f}{\partial x^2} = 6 x y \text{ while } \frac{\partial^2 f}{\partial y \partial x} = 3 x$$`,
    ["verified", "verified", "verified", "refuted"],
  ],
  [
    "sums and products by the letters that look like their signs",
    String.raw`Let $s = \Sigma_{i=1}^n (x_i - c)^2$ and $p = \Pi^n_{i=1} x_i$ with $x \in \mathbb{R}^n$ and a number $c$. Then
$$\frac{\partial s}{\partial c} = -2 \Sigma^n_{i=1} (x_i - c), \quad \frac{\partial p}{\partial x_k} = p / x_k, \quad \frac{\partial s}{\partial c} = 2 \Sigma^n_{i=1} (x_i - c)$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "steps of the variables that are set",
    String.raw`For $g(u, v) = u^2 - u v$ the differential is
$$dg = (2 u - v) \, du - u \, dv$$
At $u = 1$ and $v = 3$ let $du = 0.2$ and $dv = 0.1$. Then
$$dg = (2 \cdot 1 - 3)(0.2) - 1(0.1)$$`,
    ["verified", "unsupported-notation"],
  ],
  [
    "names of several letters that no font marks",
    String.raw`Let $net_j = w_j x + b_j$ and $out_j = \tanh(net_j)$ for a number $x$. Then $\frac{\partial net_j}{\partial w_j} = x$ and $\frac{\partial out_j}{\partial net_j} = 1 - out_j^2$, not $\frac{\partial out_j}{\partial net_j} = 1 - out_j$.`,
    ["verified", "verified", "refuted"],
  ],
  [
    "a name that is differentiated once more",
    String.raw`Output is $q = x^a z^b$. The marginal product of the first input (MPX) is
$$MPX = \frac{\partial q}{\partial x} = a x^{a-1} z^b$$
$$\frac{\partial MPX}{\partial x} = a (a-1) x^{a-2} z^b$$
$$\frac{\partial MPX}{\partial z} = a x^{a-1} z^b$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "a name for a derivative",
    String.raw`With $q = x^a z^b$ we write $UMz_x = \frac{\partial q}{\partial x} = a x^{a-1} z^b$ and $UMz_z = \frac{\partial q}{\partial z} = x^a z^{b-1}$.`,
    ["verified", "refuted"],
  ],
  [
    "letters in a row that all stand alone as well are factors",
    String.raw`Let $A \in \mathbb{R}^{3 \times 3}$, $B \in \mathbb{R}^{3 \times 3}$ and $x \in \mathbb{R}^3$. The vector ABx is linear in x: $\frac{\partial ABx}{\partial x} = AB$.`,
    ["verified"],
  ],
  [
    "what is solved for is no function elsewhere",
    String.raw`Let $q = x^a z^b$. Then $\frac{\partial q}{\partial z} = b x^a z^{b-1}$. Level sets are found by solving for $z$ as a function of $x$.`,
    ["verified"],
  ],
  [
    "a slope in words about the function",
    String.raw`With $p = \sigma(w x)$ and $C = -y \log p - (1 - y) \log(1 - p)$, where $\sigma$ is the logistic sigmoid,
$$\frac{\partial C}{\partial w} = (p - y) x$$
since the derivative of the sigmoid function $p(1 - p)$ cancels.`,
    ["verified"],
  ],
  [
    "a condition on a pair in a definition by cases",
    String.raw`The function $f(x, y) = \begin{cases} \frac{x^3 y}{x^2 + y^2} & (x, y) \neq (0, 0) \\ 0 & (x, y) = (0, 0) \end{cases}$ is given, and another one, $f(x, y, z) = (x y, z)$, with $\frac{\partial f}{\partial x}(0, 0) = 1$.`,
    ["unsupported-notation"],
  ],
  [
    "a mean and a deviation that nothing defines",
    String.raw`The layer maps $u \in \mathbb{R}^n$ to $\hat{u} = (u - \mu \mathbf{1}) / \sqrt{\sigma^2 + \epsilon}$.
$$\frac{\partial \hat{u}}{\partial u} = \frac{1}{\sqrt{\sigma^2 + \epsilon}} \left(I - \frac{1}{n} \mathbf{1}\mathbf{1}^\top - \frac{1}{n} \hat{u}\hat{u}^\top\right)$$
$$\frac{\partial \hat{u}}{\partial u} = \frac{3}{\sqrt{\sigma^2 + \epsilon}} \left(I - \frac{1}{n} \mathbf{1}\mathbf{1}^\top - \frac{1}{n} \hat{u}\hat{u}^\top\right)$$`,
    ["undefined-symbol", "refuted"],
  ],
  [
    "derivatives of the output along one path each",
    String.raw`For numbers, $u = x^2$, $v = u w$ and $L = v + u^3$. Then
$$\frac{dL}{dx} = \frac{\partial L}{\partial v} w \cdot 2 x + \frac{\partial L}{\partial u} 2 x$$
$$\frac{dL}{dx} = \frac{\partial L}{\partial v} w \cdot 2 x - \frac{\partial L}{\partial u} 2 x$$`,
    ["readings-disagree", "refuted"],
  ],
  [
    "coordinates of a map whose domain has that many",
    String.raw`For $g: \mathbb{R}^2 \to \mathbb{R}$, $g(u, v) = u^2 e^v$, we have $\frac{\partial g}{\partial u} = 2 u e^v$ and $\nabla g(u, v) = (2 u e^v, u^2 e^v)$. For $h: \mathbb{R}^3 \to \mathbb{R}^2$ with $h(p, q, s) = (p q, q + s^2)$,
$$J_h = \begin{pmatrix} q & p & 0 \\ 0 & 1 & 2 s \end{pmatrix}$$
$$J_h = \begin{pmatrix} q & p & 0 \\ 0 & 1 & s \end{pmatrix}$$`,
    ["verified", "verified", "verified", "refuted"],
  ],
  [
    "examples of several numbers after theory about vectors",
    String.raw`# Theory

Let $f: \mathbb{R}^n \to \mathbb{R}$ and $x \in \mathbb{R}^n$.

# Examples

First, $f(x, y) = x^3 y + e^{x y}$. The gradient is

$$\nabla f = (3 x^2 y + y e^{x y}, x^3 + x e^{x y})$$

Second, $f(x, y) = \sin x \cos y$. The Hessian is

$$H_f(x, y) = \begin{pmatrix} -\sin x \cos y & -\cos x \sin y \\ -\cos x \sin y & -\sin x \cos y \end{pmatrix}$$

Third, $f(x, y, z) = x y + z^2$. The gradient is

$$\nabla f = (y, x, z)^\top$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "zero by a coordinate that stands beside those of the output",
    String.raw`A point $(p, q, d)$ is seen at $s = c \frac{p}{d} + a$ and $t = c \frac{q}{d} + b$, with $X = [p, q, d]^\top$. Then $\frac{\partial s}{\partial q} = 0$ and $\frac{\partial t}{\partial p} = 0$, and who says $\frac{\partial s}{\partial b} = 0$?`,
    ["verified", "verified", "undefined-symbol"],
  ],
  [
    "a Jacobian written out before its entries are computed",
    String.raw`With $x = r \cosh s$ and $y = r \sinh s$,
$$J_T(r, s) = \begin{pmatrix} \frac{\partial x}{\partial r} & \frac{\partial x}{\partial s} \\ \frac{\partial y}{\partial r} & \frac{\partial y}{\partial s} \end{pmatrix} = \begin{pmatrix} \cosh s & r \sinh s \\ \sinh s & r \cosh s \end{pmatrix} = \begin{pmatrix} \cosh s & r \sinh s \\ \sinh s & -r \cosh s \end{pmatrix}$$`,
    ["readings-disagree", "verified", "refuted"],
  ],
  [
    "a density that is written out",
    String.raw`For one count, $q(k \mid a, b) = a b^2 e^{-a k}$ and in general $\mathbb{E}_{q(k \mid \theta)}[k]$. Then
$$\log q(k \mid a, b) = \log a + 2 \log b - a k$$
$$\frac{\partial \log q}{\partial a} = \frac{1}{a} - k$$
$$\frac{\partial \log q(k \mid a, b)}{\partial b} = \frac{1}{b}$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "a loss whose value elsewhere another section gives",
    String.raw`## Risk
$$\ell_b(H \mid D) = \mathbb{E}_{x \sim D} [ e^{-f(x) H(x)} ]$$
## Step
Let $r \in \mathbb{R}$.
$$\ell_b(c g \mid D_t) = \mathbb{E}_{x \sim D_t} [ e^{-f(x) c g(x)} ] = e^{-c} (1 - r) + e^c r$$
## Best step
$$\frac{\partial \ell_b(c g \mid D_t)}{\partial c} = -e^{-c} (1 - r) + e^c r$$`,
    ["readings-disagree", "readings-disagree", "undefined-symbol"],
  ],
  [
    "two densities of one letter are two functions",
    String.raw`Here $p(x \mid u) = u x$ and $p(z \mid x) = x^2 z$. Then $\frac{\partial p}{\partial x} = u$, $\frac{\partial p(x \mid u)}{\partial x} = u$ and $\frac{\partial}{\partial x} p(z \mid x) = x z$.`,
    ["undefined-symbol", "verified", "refuted"],
  ],
  [
    "a likelihood of certain parameters after the general one, and an estimate that is put in",
    String.raw`In general $\ell(\theta) = \log L(\theta)$. For the normal distribution
$$\ell(\mu, s^2) = -\frac{n}{2} \log s^2 - \frac{1}{2 s^2} \sum_{i=1}^n (x_i - \mu)^2$$
$$\frac{\partial \ell}{\partial \mu} = \frac{1}{s^2} \sum_{i=1}^n (x_i - \mu)$$
which vanishes at $\hat{\mu} = \frac{1}{n} \sum_{i=1}^n x_i$, and
$$\frac{\partial \ell}{\partial s^2} = -\frac{n}{2 s^2} + \frac{1}{2 s^4} \sum_{i=1}^n (x_i - \hat{\mu})^2$$
$$\frac{\partial \ell}{\partial s^2} = \frac{n}{2 s^2} + \frac{1}{2 s^4} \sum_{i=1}^n (x_i - \hat{\mu})^2$$`,
    ["verified", "prose-only", "refuted"],
  ],
  [
    "a comma that may part thousands",
    String.raw`With $c = 1{,}250 x$ we get $\frac{dc}{dx} = 1250$, with $k = 0{,}125 x$ we get $\frac{dk}{dx} = 1/8$.`,
    ["syntax-error", "verified"],
  ],
  [
    "commas in decimal numbers, in exponents as well",
    String.raw`Mit $q = 10 K^{0,3} L^{0,7}$ ist $\frac{\partial q}{\partial K} = 10 \cdot 0{,}3 K^{-0,7} L^{0,7}$ und $\frac{\partial q}{\partial L} = 7 K^{0,3} L^{-0,3}$, aber nicht $\frac{\partial q}{\partial L} = 7{,}5 K^{0,3} L^{-0,3}$.`,
    ["verified", "verified", "refuted"],
  ],
  [
    "terms of the second order in a differential",
    String.raw`For $Y = \log S$ we have
$$dY = \frac{1}{S} dS - \frac{1}{2 S^2} (dS)^2$$
$$dY = -\frac{1}{S} dS$$`,
    ["prose-only", "refuted"],
  ],
  [
    "a number in plain type beside a vector in bold",
    String.raw`In one dimension $\frac{d}{dx} x^3 = 3 x^2$ and $\frac{d}{dx} (a x) = a$.

Let $\mathbf{x} \in \mathbb{R}^n$ and $\mathbf{a} \in \mathbb{R}^n$. Gradients are columns. Then $\nabla_{\mathbf{x}} \mathbf{a}^\top \mathbf{x} = \mathbf{a}$ and $\nabla_{\mathbf{x}} \mathbf{x}^\top \mathbf{x} = 2 \mathbf{x}$.`,
    ["verified", "verified", "verified", "verified"],
  ],
  [
    "a product behind the transposed inverse of a function",
    String.raw`Let $U(t)$ and $V(t)$ be differentiable $n\times n$ matrix functions of a scalar $t$, with $U$ invertible. Then
$$\frac{\partial (U^{-\top} V)}{\partial t} = U^{-\top} \left(\frac{\partial V}{\partial t} - \left(\frac{\partial U}{\partial t}\right)^\top U^{-\top} V\right)$$`,
    ["verified"],
  ],
  [
    "examples of one letter in a row",
    String.raw`For $f(x) = x^3$ we get $f'(x) = 3 x^2$.

For $f(x) = \cos x$ we get $f'(x) = \sin x$.

| function | derivative |
| --- | --- |
| $f(x) = a^2 x$ | $\frac{df}{dx} = a^2$ |
| $f(x) = e^{2x}$ | $\frac{df}{dx} = 2 e^{2x}$ |`,
    ["verified", "refuted", "verified", "verified"],
  ],
  [
    "a form that is only written another way is no example",
    String.raw`Let $f(x) = (x - 1)^2$. Then $f(x) = x^2 - 2 x + 1$ and $f'(x) = 2 x - 2$.`,
    ["verified", "verified"],
  ],
  [
    "a sign behind a sum sign",
    String.raw`Let $f(x) = \sum_{i=1}^n (y_i - x)^2$. Then $f'(x) = \sum_{i=1}^n -2 (y_i - x)$.`,
    ["verified"],
  ],
  [
    "an old font command with an argument",
    String.raw`Let $\cal{L}_{reg} = \mu^2$. Then $\frac{\partial \cal{L}_{reg}}{\partial \mu} = 2 \mu$.`,
    ["verified"],
  ],
  [
    "an alignment mark at the end of each row of a matrix",
    String.raw`Let $h(x, y) = \begin{bmatrix} x y \\ y \end{bmatrix}$ and $q = \begin{bmatrix} x \\ y \end{bmatrix}$. Then
$$\frac{\partial h}{\partial q} = \begin{bmatrix} y & x & \\ 0 & 1 & \end{bmatrix}$$`,
    ["verified"],
  ],
  [
    "what an operator makes, in words",
    String.raw`Let $x, y, b \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n \times n}$; $\sigma$ acts elementwise. We use diagonal matrices $\operatorname{diag}(b)$. With $y = \sigma(W x + b)$,
$$\frac{\partial y}{\partial x} = \operatorname{diag}(\sigma'(W x + b)) W$$`,
    ["verified"],
  ],
  [
    "a point that is said to exist",
    String.raw`Let $f(x) = x^2$ and $x, y, \alpha \in \mathbb{R}$. For some such $\alpha$, $f'(\alpha) = \frac{f(x) - f(y)}{x - y}$.`,
    ["prose-only"],
  ],
  [
    "dots in sums",
    String.raw`Let $x \in \mathbb{R}^n$ and $a \in \mathbb{R}^n$ with $f = a_1 x_1 + a_2 x_2 + \cdots + a_n x_n$. Then $\frac{\partial f}{\partial x} = a^\top$ and $\frac{\partial f}{\partial x_1} = a_2$.`,
    ["verified", "refuted"],
  ],
  [
    "dots in products",
    String.raw`Let $h_t \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$ and $h_t = \tanh(W h_{t-1})$. In numerator layout
$$\frac{\partial h_t}{\partial h_k} = \frac{\partial h_t}{\partial h_{t-1}} \frac{\partial h_{t-1}}{\partial h_{t-2}} \cdots \frac{\partial h_{k+1}}{\partial h_k}$$`,
    ["verified"],
  ],
  [
    "a vector listed by its components",
    String.raw`Let $\mathbf{x} = [x_1, x_2, \ldots, x_n]^\top$ and $A \in \mathbb{R}^{n \times n}$. Gradients are columns. Then $\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (A + A^\top) \mathbf{x}$ and $\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (A - A^\top) \mathbf{x}$.`,
    ["verified", "refuted"],
  ],
  [
    "a gradient by all arguments, as a row and as a column",
    String.raw`Let $f(x, y) = x^2 y$. Then $\nabla f(x, y) = [2 x y, x^2]$, or
$$\nabla f(x, y) = \begin{pmatrix} 2 x y \\ x^2 \end{pmatrix}$$
but not
$$\nabla f(x, y) = \begin{pmatrix} x^2 \\ 2 x y \end{pmatrix}$$
and $\nabla^2 f(x, y) = \begin{pmatrix} 2 y & 2 x \\ 2 x & 0 \end{pmatrix}$.`,
    ["verified", "verified", "refuted", "verified"],
  ],
  [
    "numbers at a point",
    String.raw`Let $f(x, y) = x^2 y$. If we look at the point $(1, 2)$, we see $\nabla f(x, y) = [4, 1]$.`,
    ["prose-only"],
  ],
  [
    "one function of several arities",
    String.raw`## One
Let $f(u) = u^2$. Then $f'(u) = 2 u$.
## Two
Let $f(u, v) = u v$. Then $\frac{\partial f(u, v)}{\partial u} = v$.`,
    ["verified", "verified"],
  ],
  [
    "a function known by its derivative",
    String.raw`$\frac{d}{dx}\left(g(x) \cdot h(x)\right) = g(x)\frac{dh}{dx}(x) + \frac{dg}{dx}(x)h(x)$ and
$\frac{d}{dx}\left(g(x) \cdot h(x)\right) = \frac{dg}{dx}(x)\frac{dh}{dx}(x)$`,
    ["verified", "refuted"],
  ],
  [
    "layers with shapes of their own, and a loss of several arguments",
    String.raw`Let $\mathbf{x} \in \mathbb{R}^d$, $\mathbf{W}^{(1)} \in \mathbb{R}^{h \times d}$, $\mathbf{W}^{(2)} \in \mathbb{R}^{q \times h}$,
$\mathbf{h} = \mathbf{W}^{(1)} \mathbf{x}$, $\mathbf{o} = \mathbf{W}^{(2)} \mathbf{h}$ and $L = l(\mathbf{o}, y)$. Gradients have the shape of the variable. Then
$$\frac{\partial L}{\partial \mathbf{h}} = {\mathbf{W}^{(2)}}^\top \frac{\partial L}{\partial \mathbf{o}}$$ and
$$\frac{\partial L}{\partial \mathbf{W}^{(1)}} = \mathbf{x} \frac{\partial L}{\partial \mathbf{h}}$$`,
    ["verified", "refuted"],
  ],
  [
    "an identity in letters that the note defines elsewhere",
    String.raw`Let $x = (x_1; x_2; ...; x_n)$ and $X = \begin{bmatrix} \hat x_1^\top \\ \vdots \\ \hat x_m^\top \end{bmatrix}$. Let $E = (y - X w)^\top (y - X w)$, a scalar. Gradients are columns. Then
$$\frac{\partial E}{\partial w} = 2 X^\top (X w - y)$$`,
    ["verified"],
  ],
  [
    "what is equal to its transpose is symmetric",
    String.raw`Gradients are columns. Since $\mathbf{S}_b = \mathbf{S}_b^\top$, $\nabla_{\mathbf{w}} \mathbf{w}^\top \mathbf{S}_b \mathbf{w} = 2 \mathbf{S}_b \mathbf{w}$.`,
    ["verified", "verified"],
  ],
  [
    "a transpose behind letters in one font stands on the last",
    String.raw`$\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{B X}^\top \mathbf{X}) = \mathbf{X B}^\top + \mathbf{X B}$`,
    ["verified"],
  ],
  [
    "the derivative of any function of a number",
    String.raw`Take a function $f$ and draw $f(x)$. Then $\frac{d^2 f}{dx^2} = \frac{d}{dx}\left(\frac{df}{dx}\right)$, not $\frac{d^2 f}{dx^2} = \frac{df}{dx} \frac{df}{dx}$.`,
    ["verified", "refuted"],
  ],
  [
    "a partial derivative of a function of two arguments, one of which depends on the other elsewhere",
    String.raw`Let $u = g(x)$ and $y = f(u)$. For two arguments $\frac{\partial f}{\partial x} = \lim_{h \to 0} \frac{f(x + h, y) - f(x, y)}{h}$.`,
    ["readings-disagree"],
  ],
  [
    "symbols that are defined in terms of each other",
    String.raw`Let $x, y, k \in \mathbb{R}$ with $y = \exp(k x)$ and $x = \frac{\log y}{k}$. Then $\frac{\partial y}{\partial x} = k y$, and not $\frac{\partial y}{\partial x} = k x$.`,
    ["verified", "unsupported-notation"],
  ],
  [
    "a family of vectors, one for each class",
    String.raw`Let $x, w_k \in \mathbb{R}^d$ and $p_k = \frac{\exp(w_k^\top x)}{\sum_{j=1}^K \exp(w_j^\top x)}$. Then
$$\frac{\partial \log p_k}{\partial x} = w_k - \sum_{j=1}^K p_j w_j$$
$$\frac{\partial \log p_k}{\partial w_k} = (1 - p_k) x$$
$$\frac{\partial \log p_k}{\partial x} = w_k - \sum_{j=1}^K w_j$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "samples, each with a number that belongs to it",
    String.raw`With $x_i \in \mathbb{R}^d$, $y_i \in \mathbb{R}$ and $L = \frac{1}{2} \sum_{i=1}^n (w^\top x_i - y_i)^2$ the gradient is a column:
$$\frac{\partial L}{\partial w} = \sum_{i=1}^n (w^\top x_i - y_i) x_i$$
$$\frac{\partial L}{\partial w_j} = \sum_{i=1}^n (w^\top x_i + y_i) x_{ij}$$`,
    ["verified", "refuted"],
  ],
  [
    "numbers of a family that sum to one",
    String.raw`With $z_k = w_k^\top x$, $p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}$, $L = -\sum_{k} y_k \log p_k$ and one-hot labels
$$\frac{\partial L}{\partial z_k} = p_k - y_k$$`,
    ["readings-disagree"],
  ],
  [
    "a sum over a named set",
    String.raw`Words have vectors $u_i, v_i \in \mathbb{R}^d$, and $s_o = \frac{\exp(u_o^\top v_c)}{\sum_{i \in \mathcal{V}} \exp(u_i^\top v_c)}$. Then
$$\frac{\partial \log s_o}{\partial v_c} = u_o - \sum_{j \in \mathcal{V}} s_j u_j$$
$$\frac{\partial \log s_o}{\partial v_c} = u_o - \sum_{j \in \mathcal{V}} u_j$$`,
    ["verified", "refuted"],
  ],
  [
    "a bare run of letters that is a label",
    String.raw`With $e = u_{obs} - w^\top x$, $L = e^2$ and $w, x \in \mathbb{R}^n$ for one observation
$$\frac{\partial L}{\partial u_{obs}} = 2 (u_{obs} - w^\top x)$$
$$\frac{\partial L}{\partial u_{obs}} = -2 (u_{obs} - w^\top x)$$`,
    ["verified", "refuted"],
  ],
  [
    "a target in one section, an output in another",
    String.raw`# Two neurons
## Linear
$y = w x + b$ and $E = (y - t)^2$ with
$$\frac{dE}{dw} = 2 (y - t) x$$
## Logistic
Let $p = \frac{1}{1 + e^{-(w x + b)}}$ and $\ell = -y \log p - (1 - y) \log(1 - p)$. Then
$$\frac{d\ell}{dw} = (p - y) x$$
$$\frac{d\ell}{dw} = (y - p) x$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "errors called e beside powers of Euler's number",
    String.raw`The error is $e = y - f(x)$ with $f(x) = e^{-2x}$, and $E = e^2$.
$$f'(x) = -2 e^{-2x}$$
$$\frac{dE}{dx} = 4 e \, e^{-2x}$$
$$\frac{dE}{dx} = 2 e \, e^{-2x}$$`,
    ["verified", "verified", "refuted"],
  ],
  [
    "primes of values, one example after the other",
    String.raw`If $y = \sin(x^2)$, then
$$\frac{dy}{dx} = 2x\cos(x^2)$$
If $y = (3x+1)^5$, then
$$y' = 15(3x+1)^4$$
$$y'' = 180(3x+1)^3$$
$$y' = 5(3x+1)^4$$
## The product rule
With $y = t e^{-t}$ the slope is
$$y' = (1 - t) e^{-t}$$`,
    ["verified", "verified", "verified", "refuted", "verified"],
  ],
  [
    "primes that mark points, where nothing is differentiated",
    String.raw`A point is turned: $y = x^2$, and $y' = x + 1$ is another one.`,
    [],
  ],
  [
    "partial derivatives of f(x, y) beside a y elsewhere",
    String.raw`# One
If $y = \sin(x^2)$ then
$$\frac{dy}{dx} = 2x\cos(x^2)$$
# Two
Let $f(x,y) = x^3 y + e^{xy}$. Then
$$f_x = 3x^2 y + y e^{xy}$$
$$\frac{\partial f}{\partial x} = 3x^2 y + y e^{xy}$$
$$\frac{\partial f}{\partial x} = 3x^2 y + e^{xy}$$`,
    ["verified", "verified", "verified", "refuted"],
  ],
  [
    "a model with noise beside the squares of its errors",
    String.raw`In a regression $y_i = a + b x_i + \epsilon_i$ and $S = \sum_{i=1}^n (y_i - a - b x_i)^2$:
$$\frac{\partial S}{\partial b} = -2\sum_{i=1}^n x_i (y_i - a - b x_i)$$
$$\frac{\partial S}{\partial b} = -2\sum_{i=1}^n (y_i - a - b x_i)$$`,
    ["verified", "refuted"],
  ],
  [
    "steps x_k in one section, samples x_i in another",
    String.raw`# Descent
We minimise $f(x)$ by $x_{k+1} = x_k - \alpha \nabla f(x_k)$.
# Logistic regression
Now $f(w) = \frac{1}{n} \sum_{i=1}^n \log(1 + \exp(-y_i x_i^\top w))$, so
$$\nabla f(w) = -\frac{1}{n} \sum_{i=1}^n \frac{y_i x_i}{1 + \exp(y_i x_i^\top w)}$$
$$\nabla f(w) = -\frac{1}{n} \sum_{i=1}^n \frac{y_i x_i}{1 + \exp(-y_i x_i^\top w)}$$`,
    ["verified", "refuted"],
  ],
  [
    "an A that is symmetric in the example of another section only",
    String.raw`# Rayleigh
With $A$ symmetric, $R(x) = x^\top A x$ has
$$\nabla R(x) = 2 A x$$
# Dual
Let $g(y) = \frac{1}{2} y^\top A A^\top y$. Then
$$\nabla g(y) = A A^\top y$$
$$\nabla g(y) = A^\top A y$$`,
    ["verified", "verified", "readings-disagree"],
  ],
  [
    "an A that is symmetric throughout",
    String.raw`# Setting
Let $A$ be symmetric.
# Dual
Let $g(y) = \frac{1}{2} y^\top A A^\top y$. Then
$$\nabla g(y) = A^\top A y$$`,
    ["verified"],
  ],
  [
    "the case i = k of a sum over k, up to the other case",
    String.raw`The softmax $p(a_i) = \frac{e^{a_i}}{\sum_{j=1}^{C} e^{a_j}}$ has the loss $E = -\sum_{k=1}^{C} t_k \log p(a_k)$, where $t$ is one-hot.

When $i = k$,
$$\frac{\partial \log p(a_k)}{\partial a_i} = 1 - p(a_i), \quad \frac{\partial \log p(a_k)}{\partial a_i} = 1 + p(a_i)$$
Thus:
$$\frac{\partial E}{\partial a_i} = -t_i (1 - p(a_i)) = p(a_i) - t_i = p(a_i) - 1$$
When $i \neq k$,
$$\frac{\partial \log p(a_k)}{\partial a_i} = -p(a_i)$$
Together,
$$\frac{\partial E}{\partial a_i} = p(a_i) - t_i, \quad \frac{\partial E}{\partial a_i} = p(a_i) + t_i$$`,
    [
      "verified",
      "refuted",
      "readings-disagree",
      "verified",
      "readings-disagree",
      "verified",
      "verified",
      "refuted",
    ],
  ],
  [
    "an equation under the heading of a problem, and the slope under that of its solution",
    String.raw`# Problem
Find the slope of the curve $x + 2y - \frac{1}{3}\cos y = 0$.
## Solution
$$\frac{dy}{dx} = \frac{-3}{6 + \sin y}$$
$$\frac{d^2y}{dx^2} = \frac{-9\cos y}{(6 + \sin y)^3}$$
$$\frac{dy}{dx} = \frac{3}{6 + \sin y}$$
# Notes
That is all.`,
    ["readings-disagree", "verified", "verified", "refuted"],
  ],
  [
    "a curve, then another example with the same letters",
    String.raw`Example: $x^2 + y^2 = 25$. Differentiating, $2x + 2y \frac{dy}{dx} = 0$, so
$$\frac{dy}{dx} = -\frac{x}{y}$$
$$\frac{dy}{dx} = \frac{x}{y}$$

Example: $y = x^x$, which gives
$$\frac{dy}{dx} = x^x (1 + \ln x)$$
$$\frac{dy}{dx} = x^x (2 + \ln x)$$`,
    ["readings-disagree", "verified", "verified", "readings-disagree", "verified", "refuted"],
  ],
  [
    "functions of t in one section, a formula in x in another",
    String.raw`# Parameters
Let $y = y(t)$ and $x = x(t)$.
# Logarithms
Taking the logarithm of $y = x^{\sin x}$, the derivative is
$$y' = x^{\sin x}\left(\cos x \ln x + \frac{\sin x}{x}\right)$$`,
    ["readings-disagree"],
  ],
  [
    "the case A = I, opened by a sentence that goes on with the claim",
    String.raw`Let $f(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$.
$$\nabla f(x) = 2x$$

If $A = I$, then

$$\nabla f(x) = 2x$$

$$\nabla f(x) = 3x$$`,
    ["refuted", "verified", "prose-only"],
  ],
  [
    "one name for the partial derivatives of two functions",
    String.raw`For the utility $U = xy$ we have $m = \frac{\partial U}{\partial x} = y$.

For another, $V = 2xy$, we have $m = \frac{\partial V}{\partial x} = 2y$.

For a third, $W = x^2 y$, we have $m = \frac{\partial W}{\partial x} = x y$.`,
    ["verified", "verified", "refuted"],
  ],
];

test.for(notations)("%s", async ([, note, expected]) => {
  const { claims } = await lint(note, defaultSettings);
  expect(claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]))).toEqual(
    expected,
  );
});
