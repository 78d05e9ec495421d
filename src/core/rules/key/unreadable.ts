import type { KeyProblem } from "../../keys/types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { withoutPrivateMembers } from "../../keys/private-members.ts";
import type { Fix, RuleContext } from "../types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { type Field, fieldsOf, keysOf, nameOf } from "./fields.ts";
import { type ProblemWords, UNREADABLE } from "./unreadable.words.ts";

/** Which rule reports which reason for an unreadable key. */
function ruleOf({ code, format }: KeyProblem): string | null {
  switch (code) {
    case "not-a-key":
    case "url-or-path":
      return "KEY-21";
    case "jwk-invalid":
      return "KEY-16";
    case "no-pair":
      // `notAPair` says what each half does.
      return null;
    case "json-invalid":
    case "empty-set":
      return "KEY-30";
    case "passphrase-needed":
    case "passphrase-wrong":
    case "cipher-unsupported":
      return "KEY-23";
    case "type-unsupported":
    case "asn1":
    case "pem-body":
    case "pem-no-end":
      return isOpenSsh(format) ? "KEY-22" : "key-unreadable";
  }
}

function isOpenSsh(format: KeyFormat | null): boolean {
  return format === "openssh-public" || format === "openssh-private" || format === "rfc4716";
}

/** Whether a problem is the reason why the token cannot be judged, and not just a side note. */
function isDecisive({ code, range }: KeyProblem, pane: Field["pane"], { judgement }: RuleContext): boolean {
  if (judgement?.reason.code !== "key-problem") return false;
  const { problem } = judgement.reason;
  const isHere = judgement.key?.source === (pane === "public-key" ? "public-key" : "private-key");
  return isHere && problem.code === code && problem.range?.start === range?.start;
}

function unreadable<const Id extends string>(id: Id, spec: string, words: ProblemWords) {
  return defineRule<Id, ProblemWords>({
    id,
    spec,
    words,
    look: (_, say, context) => {
      for (const { pane, reading, text } of fieldsOf(context)) {
        const problems =
          reading.kind === "unusable"
            ? (reading.unreadable ?? [reading.problem])
            : reading.kind === "keys"
              ? reading.unreadable
              : [];
        for (const problem of problems) {
          const isWhole = reading.kind === "unusable" && problem === reading.problem;
          const severity = isWhole || isDecisive(problem, pane, context) ? "error" : "warn";
          if (ruleOf(problem) === id) sayProblem(say, severity, problem, { pane, text }, "");
        }
        for (const { damaged, range } of keysOf(reading)) {
          if (!damaged || ruleOf(damaged) !== id) continue;
          const rest =
            range && pane === "public-key" ? withoutPrivateMembers(text.slice(range.start, range.end)) : null;
          const fix: Fix | null =
            range && rest !== null ? { kind: "replace", place: at(pane, range), insert: rest } : null;
          sayProblem(say, "warn", damaged, { pane, text }, "private", fix);
        }
      }
    },
  });
}

function sayProblem(
  say: Say<ProblemWords>,
  severity: "error" | "warn",
  problem: KeyProblem,
  { pane, text }: Pick<Field, "pane" | "text">,
  half: "private" | "",
  fix: Fix | null = null,
): void {
  const { code, args, range, format, insert } = problem;
  // The text may be of any length and is cut; a command is the page's own, and useless if cut.
  const args_ = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      excerpt(value, name === "command" || name === "how" ? 200 : 120),
    ]),
  );
  const place = range ? at(pane, range) : whole(pane, text);
  const kid = nameOf(problem);
  say(severity, code, {
    args: {
      field: pane === "public-key" ? "Public key" : "Private key",
      format: format ?? "",
      ...args_,
      ...(kid === "" ? {} : { kid }),
      ...(half === "" ? {} : { half }),
    },
    place,
    fix: fix ?? (insert === undefined ? null : { kind: "replace", place, insert }),
  });
}

export const unreadableRules = [
  unreadable("KEY-21", "RFC 7468 section 2", UNREADABLE["KEY-21"]),
  unreadable("KEY-16", "RFC 7518 section 6", UNREADABLE["KEY-16"]),
  unreadable("KEY-30", "RFC 7517 section 5", UNREADABLE["KEY-30"]),
  unreadable("KEY-23", "RFC 5958 section 3", UNREADABLE["KEY-23"]),
  unreadable("KEY-22", "RFC 4253 section 6.6", UNREADABLE["KEY-22"]),
  unreadable("key-unreadable", "RFC 7468 section 2", UNREADABLE["key-unreadable"]),
];
