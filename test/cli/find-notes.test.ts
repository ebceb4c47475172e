import { describe, expect, it } from "vitest";
import { findNotes } from "../../src/cli/find-notes.ts";
import { folderWith } from "./run.ts";

const files = {
  ".git/HEAD": "",
  ".gitignore": "/drafts/*\n!/drafts/keep.md\n*.tmp.md\n",
  "z.md": "",
  "a/[1] x.md": "",
  "a/b.Rmd": "",
  "a/b.png": "",
  "a/x.tmp.md": "",
  "a/.hidden/c.md": "",
  "drafts/d.md": "",
  "drafts/keep.md": "",
  "node_modules/e/README.md": "",
};

async function shown(...patterns: string[]): Promise<readonly string[]> {
  return (await findNotes(patterns, folderWith(files))).notes.map((note) => note.shown);
}

describe("findNotes", () => {
  it("searches folders, leaving out what git ignores", async () => {
    expect(await shown(".")).toEqual(["a/[1] x.md", "a/b.Rmd", "drafts/keep.md", "z.md"]);
  });

  it("takes what is named, whatever it is called, and each note once", async () => {
    expect(await shown("drafts/d.md", "a/b.png", "a", "a/b.Rmd")).toEqual([
      "drafts/d.md",
      "a/b.png",
      "a/[1] x.md",
      "a/b.Rmd",
    ]);
  });

  it("expands globs, and takes a name with brackets for a name", async () => {
    expect(await shown("**/*.md")).toEqual(["a/[1] x.md", "drafts/keep.md", "z.md"]);
    expect(await shown("a/[1] x.md")).toEqual(["a/[1] x.md"]);
  });
});
