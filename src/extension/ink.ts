/*
 * The colour of drawn formulas, by the kind of the theme rather than its name.
 */
import * as vscode from "vscode";

const inks: Readonly<Record<vscode.ColorThemeKind, string>> = {
  [vscode.ColorThemeKind.Light]: "#1f1f1f",
  [vscode.ColorThemeKind.Dark]: "#d4d4d4",
  [vscode.ColorThemeKind.HighContrast]: "#ffffff",
  [vscode.ColorThemeKind.HighContrastLight]: "#000000",
};

/** The ink of the theme in use. */
export function ink(): string {
  return inks[vscode.window.activeColorTheme.kind];
}
