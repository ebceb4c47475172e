/*
 * The vocabulary: what each command and each character is, as tables. Synonyms share one name (`\leq`, `\leqslant`
 * and `\le` are all `\le`). To teach the parser a command, add it here. Nothing here parses.
 */
import type { DotsNode, Font } from "./syntax.ts";

/** What a token is to the parser. */
export type Entry =
  | { readonly is: "letter" | "digit" | "foreign" | "sign" | "prime"; readonly name: string }
  | { readonly is: "word"; readonly name: string }
  | { readonly is: "relation" | "plus" | "times"; readonly name: string }
  | { readonly is: "big"; readonly name: string }
  | { readonly is: "accent"; readonly name: string }
  | { readonly is: "font" | "switch" | "text"; readonly font: Font | null }
  | { readonly is: "dots"; readonly kind: DotsNode["kind"] }
  | { readonly is: "separator" | "wide"; readonly name: string }
  | { readonly is: "open"; readonly name: string; readonly close: string }
  | { readonly is: "close"; readonly name: string }
  | { readonly is: "bar"; readonly name: string }
  | { readonly is: "size"; readonly side: "open" | "close" | "middle" | null }
  | { readonly is: "drop"; readonly groups: number; readonly optional?: boolean; readonly wide?: boolean }
  | { readonly is: "decoration"; readonly name: string }
  | { readonly is: "stack"; readonly name: string; readonly places: readonly ("over" | "under" | "core")[] }
  | { readonly is: "infix"; readonly name: string }
  | { readonly is: "matrix"; readonly open: string; readonly close: string; readonly cases: boolean }
  | {
      readonly is:
        | "fraction"
        | "root"
        | "binomial"
        | "row"
        | "left"
        | "right"
        | "middle"
        | "operatorname"
        | "mathop"
        | "substack"
        | "arrow"
        | "not"
        | "derivative"
        | "openBrace"
        | "closeBrace"
        | "sub"
        | "sup"
        | "align"
        | "begin"
        | "end"
        | "unknown"
        | "error";
    };

type Row = readonly [string, Entry];

/** One entry for each of the names, made from the name itself. */
function each(names: string, entry: (name: string) => Entry): Row[] {
  return names.split(" ").map((name) => [name, entry(name)] as const);
}

/** Every name means the first. */
function same(names: string, entry: (name: string) => Entry): Row[] {
  const first = names.split(" ")[0]!;
  return names.split(" ").map((name) => [name, entry(first)] as const);
}

const relation = (name: string): Entry => ({ is: "relation", name });
const times = (name: string): Entry => ({ is: "times", name });
const sign = (name: string): Entry => ({ is: "sign", name });
const bare = (name: string): string => name.slice(1);

const letters: Row[] = [
  ...each(
    "\\alpha \\beta \\gamma \\delta \\epsilon \\varepsilon \\zeta \\eta \\theta \\vartheta \\iota \\kappa \\varkappa \\lambda \\mu \\nu \\xi \\pi \\varpi \\rho \\varrho \\sigma \\varsigma \\tau \\upsilon \\phi \\varphi \\chi \\psi \\omega \\digamma",
    (name) => ({ is: "letter", name }),
  ),
  ...each(
    "\\Gamma \\Delta \\Theta \\Lambda \\Xi \\Pi \\Sigma \\Upsilon \\Phi \\Psi \\Omega \\ell \\hbar \\imath \\jmath",
    (name) => ({ is: "letter", name }),
  ),
  ...each(
    "\\varGamma \\varDelta \\varTheta \\varLambda \\varXi \\varPi \\varSigma \\varUpsilon \\varPhi \\varPsi \\varOmega",
    (name) => ({ is: "letter", name: "\\" + name.slice(4) }),
  ),
  ["\\omicron", { is: "letter", name: "o" }],
  ["\\i", { is: "letter", name: "\\imath" }],
];

