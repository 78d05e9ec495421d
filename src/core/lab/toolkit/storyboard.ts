import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { Forgery, Step } from "../types.ts";
import { segment, split, type Signer } from "./compact.ts";

/** The words about a change. */
interface Said {
  readonly title: string;
  readonly text: string;
  readonly exhibit?: Step["exhibit"];
}

interface Moves {
  /** The honest token, and the words about it. */
  readonly honest: string;
  readonly start?: Said;
  /** `value`: the new header or payload, as an object or exact JSON text. */
  readonly header?: Said & { readonly value: unknown };
  readonly payload?: Said & { readonly value: unknown };
  /** `value`: the new third segment's text, or the signer for the header and payload at that point. */
  readonly signature?: Said & { readonly value: string | Signer };
}

/**
 * The usual course of a forgery: take an honest token, change header, payload, signature in this order. Each change
 * is a step with the token at that point, so the page can show what changed.
 */
export async function tell({ honest, start, header, payload, signature }: Moves): Promise<Forgery> {
  let [h, p, s] = split(honest);
  const steps: Step[] = [];
  const add = (said: Said): void => {
    const { title, text, exhibit } = said;
    steps.push({ title, text, token: `${h}.${p}.${s}`, ...(exhibit ? { exhibit } : {}) });
  };
  add(start ?? { title: "Take an honest token", text: "Log in as yourself. The issuer signs a token for you." });
  if (header) {
    h = segment(header.value);
    add(header);
  }
  if (payload) {
    p = segment(payload.value);
    add(payload);
  }
  if (signature) {
    const { value } = signature;
    s = typeof value === "string" ? value : encodeBase64Url(await value(encodeUtf8(`${h}.${p}`)));
    add(signature);
  }
  return { steps, token: `${h}.${p}.${s}` };
}

/** The default words for the usual change of claims. */
export const MAKE_ADMIN: Said = {
  title: "Make yourself admin",
  text: "The claims are only base64url. role: viewer becomes role: admin.",
};
