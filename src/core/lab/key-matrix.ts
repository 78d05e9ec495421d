import { dateOf, ADMIN, honestClaims, honestHeader } from "./actors.ts";
import { verify } from "./naive/key-as-stored.ts";
import { signCompact } from "./toolkit/compact.ts";
import { ATTACKER_FORMS, STORED_FORMS, type KeyForm } from "./toolkit/key-forms.ts";
import type { KeyPair } from "./toolkit/key-shop.ts";
import { withSecret } from "./toolkit/signers.ts";
import { areEqual } from "../base/bytes.ts";

/** The result of one forgery at a verifier that stores the key in one form: whether it was accepted, and why. */
export interface MatrixCell {
  readonly stored: KeyForm;
  readonly attacker: KeyForm;
  readonly accepted: boolean;
  readonly why: string;
}

/** Every attacker's form against every stored form: each cell is a forgery that the naive verifier of scenario 7 judged. */
export async function keyMatrix(pair: KeyPair, now: number): Promise<readonly (readonly MatrixCell[])[]> {
  const forgeries = await Promise.all(
    ATTACKER_FORMS.map(async (attacker) => ({
      attacker,
      token: await signCompact(
        { ...honestHeader("RS256"), alg: "HS256" },
        { ...honestClaims(now), ...ADMIN },
        withSecret(attacker.bytes(pair), "HS256"),
      ),
    })),
  );
  return Promise.all(
    STORED_FORMS.map((stored) =>
      Promise.all(
        forgeries.map(async ({ attacker, token }): Promise<MatrixCell> => {
          const accepted = await verify(token, stored.bytes(pair), dateOf({ now })).then(
            () => true,
            () => false,
          );
          return { stored, attacker, accepted, why: difference(stored.bytes(pair), attacker.bytes(pair)) };
        }),
      ),
    ),
  );
}

/** How two spellings of one key differ, in a few words: the smallest difference that explains everything. */
export function difference(stored: Uint8Array, attacker: Uint8Array): string {
  const [a, b] = [textOf(stored), textOf(attacker)];
  const sizes = `${stored.length} bytes stored, ${attacker.length} tried`;
  if (a === null || b === null)
    return a === b || areEqual(stored, attacker) ? "the same bytes" : `bytes against text: ${sizes}`;
  if (a === b) return "the same bytes";
  const steps: readonly (readonly [string, (text: string) => string])[] = [
    ["a line feed at the end", (text) => text.replace(/\n$/, "")],
    ["carriage returns", (text) => text.replaceAll("\r", "")],
    ["carriage returns and a line feed at the end", (text) => text.replaceAll("\r", "").replace(/\n$/, "")],
    ["line ends", (text) => text.replaceAll(/[\r\n]/g, "")],
    ["the armour", (text) => text.replaceAll(/-----[^-]+-----\n?/g, "").trimEnd()],
    ["armour and line ends", (text) => text.replaceAll(/-----[^-]+-----|[\r\n]/g, "")],
  ];
  const found = steps.find(([, same]) => same(a) === same(b));
  return `${found ? found[0] : "another structure"}: ${sizes}`;
}

/** The text of bytes that are printable ASCII; null for others. */
function textOf(bytes: Uint8Array): string | null {
  return bytes.every((byte) => byte < 127) ? new TextDecoder().decode(bytes) : null;
}