const signs: Row[] = [
  ...same("\\partial \\part", sign),
  ...each(
    "\\nabla \\infty \\forall \\exists \\nexists \\top \\bot \\intercal \\dagger \\ddagger \\dag \\wedge \\vee \\cup \\cap \\setminus \\smallsetminus \\oplus \\ominus \\uplus \\sqcup \\sqcap \\emptyset \\varnothing \\neg \\aleph \\beth \\Re \\Im \\wp \\angle \\triangle \\square \\Box \\Diamond \\diamond \\blacksquare \\bigcirc \\clubsuit \\heartsuit \\spadesuit \\diamondsuit \\backslash \\degree \\checkmark \\surd \\S \\P \\flat \\sharp \\natural \\eth \\complement \\mho \\bigstar \\boxplus \\boxminus \\boxdot \\boxtimes \\circledcirc \\circleddash \\circledR \\circledS \\lozenge \\maltese \\copyright \\pounds \\amalg \\wr \\ltimes \\rtimes \\barwedge \\veebar \\curlywedge \\curlyvee \\leftthreetimes \\rightthreetimes \\bigtriangleup \\bigtriangledown \\triangleleft \\triangleright \\triangledown \\lhd \\rhd \\unlhd \\unrhd \\measuredangle \\sphericalangle \\ulcorner \\urcorner \\llcorner \\lrcorner \\KaTeX \\LaTeX \\TeX \\dotplus \\Cup \\Cap \\divideontimes \\bigodot \\thetasym \\backprime",
    sign,
  ),
  ...same("\\wedge \\land", sign),
  ...same("\\vee \\lor", sign),
  ...same("\\neg \\lnot", sign),
  ...same("\\infty \\infin", sign),
  ["\\%", sign("%")],
  ["\\$", sign("$")],
  ["\\#", sign("#")],
  ["\\&", sign("&")],
  ["\\_", sign("_")],
  ["\\-", sign("\\-")],
  ...each('! ? @ " `', sign),
  ...same("' \\prime", () => ({ is: "prime", name: "\\prime" })),
];

const relations: Row[] = [
  ...each(
    "= := =: == \\equiv \\doteq \\approx \\sim \\propto < > \\le \\ge \\ne \\ll \\gg \\lll \\ggg \\in \\notin \\ni \\subset \\subseteq \\supset \\supseteq \\subsetneq \\supsetneq \\sqsubseteq \\sqsupseteq \\sqsubset \\sqsupset \\simeq \\cong \\asymp \\prec \\succ \\preceq \\succeq \\preccurlyeq \\succcurlyeq \\perp \\parallel \\nparallel \\mid \\nmid \\models \\vdash \\dashv \\Vdash \\vDash \\lesssim \\gtrsim \\lessapprox \\gtrapprox \\approxeq \\backsim \\eqsim \\risingdotseq \\fallingdotseq \\lessgtr \\gtrless \\nless \\ngtr \\nleq \\ngeq \\nsim \\ncong \\because \\therefore \\bowtie \\smile \\frown \\leftarrow \\leftrightarrow \\Leftarrow \\to \\Rightarrow \\Leftrightarrow \\mapsto \\uparrow \\Uparrow \\downarrow \\Downarrow \\updownarrow \\Updownarrow \\nearrow \\searrow \\swarrow \\nwarrow \\hookrightarrow \\hookleftarrow \\rightharpoonup \\rightharpoondown \\leftharpoonup \\leftharpoondown \\rightleftharpoons \\leftrightharpoons \\rightleftarrows \\leftrightarrows \\rightrightarrows \\leftleftarrows \\leadsto \\rightsquigarrow \\twoheadrightarrow \\nrightarrow \\nRightarrow \\nLeftarrow \\curvearrowright \\curvearrowleft \\circlearrowleft \\circlearrowright \\dashrightarrow \\upharpoonright \\downharpoonright \\triangleq \\between \\pitchfork \\multimap \\Vvdash \\trianglelefteq \\trianglerighteq",
    relation,
  ),
  ...same(":= \\coloneqq \\colonequals \\coloneq \\vcentcolon= \\defeq", relation),
  ...same("=: \\eqqcolon \\eqcolon", relation),
  ...same(
    "\\triangleq \\overset{\\triangle}{=} \\eqdef \\stackrel{\\triangle}{=} \\circeq \\eqcirc",
    relation,
  ),
  ...same("\\approx \\thickapprox", relation),
  ...same("\\sim \\thicksim", relation),
  ...same("\\propto \\varpropto", relation),
  ...same("< \\lt", relation),
  ...same("> \\gt", relation),
  ...same("\\le \\leq \\leqslant \\leqq <=", relation),
  ...same("\\ge \\geq \\geqslant \\geqq >=", relation),
  ...same("\\ne \\neq", relation),
  ...same("\\in \\isin", relation),
  ...same("\\ni \\owns", relation),
  ...same("\\subset \\sub", relation),
  ...same("\\subseteq \\subseteqq \\sube", relation),
  ...same("\\supseteq \\supseteqq \\supe", relation),
  ...same("\\doteq \\Doteq \\doteqdot", relation),
  ...same("\\to \\rightarrow \\longrightarrow \\rarr ->", relation),
  ...same("\\leftarrow \\gets \\longleftarrow \\larr", relation),
  ...same("\\leftrightarrow \\longleftrightarrow \\lrarr", relation),
  ...same("\\Rightarrow \\implies \\Longrightarrow \\rArr =>", relation),
  ...same("\\Leftarrow \\impliedby \\Longleftarrow \\lArr", relation),
  ...same("\\Leftrightarrow \\iff \\Longleftrightarrow \\lrArr", relation),
  ...same("\\mapsto \\longmapsto", relation),
  ...same("\\models \\vDash", relation),
  ...same("\\perp \\Perp \\upmodels", relation),
  ...same("\\leadsto \\rightsquigarrow", relation),
];

