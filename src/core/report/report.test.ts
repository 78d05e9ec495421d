import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { USUAL_MAPPING, walkGateway } from "../gateway/walk.ts";
import { digestOf } from "../envelope/disclosures.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { describeSubject } from "../subject/describe-subject.ts";
import type { SuspectFacts } from "../subject/suspects/types.ts";
import { generateKey } from "../keys/generate.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs, KeyReading } from "../keys/types.ts";
import { checkPolicy } from "../policy/checks.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { messageOf } from "../rules/message.ts";
import { runRules } from "../rules/run.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD, segment } from "../../testing/rules/context.ts";
import type { RuleContext } from "../rules/types.ts";
import { buildReport } from "./build.ts";
import { claimsCsv } from "./claims-table.ts";
import { reportJson } from "./json.ts";
import { reportMarkdown } from "./markdown.ts";
import { isPersonalName } from "./personal.ts";
import type { ReportInput } from "./types.ts";
import { jsonPart, withContent } from "../envelope/parse.ts";
import { judged } from "../../testing/rules/own.ts";
import { detectTokens } from "../token/detect.ts";
import { isQuick, rounds, sampled } from "../../testing/rounds.ts";

/** What the page would report of a context. */
function inputOf(context: RuleContext): ReportInput {
  const header = parseJson(context.panes.header);
  const payload = parseJson(context.panes.payload);
  const objects = [header, payload].map(({ root, problems }) =>
    root?.type === "object" && problems.length === 0 ? root : null,
  );
  const [headerObject = null, payloadObject = null] = objects;
  const policy = readPolicy(context.policy ?? "");
  const { clock, token, judgement } = context;
  return {
    version: "1.2.3",
    clock: { ...clock, kind: "stopped" },
    token,
    base: context.base,
    header: { json: header, edited: false },
    payload: { json: payload, edited: false },
    verdict: {
      state: judgement?.state ?? "pending",
      originalState: context.original?.state ?? "pending",
      provenance: context.provenance,
      judgement,
    },
    keys: context.keys,
    readings: [context.publicKey, context.privateKey],
    times: context.times,
    findings: runRules(context),
    messageOf,
    policy,
    checks:
      policy.kind === "policy" && headerObject && payloadObject
        ? checkPolicy(policy.policy, { header: headerObject, payload: payloadObject, signatureBytes: 32 }, clock)
        : [],
    walk: walkGateway({
      token,
      arrival: context.arrival,
      header: headerObject,
      payload: payloadObject,
      judgement,
      policy,
      clock,
      mapping: USUAL_MAPPING,
      realm: "api",
    }),
    solution: context.solution ?? null,
  };
}

/** All four reports of a context. */
function reportsOf(context: RuleContext): readonly string[] {
  const input = inputOf(context);
  return [true, false].flatMap((hidePersonal) => {
    const report = buildReport(input, { hidePersonal });
    return [reportMarkdown(report), reportJson(report)];
  });
}

const markdownOf = (context: RuleContext, hidePersonal = false): string =>
  reportMarkdown(buildReport(inputOf(context), { hidePersonal }));
const jsonOf = (context: RuleContext, hidePersonal = false): string =>
  reportJson(buildReport(inputOf(context), { hidePersonal }));

/** The lines of a Markdown text outside its fenced code blocks (CommonMark section 4.5); null if a block is never closed. */
function outside(markdown: string): readonly string[] | null {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split(/\r\n|[\r\n]/)) {
    const opening: string | undefined = /^ {0,3}(`{3,})/.exec(line)?.[1];
    if (fence === null) {
      if (opening === undefined) lines.push(line);
      else fence = opening;
    } else if (opening !== undefined && opening.length >= fence.length && /^ {0,3}`+\s*$/.test(line)) fence = null;
  }
  return fence === null ? lines.filter((line) => line !== "") : null;
}

