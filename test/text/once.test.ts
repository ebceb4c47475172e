/* What is found once: by object, or when it is first asked for. */
import { expect, test } from "vitest";
import { later, oncePer } from "../../src/text/once.ts";

test("a value that is asked for later is computed once, and not before", () => {
  let times = 0;
  const value = later(() => ++times);
  expect(times).toBe(0);
  expect([value(), value(), times]).toEqual([1, 1, 1]);
});

test("a value that belongs to an object is computed once for it", () => {
  let times = 0;
  const value = oncePer((_: object) => ++times);
  const [one, other] = [{}, {}];
  expect([value(one), value(other), value(one)]).toEqual([1, 2, 1]);
});