const operations: Row[] = [
  ...each("+ - \\pm \\mp", (name) => ({ is: "plus", name })),
  ...same("\\pm \\plusmn", (name) => ({ is: "plus", name })),
  ...each(
    "\\cdot \\times * \\odot \\circ \\otimes \\oplus \\star \\oslash \\bullet / \\div \\circledast",
    times,
  ),
  ...same("\\cdot \\centerdot \\cdotp", times),
  ...same("* \\ast \\*", times),
  ...same("/ \\slash", times),
];

const bigOperators: Row[] = [
  ...each(
    "\\sum \\prod \\coprod \\int \\iint \\iiint \\oint \\oiint \\bigcup \\bigcap \\bigoplus \\bigotimes \\bigodot \\bigvee \\bigwedge \\bigsqcup \\biguplus \\lim \\limsup \\liminf \\varlimsup \\varliminf \\varinjlim \\varprojlim \\injlim \\projlim",
    (name) => ({ is: "big", name: bare(name) }),
  ),
  ...same("\\int \\smallint \\intop", () => ({ is: "big", name: "int" })),
];

/** Names of functions and operators that are words however they are written. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    "diag Diag blkdiag blockdiag tr Tr trace Trace det Det log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth sech csch " +
    "arcsin arccos arctan arctanh arcsinh arccosh atan asin acos atanh asinh acosh atan2 arctan2 softmax Softmax SoftMax logsoftmax sigmoid Sigmoid " +
    "relu ReLU Relu RELU LeakyReLU leakyReLU ELU elu SELU selu GELU gelu Gelu SiLU silu swish Swish Mish mish softplus Softplus softsign " +
    "hardtanh hardsigmoid logistic logit sign sgn sig step heaviside vec Vec vech rank adj cof cofactor max min argmax argmin arg sup inf lim " +
    "logsumexp LSE lse norm skew sym erf erfc abs mean var Var Cov cov Pr gcd lcm dim ker deg hom Hom span Span rot curl div grad Jac Hess " +
    "LayerNorm BatchNorm RMSNorm layernorm batchnorm Cat Bernoulli Binomial Poisson Uniform KL softargmax sqrt expm logm concat Concat conv Conv mod re im Re Im"
  ).split(" "),
);

/** Short or ordinary words that a bare run of letters may spell only before a bracket. */
export const bracketWords: ReadonlySet<string> = new Set(
  "tr Tr ln lg KL Pr re im Re Im mod div arg var cov sig sym lim inf sup deg dim elu vec abs cof adj min max conv mean step norm skew span".split(
    " ",
  ),
);

