import { utcIso } from "../../core/claims/describe.ts";
import type { Finding, Fix, PaneName, RuleContext } from "../../core/rules/types.ts";

/**
 * What a sample checks of its finding besides rule and variant: its severity, what it marks, and what its fix leads to.
 */
type Held = readonly [severity: Finding["severity"], marks: string | null, fix: string | null];

/** The text of a pane or field to which places refer. */
export function textOf({ token, panes, keys }: RuleContext, pane: PaneName): string {
  switch (pane) {
    case "token":
      return token.text;
    case "header":
    case "payload":
      return panes[pane];
    case "secret":
      return keys.secret.text;
    case "public-key":
      return keys.publicKey.text;
    case "private-key":
      return keys.privateKey.text;
  }
}

/** What a finding marks: the pane, and the text there; an empty place says what is before it. */
function marksOf({ place }: Finding, context: RuleContext): string | null {
  if (place === undefined) return null;
  const { start, end } = place.range;
  const text = textOf(context, place.pane);
  if (start === 0 && end === text.length) return `${place.pane}, whole`;
  return start === end
    ? `${place.pane}, after ${short(text.slice(0, start), true)}`
    : `${place.pane} ${short(text.slice(start, end))}`;
}

/** The result of a fix, as text: the new text and its place. */
function effectOf(fix: Fix | undefined, context: RuleContext): string | null {
  if (fix === undefined) return null;
  switch (fix.kind) {
    case "replace":
      return `${fix.place.pane} ${change(textOf(context, fix.place.pane), fix.place.range, fix.insert)}`;
    case "replace-many":
      return `${fix.pane} ${fix.edits.map(({ range, insert }) => change(textOf(context, fix.pane), range, insert)).join(", ")}`;
    case "replace-all":
      return `${fix.pane} becomes ${short(fix.text)}`;
    case "new-encrypted":
      return `a new encrypted token with ${short(fix.content)}`;
    case "wrap":
      return `wrap in ${fix.in}`;
    case "bind-anew":
      return "writes sd_hash";
    case "take-out":
      return fix.inner ? "take out the content" : "take out";
    case "new-token":
      return `a new token ${short(fix.text)}`;
    case "verifier":
      return `the configuration becomes ${short(fix.text)}`;
    case "detach":
      return `token becomes ${short(fix.token)}, beside it ${short(fix.payload)}`;
    case "policy":
      return `policy becomes ${fix.text.replace(/\s+/g, "")}`;
    case "secret-encoding":
      return `secret as ${fix.encoding}`;
    case "secret":
      return `secret ${short(fix.text)} as ${fix.encoding}`;
    case "set-clock":
      return `clock at ${utcIso(fix.now) ?? fix.now}`;
    case "judge-anyway":
      return `judge-anyway ${fix.pane}`;
    case "move":
      return `move ${fix.from} to ${fix.to}`;
    case "mode":
      return `mode ${fix.mode}`;
    case "copy":
      return `copy ${short(fix.text)}`;
    case "auth-js-key":
    case "secret-from-jwk":
    case "use-token-key":
    case "restore-pasted":
    case "judge-padding":
    case "open-anyway":
    case "revert":
      return fix.kind;
  }
}

function change(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  insert: string,
): string {
  return `${short(text.slice(start, end))} → ${short(insert)}`;
}

/** A text in quotes, its middle omitted if it is long; with `tail` only its end. */
function short(text: string, tail = false): string {
  const shown = tail ? text.slice(-12) : text.length > 48 ? `${text.slice(0, 30)}…${text.slice(-12)}` : text;
  return JSON.stringify(shown).replace(
    /[^ -~…“”‘’–]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Everything to check of a finding. */
export function heldOf(finding: Finding, context: RuleContext): Held {
  return [finding.severity, marksOf(finding, context), effectOf(finding.fix, context)];
}
