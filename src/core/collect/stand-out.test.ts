import { describe, expect, it } from "vitest";
import { harOf, importedText, type Sample, tokenOf } from "../../testing/collect/archive.ts";
import { groupsOf, namesOf } from "./groups.ts";
import { standOut } from "./stand-out.ts";

const NOW = 1_800_000_000;
const ISS = "https://id.example";
const access = (iat: number, more: object = {}): string =>
  tokenOf({ iss: ISS, sub: "7", sid: "s", aud: "orders-api", iat, exp: iat + 600, ...more }, `${iat}`, {
    typ: "at+jwt",
  });
const bearer = (token: string): Pick<Sample, "headers"> => ({ headers: [["Authorization", `Bearer ${token}`]] });
const told = (samples: readonly Sample[]) => {
  const { tokens, answers } = importedText(harOf(samples));
  return standOut(tokens, answers, (seconds) => `t+${seconds - NOW}`);
};

describe("findings of a session", () => {
  it("are none if all went well", () => {
    expect(told([{ at: NOW, ...bearer(access(NOW)) }])).toEqual([]);
  });

  it("are listed worst first, with how often, how late and which response", () => {
    const late = access(NOW);
    const said = told([
      { at: NOW, url: `https://api.example/?access_token=${late}` },
      { at: NOW + 636, ...bearer(late), status: 401, body: '{"error":"jwt expired"}' },
      { at: NOW + 708, ...bearer(late), status: 200, url: "https://api.example/orders/export" },
      { at: NOW + 5, url: "https://stats.test/x", ...bearer(access(NOW, { aud: "https://api.example" })) },
      { at: NOW + 5, ...bearer(tokenOf({ sub: "x", exp: NOW + 9 }, "", { alg: "none" })) },
      { at: NOW + 5, ...bearer(tokenOf({ sub: "forever" })) },
    ]);
    expect(said.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "security sent-elsewhere",
      "security unsigned",
      "error used-after-expiry",
      "error refused",
      "warn in-url",
      "warn no-expiry",
      "info refreshed",
    ]);
    const late2 = said.find(({ code }) => code === "used-after-expiry");
    expect(late2).toMatchObject({ title: "Access token 1 was sent 2 times after it expired", use: { entry: 3 } });
    expect(late2?.says[0]).toBe("36 s to 108 s late, answered with 401 and 200.");
    expect(said.find(({ code }) => code === "refused")?.message).toBe('HTTP/1.1 401\n{"error":"jwt expired"}');
  });

  it("include refreshes of one session, and how late they were", () => {
    const samples = [0, 590, 1400].map((at) => ({ at: NOW + at, ...bearer(access(NOW + at)) }));
    expect(told(samples)).toMatchObject([{ code: "refreshed", title: "Access token: 2 refreshes, 1 of them late" }]);
    expect(told(samples)[0]?.says).toEqual([
      "Issued again at t+590 and t+1400.",
      "The longest gap after an expiry was 3 min.",
    ]);
    const others = [0, 700].map((at) => ({ at: NOW + at, ...bearer(access(NOW + at, { sub: `${at}` })) }));
    expect(told(others)).toEqual([]);
  });

  it("count a delay of under a second too, and never a delay of zero", () => {
    const late = access(NOW - 600);
    const said = told([NOW + 0.123, NOW + 12].map((at) => ({ at, ...bearer(late) })));
    expect(said).toMatchObject([{ code: "used-after-expiry" }]);
    expect(said[0]?.says[0]).toBe("under 1 s to 12 s late, answered with 200.");
    expect(told([{ at: NOW - 0.001, ...bearer(late) }])).toEqual([]);
  });

  it("ignore what a server sends, late or to anyone", () => {
    const body = access(NOW - 9000, { aud: "https://api.example" });
    expect(told([{ at: NOW, url: "https://login.test/token", body }])).toEqual([]);
  });
});

describe("groups", () => {
  const { tokens } = importedText(
    [access(1e9), tokenOf({ sub: "none" }), access(2e9), tokenOf({ iss: "https://b.example", sub: "1" })].join("\n"),
  );

  it("are issuers, in order of appearance with none last, with a name for each token", () => {
    expect(groupsOf(tokens).map(({ issuer, tokens: { length } }) => [issuer, length])).toEqual([
      ["id.example", 2],
      ["b.example", 1],
      ["", 1],
    ]);
    expect([...namesOf(tokens).values()]).toEqual(["Access token 1", "Access token 2", "Token", "Token"]);
  });
});