/** Labels that a bare run of letters spells where it is a whole script: `u_{obs}`, `y^{pred}`. */
export const labelWords: ReadonlySet<string> = new Set(
  (
    "obs meas pred pre post true real fake ref tot total eff ext int loss reg rec recon kin pot grav net act hid hidden out input output " +
    "old new prev next cur curr enc dec src tgt dst ctx attn att proj emb embed pos neg adv cls seg train test val valid data prior " +
    "init start end goal des est std mean avg max min opt best gen disc soft hard self cross orig noise clip query key value head ffn mlp"
  ).split(" "),
);

/** Words that take bounds below them, as `\max_x` does. */
export const limitWords: ReadonlySet<string> = new Set(
  "max min sup inf lim argmax argmin limsup liminf".split(" "),
);

/** Words of prose: `\text{if}` is text, `\text{net}` a name. */
export const proseWords: ReadonlySet<string> = new Set(
  (
    "if If and And or Or where Where for For with With otherwise Otherwise else Else when When while as is are the The a an of to then Then so So since Since " +
    "let Let by from in on at we We that That because iff not such thus Thus hence Hence therefore Therefore here Here but But all subject minimize maximize"
  ).split(" "),
);

/** Words of prose, in small letters, that part one statement from the next: `x = 1 \text{ if } y > 0`. */
export const conjunctions: ReadonlySet<string> = new Set(
  "if and or where for with otherwise else when while as since because such so then thus hence therefore iff but is which given let whenever unless".split(
    " ",
  ),
);

const words: Row[] = [
  ...[...functionWords].map((name) => ["\\" + name, { is: "word", name }] as const),
  ...each("\\tg \\ctg \\sh \\ch \\th \\cth \\arctg \\arcctg \\cosec \\cotg", (name) => ({
    is: "word",
    name: bare(name),
  })),
  ...each("\\Re \\Im", sign),
  ["\\div", times("\\div")],
  ["\\lim", { is: "big", name: "lim" }],
  ["\\sqrt", { is: "root" }],
];

const fonts: Row[] = [
  ...same("\\mathbf \\bm \\pmb \\boldsymbol \\bold \\mathbfit \\symbf \\Bbbk \\mathbfsf", () => ({
    is: "font",
    font: "bold",
  })),
  ...same("\\mathrm \\mathup \\symrm", () => ({ is: "font", font: "upright" })),
  ...same("\\mathcal \\mathscr \\cal", () => ({ is: "font", font: "calligraphic" })),
  ...same("\\mathbb \\Bbb \\mathds \\mathbbm", () => ({ is: "font", font: "blackboard" })),
  ...same("\\mathsf \\mathsfit", () => ({ is: "font", font: "sans" })),
  ...same("\\mathfrak \\frak", () => ({ is: "font", font: "fraktur" })),
  ...same("\\mathtt", () => ({ is: "font", font: "typewriter" })),
  ...same("\\mathit \\mathnormal", () => ({ is: "font", font: "italic" })),
  ["\\bf", { is: "switch", font: "bold" }],
  ["\\bfseries", { is: "switch", font: "bold" }],
  ["\\boldmath", { is: "switch", font: "bold" }],
  ["\\rm", { is: "switch", font: "upright" }],
  ["\\it", { is: "switch", font: "italic" }],
  ["\\sf", { is: "switch", font: "sans" }],
  ["\\tt", { is: "switch", font: "typewriter" }],
  ["\\cal", { is: "switch", font: "calligraphic" }],
  ...same(
    "\\text \\textrm \\textnormal \\mbox \\hbox \\textup \\textmd \\fbox \\textsc \\emph \\textsl",
    () => ({ is: "text", font: "text" }),
  ),
  ["\\textbf", { is: "text", font: "bold" }],
  ["\\textit", { is: "text", font: "italic" }],
  ["\\textsf", { is: "text", font: "sans" }],
  ["\\texttt", { is: "text", font: "typewriter" }],
];

