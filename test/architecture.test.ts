/*
 * The house rules that no type holds: which folder may import which, who may meet the outside world, that no code is
 * made from text, and that the map in `src/README.md`, which says why, is true.
 */
import { readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** From left to right: a folder imports what stands left of it, never what stands right. */
const order = [
  ["text", "report.ts", "settings.ts", "homepage.ts"],
  ["markdown", "tex", "configuration.ts"],
  ["algebra"],
  ["scope"],
  ["claims"],
  ["check"],
  ["repair"],
  ["rules"],
  [
    "open-note.ts",
    "judged-view.ts",
    "judged-note.ts",
    "lint.ts",
    "convert.ts",
    "convert-declarations.ts",
    "derive-at.ts",
  ],
  ["features"],
  ["cli", "server", "remark", "index.ts"],
  ["extension"],
];

/** `jacobian-lint lsp` starts the server, the only thing one shell knows of another. */
const between = new Set(["cli/bin.ts → server/main.ts"]);

/** Who may import what the rest may not. */
const guarded: readonly { readonly name: string; readonly test: RegExp; readonly allowed: RegExp }[] = [
  { name: "mathjs", test: /^mathjs(\/|$)/, allowed: /^algebra\// },
  { name: "the language server library", test: /^vscode-languageserver/, allowed: /^server\// },
  { name: "the language client library", test: /^vscode-languageclient/, allowed: /^extension\// },
  { name: "vscode", test: /^vscode$/, allowed: /^extension\// },
  { name: "MathJax", test: /^@mathjax\//, allowed: /^server\// },
  {
    name: "Node built-ins",
    test: new RegExp(`^(node:.*|${builtinModules.join("|")})$`),
    allowed: /^(cli\/|server\/(node|main)\.ts$)/,
  },
];

interface SourceFile {
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly string[];
}

const source = fileURLToPath(new URL("../src/", import.meta.url));
const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.m?ts$/.test(name))
  .map((name) => read(name.split(sep).join("/")))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

function read(path: string): SourceFile {
  const text = readFileSync(join(source, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  visit(tree, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (specifier && ts.isStringLiteral(specifier)) imports.push(specifier.text);
  });
  return { path, tree, imports };
}

function visit(node: ts.Node, use: (node: ts.Node) => void): void {
  use(node);
  ts.forEachChild(node, (child) => visit(child, use));
}

/** The folder of a path in src/, or the file itself at the top. */
function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

function rankOf(room: string): number {
  return order.findIndex((rooms) => rooms.includes(room));
}

/** Imports of our own files, as paths in src/; what lies outside is left out. */
function ownImports({ path, imports }: SourceFile): readonly string[] {
  return imports
    .filter((name) => name.startsWith("."))
    .map((name) => posix.normalize(posix.join(dirname(path), name)))
    .filter((name) => !name.startsWith(".."));
}

describe("architecture", () => {
  it("knows every room of the house", () => {
    expect([...new Set(files.map(({ path }) => roomOf(path)))].filter((room) => rankOf(room) < 0)).toEqual(
      [],
    );
  });

  it("lets no folder import from its right", () => {
    const wrong = files.flatMap((file) =>
      ownImports(file)
        .filter((target) => {
          const [from, to] = [roomOf(file.path), roomOf(target)];
          if (from === to || between.has(`${file.path} → ${target}`)) return false;
          const sameRank = rankOf(from) === rankOf(to);
          return sameRank ? isShell(from) : rankOf(to) > rankOf(from);
        })
        .map((target) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has no cycle between folders", () => {
    const edges = new Map<string, Set<string>>();
    for (const file of files)
      for (const target of ownImports(file)) {
        const [from, to] = [roomOf(file.path), roomOf(target)];
        if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
      }
    const cycles: string[] = [];
    const walk = (room: string, path: readonly string[]): void => {
      if (path.includes(room)) cycles.push([...path.slice(path.indexOf(room)), room].join(" → "));
      else for (const next of edges.get(room) ?? []) walk(next, [...path, room]);
    };
    for (const room of edges.keys()) walk(room, []);
    expect(cycles).toEqual([]);
  });

  it.each(guarded)("keeps $name where it belongs", ({ test, allowed }) => {
    const wrong = files
      .filter(({ path }) => !allowed.test(path))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => test.test(name)).map((name) => `${path}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it("makes no code from text, and writes no any", () => {
    const wrong: string[] = [];
    for (const { path, tree } of files)
      visit(tree, (node) => {
        const called =
          ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText(tree) : "";
        if (
          /^(globalThis\.|window\.)?(eval|Function)$/.test(called) ||
          node.kind === ts.SyntaxKind.AnyKeyword
        ) {
          const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
          wrong.push(`${path}:${line + 1}`);
        }
      });
    expect(wrong).toEqual([]);
  });

  it("opens each file with a comment that says what it is", () => {
    const silent = files
      .filter(({ tree }) => !/^(#!.*\n)?\/\*/.test(tree.getFullText()))
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it("imports its own files by their full names", () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith(".") && !/\.(ts|json|md|css)$/.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** A row of the map: the room of its heading, and the files that it names, as patterns. */
interface Row {
  readonly room: string;
  readonly names: readonly string[];
}

function readMap(): readonly Row[] {
  const readme = readFileSync(join(source, "README.md"), "utf8");
  const [, map = ""] = /## Where does X live\?\n([^]*?)\n## /.exec(readme) ?? [];
  let room = "";
  return map.split("\n").flatMap((line): Row[] => {
    if (line.startsWith("### ")) room = /`([^`]*)\/`/.exec(line)?.[1] ?? "";
    if (!line.startsWith("|")) return [];
    const [where = ""] = line.split(/(?<!\\)\|/).slice(-2);
    const names = [...where.matchAll(/`([^`<]*\.ts)`/g)].map(([, name]) => name!);
    return names.length > 0 ? [{ room, names }] : [];
  });
}

/** The files that a name on the map may mean: in the room, in the folder of the name before it, or as a whole path. */
function filesNamed({ room, names }: Row): readonly { name: string; paths: readonly string[] }[] {
  let folder = room;
  return names.map((name) => {
    const found = [folder, room, ""].map((at) => {
      const pattern = posix.join(at, name).replaceAll(".", "\\.").replaceAll("*", "[^/]*");
      return files.map(({ path }) => path).filter((path) => new RegExp(`^${pattern}$`).test(path));
    });
    const paths = found.find((all) => all.length > 0) ?? [];
    folder = paths[0] === undefined ? folder : dirname(paths[0]);
    return { name, paths };
  });
}

describe("the map in src/README.md", () => {
  const named = readMap().flatMap(filesNamed);

  it("names files that there are", () => {
    expect(named.filter(({ paths }) => paths.length === 0).map(({ name }) => name)).toEqual([]);
  });

  it("has a place for every file that reads, claims or checks", () => {
    const known = new Set(named.flatMap(({ paths }) => paths));
    // A subject a file, named by their folders.
    const inTables = /^(scope\/prose\/(phrasings|vocabulary)|check\/doubts)\//;
    const missing = files
      .map(({ path }) => path)
      .filter((path) => /^(scope|claims|check)\//.test(path) && !inTables.test(path) && !known.has(path));
    expect(missing).toEqual([]);
  });
});

function isShell(room: string): boolean {
  return rankOf(room) >= rankOf("cli");
}