const OWN_LINES =
  /^(?:# Jotscope report|## (?:Verdict|Header|(?:Protected|Unprotected) header(?: of (?:signature|recipient) \d+)?|Shared unprotected header|Payload|Claims with the disclosures inserted|Times|Findings \(\d+\)|Policy|Gateway|Other readings of the key)|The signature, secrets and private keys are left out\.(?: Personal claims are hidden: only type and length are shown\.)?|Edited on the page\.|There is none\.|It is encrypted\.|It is not JSON\.)$/;

const contexts = Object.values(SAMPLES).flatMap(({ fires, silent }) => [...fires.map(([, make]) => make), ...silent]);

describe("nothing that grants access is in a report", () => {
  test("of any sample of any rule: no secret, private key or signature", () => {
    for (const make of sampled(contexts)) {
      const context = make();
      const { secret, privateKey } = context.keys;
      const lines = privateKey.text.split(/\s+/).filter((line) => line.length > 15);
      // A user's secret is sometimes one of the page's own words.
      const texts = [secret.text, context.token.segments[2]?.text ?? ""].filter((text) => text.length > 12);
      const all = `${markdownOf(context)}${jsonOf(context)}`;
      expect([...texts, ...lines].filter((text) => all.includes(text))).toEqual([]);
    }
  });

  test("nothing of what stood around the token in the paste", () => {
    const around: readonly (readonly [string, string])[] = [
      ["curl -u admin:hunter2 -H 'Authorization: Bearer ", "' https://a.example"],
      [`{"refresh_token":"r3fr3sh","access_token":"`, `"}`],
      ["Cookie: sid=r3fr3sh; token=", "; other=hunter2"],
      ["DB_PASS=hunter2\nTOKEN=", "\n"],
    ];
    for (const [before, after] of around) {
      const pasted = `${before}${HEALTHY}${after}`;
      const [token] = detectTokens(pasted).tokens;
      const context = contextOf(HEALTHY, { arrival: { pasted, removals: token?.removals ?? [] } });
      const all = `${markdownOf(context)}${jsonOf(context)}`;
      expect(all).toContain("Found the token in your paste");
      expect(["hunter2", "r3fr3sh"].filter((text) => all.includes(text))).toEqual([]);
    }
  });

  test("nothing of a signature that an escape tore, as a consequence of another finding", () => {
    const rest = "qW7-zT5uYx9kLmP2vRb8NcH4";
    const pasted = `${HEALTHY.slice(0, HEALTHY.lastIndexOf("."))}.Ab3_dEf&#x42;${rest}`;
    const [token] = detectTokens(pasted).tokens;
    const context = contextOf(token?.text ?? "", { arrival: { pasted, removals: token?.removals ?? [] } });
    const all = `${markdownOf(context)}${jsonOf(context)}`;
    expect(all).toContain("Found the token in your paste");
    expect(all).not.toContain(rest.slice(0, 12));
  });

  const alphabet = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/);
  const place = fc.constantFrom("value", "inside", "name", "kid", "nested", "list", "token", "policy");

  test("wherever a claim, a header or the policy repeats it", async () => {
    const made = await generateKey("ES256");
    if ("secret" in made) throw new Error("no pair");
    const publicKey = await readKeys(made.publicKey);
    const privateKey = await readKeys(made.privateKey);
    const members = privateKey.kind === "keys" ? [privateKey.keys[0]?.jwk.d ?? "absent"] : [];
    expect(members[0]?.length).toBe(43);
    fc.assert(
      fc.property(alphabet, alphabet, place, fc.boolean(), (secret, signature, where, isPrivate) => {
        const hidden = isPrivate ? (members[0] ?? "") : secret;
        const payload = JSON.stringify({
          iss: where === "value" ? hidden : "https://issuer.example",
          note: where === "inside" ? `see ${hidden} and ${signature}!` : "",
          [where === "name" ? hidden : "other"]: 1,
          deep: where === "nested" ? { a: { b: hidden, kty: "EC", d: "short" } } : {},
          list: where === "list" ? [hidden, signature] : [],
          inner: where === "token" ? compact('{"alg":"HS256"}', "{}", signature) : "",
        });
        const header = JSON.stringify({ alg: "HS256", kid: where === "kid" ? hidden : "1" });
        const keys: KeyInputs = {
          secret: { text: secret, encoding: "UTF-8" },
          publicKey: { text: made.publicKey },
          privateKey: { text: made.privateKey },
        };
        const context = contextOf(compact(header, payload, signature), {
          keys,
          publicKey,
          privateKey,
          policy: JSON.stringify({ iss: where === "policy" ? hidden : "x", accessToken: `${secret}.${signature}` }),
        });
        for (const report of reportsOf(context)) {
          expect(report).not.toContain(secret);
          expect(report).not.toContain(signature);
          expect(report).not.toContain(members[0]);
          for (const line of made.privateKey.split("\n").filter((one) => one.length > 30)) {
            expect(report).not.toContain(line);
          }
        }
      }),
      { numRuns: rounds(150) },
    );
  });

  test("if another layer of the token has the key; the report names its layer", () => {
    const secret = "the secret of the layer around";
    const context = contextOf(compact(HEALTHY_HEADER, JSON.stringify({ note: `see ${secret}` })));
    const otherKeys = [{ ...NO_KEYS, secret: { text: secret, encoding: "UTF-8" } as const }];
    const make = (more: Partial<ReportInput>) => {
      const report = buildReport({ ...inputOf(context), layer: "content /vp/0", ...more }, { hidePersonal: false });
      return [reportMarkdown(report), reportJson(report)];
    };
    for (const report of make({})) expect(report).toContain(secret);
    for (const report of make({ otherKeys })) {
      expect(report).not.toContain(secret);
      expect(report).toContain("content /vp/0");
    }
  });

  test("no three-part text that could be replayed remains, whoever signed it", () => {
    const other = compact('{"alg":"HS256"}', '{"sub":"x"}', "someoneelsessignature");
    const context = contextOf(
      compact('{ "alg": "HS256" }', JSON.stringify({ act: other, more: `Bearer ${other}, and` })),
    );
    for (const report of reportsOf(context)) {
      expect(report).not.toContain("someoneelsessignature");
      expect(report).not.toMatch(/\bey[\w-]{6,}\.[\w-]{2,}\.[\w-]{6,}/);
    }
  });

  test("the private members of a key in the token, and what is called a password", () => {
    const header = '{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"public-x","y":"public-y","d":"private-d"}}';
    const [, json = ""] = reportsOf(contextOf(compact(header, '{"client_secret":"hunter2hunter2","d":"kept"}')));
    expect(json).not.toContain("private-d");
    expect(json).not.toContain("hunter2");
    expect(json).toContain("public-x");
    expect(json).toContain('"d": "kept"');
  });

  test("a private PEM in the Public key field", async () => {
    const made = await generateKey("ES256");
    if ("secret" in made) throw new Error("no pair");
    const reading: KeyReading = await readKeys(made.privateKey);
    const body = made.privateKey.split("\n")[1] ?? "absent";
    const context = contextOf(compact(HEALTHY_HEADER, JSON.stringify({ note: `x ${body}` })), {
      keys: { ...NO_KEYS, publicKey: { text: made.privateKey } },
      publicKey: reading,
    });
    for (const report of reportsOf(context)) expect(report).not.toContain(body);
  });
});

