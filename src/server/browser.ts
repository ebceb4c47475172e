/*
 * The server in a web worker of the editor. Loaded as the worker's script; talks to the page that made it.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { convert } from "../convert.ts";
import { deriveAt } from "../derive-at.ts";
import { lint } from "../lint.ts";
import { createServer } from "./create-server.ts";

const scope = globalThis as unknown as Worker;
const thirdOpinion = () => import("../algebra/load-mathjs.ts");
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));

createServer(connection, {
  lint: (text, settings, options) => lint(text, settings, { ...options, thirdOpinion }),
  deriveAt: (text, settings, offset, options) =>
    deriveAt(text, settings, offset, { ...options, thirdOpinion }),
  convert: (text, settings, options) => convert(text, settings, { ...options, thirdOpinion }),
  loadDrawer: async () => (await import("./draw.ts")).createDrawer(),
});
