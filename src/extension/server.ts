/*
 * The server as the rest of the extension sees it: something to ask and to tell. The language client behind it
 * is loaded after activation, which therefore waits for nothing; whoever asks early is answered when it is there.
 */
import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

export interface Server {
  request<T>(method: string, params: object, token?: vscode.CancellationToken): Promise<T>;
  notify(method: string, params: unknown): Promise<void>;
  /** Diagnostics as the protocol has them, as the editor's. */
  toDiagnostics(diagnostics: readonly unknown[]): Promise<vscode.Diagnostic[]>;
  restart(): Promise<void>;
  dispose(): void;
}

/** Starts what `load` makes; `prepare` registers handlers before the first message comes. */
export function startServer(
  load: () => Promise<BaseLanguageClient>,
  prepare: (client: BaseLanguageClient) => void,
  failed: (error: unknown) => void,
): Server {
  const ready = load().then(async (client) => {
    prepare(client);
    await client.start();
    return client;
  });
  ready.catch(failed);

  return {
    request: async <T>(method: string, params: object, token?: vscode.CancellationToken) =>
      (await ready).sendRequest<T>(method, params, token),
    notify: async (method, params) => (await ready).sendNotification(method, params),
    async toDiagnostics(diagnostics) {
      const { protocol2CodeConverter } = await ready;
      const plain = diagnostics as Parameters<typeof protocol2CodeConverter.asDiagnostics>[0];
      return protocol2CodeConverter.asDiagnostics(plain);
    },
    async restart() {
      const client = await ready;
      await client.stop();
      await client.start();
    },
    dispose: () => void ready.then((client) => client.dispose()).catch(() => undefined),
  };
}