describe("personal claims", () => {
  const payload = JSON.stringify({
    iss: "https://issuer.example",
    sub: "auth0|64f1e0a2b7 ",
    email: "ada@lovelace.example",
    given_name: "Ada",
    phone_number: "+44 20 7946 0000",
    address: { street_address: "12 St James’s Square", locality: "London" },
    "https://api.example/email": "ada@work.example",
    "cognito:username": "ada-l",
    contact: "reach ada@lovelace.example",
    delegate: { reviewer: "bab@bage.example" },
    user_id: 4711000123,
    roles: ["admin"],
  });
  const personal = [
    "auth0|64f1e0a2b7",
    "lovelace",
    'Ada"',
    "7946",
    "James",
    "London",
    "ada@work",
    "ada-l",
    "bage",
    "4711000123",
  ];

  test("are shown unless they are to be hidden; then their kind and length are", () => {
    const context = contextOf(compact(HEALTHY_HEADER, payload), { policy: '{"sub":"somebody"}' });
    const [open, hidden] = [jsonOf(context), jsonOf(context, true)];
    for (const text of personal) expect(open).toContain(text);
    expect(jsonOf({ ...context, policy: '{"sub":"another-person"}' }, true)).not.toContain("another-person");
    for (const text of personal) {
      expect(hidden).not.toContain(text);
      expect(markdownOf(context, true)).not.toContain(text);
    }
    expect(hidden).toContain('"email": "[hidden: string of 20 characters]"');
    expect(hidden).toContain('"address": "[hidden: object of 2 members]"');
    expect(hidden).toContain('"user_id": "[hidden: number of 10 digits]"');
    expect(hidden).toContain('"admin"');
    expect(hidden).toContain("https://issuer.example");
  });

  test("are in no other part of the report either", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{9,30}$/), (name) => {
        const token = compact(HEALTHY_HEADER, JSON.stringify({ sub: ` ${name}`, aud: name, exp: 1 }));
        const context = contextOf(token, { policy: JSON.stringify({ sub: "x", aud: "y", requiredClaims: ["z"] }) });
        expect(jsonOf(context, true)).not.toContain(name);
        expect(markdownOf(context, true)).not.toContain(name);
      }),
      { numRuns: rounds(100) },
    );
  });
});

