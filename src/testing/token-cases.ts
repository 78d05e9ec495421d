import { performance } from "node:perf_hooks";
import { decodeLarge } from "../core/envelope/decode-large.ts";
import { solve } from "../core/solve/solve.ts";
import "../core/rules/solve/found-words.ts";
import { allFindings } from "../core/rules/flatten.ts";
import type { Finding, Message } from "../core/rules/types.ts";
import { createWorkbench, type Workbench } from "../state/workbench.ts";
import { SOLVE_PAUSE_MS } from "../state/tasks.ts";
import type { View } from "../state/types.ts";
import type { TokenCase } from "./cases.ts";

/** A workbench with a case entered, and a way to wait until everything is answered. */
interface CaseRun {
  readonly workbench: Workbench;
  /** The view once nothing is pending: keys are read, the verdict is there, other readings were tried. */
  readonly settled: () => Promise<View>;
}

/** How many more times to wait for a search that has not begun. */
const PATIENCE = 3;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function isSettled({ verdict, signaturePending, publicKey, privateKey, messageOf }: View): boolean {
  return (
    messageOf !== null &&
    verdict.state !== "pending" &&
    verdict.originalState !== "pending" &&
    !signaturePending &&
    publicKey !== null &&
    privateKey !== null
  );
}

/** The page's own store with the case's texts entered as a user would: keys and policy first, the token pasted last. */
export function startCase(one: TokenCase): CaseRun {
  let searches = 0;
  let begun = 0;
  const workbench = createWorkbench({
    now: () => one.now * 1000,
    writeClipboard: async () => {},
    secureContext: true,
    decodeLarge: async (text) => decodeLarge(text),
    solve: async (question) => {
      searches += 1;
      begun += 1;
      try {
        return await solve(question, () => performance.now());
      } finally {
        searches -= 1;
      }
    },
  });
  const { actions, view } = workbench;
  actions.setSettings({ clock: { kind: "stopped", at: one.now } });
  if (one.policy !== undefined) actions.setNotes({ policy: JSON.stringify(one.policy, null, 2) });
  if (one.pastedBefore !== undefined) actions.openText(one.pastedBefore);
  if (one.secret !== undefined) actions.setSecret(one.secret);
  if (one.secretEncoding !== undefined) actions.setSecretEncoding(one.secretEncoding);
  if (one.publicKey !== undefined) actions.setKeyField("publicKey", one.publicKey);
  if (one.privateKey !== undefined) actions.setKeyField("privateKey", one.privateKey);
  if (one.errorMessage !== undefined) actions.setNotes({ errorMessage: one.errorMessage });
  actions.openText(one.paste);
  const settled = async (): Promise<View> => {
    let patience = PATIENCE;
    for (let wait = 0; wait < 2000; wait += 1) {
      if (isSettled(view.getState())) {
        // Requests are made only once typing has paused.
        await sleep(SOLVE_PAUSE_MS + 60);
        // On a busy machine the search begins late; for some verdicts there is none.
        const mayBegin = begun === 0 && view.getState().verdict.state === "invalid" && patience > 0;
        if (mayBegin) patience -= 1;
        else if (searches === 0 && isSettled(view.getState())) return view.getState();
      }
      await sleep(10);
    }
    throw new Error("still pending");
  };
  return { workbench, settled };
}

const wordsOf = (finding: Finding, messageOf: (finding: Finding) => Message): string => {
  const { title, why } = messageOf(finding);
  return `${title}. ${why}`;
};

/** One line per finding, consequences indented: for the message of a failing case. */
export function outline({ findings, messageOf, verdict }: View): string {
  const lines = (list: readonly Finding[], indent: string): readonly string[] =>
    list.flatMap((finding) => [
      `${indent}${finding.severity} ${finding.rule}/${finding.variant}: ${messageOf === null ? "" : messageOf(finding).title}${finding.fix ? ` [${messageOf?.(finding).fix ?? ""}]` : ""}`,
      ...lines(finding.consequences ?? [], `${indent}  `),
    ]);
  return [verdict.state, ...lines(findings, "  ")].join("\n");
}

/**
 * The differences from what the case requires, one per line; empty if it is met. `says` is a pattern that the words of
 * the first finding must match, if its id alone does not show that the cause is named.
 */
export async function unmet(one: TokenCase, says?: RegExp): Promise<readonly string[]> {
  const { workbench, settled } = startCase(one);
  const view = await settled();
  const { expect, not = [] } = one;
  const wrong: string[] = [];
  const { findings, messageOf } = view;
  const [first] = findings;
  if (!expect.state.includes(view.verdict.state))
    wrong.push(`state ${view.verdict.state}, not ${expect.state.join(" or ")}`);
  if (expect.first !== undefined) {
    const { rules, words } = expect.first;
    if (rules.length > 0 && !rules.includes(first?.rule ?? ""))
      wrong.push(`first ${first?.rule ?? "nothing"}, not ${rules.join(" or ")} (${words})`);
    if (says !== undefined && first !== undefined && messageOf !== null && !says.test(wordsOf(first, messageOf)))
      wrong.push(`first says "${wordsOf(first, messageOf)}", not ${String(says)}`);
  }
  if (expect.nothingToObjectTo === true && first?.rule !== "none")
    wrong.push(`reports ${first?.rule ?? ""}, where nothing is wrong`);
  for (const rule of not)
    if (/^(?:[A-Z]{2,3}-\d\d|none)$/.test(rule) && allFindings(findings).some((finding) => finding.rule === rule))
      wrong.push(`says ${rule}`);
  if (not.includes("nothing to object to") && first?.severity === "ok") wrong.push("nothing to object to");
  if (expect.token !== undefined && view.token.text !== expect.token)
    wrong.push(`token is ${view.token.text.slice(0, 60)}…${view.token.text.slice(-20)}`);
  if (expect.exp !== undefined && expOf(view) !== expect.exp) wrong.push(`exp is ${expOf(view)}`);
  if (expect.payload !== undefined && !sameJson(view.payload.text, expect.payload))
    wrong.push(`payload is ${view.payload.text.slice(0, 80)}`);
  if (expect.fix !== undefined) {
    const fix = first && allFindings([first]).find((finding) => finding.fix)?.fix;
    if (fix === undefined) wrong.push(`no fix (${expect.fix.words})`);
    else {
      workbench.actions.applyFix(fix);
      wrong.push(...unmetAfter(await settled(), expect.fix));
    }
  }
  return wrong.length === 0 ? [] : [...wrong, outline(view)];
}

function unmetAfter(view: View, want: NonNullable<TokenCase["expect"]["fix"]>): readonly string[] {
  const wrong: string[] = [];
  if (want.state !== undefined && view.verdict.state !== want.state)
    wrong.push(`after the fix ${view.verdict.state}, not ${want.state}`);
  if (want.token !== undefined && view.token.text !== want.token) wrong.push("after the fix another token");
  if (want.exp !== undefined && expOf(view) !== want.exp) wrong.push(`after the fix exp is ${expOf(view)}`);
  if (want.claims !== undefined) {
    const claims = JSON.parse(view.payload.text) as Record<string, unknown>;
    for (const [name, value] of Object.entries(want.claims))
      if (JSON.stringify(claims[name]) !== JSON.stringify(value)) wrong.push(`after the fix ${name} differs`);
  }
  return wrong;
}

function expOf({ times }: View): number | null {
  return times.find(({ claim }) => claim === "exp")?.seconds ?? null;
}

function sameJson(text: string, wanted: unknown): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(wanted);
  } catch {
    return false;
  }
}
