import type { Removal } from "../../token/types.ts";
import type { RuleContext } from "../types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { excerpt, segmentWord } from "../support/facts.ts";

/** Says what was taken away around the token, with the way to put it back. Nothing is said once the base is another text. */
function listRemovals(context: RuleContext, say: Say, kinds: readonly Removal["kind"][], variant: string): void {
  const removals = context.arrival?.removals.filter(({ kind }) => kinds.includes(kind)) ?? [];
  if (removals.length === 0) return;
  const removed = removals.map(({ text }) => text).join("");
  say("info", variant, {
    args: { text: excerpt(removed, 40), count: removed.length },
    class:
      /[\u00ad\u034f\u061c\u115f\u180b-\u180f\u200b-\u200f\u2028-\u202e\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff]/.test(
        removed,
      )
        ? "invisible"
        : variant === "wraps"
          ? "b64-whitespace"
          : "ok",
    fix: { kind: "restore-pasted" },
  });
}

/** `Bearer` and the like belong to the HTTP field, not to the token. */
export const scheme = defineRule("IN-01", ["arrival"], "RFC 6750 section 2.1", (_, say, context) => {
  listRemovals(context, say, ["scheme", "header-name"], "scheme");
});

/** Quotes and white space around the token, line wraps in it. */
export const strayCharacters = defineRule(
  "IN-02",
  ["arrival", "token"],
  "RFC 7515 section 2",
  (facts, say, context) => {
    listRemovals(context, say, ["quotes"], "quotes");
    listRemovals(context, say, ["white-space"], "space");
    listRemovals(context, say, ["line-wrap"], "wraps");
    if (facts.token.form === "text" || facts.token.form === "empty") return;
    if (facts.token.form.endsWith("json")) return;
    for (const segment of facts.token.segments) {
      const spaces = segment.problems.filter(({ code }) => code === "white-space");
      const [first] = spaces;
      if (!first || first.code !== "white-space") continue;
      say("error", "inside", {
        args: {
          segment: segmentWord(segment),
          count: spaces.length,
          codePoint: first.codePoint,
          at: first.range.start,
        },
        place: { pane: "token", range: first.range },
        class: "b64-whitespace",
        fix: {
          kind: "replace",
          place: { pane: "token", range: segment.range },
          insert: segment.text.replace(/[\t\n\v\f\r \u0085\u00a0\u2028\u2029]+/g, ""),
        },
      });
    }
  },
);

/** One character right beside a token that wraps nothing and ends no sentence. */
const STRAY = /^[|!#$%^*@\\<>?&]$/;

/** A whole command, cookie, JSON document or URL: the token was cut out of it. */
export const wrapping = defineRule("IN-13", ["arrival"], "RFC 7515 section 7.1", (_, say, context) => {
  const around = context.arrival?.removals.filter(({ kind }) => kind !== "line-wrap") ?? [];
  const [only] = around;
  if (only?.kind === "text" && around.length === 1 && STRAY.test(only.text)) {
    say("info", "stray", { args: { character: only.text }, class: "b64-char", fix: { kind: "restore-pasted" } });
    return;
  }
  listRemovals(context, say, ["cookie", "command", "json", "url", "text"], "wrapping");
});