test("why a user is not found is reported with the excluded causes; other users' IDs are personal", () => {
  const context = contextOf(HEALTHY);
  const claims = { header: null, payload: parseJson('{"sub":"Ada-7"}').root as JsonObject };
  const subject: SuspectFacts = {
    sub: "Ada-7",
    subject: describeSubject("Ada-7"),
    claims,
    signature: "verified",
    accountChanged: null,
    lastSync: null,
    working: null,
    matches: [{ way: "case", id: "ada-7" }],
    denied: null,
  };
  const report = (hidePersonal: boolean) => buildReport({ ...inputOf(context), subject }, { hidePersonal });
  expect(report(false).subject).toMatchObject({
    conclusion: "The id is spelled differently.",
    causes: [
      { id: "spelling", outcome: "likely", why: expect.stringContaining("ada-7") },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ],
  });
  expect(reportMarkdown(report(false))).toMatch(/## User of sub\n\n```text\nThe id is spelled differently\.\nlikely /);
  expect(reportMarkdown(report(true))).not.toContain("ada-7");
  expect(buildReport(inputOf(context), { hidePersonal: false }).subject).toBeNull();
});

describe("Markdown", () => {
  test("outside code blocks there are only the page's own words, whatever the token says", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("```", "````\n# x", "\n```\n<script>", "| a | b |", "<img src=x onerror=1>", "[x](javascript:1)"),
      fc.constantFrom("~~~", "@everyone", "#1", "\u2028```\u2028", "\r```\r# x", "    ```", "`".repeat(50)),
    );
    const json = fc.record({
      iss: hostile,
      sub: hostile,
      aud: fc.array(hostile),
      exp: fc.oneof(hostile, fc.double()),
      deep: fc.dictionary(hostile, hostile),
    });
    fc.assert(
      fc.property(json, hostile, hostile, fc.boolean(), (claims, kid, expected, hide) => {
        const header = JSON.stringify({ alg: "HS256", kid, crit: [kid] });
        const context = contextOf(compact(header, JSON.stringify(claims)), {
          policy: JSON.stringify({ iss: expected, aud: expected, scopes: [expected], requiredClaims: [kid] }),
        });
        const lines = outside(markdownOf(context, hide));
        expect(lines?.filter((line) => !OWN_LINES.test(line))).toEqual([]);
      }),
      { numRuns: rounds(300) },
    );
  });

  test("a line of backticks alone does not end a block", () => {
    const why = `${"x".repeat(90)} ${"`".repeat(50)} ${"<b>".repeat(30)}`;
    const report = buildReport(inputOf(contextOf(HEALTHY)), { hidePersonal: false });
    const finding = { rule: "x", severity: "info", title: why, why, place: null } as const;
    const markdown = reportMarkdown({ ...report, findings: [finding] });
    expect(markdown).toMatch(/^`{50}$/m);
    expect(outside(markdown)?.filter((one) => !OWN_LINES.test(one))).toEqual([]);
  });

  test("the same holds for every sample of every rule", () => {
    for (const make of sampled(contexts)) {
      expect(outside(markdownOf(make()))?.filter((line) => !OWN_LINES.test(line))).toEqual([]);
    }
  });

  test("says of a text without segments how long it is, and no more", () => {
    const line = (text: string) =>
      /^token +(.*)$/m.exec(reportMarkdown(buildReport(inputOf(contextOf(text)), { hidePersonal: false })))?.[1];
    expect(line("an-opaque-token")).toBe("15 characters, text");
    expect(line(HEALTHY)).toMatch(/^\d+ characters, jws: header \d+ bytes, payload \d+ bytes, signature 32 bytes$/);
  });

  test("reads well as plain text", () => {
    const context = contextOf(HEALTHY, { policy: '{"aud":"billing"}' });
    const markdown = markdownOf(context);
    expect(markdown).toContain('## Payload\n\n```json\n{\n  "iss": "https://issuer.example",');
    expect(markdown).toContain("FAILED      aud: the token has orders, expected billing (CLM-05)");
    expect(markdown).toContain("exp         2027-01-15T08:10:00.000Z, valid: expires in 10 min");
    expect(Math.max(...markdown.split("\n").map((line) => line.length))).toBeLessThan(121);
  });

  test("invisible characters are written out", () => {
    const markdown = markdownOf(contextOf(compact(HEALTHY_HEADER, '{"sub":"a\\u202eb\\u200b"}')));
    expect(markdown).toContain("a\\u202eb\\u200b");
    expect(markdown).not.toMatch(/[\u202e\u200b]/);
  });
});

describe("JSON", () => {
  test("has a stable layout, and numbers as they were spelled", () => {
    const text = jsonOf(
      contextOf(compact(HEALTHY_HEADER, '{"id":9007199254740993,"x":1.0,"x":2}'), { policy: '{"iss":"a"}' }),
    );
    expect(text).toContain('"id": 9007199254740993,');
    expect(text).toContain('"x": 1.0,');
    const report = JSON.parse(text) as Readonly<Record<string, unknown>>;
    expect(report["schema"]).toBe("jotscope-report/1");
    expect(Object.keys(report).toSorted()).toEqual(
      "clock findings gateway header payload personalClaimsHidden policy schema solver subject times token verdict version".split(
        " ",
      ),
    );
    expect(report["token"]).toMatchObject({
      form: "jws",
      segments: [{ name: "header" }, { name: "payload" }, { octets: 32 }],
    });
  });

  test("is JSON for any token", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.jsonValue(), (text, value) => {
        for (const token of [text, compact(JSON.stringify(value), text), compact(text, JSON.stringify({ value }))]) {
          expect(() => JSON.parse(jsonOf(contextOf(token))) as unknown).not.toThrow();
        }
      }),
      { numRuns: rounds(150) },
    );
  });

  test.skipIf(isQuick)("of an endless token is limited", () => {
    const list = JSON.stringify({ groups: Array.from({ length: 20_000 }, (_, index) => `group-${index}`) });
    expect(jsonOf(contextOf(compact(HEALTHY_HEADER, list))).length).toBeLessThan(20_000);
    expect(jsonOf(contextOf(compact(HEALTHY_HEADER, `{"x":"${"y".repeat(1_000_000)}"}`))).length).toBeLessThan(20_000);
    expect(jsonOf(contextOf(compact(HEALTHY_HEADER, HEALTHY_PAYLOAD)))).toContain('"248289761001"');
  });
});

