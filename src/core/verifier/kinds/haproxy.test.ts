import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const front = (...rules: readonly string[]) => `global
    log stdout local0
frontend api
    bind :8443
    http-request set-var(txn.alg) http_auth_bearer,jwt_header_query('$.alg')
    http-request set-var(txn.iss) http_auth_bearer,jwt_payload_query('$.iss')
    http-request set-var(txn.aud) http_auth_bearer,jwt_payload_query('$.aud')
    http-request set-var(txn.exp) http_auth_bearer,jwt_payload_query('$.exp','int')
    http-request set-var(txn.scope) http_auth_bearer,jwt_payload_query('$.scope')
    http-request set-var(txn.now) date()
${rules.map((rule) => `    ${rule}\n`).join("")}    default_backend shop
`;
const ALG =
  "http-request deny content-type 'text/html' string 'Unsupported algorithm' unless { var(txn.alg) -m str RS256 }";
const ISS = "http-request deny unless { var(txn.iss) -m str https://id.example/ }";
const AUD = "http-request deny unless { var(txn.aud) -m str https://api.example }";
const SIGNED = 'http-request deny unless { http_auth_bearer,jwt_verify(txn.alg,"/etc/haproxy/pub.pem") -m int 1 }';
const EXP = "http-request deny if { var(txn.exp),sub(txn.now) -m int lt 0 }";
const whole = front(ALG, ISS, AUD, SIGNED, EXP);
const claims = { iss: "https://id.example/", sub: "1", aud: "https://api.example", scope: "read:a write:b", level: 3 };
const outcome = (text: string, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));

