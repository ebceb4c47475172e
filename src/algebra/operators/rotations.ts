/*
 * The left and right Jacobians of the group of rotations: how exp(φ^) turns when φ grows.
 * Source: Barfoot, State Estimation for Robotics, 7.1.3: J = Σ (φ^)ⁿ/(n+1)!.
 */
import type { Kernel, Operator } from "../operator.ts";

/** Below this angle the closed form loses digits, and its series is used. */
const SMALL = 1e-3;

/** J = I + a φ^ + b (φ^)², with a = (1 − cos θ)/θ² and b = (θ − sin θ)/θ³. */
function jacobian(sign: 1 | -1): Kernel {
  return (heap, out, args) => {
    const [x, y, z] = [0, 1, 2].map((k) => sign * heap[args[0]! + k]!) as [number, number, number];
    const square = x * x + y * y + z * z;
    const angle = Math.sqrt(square);
    const a = angle < SMALL ? 1 / 2 - square / 24 : (1 - Math.cos(angle)) / square;
    const b = angle < SMALL ? 1 / 6 - square / 120 : (angle - Math.sin(angle)) / (square * angle);
    const entries = [
      [1 + b * (x * x - square), b * x * y - a * z, b * x * z + a * y],
      [b * x * y + a * z, 1 + b * (y * y - square), b * y * z - a * x],
      [b * x * z - a * y, b * y * z + a * x, 1 + b * (z * z - square)],
    ].flat();
    for (let k = 0; k < 9; k++) heap[out + k] = entries[k]!;
  };
}

const shared = { signature: "3 1 -> 3 3", analytic: false } as const;

const leftJacobian: Operator = {
  ...shared,
  name: "leftJacobian",
  spellings: ["leftJacobian"],
  kernel: jacobian(1),
};

const rightJacobian: Operator = {
  ...shared,
  name: "rightJacobian",
  spellings: ["rightJacobian"],
  kernel: jacobian(-1),
};

export const rotations: readonly Operator[] = [leftJacobian, rightJacobian];
