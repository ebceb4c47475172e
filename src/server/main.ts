/*
 * The server as a program: the editor starts it in a process of its own.
 */
import { convert } from "../convert.ts";
import { deriveAt } from "../derive-at.ts";
import { lint } from "../lint.ts";
import { startServer } from "./node.ts";

const thirdOpinion = () => import("../algebra/load-mathjs.ts");

startServer({
  lint: (text, settings, options) => lint(text, settings, { ...options, thirdOpinion }),
  deriveAt: (text, settings, offset, options) =>
    deriveAt(text, settings, offset, { ...options, thirdOpinion }),
  convert: (text, settings, options) => convert(text, settings, { ...options, thirdOpinion }),
});
