/*
 * The names of symbols for people. Inside, a name says more than the author wrote: `bold x` is told apart from `x`,
 * `hat x` is a letter with its accent.
 */
import { plainText } from "../tex/plain-text.ts";
import { boldName } from "./fonts.ts";

/** The name of a letter that stands for any argument, beside the same letter with a time. */
export const argumentName = (plain: string): string => `argument ${plain}`;

export function isArgumentName(name: string): boolean {
  return name.startsWith(argumentName(""));
}

const mark = new RegExp(`(?<=^|\\s)(?:${boldName("")}|${argumentName("")})`, "g");
const accented =
  /(?<=^|\s)(hat|widehat|check|tilde|widetilde|bar|overline|d?dot|acute|grave|breve|mathring) (\\?[a-zA-Z]+)/g;

const star = /\^\{(\*|\\star)\}$/;

/** The z of `z^*`; null for a letter without a star. */
export function withoutStar(name: string): string | null {
  return star.test(name) ? name.replace(star, "") : null;
}

/** As TeX: `x`, `\hat{x}`, `\theta_{k}`. */
export function texName(name: string): string {
  return name.replaceAll(mark, "").replaceAll(accented, "\\$1{$2}");
}

/** As plain text for messages: `x`, `x̂`, `θ_k`. */
export function plainName(name: string): string {
  return /^[a-zA-Z]+$/.test(name) ? name : plainText(texName(name));
}

/** The name of a parameter that stands for any member of a family; of several, with a letter. */
export function anyMember(family: string, letter = ""): string {
  return `${family}_{·${letter}}`;
}

export function isAnyMember(name: string): boolean {
  return name.includes("_{·");
}
