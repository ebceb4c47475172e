/* The tests that need no editor; those in test/vscode run inside one, by scripts/test-editor.mjs. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], exclude: ["test/vscode/**"], testTimeout: 60_000 },
});
