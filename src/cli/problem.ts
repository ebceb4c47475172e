/*
 * The one kind of failure the command line knows: it could not do its job. It ends the run with exit status 2
 * and one clear line on standard error.
 */

/** Ends the run: `message` is printed as it is, so it says what to do. */
export class CommandProblem extends Error {
  override readonly name = "CommandProblem";
}

/** The words of a failed file operation, without Node's code and path. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "no such file or directory";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EISDIR":
      return "is a directory";
    case "ENOTDIR":
      return "not a directory";
    default:
      return error instanceof Error ? (error.message.split("\n")[0] ?? "unknown error") : String(error);
  }
}
