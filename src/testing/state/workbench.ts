import { createHmac } from "node:crypto";
import { decodeLarge } from "../../core/envelope/decode-large.ts";
import { loadReader } from "../../core/verifier/load-read.ts";
import { loadActs } from "../../state/load-acts.ts";
import type { NextFrame } from "../../state/held-view.ts";
import type { View } from "../../state/types.ts";
import { createWorkbench, type Workbench } from "../../state/workbench.ts";

// Lets tests act at once, as on a loaded page.
await Promise.all([loadActs(), loadReader()]);

/** The time of a started workbench's clock, in seconds. */
export const NOW = 1_700_000_000;
export const SECRET = "a-string-secret-at-least-256-bits-long";

export const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
export const hs256 = (input: string, secret = SECRET): string =>
  createHmac("sha256", secret).update(input).digest("base64url");
/** A token signed with a secret by Node, whatever its header says. */
export function hsToken(payload: string, header = '{"alg":"HS256","typ":"JWT"}', secret = SECRET): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${hs256(input, secret)}`;
}

/**
 * A workbench with what a page provides: a settable clock, a readable clipboard; `nextFrame` if frames should not pass
 * by themselves.
 */
export function start(
  nextFrame: NextFrame = (then) => void setTimeout(then, 16),
): Workbench & { copied: string[]; at: { now: number } } {
  const copied: string[] = [];
  const at = { now: NOW * 1000 };
  const workbench = createWorkbench({
    now: () => at.now,
    writeClipboard: async (text) => void copied.push(text),
    secureContext: true,
    decodeLarge: async (text) => decodeLarge(text),
    nextFrame,
  });
  return { ...workbench, copied, at };
}

/** The view once nothing is pending in any layer: what is found in one can depend on another's signature. */
export async function settled({ view }: Workbench): Promise<View> {
  const done = ({ verdict, layers, signaturePending, publicKey, privateKey }: View): boolean =>
    verdict.state !== "pending" &&
    verdict.originalState !== "pending" &&
    !signaturePending &&
    layers.every(({ state }) => state !== "pending") &&
    publicKey !== null &&
    privateKey !== null;
  for (let wait = 0; wait < 1000; wait += 1) {
    if (done(view.getState())) return view.getState();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("still pending");
}

/** A workbench with a token and its secret, once nothing is pending. */
export async function withToken(token: string, secret = SECRET) {
  const workbench = start();
  workbench.actions.openText(token);
  workbench.actions.setSecret(secret);
  await settled(workbench);
  return workbench;
}
