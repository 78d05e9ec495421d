import { expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import { contentPart } from "../envelope/content-part.ts";
import { parseToken, withContent } from "../envelope/parse.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { payloadContent } from "./payload-content.ts";

const packed = Uint8Array.from(gzipSync('{"sub":"ada"}'));
const segment = (text: string): string => encodeBase64Url(encodeUtf8(text));

test("a signature covers compressed content of a signed token; for an encrypted one no signature is mentioned", () => {
  const signed = parseToken(`${segment('{"alg":"HS256"}')}.${encodeBase64Url(packed)}.AAAA`);
  expect(payloadContent(signed, packed)).toMatchObject({ kind: "compressed" });
  expect(payloadContent(signed, packed)?.about).toContain("The signature is over these");
  const encrypted = withContent(
    parseToken(`${segment('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`),
    contentPart(packed),
  );
  expect(payloadContent(encrypted, packed)).toMatchObject({ kind: "compressed" });
  expect(payloadContent(encrypted, packed)?.about).not.toMatch(/signature|signed/);
  expect(payloadContent(encrypted, packed)?.about).toContain("zip in the header");
});
