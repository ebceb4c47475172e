/*
 * The server in Node: over the IPC channel of VS Code, standard input and output, a socket or a pipe, as the
 * arguments of the process say. The only file of the server that knows Node.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createConnection } from "vscode-languageserver/node";
import { createServer } from "./create-server.ts";
import type { Engine } from "./engine.ts";

/** Serves until the client is gone. */
export function startServer(engine: Engine): void {
  createServer(createConnection(), {
    ...engine,
    loadDrawer: async () => (await import("./draw.ts")).createDrawer(),
    readFile: readFileUri,
  });
}

async function readFileUri(uri: string): Promise<string | null> {
  try {
    return await readFile(fileURLToPath(uri), "utf8");
  } catch {
    return null;
  }
}
