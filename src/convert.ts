/*
 * A note in another layout: text in, edits out, beside `lint`. A claim is changed only where the changed claim was
 * itself verified in the new layout; what cannot be changed is left, and named. Declarations of the layout go along.
 */
import { declaredLayout } from "./check/declared-layout.ts";
import { type Claim, hasDerivative, scopeOf } from "./claims/claim.ts";
import { admittedLayouts } from "./claims/layout.ts";
import { type Change, declarationChanges } from "./convert-declarations.ts";
import { type JudgedNote, type NoteOptions, type PlacedPassage, judgeNote } from "./judged-note.ts";
import { changeLayout, turnPartials } from "./repair/change-layout.ts";
import { plainText } from "./tex/plain-text.ts";
import type { ConversionReport, LayoutName } from "./report.ts";
import { type Settings, defaultSettings } from "./settings.ts";
import type { Edit } from "./text/edit.ts";

export interface ConvertOptions extends NoteOptions {
  readonly to: LayoutName;
  /** The index of one claim in the note's report; without it all claims and the declarations are changed. */
  readonly claim?: number;
}

/** Brings a note, or one claim of it, into another layout. */
export async function convert(
  text: string,
  given: Settings,
  options: ConvertOptions,
): Promise<ConversionReport> {
  const judged = await judgeNote(text, given, options);
  const { path = "", to, claim = null } = options;
  const changes = await claimChanges(judged, to, claim);
  const converted = changes.filter(({ edits }) => edits.length > 0).length;
  if (claim === null) changes.push(...declarationChanges(judged, to, given));
  const edits = changes.flatMap((change) => change.edits);
  return {
    path,
    to,
    edits: edits.map(({ span, newText }) => ({ range: judged.rangeOf(span), newText })),
    converted,
    left: changes.flatMap(({ left }) => left),
  };
}

async function claimChanges(judged: JudgedNote, to: LayoutName, only: number | null): Promise<Change[]> {
  const changes: Change[] = [];
  let index = 0;
  for (const passage of judged.passages)
    for (const [at, claim] of passage.view.claims.entries()) {
      if (!passage.isOwn(claim)) continue;
      if (only !== null && index++ !== only) continue;
      await judged.breathe();
      changes.push(changeOf({ passage, at, claim, to, alone: only !== null }));
    }
  return changes;
}

interface Task {
  readonly passage: PlacedPassage;
  readonly at: number;
  readonly claim: Claim;
  readonly to: LayoutName;
  /** Whether the rest of the note stays as it is. */
  readonly alone: boolean;
}

function changeOf(task: Task): Change {
  const { passage, claim } = task;
  const { view, inNote, rangeOf } = passage;
  const outcome = outcomeOf(task);
  if (typeof outcome !== "string")
    return { edits: outcome.map(({ span, newText }) => ({ span: inNote(span), newText })), left: [] };
  const { start, end } = claim.statement.leftNode.span;
  const subject = plainText(view.scope.note.text.slice(start, end));
  return { edits: [], left: [{ range: rangeOf(claim.span), message: `${subject}: ${outcome}` }] };
}

/** The edits, or in words why there are none. */
function outcomeOf(task: Task): readonly Edit[] | string {
  const { passage, at, claim, to, alone } = task;
  const { view } = passage;
  const verdict = view.verdicts[at] ?? null;
  const scope = scopeOf(view.scope, claim);
  const noWay = `no way to write it in ${to} layout was found`;
  if (claim.declares !== null) return turnPartials(scope, claim, to) ?? noWay;
  if (verdict === null) return usesDerivative(claim) ? "a definition, which may rest on the layout" : [];
  if (verdict.type !== "verified") {
    if (!turnsWithLayout(claim)) return [];
    return verdict.type === "refuted" ? "it is wrong; correct it first" : "it was not checked";
  }
  const declared = alone ? (view.declared[at] ?? null) : declaredElsewhere(task);
  if (declared !== null && !admittedLayouts(declared).some(({ name }) => name === to))
    return `the note says ${declared} layout here`;
  return changeLayout({ scope, claim, verdict, to }) ?? noWay;
}

/** The layout that would be declared for a claim if what is said of the whole note were changed. */
function declaredElsewhere({ passage: { view }, claim, to }: Task): LayoutName | null {
  const layouts = view.scope.facts.layouts.map((fact) =>
    fact.extent === "next" ? fact : { ...fact, layout: to },
  );
  const scope = { ...view.scope, facts: { ...view.scope.facts, layouts } };
  return declaredLayout(scope, [claim], { ...claim, declares: null }, defaultSettings);
}

/** A derivative that is laid out one way or the other. */
function turnsWithLayout({ kind, claimed }: Claim): boolean {
  return kind === "jacobian" || kind === "hessian" || (kind === "equality" && hasDerivative(claimed));
}

/** A definition in which a derivative stands, other than one that names it. */
function usesDerivative({ kind, claimed }: Claim): boolean {
  return kind === "definition" && claimed.type !== "derivative" && hasDerivative(claimed);
}
