/*
 * The public address of the project, for links in messages and reports. It repeats `homepage` of
 * package.json, which the engine must not read from disk; a test compares the two.
 */
export const homepage = "https://jacobian-lint.github.io/jacobian-lint";