const accents: Row[] = [
  ...each(
    "\\hat \\widehat \\tilde \\widetilde \\bar \\overline \\underline \\dot \\ddot \\dddot \\ddddot \\vec \\overrightarrow \\overleftarrow \\overleftrightarrow \\underrightarrow \\underleftarrow \\mathring \\check \\widecheck \\breve \\acute \\grave \\utilde \\underbar \\textcircled \\overparen \\overarc \\overlinesegment \\Overrightarrow \\overrightharpoon \\overleftharpoon \\overgroup \\undergroup \\wideparen",
    (name) => ({ is: "accent", name: bare(name) }),
  ),
];

const fences: Row[] = [
  ["(", { is: "open", name: "(", close: ")" }],
  ["[", { is: "open", name: "[", close: "]" }],
  ["\\lparen", { is: "open", name: "(", close: ")" }],
  ["\\lbrack", { is: "open", name: "[", close: "]" }],
  ...same("\\{ \\lbrace", (name) => ({ is: "open", name, close: "\\}" })),
  ...same("\\langle \\lang", (name) => ({ is: "open", name, close: "\\rangle" })),
  ["\\lfloor", { is: "open", name: "\\lfloor", close: "\\rfloor" }],
  ["\\lceil", { is: "open", name: "\\lceil", close: "\\rceil" }],
  ["\\lvert", { is: "open", name: "|", close: "\\rvert" }],
  ["\\lVert", { is: "open", name: "\\|", close: "\\rVert" }],
  ["\\lgroup", { is: "open", name: "(", close: "\\rgroup" }],
  ["\\lmoustache", { is: "open", name: "(", close: "\\rmoustache" }],
  ["\\llbracket", { is: "open", name: "\\llbracket", close: "\\rrbracket" }],
  ...same(") \\rparen", (name) => ({ is: "close", name })),
  ...same("] \\rbrack", (name) => ({ is: "close", name })),
  ...same("\\} \\rbrace", (name) => ({ is: "close", name })),
  ...same("\\rangle \\rang", (name) => ({ is: "close", name })),
  ...each("\\rfloor \\rceil \\rvert \\rVert \\rgroup \\rmoustache \\rrbracket", (name) => ({
    is: "close",
    name,
  })),
  ...same("| \\vert", () => ({ is: "bar", name: "|" })),
  ...same("\\| \\Vert", () => ({ is: "bar", name: "\\|" })),
  ["\\left", { is: "left" }],
  ["\\right", { is: "right" }],
  ["\\middle", { is: "middle" }],
  ...each("\\big \\Big \\bigg \\Bigg", () => ({ is: "size", side: null })),
  ...each("\\bigl \\Bigl \\biggl \\Biggl", () => ({ is: "size", side: "open" })),
  ...each("\\bigr \\Bigr \\biggr \\Biggr", () => ({ is: "size", side: "close" })),
  ...each("\\bigm \\Bigm \\biggm \\Biggm", () => ({ is: "size", side: "middle" })),
];

const space: Row[] = [
  ...each(", ; :", (name) => ({ is: "separator", name })),
  ["\\colon", { is: "separator", name: ":" }],
  ...same("\\quad \\enspace \\enskip", (name) => ({ is: "wide", name })),
  ["\\qquad", { is: "wide", name: "\\qquad" }],
  ...each("\\hspace \\hspace* \\hskip \\mspace \\kern \\mkern \\hskip", () => ({
    is: "drop",
    groups: 1,
    wide: true,
  })),
  ...each(
    "\\, \\! \\; \\: \\> \\/ \\thinspace \\medspace \\thickspace \\negthinspace \\negmedspace \\negthickspace \\space \\nobreakspace \\hfill \\hfil \\displaystyle \\textstyle \\scriptstyle \\scriptscriptstyle \\limits \\nolimits \\nonumber \\notag \\hline \\hdashline \\mathstrut \\strut \\mathord \\mathopen \\mathclose \\mathpunct \\mathinner \\mathrel \\mathbin \\protect \\noindent \\centering \\normalsize \\small \\large \\Large \\LARGE \\huge \\Huge \\tiny \\scriptsize \\footnotesize \\relax \\allowbreak \\nobreak \\null \\smash \\mathchoice \\ensuremath \\llap \\rlap \\clap \\mathllap \\mathrlap \\mathclap \\displaylines \\relax \\global \\long \\allowdisplaybreaks \\break \\par \\vcenter \\raggedright \\unboldmath \\normalfont \\leavevmode",
    () => ({ is: "drop", groups: 0 }),
  ),
  ...each(
    "\\tag \\tag* \\label \\vspace \\vspace* \\phantom \\hphantom \\vphantom \\color \\textcolor \\cline \\require \\class \\cssId \\style \\href \\htmlClass \\htmlId \\htmlStyle \\ref \\eqref \\cite \\footnote \\raisebox \\raise \\lower \\setlength \\pagecolor \\definecolor \\intertext \\shortintertext \\url \\includegraphics \\arraystretch \\colorbox",
    () => ({ is: "drop", groups: 1 }),
  ),
  ["\\bbox", { is: "drop", groups: 0, optional: true }],
  ...each("\\rule \\fcolorbox \\addtolength", () => ({ is: "drop", groups: 2 })),
  ...each("\\\\ \\cr \\newline \\tabularnewline", () => ({ is: "row" })),
];

