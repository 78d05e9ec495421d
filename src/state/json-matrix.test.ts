import {
  CompactSign,
  exportJWK,
  FlattenedEncrypt,
  FlattenedSign,
  GeneralEncrypt,
  GeneralSign,
  generateKeyPair,
  type JWK,
} from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { joseHeader, jsonSeals } from "../core/envelope/json-seals.ts";
import { decodeLarge } from "../core/envelope/decode-large.ts";
import { createSourceMap } from "../core/envelope/source-map.ts";
import { USUAL_MAPPING, walkGateway } from "../core/gateway/walk.ts";
import { compareValues } from "../core/complaint/compare-values.ts";
import { readValues } from "../core/complaint/values.ts";
import { wholeObject } from "../core/json/query.ts";
import { readPolicy } from "../core/policy/read-policy.ts";
import { buildReport } from "../core/report/build.ts";
import { reportJson } from "../core/report/json.ts";
import { claimsCsv, claimsMarkdown } from "../core/report/claims-table.ts";
import { tokenPicture } from "../core/report/token-picture.ts";
import { reportMarkdown } from "../core/report/markdown.ts";
import "../core/rules/solve/found-words.ts";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { solve } from "../core/solve/solve.ts";
import { judge } from "../core/verifier/judge.ts";
import { readConfiguration } from "../core/verifier/load-read.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { eventually } from "../testing/eventually.ts";
import { encode, hs256, NOW, SECRET, settled } from "../testing/state/workbench.ts";
import { nesting } from "./nesting.ts";
import type { View } from "./types.ts";
import { createWorkbench } from "./workbench.ts";
import { isQuick } from "../testing/rounds.ts";

/**
 * What the page does with a token, for each form that RFC 7515 section 7.2 and RFC 7516 section 7.2 give it: every feature is
 * held for every form, so a form that one of them forgets is seen.
 */
type Name =
  | "flattened JWS"
  | "general JWS"
  | "JWS with an unprotected alg"
  | "JWS with b64 false"
  | "detached JWS"
  | "flattened JWE"
  | "general JWE"
  | "JWE with all of its header unprotected"
  | "JWS in a JWE";

interface Form {
  readonly text: string;
  /** The text of the payload that travels alongside it. */
  readonly detached?: string;
  /** The key that opens or verifies it. */
  readonly key: "secret" | "private";
  readonly state: "verified" | "decrypted";
  /** A policy and times speak of claims that are there to be read. */
  readonly claims: boolean;
}

const CLAIMS = `{"iss":"https://issuer.example","sub":"ada@people.example","aud":"orders","exp":${NOW - 60}}`;
const POLICY = { algorithms: ["HS256", "RSA-OAEP-256"], iss: "https://issuer.example", aud: "payments" };

const forms = new Map<Name, Form>();
let rsa: { readonly own: JWK; readonly open: JWK };

