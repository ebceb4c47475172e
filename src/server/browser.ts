/*
 * The server in a web worker of the editor. Loaded as the worker's script; talks to the page that made it.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createServer } from "./create-server.ts";
import type { Engine, ServerOptions } from "./engine.ts";

/** Serves the page that started this worker. */
export function startServer(engine: Engine & Pick<ServerOptions, "thirdOpinion" | "formulaAt">): void {
  const scope = globalThis as unknown as Worker;
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  createServer(connection, {
    ...engine,
    loadDrawer: async () => (await import("./draw.ts")).createDrawer(),
  });
}
