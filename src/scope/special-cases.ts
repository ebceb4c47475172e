/*
 * Special cases of a matrix: "for isotropic noise (`\Sigma = \sigma^2 I`)", "if `A = I`". Such an equation says nothing of
 * the matrix elsewhere; it holds for what is said with it. Statements with their note go in, those that hold so come
 * out, and what a claim takes for granted of them.
 */
import { type Expression, factorsOf } from "../algebra/expression.ts";
import type { Note } from "../markdown/note.ts";
import { oncePer } from "../text/once.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { Section } from "./section.ts";
import { type Statement, isEquality } from "./statement.ts";

/** Words before an equation of which it is a case. */
const OPENS =
  /(?:\b(?:if|when|whenever|special|particular|isotropic|setting|taking|case of|cas|wenn|si|caso)\b|^\W*for\b|[.;:(]\s*for\b|若|当|當|如果|特别|特別|対して)[^.;。；]{0,40}$/i;

/** Of statements that say what a symbol is, those that say it of a special case. */
export const specialCases: (note: Note) => (statements: readonly Statement[]) => readonly Statement[] =
  oncePer((note) =>
    oncePer((statements) =>
      statements.filter(
        ({ left, steps: [step], span, block }) =>
          left.type === "symbol" &&
          !left.time &&
          step !== undefined &&
          isEquality(step.relation) &&
          isOfIdentity(step.right) &&
          OPENS.test(wordsBefore(note, block, span.start)),
      ),
    ),
  );

/** `I`, `\sigma^2 I`. */
function isOfIdentity(value: Expression): boolean {
  return factorsOf(value).some((factor) => factor.type === "constant" && factor.constant === "identity");
}

/** The prose of the block up to a place, back to the formula before it. */
function wordsBefore({ blocks }: Note, block: number, place: number): string {
  const before = (blocks[block]?.content ?? []).filter(({ span }) => span.end <= place);
  const last = before.at(-1);
  return last?.type === "text" ? last.text : "";
}

/** What a statement takes for granted: the cases that are opened before it in its sentence, or named right behind it. */
export function casesFor(
  statement: Statement,
  { note, statements }: { readonly note: Note; readonly statements: readonly Statement[] },
  section: Section,
): readonly Definition[] {
  const last = statement.steps.at(-1)!.formula;
  const cases = specialCases(note)(statements).filter(({ id, block, formula }) => {
    if (block === statement.block) return id < statement.id || formula === last + 1;
    return block < statement.block && isOpenEnded(note, block, statement.block);
  });
  return cases.map((one) => asDefinition(one, section));
}

/** Those that a section has opened anywhere before a statement. */
export function casesBefore(
  statement: Statement,
  {
    note,
    statements,
    sections,
  }: {
    readonly note: Note;
    readonly statements: readonly Statement[];
    readonly sections: readonly Section[];
  },
  section: Section,
): readonly Definition[] {
  return specialCases(note)(statements)
    .filter(({ id, formula }) => id < statement.id && section.path.includes(sections[formula]?.id ?? -1))
    .map((one) => asDefinition(one, section));
}

function asDefinition({ left, steps }: Statement, section: Section): Definition {
  const name = left.type === "symbol" ? left.name : "";
  return impliedDefinition(name, steps[0]!.right, section, left.span);
}

/** Whether no sentence ends from one block to another: "If `A = I`, then" before a display. */
function isOpenEnded({ blocks }: Note, from: number, to: number): boolean {
  return blocks.slice(from, to).every(({ type, content }) => {
    const last = content.at(-1);
    return type === "paragraph" && (last?.type === "math" || !/[.。!?]\s*$/.test(last?.text ?? ""));
  });
}