const FORMS: readonly Name[] = [
  "flattened JWS",
  "general JWS",
  "JWS with an unprotected alg",
  "JWS with b64 false",
  "detached JWS",
  "flattened JWE",
  "general JWE",
  "JWE with all of its header unprotected",
  "JWS in a JWE",
];

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
  const secret = encodeUtf8(SECRET);
  const payload = encodeUtf8(CLAIMS);
  const pair = await generateKeyPair("RSA-OAEP-256", { extractable: true });
  const other = await generateKeyPair("ES256");
  rsa = {
    own: { ...(await exportJWK(pair.privateKey)), kid: "r" },
    open: { ...(await exportJWK(pair.publicKey)), kid: "r" },
  };
  const signed = { key: "secret", state: "verified", claims: true } as const;
  const sealed = { key: "private", state: "decrypted", claims: true } as const;
  const put = (name: Name, made: object | string, more: Omit<Form, "text">) =>
    forms.set(name, { text: typeof made === "string" ? made : JSON.stringify(made, null, 2), ...more });

  const flat = await new FlattenedSign(payload).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(secret);
  put("flattened JWS", flat, signed);
  put(
    "general JWS",
    await new GeneralSign(payload)
      .addSignature(secret)
      .setProtectedHeader({ alg: "HS256", kid: "first" })
      .addSignature(other.privateKey)
      .setProtectedHeader({ alg: "ES256", kid: "second" })
      .sign(),
    signed,
  );
  const bare = hs256(`.${encode(CLAIMS)}`);
  put(
    "JWS with an unprotected alg",
    { payload: encode(CLAIMS), header: { alg: "HS256", kid: "beside" }, signature: bare },
    signed,
  );
  put(
    "JWS with b64 false",
    await new FlattenedSign(payload)
      .setProtectedHeader({ alg: "HS256", b64: false, crit: ["b64"] })
      .sign(secret)
      .then((made) => ({ ...made, payload: CLAIMS })),
    signed,
  );
  const { payload: _, ...without } = flat;
  put("detached JWS", without, { ...signed, detached: CLAIMS, claims: false });

  put(
    "flattened JWE",
    await new FlattenedEncrypt(payload)
      .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "r" })
      .setAdditionalAuthenticatedData(encodeUtf8("beside"))
      .encrypt(pair.publicKey),
    sealed,
  );
  const general = new GeneralEncrypt(payload).setProtectedHeader({ enc: "A128CBC-HS256" });
  const curve = await generateKeyPair("ECDH-ES+A256KW");
  general.addRecipient(curve.publicKey).setUnprotectedHeader({ alg: "ECDH-ES+A256KW", kid: "c" });
  general.addRecipient(pair.publicKey).setUnprotectedHeader({ alg: "RSA-OAEP-256", kid: "r" });
  put("general JWE", await general.encrypt(), sealed);
  put(
    "JWE with all of its header unprotected",
    await new FlattenedEncrypt(payload)
      .setSharedUnprotectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "r" })
      .encrypt(pair.publicKey),
    sealed,
  );
  const inner = await new CompactSign(payload).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(secret);
  put(
    "JWS in a JWE",
    await new FlattenedEncrypt(encodeUtf8(inner))
      .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT", kid: "r" })
      .encrypt(pair.publicKey),
    sealed,
  );
});

/** A form in a workbench, with the keys that open and verify it. */
async function open(name: Name, wrong?: { readonly secret: string }) {
  const form = forms.get(name)!;
  const workbench = createWorkbench({
    now: () => NOW * 1000,
    writeClipboard: async () => {},
    secureContext: true,
    decodeLarge: async (text) => decodeLarge(text),
    solve: (question) => solve(question, () => 0),
  });
  const { actions, view } = workbench;
  actions.openText(form.text);
  if (form.key === "secret") actions.setSecret(wrong?.secret ?? SECRET);
  else actions.setKeyField("privateKey", JSON.stringify(rsa.own));
  if (form.detached !== undefined) actions.act((acts, fixing) => acts.setDetached(form.detached!, fixing));
  actions.setNotes({ policy: JSON.stringify(POLICY) });
  await settled(workbench);
  // The layer with the claims is the one that policy and times speak of.
  actions.showLayer(nesting(view.getState().layers).at(-1)!.path);
  if (name === "JWS in a JWE") actions.setSecret(SECRET);
  return { ...workbench, form, now: await settled(workbench), seen: () => settled(workbench) };
}

function walkOf({ layers, inputs, clock, arrived }: View) {
  const nested = nesting(layers).map(({ token, judgement, header, payload }) => ({
    token,
    judgement,
    header: joseHeader(token, header.json),
    payload: wholeObject(payload.json),
  }));
  return walkGateway({
    ...nested.at(-1),
    outer: nested.slice(0, -1),
    arrival: arrived.arrival,
    policy: readPolicy(inputs.policy),
    clock,
    mapping: USUAL_MAPPING,
    realm: "api",
  });
}

