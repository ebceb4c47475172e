/* Sizes that become equal: rounds of inference end when nothing is learnt of what was there before. */
import { expect, test } from "vitest";
import { createBindings, freshSize, isOne, one, unify } from "../../src/algebra/shape.ts";

test("a new variable teaches nothing of an old one", () => {
  const bindings = createBindings();
  const old = freshSize(bindings);
  bindings.old = bindings.sizes.length;
  const before = bindings.learnt;
  unify(bindings, old, freshSize(bindings));
  unify(bindings, freshSize(bindings), old);
  expect(bindings.learnt).toBe(before);
});

test("what is learnt of a new variable is learnt of the old one that it is", () => {
  const bindings = createBindings();
  const old = freshSize(bindings);
  bindings.old = bindings.sizes.length;
  const young = freshSize(bindings);
  unify(bindings, old, young);
  unify(bindings, young, one);
  expect(isOne(bindings, old)).toBe(true);
  expect(bindings.learnt).toBe(1);
});