test("a registered claim about a person is personal, in any spelling and namespace; one about the token is not", () => {
  for (const name of ["birth_family_name", "birthFamilyName", "https://api.example/place_of_birth", "sub", "upn"])
    expect(isPersonalName(name), name).toBe(true);
  for (const name of ["iss", "exp", "email_verified", "scope"]) expect(isPersonalName(name), name).toBe(false);
});

describe("the report of an encrypted token", () => {
  const encrypted = (state: "decrypted" | "no-key" | "invalid", alg: string) => {
    const base = contextOf(`${segment(`{"alg":"${alg}","enc":"A256GCM"}`)}..${"A".repeat(16)}.BBBB.${"A".repeat(22)}`);
    const content = state === "decrypted" ? jsonPart(new TextEncoder().encode('{"scope":"orders"}')) : null;
    return {
      ...base,
      token: withContent(base.token, content),
      panes: { ...base.panes, payload: content?.text ?? "" },
      judgement: judged(state, {
        alg,
        encrypted: state === "invalid" ? "not-decrypted" : state === "no-key" ? "encrypted" : state,
        reason: { code: state === "invalid" ? "unwrap-failed" : state === "no-key" ? "no-secret" : state },
      }),
    };
  };

  test("says how the content is encrypted, and what decrypting proves about its sender", () => {
    const shared = markdownOf(encrypted("decrypted", "dir")).replace(/\s+/g, " ");
    expect(shared).toMatch(/encryption A256GCM/);
    expect(shared).toMatch(/proves .*only someone with this shared key could have made it/);
    expect(shared).toContain('"scope": "orders"');
    expect(markdownOf(encrypted("decrypted", "RSA-OAEP")).replace(/\s+/g, " ")).toMatch(/does not show who sent it/);
  });

  test("does not mention a signature, nor a proof if there is none", () => {
    for (const state of ["no-key", "invalid"] as const) {
      const report = markdownOf(encrypted(state, "dir"));
      expect(report).not.toMatch(/signature (?:does not|as it)|proves/);
      expect(report).toContain("It is encrypted.");
    }
    expect(markdownOf(encrypted("invalid", "dir"))).toContain("it does not decrypt");
  });
});

test("an SD-JWT is reported with what it discloses, and the table says what comes from a disclosure", () => {
  const name = segment('["salt","role","admin"]');
  const context = inputOf(
    contextOf(
      `${compact(HEALTHY_HEADER, JSON.stringify({ iss: "https://issuer.example", _sd: [digestOf(name, "sha-256"), "x"] }))}~${name}~`,
    ),
  );
  const report = buildReport(context, { hidePersonal: false });
  expect(report.disclosed).toEqual(["role"]);
  const rows = claimsCsv(report).split("\r\n");
  expect(rows.filter((row) => row.startsWith('"payload"')).map((row) => row.split(",")[1])).toEqual(['"/iss"']);
  expect(rows.find((row) => row.startsWith('"disclosure"'))).toContain('"/role","admin"');
  expect(reportMarkdown(report)).toContain("## Claims with the disclosures inserted");
  expect(JSON.parse(reportJson(report))).toMatchObject({
    payload: { value: { _sd: [expect.any(String), "x"] } },
    claims: { value: { iss: "https://issuer.example", role: "admin" } },
  });
  const plain = buildReport(inputOf(contextOf(HEALTHY)), { hidePersonal: false });
  expect("claims" in plain || "disclosed" in plain).toBe(false);
});
