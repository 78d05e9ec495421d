import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { isQuick, rounds } from "../../testing/rounds.ts";
import { inflate } from "../text/inflate.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { fileText, readFileText } from "./file.ts";
import { isSharedView } from "./is-shared-view.ts";
import { linkText, MOST_OCTETS, readLinkText, stored } from "./link.ts";
import { publicHalf, type SharedView, viewOf } from "./view.ts";

const VIEW: SharedView = {
  token: "eyJhbGciOiJFUzI1NiJ9.eyJhIjoiw6kifQ.",
  signed: false,
  hidden: true,
  layer: "content",
  content: { "": { of: "eyJhbGciOiJFUzI1NiJ9.eyJhIjoiw6kifQ.", text: "x.y." }, "/vp/0": { of: "z....", text: "{}" } },
  detached: { "": "body" },
  keys: { "": [{ kty: "EC", crv: "P-256", x: "a", y: "b", kid: "k" }] },
  clock: { at: 1_800_000_000, leeway: 5 },
  notes: { policy: '{"aud":"x"}', errorMessage: "jwt expired" },
  claimed: { states: { "": "verified" }, findings: [{ rule: "TIM-01", severity: "error", title: "Expired" }] },
};

const link = (text: string | Buffer): string => `1.${deflateRawSync(text).toString("base64url")}`;
const faultOf = (text: string): string => {
  const reading = readLinkText(text);
  return reading.kind === "fault" ? reading.fault : "none";
};

afterEach(() => vi.unstubAllGlobals());

test("a written view is read back, from link and file", async () => {
  const { text, compressed } = await linkText(VIEW);
  expect(compressed).toBe(true);
  expect(text).toMatch(/^1\.[\w-]+$/);
  expect(readLinkText(text)).toEqual({ kind: "view", view: VIEW });
  expect(readFileText(fileText(VIEW))).toEqual(VIEW);
});

test("without CompressionStream the text is longer, and reads the same", async () => {
  const { text } = await linkText(VIEW);
  vi.stubGlobal("CompressionStream", undefined);
  const plain = await linkText(VIEW);
  expect(plain.compressed).toBe(false);
  expect(plain.text.length).toBeGreaterThan(text.length);
  expect(readLinkText(plain.text)).toEqual({ kind: "view", view: VIEW });
});

test.skipIf(isQuick)("stored blocks are DEFLATE of any length", () => {
  for (const length of [0, 1, 0xffff, 0x1_0000, 200_000]) {
    const octets = Uint8Array.from({ length }, (_, at) => at);
    expect(inflate(stored(octets), 0, 300_000)).toEqual(octets);
  }
});

test("a link that unpacks to too much is refused, and unpacked no further", () => {
  expect(faultOf(link(Buffer.alloc(MOST_OCTETS + 1, 32)))).toBe("too-large");
  expect(faultOf(link(Buffer.alloc(MOST_OCTETS, 32)))).toBe("not-a-view");
});

test("each fault has its own message", async () => {
  const { text } = await linkText(VIEW);
  const other = { kind: "fault", fault: "version", version: "2" };
  expect(readLinkText(`2.${text.slice(2)}`)).toEqual(other);
  for (const broken of ["", "1", "1.", "x.abc", "1.a", "1.!!!!", text.slice(0, 40), `1.${text.slice(6)}`])
    expect(faultOf(broken), broken).toBe("broken");
  for (const json of ["null", "[]", "{}", '{"token":""}', '{"token":7}', "nonsense"])
    expect(faultOf(link(json)), json).toBe("not-a-view");
  expect(readFileText('{"schema":"jotscope-view/2","token":"x"}')).toBe("other");
  expect(readFileText('{"schema":"jotscope-view/1"')).toBe("other");
  expect(readFileText('{"schema":"jotscope-report/1"}')).toBeNull();
});

test("no text makes the reader fail, and what it reads always has the layout", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readLinkText(text);
      readLinkText(`1.${text}`);
      readFileText(text);
    }),
    { numRuns: rounds(500) },
  );
  fc.assert(
    fc.property(fc.json(), fc.json(), fc.json(), (claimed, keys, notes) => {
      const read = readLinkText(link(`{"token":"x","claimed":${claimed},"keys":${keys},"notes":${notes}}`));
      expect(read.kind).toBe("view");
    }),
    { numRuns: rounds(300) },
  );
});

test("unknown states, severities and rules are dropped, and so are names from Object.prototype", () => {
  const data = {
    token: "x",
    claimed: {
      states: { "": "verified!", content: "invalid" },
      findings: [["TIM-01", "fatal", "x"], ["<b>", "error", "x"], ["TIM-02", "warn", "y".repeat(1000)], 7],
    },
    clock: { at: -5, leeway: 1 },
    notes: { policy: 7, base: "x", errorMessage: "m" },
  };
  expect(viewOf(data)).toMatchObject({
    claimed: { states: { content: "invalid" }, findings: [{ rule: "TIM-02", title: "y".repeat(300) }] },
    clock: null,
    notes: { errorMessage: "m" },
  });
  expect(Object.keys(viewOf(data)?.notes ?? {})).toEqual(["errorMessage"]);
  expect(publicHalf({ kty: "constructor" })).toBeNull();
});

test("only public members of asymmetric keys are written or read", () => {
  const half = { kty: "EC", crv: "P-256", x: "a", y: "b" };
  expect(publicHalf({ ...half, d: "secret", x5c: ["c"], kid: "k", key_ops: ["sign"] })).toEqual({ ...half, kid: "k" });
  expect(publicHalf({ kty: "RSA", n: "n", e: "AQAB", d: "d", p: "p", oth: [] })).toEqual({
    kty: "RSA",
    n: "n",
    e: "AQAB",
  });
  for (const none of [{ kty: "oct", k: "k" }, { kty: "EC", crv: "P-256", x: "a" }, null, "x"])
    expect(publicHalf(none)).toBeNull();
});

test("a link or file is recognised only as a whole", async () => {
  const { text } = await linkText(VIEW);
  for (const known of [
    `https://jotscope.example/#s=${text}`,
    ` http://localhost:1/#/gateway&s=${text}\n`,
    fileText(VIEW),
  ])
    expect(isSharedView(known), known).toBe(true);
  for (const other of [`see https://jotscope.example/#s=${text}`, text, "{}", "https://x.example/#session=1.a"])
    expect(isSharedView(other), other).toBe(false);
  expect(decodeUtf8(encodeUtf8(text)).text).toBe(text);
});
