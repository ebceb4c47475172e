/*
 * The protocol's cancellation as the web's, which the engine understands.
 */
import type { CancellationToken } from "vscode-languageserver";

/** A signal that aborts when the token is cancelled; dispose of it when the work is done. */
export function signalOf(token: CancellationToken): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => listener.dispose() };
}
