import { jsonSeals } from "../core/envelope/json-seals.ts";
import { stringMember } from "../core/json/query.ts";
import type { Judgement, VerdictState } from "../core/crypto/types.ts";
import { keepSame } from "./memo.ts";
import type { View } from "./types.ts";

/** A signature or recipient of a JSON form in the list. */
export interface SealItem {
  readonly index: number;
  readonly alg: string | null;
  readonly kid: string | null;
  readonly state: VerdictState | "pending";
  /** Why it was not verified: the given keys are for another one. */
  readonly isOther: boolean;
  /** The name of the key that judged it. */
  readonly key: string | null;
  /** Which bytes its signature covers: the original ones, the edited ones, or those from before the edit. */
  readonly provenance: "original" | "re-signed" | "kept";
}

/** The list of signatures or recipients; null unless a JSON form. */
interface SealItems {
  readonly form: "jws-json" | "jwe-json";
  readonly chosen: number;
  readonly items: readonly SealItem[];
  /** How many there are beyond the last one shown. */
  readonly more: number;
}

/** Makes the list of a view: the same object while it is equal. */
export function sealItems(): (view: View) => SealItems | null {
  const same = keepSame<SealItems | null>();
  return (view) => same(itemsOf(view));
}

function itemsOf({ token, base, verdict }: View): SealItems | null {
  if (token.seal === undefined || (token.form !== "jws-json" && token.form !== "jwe-json")) return null;
  const { seals, envelope } = jsonSeals(token);
  const before = base.seal === undefined ? [] : jsonSeals(base).seals;
  const last = token.form === "jws-json" ? 2 : 1;
  return {
    form: token.form,
    chosen: token.seal.index,
    more: envelope.seals.length - seals.length,
    items: seals.map(({ token: one }, index): SealItem => {
      const judgement = verdict.judgement?.seals?.each[index];
      const header = one.header!.json;
      const old = before[index]?.token.segments;
      const isNew = old !== undefined && old[last]?.text !== one.segments[last]?.text;
      const isChanged =
        old !== undefined && [0, 1].some((part) => part < last && old[part]?.text !== one.segments[part]?.text);
      return {
        index,
        alg: stringMember(header, "alg"),
        kid: stringMember(header, "kid"),
        state: judgement?.state ?? "pending",
        isOther: judgement?.reason.code === "other-seal",
        key: judgement === undefined ? null : keyName(judgement),
        provenance: isNew ? "re-signed" : isChanged ? "kept" : "original",
      };
    }),
  };
}

function keyName({ key, state }: Judgement): string | null {
  if (key === null || (state !== "verified" && state !== "decrypted")) return null;
  if (key.source === "secret") return "the secret";
  const name = key.material?.jwk.kid ?? key.material?.description;
  return name ?? null;
}
