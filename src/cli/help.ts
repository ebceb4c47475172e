/* What `jacobian-lint --help` says. */

export const help = `jacobian-lint: catches wrong derivatives in notes

Usage
  jacobian-lint [check] FILES…     check notes, folders and globs; - is standard input
  jacobian-lint explain [RULE]     say what a rule means, or list the rules
  jacobian-lint init               write a commented .jacobianlint.jsonc
  jacobian-lint lsp --stdio        start the language server

Output
  --format NAME        text (default), json, jsonl, sarif, github, rdjsonl, junit
  --report-unchecked   also show what was not decided, and why
  --quiet, -q          warnings only, no summary
  --color, --no-color  default: on a terminal, unless NO_COLOR is set

Corrections
  --fix                correct each refuted claim whose correction is verified and unique; where
                       corrections differ in more than spelling, the choice is yours
  --fix-dry-run        print the corrections as a unified diff and change nothing
  --convert LAYOUT     write every claim in numerator, denominator or gradient layout; each that
                       changes is verified there, and what cannot be changed is named
  --convert-dry-run L  print the changes as a unified diff and change nothing

Settings
  --layout NAME        auto, numerator, denominator or gradient
  --seed NUMBER        other random instances; the same seed gives the same report
  --config FILE, -c    use this file instead of the nearest .jacobianlint.{jsonc,json,yaml}
  --no-config          use no configuration file
  --stdin-filename P   what to call standard input (default stdin.md)

Runs
  --watch, -w          check again when a note changes
  --cache              keep reports of unchanged notes in .jacobianlintcache
  --baseline FILE      leave out the findings listed in FILE
  --write-baseline     list today's findings in that file

  --help, -h           --version, -v

Exit status
  0  nothing is refuted at warning severity
  1  something is
  2  part of the job could not be done: bad option, unreadable file, bad configuration
`;
