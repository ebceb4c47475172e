/*
 * Plain data that says the same.
 */

/** Whether two values of plain data are equal in all their parts. */
export function isDeepEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key in fields) if (!isDeepEqual(fields[key], others[key])) return false;
  for (const key in others) if (!(key in fields)) return false;
  return true;
}
