import { plural } from "../../../core/base/words.ts";
import type { MadeView, ShareChoice } from "../../../core/share/make.ts";
import { wholeObject } from "../../../core/json/query.ts";
import type { NoteName } from "../../../core/share/view.ts";
import { currentRoute, screenOf, SCREENS } from "../../../page/route.ts";
import type { View } from "../../../state/types.ts";

/** An item of the list: its name, a description, and whether the link contains it. */
type Content = readonly [name: string, what: string, isIn: boolean];

const NOTES: Readonly<Record<NoteName, string>> = {
  policy: "Policy",
  errorMessage: "Error message",
  verifier: "Verifier’s configuration",
  accountChanged: "Account changed",
  lastSync: "Last sync",
  workingToken: "Working token",
  knownIds: "Known user ids",
};

/** What a link contains, and what it never does, in words. `made` is null while it is being made. */
export function contentsOf(view: View, made: MadeView | null, choice: ShareChoice): readonly Content[] {
  if (made === null) return [];
  const { view: shared, personal, leftOut } = made;
  const isEncrypted = view.whole.form.startsWith("jwe");
  const keys = Object.values(shared.keys).flat();
  const named = Object.entries(shared.notes).map(([name]): Content => [
    NOTES[name as NoteName],
    "without secrets, tokens and hidden values",
    true,
  ]);
  const inner = view.layers.length - 1;
  const { findings } = shared.claimed;
  const { keepSignature, keepPersonal } = choice;
  // Personal data in encrypted parts cannot be detected.
  const keepsEncrypted = keepSignature && keepPersonal;
  const leavesOut = keepSignature && !keepPersonal ? "left out: they may contain personal data" : "left out";
  const innerEncrypted = view.layers.slice(1).some(({ token }) => token.form.startsWith("jwe"));
  return [
    ["Header and claims", claimsWords(view, personal, choice, shared.hidden), true],
    ...(inner > 0
      ? [
          [
            "Inner tokens",
            `${inner}, ${keepSignature ? "with" : "without"} their signatures${
              innerEncrypted && keepSignature && !keepPersonal ? ", without encrypted parts" : ""
            }`,
            true,
          ] as const,
        ]
      : []),
    isEncrypted
      ? ["Encrypted parts", keepsEncrypted ? "as they are in the token" : leavesOut, keepsEncrypted]
      : ["Signature", keepSignature ? "as it is in the token" : "left out", keepSignature],
    ...(keys.length > 0
      ? [
          [
            keys.length === 1 ? "Public key" : "Public keys",
            keys.map(({ kty, crv, alg }) => crv ?? alg ?? kty).join(", "),
            true,
          ] as const,
        ]
      : []),
    ["Verdict", `yours, and ${plural(findings.length, "finding")}: shown there as claimed, not checked`, true],
    ["Clock", shared.clock === null ? "left out" : clockWords(shared.clock), shared.clock !== null],
    ...named,
    ...leftOut.map((name): Content => [NOTES[name], "left out with personal claims", false]),
    ["Screen", SCREENS.find(([screen]) => screen === screenHere())?.[2] ?? "Workbench", true],
    ["Never", "private keys, secrets and passphrases", false],
  ];
}

function screenHere(): string {
  const screen = screenOf(currentRoute());
  return screen === "lab" ? "workbench" : screen;
}

function claimsWords({ payload }: View, personal: readonly string[], choice: ShareChoice, hidden: boolean): string {
  const count = wholeObject(payload.json)?.members.length;
  const all = count === undefined ? "as they are shown" : plural(count, "claim");
  if (!hidden) return all;
  if (choice.keepPersonal || personal.length === 0) return `${all}; what is secret reads [hidden: …]`;
  const named = `${personal.slice(0, 4).join(", ")}${personal.length > 4 ? " …" : ""}`;
  return `${all}; ${named} ${personal.length === 1 ? "reads" : "read"} [hidden: …]`;
}

function clockWords({ at, leeway }: { readonly at: number; readonly leeway: number }): string {
  const when = new Date(at * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC");
  return `stops at ${when}${leeway > 0 ? `, leeway ${plural(leeway, "second")}` : ""}`;
}
