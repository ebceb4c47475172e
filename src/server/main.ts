/*
 * The server as a program: the editor starts it in a process of its own.
 */
import { lint } from "../lint.ts";
import { startServer } from "./node.ts";

startServer({ lint, thirdOpinion: () => import("../algebra/load-mathjs.ts") });