const structures: Row[] = [
  ...each("\\frac \\dfrac \\tfrac \\cfrac \\sfrac \\nicefrac \\xfrac", () => ({ is: "fraction" })),
  ...each("\\binom \\dbinom \\tbinom", () => ({ is: "binomial" })),
  ...each("\\over \\atop \\choose \\brace \\brack \\above", (name) => ({ is: "infix", name: bare(name) })),
  ...each(
    "\\boxed \\cancel \\bcancel \\xcancel \\sout \\underbrace \\overbrace \\underbracket \\overbracket \\framebox \\cancelto",
    (name) => ({
      is: "decoration",
      name: bare(name),
    }),
  ),
  ...each("\\overset \\stackrel", (name) => ({ is: "stack", name: bare(name), places: ["over", "core"] })),
  ["\\underset", { is: "stack", name: "underset", places: ["under", "core"] }],
  ["\\overunderset", { is: "stack", name: "overunderset", places: ["over", "under", "core"] }],
  ...each(
    "\\xrightarrow \\xleftarrow \\xRightarrow \\xLeftarrow \\xmapsto \\xlongequal \\xleftrightarrow \\xLeftrightarrow \\xhookrightarrow \\xhookleftarrow \\xrightleftharpoons \\xtwoheadrightarrow \\xtofrom",
    () => ({ is: "arrow" }),
  ),
  ...each("\\operatorname \\operatorname* \\operatornamewithlimits", () => ({ is: "operatorname" })),
  ["\\mathop", { is: "mathop" }],
  ...each("\\substack", () => ({ is: "substack" })),
  ["\\not", { is: "not" }],
  ...each("\\pdv \\dv \\odv \\pdiff \\diff \\derivative \\partialderivative", () => ({ is: "derivative" })),
  ["\\matrix", { is: "matrix", open: "", close: "", cases: false }],
  ["\\pmatrix", { is: "matrix", open: "(", close: ")", cases: false }],
  ["\\bmatrix", { is: "matrix", open: "[", close: "]", cases: false }],
  ["\\vmatrix", { is: "matrix", open: "|", close: "|", cases: false }],
  ["\\cases", { is: "matrix", open: "\\{", close: ".", cases: true }],
  ...same("\\cdots \\dotsb \\dotsm \\dotsi", () => ({ is: "dots", kind: "cdots" })),
  ...same("\\ldots \\dots \\dotsc \\dotso \\hdots \\mathellipsis \\textellipsis \\hdotsfor", () => ({
    is: "dots",
    kind: "ldots",
  })),
  ["\\vdots", { is: "dots", kind: "vdots" }],
  ...same("\\ddots \\iddots \\adots", () => ({ is: "dots", kind: "ddots" })),
  ["\\pmod", { is: "word", name: "mod" }],
  ["\\bmod", { is: "word", name: "mod" }],
];

/** What each command or character is. */
export const vocabulary: ReadonlyMap<string, Entry> = new Map([
  ...words,
  ...letters,
  ...signs,
  ...relations,
  ...operations,
  ...bigOperators,
  ...fonts,
  ...accents,
  ...fences,
  ...space,
  ...structures,
]);
