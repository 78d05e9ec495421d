import { createImporter } from "../../core/collect/importer.ts";
import type { Batch } from "../../core/collect/types.ts";

const base64Url = (text: string): string => Buffer.from(text).toString("base64url");

/** A token with these claims and a signature that does not verify. */
export function tokenOf(claims: object, signature = "signature-of-nobody", header: object = {}): string {
  const head = base64Url(JSON.stringify({ alg: "HS256", typ: "JWT", ...header }));
  return `${head}.${base64Url(JSON.stringify(claims))}.${base64Url(signature.padEnd(32, "."))}`;
}

/** The parts of an HTTP archive entry that a sample changes. */
export interface Sample {
  readonly at?: number;
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly answers?: readonly (readonly [name: string, value: string])[];
  readonly post?: string;
  readonly body?: string;
  readonly encoding?: string;
  readonly more?: object;
}

/** An entry as browsers write it. */
export function entryOf(sample: Sample): object {
  const pairs = (fields: Sample["headers"] = []) => fields.map(([name, value]) => ({ name, value }));
  return {
    request: {
      method: sample.method ?? "GET",
      url: sample.url ?? "https://api.example/orders",
      httpVersion: "HTTP/2",
      headers: pairs(sample.headers),
      queryString: [],
      cookies: [],
      ...(sample.post !== undefined && { postData: { mimeType: "text/plain", text: sample.post } }),
    },
    response: {
      status: sample.status ?? 200,
      statusText: "",
      headers: pairs(sample.answers),
      cookies: [],
      content: { size: 1, mimeType: "application/json", text: sample.body ?? "", encoding: sample.encoding },
      redirectURL: "",
    },
    startedDateTime: new Date((sample.at ?? 1_800_000_000) * 1000).toISOString(),
    time: 12.5,
    ...sample.more,
  };
}

export function harOf(samples: readonly Sample[]): string {
  return JSON.stringify({ log: { version: "1.2", creator: { name: "test" }, entries: samples.map(entryOf) } }, null, 1);
}

/** Imports bytes, split at these offsets. */
export function importedFrom(bytes: Uint8Array, cuts: readonly number[] = []): Batch {
  const importer = createImporter();
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    importer.push(bytes.subarray(from, cut));
    from = cut;
  }
  importer.end();
  return importer.take(bytes.length, bytes.length);
}

export function importedText(text: string): Batch {
  return importedFrom(new TextEncoder().encode(text));
}