/** What each says of its signatures or recipients, and the headers that it has. */
const VERDICTS: Readonly<Partial<Record<Name, readonly string[]>>> = {
  "general JWS": ["HS256, kid first", "the signature verifies", "ES256, kid second", "not checked: no key"],
  "general JWE": ["RSA-OAEP-256, kid r", "decrypted: the tag matches", "encrypted: only its header can be read here"],
  "JWS with an unprotected alg": ["HS256, kid beside", "the signature verifies"],
};
const HEADERS: Readonly<Record<Name, readonly string[]>> = {
  "flattened JWS": ["Protected header"],
  "general JWS": ["Protected header of signature 1", "Protected header of signature 2"],
  "JWS with an unprotected alg": ["Unprotected header"],
  "JWS with b64 false": ["Protected header"],
  "detached JWS": ["Protected header"],
  "flattened JWE": ["Protected header"],
  "general JWE": ["Protected header", "Unprotected header of recipient 1", "Unprotected header of recipient 2"],
  "JWE with all of its header unprotected": ["Shared unprotected header"],
  "JWS in a JWE": ["Protected header"],
};

const form = (name: Name): Form => forms.get(name)!;

/** What a picture says, its lines run together. */
const textOf = (picture: string): string => picture.replaceAll(/<[^>]*>\s*/g, "").replaceAll("&quot;", '"');

function reportOf(view: View, hidePersonal = true) {
  return buildReport(
    {
      version: "1.2.3",
      clock: { ...view.clock, kind: "stopped" },
      token: view.token,
      base: view.base,
      header: view.header,
      payload: view.payload,
      verdict: view.verdict,
      keys: view.fields.keys,
      layer: view.path,
      otherKeys: Object.values(view.inputs.keys),
      readings: [view.publicKey, view.privateKey],
      times: view.times,
      findings: view.findings,
      messageOf: view.messageOf!,
      policy: readPolicy(view.inputs.policy),
      checks: [],
      walk: walkOf(view),
      solution: view.solution,
    },
    { hidePersonal },
  );
}

