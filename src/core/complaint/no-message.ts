import { oauthContent } from "../content/oauth-json.ts";

/** What a change to a file puts before its lines, and before its parts. */
const OF_A_CHANGE = /^[+-](?![+-])/;
const PART_OF_A_CHANGE = /^(?:diff --git |index [\da-f]{4,}|--- |\+\+\+ |@@ )/;

/**
 * How a statement begins that no program prints as a message, and how its line ends: each language's way to throw, catch,
 * return, branch, declare and call. Words of prose ("public key", "for user") need the end.
 */
const STATEMENTS: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^(?:throw|raise)\s{1,9}(?:new\s{1,9})?[\w.:\\]{1,100}\s{0,9}[(,]/, /./],
  [/^(?:\}\s{0,9})?catch\s{0,9}[({]/, /./],
  [/^except\b/, /:$/],
  [/^rescue\s{1,9}[A-Z]/, /\w$/],
  [/^return\s{1,9}(?:(?:new|await)\s|(?:nil|null|None|false|true)\b|[\w$!&*]{1,60}[.([]|\{)/, /[\w)\]};{(,]$/],
  [/^(?:\}\s{0,9})?(?:if|else if|while|for|switch|unless)\s{0,9}\(/, /[{;)}(&|]$/],
  [/^(?:\}\s{0,9})?(?:if|elif|elsif|while|for|switch|guard|match)\s/, /[{:]$/],
  [/^(?:export|public|private|protected|internal|static|async|override|final)\s{1,9}\w/, /[{;(]$/],
  [/^(?:const|let|var|val|final)\s{1,9}[\w${[(][\w$ ,{}[\]:<>|?]{0,200}=/, /./],
  [/^(?:async )?(?:def|defp|func|fn|fun|function|sub|class)\s{1,9}[\w$(]/, /(?:[{:(,}=]|\bdo)$/],
  [/^case\s/, /(?:[{:]|\bdo|\bof)$/],
  [/^(?:it|test|describe|expect|assert\w{0,40}|beforeEach|afterEach)\s{0,9}\(/, /[{;)(,]$/],
  [/^(?:try|do|else|finally|ensure|begin)\s{0,9}[{:]/, /./],
  [/^[\w$@][\w$.:>?-]{0,200}\(/, /\)(?:;| \{)$/],
];

/** Lines that code has between its statements: brackets, comments, members, chains, annotations. */
const BETWEEN: readonly RegExp[] = [
  /^[{}()[\];,]{1,20}$/,
  /^(?:\/\/|\/\*|\*|#|<!--|--\s)/,
  /^(?:\.|\?\?|\?|&&|\|\||=>|->)/,
  /^@\w/,
  /^(?:end|fi|done|esac|pass|break|continue|\}\))[;)]{0,3}$/,
  /^["']?[\w$-]{1,100}["']?\s{0,9}:.{0,2000}[,{[(]$/,
  /^[\w$.@[\]*]{1,200}(?:, ?[\w$]{1,60}){0,9}\s{0,9}(?::?=|\+=).{1,2000}$/,
  /^(?:import|using|use|require|require_once|include|from|package)\s{1,9}\S/,
  /^(?:render|redirect_to|puts|logger|log|print|echo)\b.{1,2000}$/,
  /^<\?(?:php)?/,
  /^\} as const;?$/,
  // A call that is not the end of a statement, and what a case leads to.
  /^[\w$@][\w$.:]{0,200}\(.{0,4000}\)[\w.]{0,100}$/,
  /^[\w{}[\]()":,. ]{1,200} [-=]> .{1,2000}$/,
];

/** A longer text is a log or a file, of which nobody asks what it means. */
const MOST_LINES = 400;

/** Whether every line is one of a program's source code, and at least one is a statement. */
function isSourceCode(text: string): boolean {
  const lines = text
    .split("\n", MOST_LINES + 1)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  if (lines.length === 0 || lines.length > MOST_LINES) return false;
  const isChange = lines.some((line) => PART_OF_A_CHANGE.test(line));
  let statements = 0;
  for (const line of lines) {
    const bare = (isChange ? line.replace(OF_A_CHANGE, "") : line).trim();
    if (STATEMENTS.some(([begins, ends]) => begins.test(bare) && ends.test(bare))) statements += 1;
    else if (!BETWEEN.some((between) => between.test(bare)) && !(isChange && PART_OF_A_CHANGE.test(line))) return false;
  }
  return statements > 0;
}

/** What a program says about its own options. */
const HELP = /^\s{0,99}usage:\s/i;

/**
 * What a text is that may have the words of a message, but was never printed as one: code that would print it, a
 * program's help, an authorization server's answer. With its article, to follow "This is"; null for anything else.
 * Linear time.
 */
export function otherThanMessage(text: string): string | null {
  if (isSourceCode(text)) return "source code";
  if (HELP.test(text)) return "a program’s help";
  return oauthContent(text.trim())?.name ?? null;
}
