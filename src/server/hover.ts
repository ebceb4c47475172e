/*
 * Answers hover and evidence requests from the newest report, with pictures where they can be had.
 */
import type { Hover } from "vscode-languageserver";
import { spanOf } from "../features/claim-at.ts";
import { evidenceAt } from "../features/evidence.ts";
import { formulaAt } from "../features/formula-at.ts";
import { heatMap } from "../features/heat-map.ts";
import { hoverAt } from "../features/hover.ts";
import { type HoverShell, renderFormula, renderHover } from "../features/render-hover.ts";
import { svgAddress } from "./pictures.ts";
import { type EvidenceAnswer, type EvidenceParams, type Position, commands } from "./protocol.ts";
import type { Session } from "./session.ts";
import { type Source, offsetAt, placeOf } from "./sources.ts";

interface Place {
  readonly uri: string;
  readonly position: Position;
}

/** The hover at a place, or null where no formula stands. */
export async function answerHover(
  session: Session,
  hasCommands: boolean,
  place: Place,
): Promise<Hover | null> {
  const found = await reportAt(session, place);
  if (!found) return null;
  const { source, offset, report } = found;
  const hover = report && hoverAt(report, offset, source.text);
  const settings = await session.settingsFor(source);
  const formula = hover ? null : formulaAt(source.text, offset, settings.dialect);
  if (!hover && !formula) return null;
  const shell = await shellFor(session, source);
  const target = placeOf(source, (hover ?? formula)!.span);
  const value = hover
    ? renderHover(hover, { ...shell, evidenceLink: hasCommands ? evidenceLink(place) : null })
    : renderFormula(formula!.tex, shell);
  return { contents: { kind: "markdown", value }, ...(target && { range: target.range }) };
}

/** Everything measured for the claim at a place. */
export async function answerEvidence(
  session: Session,
  place: EvidenceParams,
): Promise<EvidenceAnswer | null> {
  const found = await reportAt(session, place);
  const view = found?.report && evidenceAt(found.report, found.offset, found.source.text);
  const target = view && placeOf(found.source, view.hover.span);
  if (!target) return null;
  const { draw, ink } = await shellFor(session, found.source);
  const map = view.hover.difference && heatMap(view.hover.difference, ink ?? "#808080");
  return {
    view,
    range: target.range,
    writtenImage: draw?.(view.hover.written) ?? null,
    correctedImage: (view.hover.corrected && draw?.(view.hover.corrected.tex)) ?? null,
    heatMapImage: map && svgAddress(map),
  };
}

async function reportAt(session: Session, { uri, position }: Place) {
  const current = session.sourceOf(uri);
  if (!current) return null;
  const { source, report } = await session.checks.request(current, "now");
  const offset = offsetAt(source, uri, position);
  return offset === null ? null : { source, report, offset };
}

async function shellFor(session: Session, source: Source): Promise<HoverShell> {
  const { drawFormulas } = await session.editorSettings(source.uri);
  const settings = await session.settingsFor(source);
  const draw = drawFormulas ? await session.pictures.forNote(source.text, settings, session.ink()) : null;
  return {
    ...(draw && { draw }),
    ...(drawFormulas && { image: svgAddress }),
    ink: session.ink(),
    link(range) {
      const place = placeOf(source, spanOf(range));
      return place && `${place.uri}#L${place.range.start.line + 1},${place.range.start.character + 1}`;
    },
  };
}

function evidenceLink(place: Place): string {
  return `command:${commands.showEvidence}?${encodeURIComponent(JSON.stringify([place.uri, place.position]))}`;
}