describe.each(FORMS)("%s", (name) => {
  const isJwe = name.startsWith("JWE") || name.endsWith("JWE");

  it("is judged with its key, and no rule fails on it", async () => {
    const { now, form } = await open(name);
    const [outer] = now.layers;
    expect(outer?.state).toBe(form.state);
    expect(outer?.form).toBe(isJwe ? "jwe-json" : "jws-json");
    const found = allFindings(now.findings);
    expect(found.filter(({ rule }) => rule === "internal")).toEqual([]);
    // Nothing that is right is called malformed.
    expect(found.filter(({ rule }) => ["json-form", "jwe-shape", "HDR-03"].includes(rule))).toEqual([]);
  });

  it("has the times and the policy of its claims, and shows what is unprotected", async () => {
    const { now, form } = await open(name);
    if (!form.claims) return expect(now.times).toEqual([]);
    expect(now.times.map(({ claim, state }) => [claim, state])).toEqual([["exp", "expired"]]);
    const rules = allFindings(now.findings).map(({ rule, severity }) => `${severity} ${rule}`);
    expect(rules).toContain("error TIM-01");
    const mismatch = allFindings(now.findings).filter(({ by }) => by === "policy");
    expect(mismatch.map(({ severity, args }) => `${severity} ${args["actual"]}`)).toContain("error orders");
    if (!/unprotected|general JWE/.test(name)) return;
    const note = allFindings(now.findings).find(({ rule }) => rule === "unprotected-header");
    expect(note?.severity).toBe(name === "JWS with an unprotected alg" ? "warn" : "info");
    expect(note?.place?.pane).toBe("token");
  });

  it("goes no further in a gateway than its structure, which says why; if encrypted it has a decryption step", async () => {
    const { now } = await open(name);
    const walk = walkOf(now);
    expect(walk.stopped).toBe("structure");
    const structure = walk.steps.find(({ id }) => id === "structure")!;
    expect(structure.summary).toBe("not compact");
    expect(structure.comparisons.filter(({ result }) => result === "failed").map(({ what }) => what)).toContain(
      name === "JWS in a JWE" ? "serialization, layer 1" : "serialization",
    );
    expect(walk.steps.map(({ id }) => id).includes("decrypt")).toBe(isJwe);
    expect(walk.answer).toMatchObject({ kind: "refused", status: 401, error: "invalid_token" });
  });

  it("shows its JOSE header to a verifier's configuration and to an error message, and marks unprotected parts", async () => {
    const { now, actions, seen, form } = await open(name);
    if (!form.claims) return;
    const layer = nesting(now.layers).at(-1)!;
    const header = joseHeader(layer.token, layer.header.json)!;
    const alg = name === "JWS in a JWE" || !isJwe ? "HS256" : "RSA-OAEP-256";
    const isMarked = /unprotected|general JWE/.test(name);
    const presented = {
      header,
      claims: wholeObject(layer.payload.json),
      signature: "met",
      now: NOW,
      leeway: 0,
    } as const;
    const policy = JSON.stringify({ algorithms: [alg] });
    const read = readConfiguration(policy);
    if (read.is !== "read") throw new Error("the policy is not read");
    const condition = judge(read.reading, presented).conditions.find(({ claim }) => claim === "alg")!;
    expect(condition.outcome).toBe("met");
    expect(condition.why.includes("in the unprotected header")).toBe(isMarked);
    const step = walkOf(now).steps.find(({ id }) => id === "algorithm")!;
    expect(step.comparisons.some(({ note }) => note.includes("not protected"))).toBe(isMarked);

    const message = "JsonWebTokenError: invalid algorithm, expected ES999";
    const [compared] = compareValues(
      readValues(message),
      { header, payload: presented.claims },
      readPolicy(now.inputs.policy),
    );
    expect(compared).toMatchObject({ name: "alg", token: [alg], fits: false, isUnprotected: isMarked });
    actions.setNotes({
      policy: "",
      errorMessage: message,
      verifier: JSON.stringify({ algorithms: ["ES999"] }),
    });
    const found = allFindings((await seen()).findings);
    expect(found.find(({ rule, by }) => rule === "HDR-02" && by === "message")?.args["actual"]).toBe(alg);
    expect(found.find(({ rule }) => rule === "verifier")?.variant).toBe("refused");
  });

  it("is reported without signatures, ciphertext and keys, each signature or recipient with its state", async () => {
    const { now, actions, seen } = await open(name);
    actions.showLayer("");
    for (const view of [now, await seen()]) {
      for (const hidePersonal of [true, false]) {
        const report = reportOf(view, hidePersonal);
        const written = [reportMarkdown(report), reportJson(report)];
        for (const { token } of view.layers) {
          const after = token.form.startsWith("jws") ? 2 : 1;
          for (const { text } of token.segments.slice(after).filter((one) => one.text.length > 3))
            for (const whole of written) expect(whole).not.toContain(text);
        }
        for (const whole of written) {
          expect(whole).not.toContain(SECRET);
          expect(whole).not.toContain(rsa.own.d!);
          expect(whole.includes("ada@people.example")).toBe(
            !hidePersonal && view.payload.readOnly === null && view.payload.text.includes("ada@"),
          );
        }
      }
    }
    const { verdict, unprotected } = reportOf(await seen());
    expect(verdict.seals?.map(({ state }) => state)).toEqual(
      name === "general JWS"
        ? ["verified", "no-key"]
        : name === "general JWE"
          ? ["no-key", "decrypted"]
          : [isJwe ? "decrypted" : "verified"],
    );
    expect(unprotected !== undefined).toBe(/unprotected|general JWE/.test(name));
    if (isJwe) expect(verdict.encryption?.enc).toMatch(/^A/);
  });

  it("is shown and listed: each signature or recipient with its verdict, each header under its kind", async () => {
    const { now, actions, seen } = await open(name);
    actions.showLayer("");
    const view = now.path === "" ? now : await seen();
    const pictured = { token: view.token, header: view.header.json, payload: view.payload.json };
    for (const hidePersonal of [true, false]) {
      const report = reportOf(view, hidePersonal);
      const picture = tokenPicture(report, pictured, { withSignature: false })!;
      const drawn = textOf(picture);
      for (const text of [drawn, claimsMarkdown(report), claimsCsv(report)]) {
        expect(text.includes("ada@people.example")).toBe(
          !hidePersonal && view.payload.readOnly === null && view.payload.text.includes("ada@"),
        );
        for (const { segments } of jsonSeals(view.token).seals.map(({ token }) => token))
          for (const segment of segments.slice(isJwe ? 1 : 2))
            if (segment.text.length > 3) expect(text).not.toContain(segment.text);
        for (const verdict of VERDICTS[name] ?? []) expect(text).toContain(verdict);
        for (const header of HEADERS[name]) expect(text.toLowerCase()).toContain(header.toLowerCase());
      }
      // Nothing but a signature is left out of what is encoded, where nothing in it is hidden.
      const whole = textOf(tokenPicture(report, pictured, { withSignature: true })!);
      const { segments } = jsonSeals(view.token).seals[view.token.seal!.index]!.token;
      for (const { name: part, text } of segments) {
        const isHidden = part === "payload" && hidePersonal;
        if (text !== "" && !view.token.unencodedPayload) expect(whole.includes(text)).toBe(!isHidden);
      }
      expect(drawn.includes("Some values are hidden")).toBe(
        hidePersonal && !isJwe && form(name).detached === undefined,
      );
    }
  });

  it("leads from a claim to its characters and back, if they are in the token", async () => {
    const { now } = await open(name);
    const segment = now.token.segments.find((one) => one.name === "payload");
    // What is not encoded, or is encrypted, has no characters of its own.
    if (segment === undefined || now.token.unencodedPayload === true) return expect(name).toMatch(/b64|JWE/);
    const map = createSourceMap(segment, now.token.payload!, now.payload.json);
    if (map === null || name === "detached JWS")
      return expect(map?.carriersOf({ start: 0, end: 5 }) ?? null).toBeNull();
    const at = now.payload.text.indexOf('"iss"');
    const carriers = map.carriersOf({ start: at, end: at + 5 })!;
    const { start } = segment.range;
    const aligned = carriers.range.start - ((carriers.range.start - start) % 4);
    const characters = now.token.text.slice(aligned, carriers.range.end);
    expect(Buffer.from(characters, "base64url").toString()).toMatch(/"iss/);
    expect(map.characterAt(carriers.range.start + 2)).toBeGreaterThanOrEqual(at);
  });

  it("is edited and undone to the character", async () => {
    const { now, actions, seen, view, form } = await open(name);
    if (form.detached === undefined) {
      actions.editPane("payload", now.payload.text.replace("orders", "payments"));
      const edited = await seen();
      expect(edited.whole.text).not.toBe(form.text);
      expect(edited.verdict.state).toBe(now.verdict.state);
      expect(edited.verdict.provenance).toBe("re-signed");
      expect(JSON.parse(edited.payload.text)).toMatchObject({ aud: "payments" });
      expect(allFindings(edited.findings).map(({ rule }) => rule)).not.toContain("CLM-05");
      actions.undo();
      await seen();
    }
    actions.editPane("header", now.header.text === "" ? '{"x":1}' : now.header.text.replace("{", '{"x":1,'));
    const headed = await seen();
    expect(headed.verdict.state).toBe(now.verdict.state);
    expect(headed.whole.text).not.toBe(form.text);
    actions.undo();
    await seen();
    expect(view.getState().whole.text).toBe(form.text);
    expect(view.getState().verdict.provenance).toBe("original");
  });

  it.skipIf(isQuick && name !== FORMS[0])("is decoded in the worker if it is large", async () => {
    const { form } = await open(name);
    const text = form.text.replace("{", `{"filler":"${"x".repeat(3_000_000)}",`);
    const { header, payload } = decodeLarge(text);
    const isHeaded = !["JWE with all of its header unprotected", "JWS with an unprotected alg"].includes(name);
    expect(wholeObject(header)?.members.length ?? 0).toBeGreaterThanOrEqual(isHeaded ? 1 : 0);
    expect(wholeObject(payload) !== null).toBe(!isJwe && form.detached === undefined);
  });
});

const SIGNED = FORMS.filter((name) => forms.get(name)?.key !== "private" && /JWS(?! in)/.test(name));

describe.each(SIGNED)("the solver on a %s", (name) => {
  it("finds the reading of the secret that signed it, for the signature shown", async () => {
    const { view } = await open(name, { secret: `"${SECRET}"` });
    await eventually(() => expect(view.getState().solution).not.toBeNull());
    const { solution, findings } = view.getState();
    expect(solution?.discovery?.steps).toEqual(["unquoted"]);
    const found = allFindings(findings).find(({ variant }) => variant === "found-unquoted");
    expect(found?.severity).toBe("error");
    expect(found?.fix).toEqual({ kind: "secret", text: SECRET, encoding: "UTF-8" });
  });
});

describe("the solver on a JSON form", () => {
  it("offers a signature in its JWS form in place, with every other character kept", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const made = await new FlattenedSign(encodeUtf8(CLAIMS)).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    const raw = Buffer.from(made.signature, "base64url");
    const integer = (bytes: Buffer): Buffer => {
      let from = 0;
      while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
      const bare = bytes.subarray(from);
      const body = bare[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bare]) : bare;
      return Buffer.concat([Buffer.of(2, body.length), body]);
    };
    const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
    const der = Buffer.concat([Buffer.of(0x30, body.length), body]).toString("base64url");
    const text = JSON.stringify({ ...made, signature: der, note: "behind" }, null, 4);
    const keys = {
      secret: { text: "", encoding: "UTF-8" },
      publicKey: { text: JSON.stringify(await exportJWK(publicKey)) },
      privateKey: { text: "" },
    } as const;
    const { discovery } = await solve({ token: text, seal: 0, keys }, () => 0);
    expect(discovery?.steps).toEqual(["der"]);
    expect(discovery?.token).toBe(text.replace(der, made.signature));
  });

  it("offers a payload in another spelling in place, unless other signatures cover it", async () => {
    const spaced = CLAIMS.replace(",", ", ");
    const H = encode('{"alg":"HS256"}');
    const signature = hs256(`${H}.${encode(CLAIMS)}`);
    const flat = JSON.stringify({ payload: encode(spaced), protected: H, signature }, null, 2);
    const keys = {
      secret: { text: SECRET, encoding: "UTF-8" },
      publicKey: { text: "" },
      privateKey: { text: "" },
    } as const;
    const { discovery } = await solve({ token: flat, seal: 0, keys }, () => 0);
    expect(discovery?.steps).toEqual(["minified"]);
    expect(discovery?.token).toBe(flat.replace(encode(spaced), encode(CLAIMS)));
    const one = { protected: H, signature };
    const general = JSON.stringify({ payload: encode(spaced), signatures: [one, one] });
    const both = await solve({ token: general, seal: 1, keys }, () => 0);
    expect(both.discovery?.steps).toEqual(["minified"]);
    expect(both.discovery?.token).toBeUndefined();
  });
});

it("a JSON form within the claims is reported without its signature", async () => {
  const inner = { payload: encode("{}"), protected: encode('{"alg":"HS256"}'), signature: hs256("inner") };
  const payload = JSON.stringify({ evidence: inner, as_text: JSON.stringify(inner) });
  const H = encode('{"alg":"HS256"}');
  const text = `${H}.${encode(payload)}.${hs256(`${H}.${encode(payload)}`)}`;
  forms.set("flattened JWS", { text, key: "secret", state: "verified", claims: false });
  const { actions, seen } = await open("flattened JWS");
  actions.showLayer("");
  const report = reportOf(await seen(), false);
  expect(reportJson(report)).not.toContain(inner.signature);
  expect(reportMarkdown(report)).toContain("evidence");
});