describe("HAProxy's rules about a token", () => {
  it.each<[object, object, string]>([
    [{}, {}, "accepted"],
    [{ iss: "https://id.example" }, {}, "refused"],
    [{ aud: "x" }, {}, "refused"],
    [{ aud: ["https://api.example", "x"] }, {}, "refused"],
    [{ aud: undefined }, {}, "refused"],
    [{ exp: 1_799_999_990 }, {}, "refused"],
    // Nothing requires exp, and nothing reads nbf.
    [{ exp: undefined }, {}, "accepted"],
    [{ nbf: 1_800_000_900 }, {}, "accepted"],
    [{}, { alg: "ES256" }, "refused"],
    [{}, { signature: "unmet" }, "refused"],
    [{}, { signature: "unknown" }, "unknown"],
  ])("%j %j: %s", (change, more, expected) => {
    expect(outcome(whole, change, more).outcome).toBe(expected);
  });

  it.each<[string, string]>([
    ["http-request deny unless { var(txn.scope) -m sub read:a }", "accepted"],
    ["http-request deny unless { var(txn.scope) -m sub read:b }", "refused"],
    ["http-request deny if ! { var(txn.scope) -m sub read:a }", "accepted"],
    ["http-request deny if !{ var(txn.scope) -m sub read:b }", "refused"],
    ["http-request deny unless { var(txn.iss) -m str https://x.example/ https://id.example/ }", "accepted"],
    ["http-request deny unless { var(txn.iss) -m beg https://id. }", "accepted"],
    ["http-request deny unless { var(txn.iss) -m reg ^https://[a-z]+\\.example/$ }", "accepted"],
    ["http-request deny unless { var(txn.iss) -i -m str HTTPS://ID.example/ }", "accepted"],
    ["http-request deny unless { var(txn.iss) -m str a } || { var(txn.aud) -m str https://api.example }", "accepted"],
    ["http-request deny unless { var(txn.iss) -m str a } { var(txn.aud) -m str https://api.example }", "refused"],
    ["http-request deny unless { http_auth_bearer,jwt_payload_query('$.level','int') ge 3 }", "accepted"],
    ["http-request deny unless { http_auth_bearer,jwt_payload_query('$.level','int') ge 4 }", "refused"],
    ["http-request deny unless { http_auth_bearer,jwt_payload_query('$.none') -m found }", "refused"],
    ["http-request deny unless { var(txn.aud) -f /etc/haproxy/audiences }", "unknown"],
    ["http-request deny if { path_beg /admin } !{ var(txn.scope) -m sub admin }", "unknown"],
    ["http-request deny if { path_beg /admin } !{ var(txn.scope) -m sub read:a }", "accepted"],
    [
      "acl ours var(txn.iss) -m str a\n    acl ours var(txn.iss) -m str https://id.example/\n    http-request deny unless ours",
      "accepted",
    ],
    ["http-request deny unless { var(txn.other) -m str a }", "accepted"],
    ["http-request deny unless jwt_is_fine", "unknown"],
    ['http-request deny unless { var(txn.iss) -m str "${ISSUER}" }', "unknown"],
    ["http-request deny if METH_TRACE", "accepted"],
    ["http-request return status 401 unless { var(txn.iss) -m str a }", "refused"],
    ["http-request reject unless { var(txn.iss) -m str a }", "refused"],
  ])("%s: %s", (rule, expected) => {
    expect(outcome(front(SIGNED, ALG, rule)).outcome).toBe(expected);
  });

  it("ends with a rule that allows the request, and a path may allow it", () => {
    expect(outcome(front("http-request allow if { path /health }", ISS), { iss: "x" }).outcome).toBe("unknown");
    expect(outcome(front("http-request allow if { var(txn.iss) -m str x }", ISS), { iss: "x" }).outcome).toBe(
      "accepted",
    );
  });

  it("does not know a variable that only some requests set", () => {
    const text = front(SIGNED, ALG, "http-request deny unless { var(txn.role) -m str a }");
    const set = (condition: string) =>
      text.replace(
        "    http-request set-var(txn.now)",
        `    http-request set-var(txn.role) http_auth_bearer,jwt_payload_query('$.role')${condition}\n$&`,
      );
    expect(outcome(set(""), { role: "a" }).outcome).toBe("accepted");
    expect(outcome(set(" if { path_beg /x }"), { role: "a" }).outcome).toBe("unknown");
    expect(outcome(set(" if { req.hdr(authorization) -m found }"), { role: "a" }).outcome).toBe("accepted");
  });

  it("names both values, and why a list does not match", () => {
    expect(outcome(whole, { iss: "https://id.example" }).about).toMatchObject({
      claim: "iss",
      token: "https://id.example",
      wanted: "https://id.example/",
    });
    expect(outcome(whole, { aud: ["https://api.example", "x"] }).sentence).toMatch(/is a list, .* -m str/);
    expect(outcome(whole, { exp: 1_799_999_700 }).sentence).toMatch(/^exp was 5 min ago/);
  });

  it("says what the rules leave open", () => {
    const claimsOf = (...rules: readonly string[]) => readingOf(front(...rules)).dangers.map(({ claim }) => claim);
    expect(claimsOf(ALG, ISS, AUD, SIGNED, EXP)).toEqual([]);
    expect(claimsOf(ISS)).toEqual(["signature", "aud", "exp"]);
    expect(claimsOf(SIGNED, ISS, AUD, EXP)).toEqual(["alg"]);
    expect(
      claimsOf(ALG, SIGNED, AUD, EXP, "http-request deny unless { var(txn.iss) -m beg https://id.example }"),
    ).toEqual(["iss"]);
  });
});

it("judges thousands of rules, and accepts nothing where a file has more lines than it reads", () => {
  const head = "frontend f\n  http-request set-var(txn.iss) http_auth_bearer,jwt_payload_query('$.iss')\n";
  const rule = (value: string) => `  http-request deny unless { var(txn.iss) -m str ${value} }\n`;
  const many = `${head}${rule("https://idp.example").repeat(4500)}`;
  expect(judged(many, presented({ iss: "https://idp.example" })).outcome).toBe("accepted");
  const more = `${head}${rule("https://idp.example").repeat(18_000)}${rule("x")}`;
  expect(judged(more, presented({ iss: "https://idp.example" })).outcome).toBe("unknown");
});
