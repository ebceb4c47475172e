/* The output formats by name; `table.ts` says how each is written. */

export const formatNames = ["text", "json", "jsonl", "sarif", "github", "rdjsonl", "junit"] as const;
export type FormatName = (typeof formatNames)[number];
