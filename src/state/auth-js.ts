import { judgeToken } from "../core/crypto/judge.ts";
import { stringMember } from "../core/json/query.ts";
import { authJsKeys, deriveAuthJsKey, secretsIn } from "../core/keys/auth-js.ts";
import { NO_KEYS } from "../core/keys/no-keys.ts";
import type { Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/**
 * Derives the Auth.js key from the secret in the field, for the shown layer's token: of all versions and cookie names,
 * the one that decrypts it. One step of Undo; a notice says which, or that none does.
 */
export async function deriveFromAuthSecret(changes: Changes): Promise<void> {
  const { token, path, inputs, fields } = changes.view();
  const { secret } = fields.keys;
  const enc = token.header === null ? "" : (stringMember(token.header.json, "enc") ?? "");
  for (const text of secretsIn(secret.text)) {
    for (const how of authJsKeys(enc, cookieOf(inputs))) {
      const derived = await deriveAuthJsKey(text, enc, how);
      const { state } = await judgeToken(token, { ...NO_KEYS, secret: derived });
      if (state !== "decrypted") continue;
      const now = changes.view();
      // What the user typed in the meantime wins.
      if (now.path !== path || changes.fields().keys.secret !== secret) return;
      changes.step(changes.here({ keys: { ...changes.fields().keys, secret: derived } }));
      return changes.notify("auth-js", { version: how.info.startsWith("Next") ? 4 : 5, cookie: how.salt });
    }
  }
  changes.notify("auth-js-none");
}

/** The name of the cookie that contained the pasted token; null if none did. */
function cookieOf({ arrival, base }: Inputs): string | null {
  if (arrival === null) return null;
  const at = arrival.pasted.indexOf(base.slice(0, 100));
  return /([\w.-]{1,200})[=\t]"?$/.exec(arrival.pasted.slice(Math.max(0, at - 201), Math.max(0, at)))?.[1] ?? null;
}
