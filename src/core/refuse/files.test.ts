import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeExample } from "../crypto/example.ts";
import type { KeyInputs } from "../keys/types.ts";
import { createKeyShop } from "../lab/toolkit/key-shop.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { isQuick } from "../../testing/rounds.ts";
import { joseRefusal } from "../../testing/refuse/verifiers.ts";
import { serviceWith } from "../../testing/refuse/service.ts";
import { tokenFile, SEND_COMMANDS } from "./command.ts";
import { KIT_FORMATS } from "./formats.ts";
import { makeKit } from "./kit.ts";
import { joinParts } from "./parts.ts";
import type { Kit } from "./types.ts";
import { curlScript } from "./write/curl.ts";
import { kitJson } from "./write/json.ts";
import { tokensForFile } from "./write/pieces.ts";
import { pytestFile } from "./write/pytest.ts";
import { vitestFile } from "./write/vitest.ts";

const NONE: KeyInputs = { secret: { text: "", encoding: "UTF-8" }, publicKey: { text: "" }, privateKey: { text: "" } };
const shop = createKeyShop();
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const now = Math.floor(Date.now() / 1000);
const clock = () => Math.floor(Date.now() / 1000);

interface Run {
  readonly code: number | null;
  readonly out: string;
}

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, ...(cwd === undefined ? {} : { cwd }) });
    let out = "";
    const add = (chunk: Buffer) => void (out += chunk.toString());
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.on("error", failed);
    child.on("close", (code) => done({ code, out }));
  });
}

const has = async (command: string, ...args: readonly string[]): Promise<boolean> =>
  run(command, args, {}).then(
    ({ code }) => code === 0,
    () => false,
  );
const [hasCurl, hasPython, hasPytest] = await Promise.all([
  has("curl", "--version"),
  has("python3", "--version"),
  has("python3", "-m", "pytest", "--version"),
]);

let folder = "";
let kit: Kit;
let unsignedKit: Kit;
let keys: KeyInputs;
const servers: Server[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "must-refuse-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
  const example = await makeExample("RS256", now);
  keys = { ...NONE, ...example.keys };
  const built = await makeKit({ token: example.token, keys, policy: "", now, random, shop });
  const forged = await makeKit({
    token: example.token,
    keys: { ...keys, privateKey: { text: "" } },
    policy: "",
    now,
    random,
    shop,
  });
  if (built.kind !== "kit" || forged.kind !== "kit") throw new Error("no kit");
  [kit, unsignedKit] = [built, forged];
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(accepts: (token: string) => Promise<boolean>): Promise<string> {
  const { url, server } = await serviceWith(accepts);
  servers.push(server);
  return url;
}

const right = async (token: string) => (await joseRefusal(token, keys, kit.expects, clock())) === null;

/** Services that have one hole each, and the tokens that come through it. */
const HOLES: Readonly<
  Record<
    string,
    { readonly accepts: (token: string) => Promise<boolean>; readonly through: (label: string) => boolean }
  >
> = {
  "takes alg none": {
    accepts: async (token) => {
      const [header = ""] = token.split(".");
      return read(header)?.["alg"] === "none" || right(token);
    },
    through: (label) => ["alg-none", "alg-none-signed"].includes(label),
  },
  "verifies HMACs with the public key": {
    accepts: async (token) => {
      const [header = "", payload = "", signature = ""] = token.split(".");
      if (read(header)?.["alg"] !== "HS256") return right(token);
      return createHmac("sha256", keys.publicKey.text).update(`${header}.${payload}`).digest("base64url") === signature;
    },
    through: (label) => label === "hmac-public-key-spki-pem",
  },
  "does not check aud": {
    accepts: async (token) => (await joseRefusal(token, keys, without("aud"), clock())) === null,
    through: (label) => /^(?:wrong|no)-audience$|^audience-prefix$/.test(label),
  },
  "does not check iss": {
    accepts: async (token) => (await joseRefusal(token, keys, without("iss"), clock())) === null,
    through: (label) => /^(?:wrong|no)-issuer$|^issuer-prefix$/.test(label),
  },
  "trusts the key in the token": {
    accepts: async (token) => {
      const jwk = read(token.split(".")[0] ?? "")?.["jwk"];
      const own = jwk ? { ...NONE, publicKey: { text: JSON.stringify(jwk) } } : keys;
      return (await joseRefusal(token, own, kit.expects, clock())) === null;
    },
    through: (label) => label === "embedded-jwk",
  },
};

function without(name: "iss" | "aud"): Kit["expects"] {
  const { [name]: _, ...rest } = kit.expects;
  return rest;
}

function read(segment: string): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(segment, "base64url").toString()) as Record<string, unknown>;
  } catch {
    return null;
  }
}

const labelsOf = (labels: readonly { readonly label: string }[]) => labels.map(({ label }) => label);

describe.skipIf(!hasCurl)("the curl script", () => {
  const script = async (made: Kit, env: Readonly<Record<string, string>>): Promise<Run> => {
    const file = join(folder, "must-refuse.sh");
    writeFileSync(file, curlScript(made));
    return run("bash", [file], env);
  };
  const failed = ({ out }: Run) => [...out.matchAll(/^FAIL +\d+ +(\S+)/gm)].map(([, label]) => label);

  test("finds nothing in a correct service", async () => {
    const result = await script(kit, { JOTSCOPE_URL: await serve(right) });
    expect(failed(result)).toEqual([]);
    expect(result.out.match(/^ok /gm)).toHaveLength(kit.tokens.length + 1);
    expect(result.code).toBe(0);
  });

  test.skipIf(isQuick).each(Object.entries(HOLES))(
    "finds the hole of a service that %s, and no other",
    async (_, { accepts, through }) => {
      const result = await script(kit, { JOTSCOPE_URL: await serve(accepts) });
      const expected = labelsOf(kit.tokens).filter((label) => through(label));
      expect(expected.length).toBeGreaterThan(0);
      expect(failed(result)).toEqual(expected);
      expect(result.code).toBe(1);
    },
  );

  test.skipIf(isQuick)(
    "reads the good token from the environment if it was not made here, and builds on it",
    async () => {
      const env = { JOTSCOPE_URL: await serve(right), JOTSCOPE_GOOD_TOKEN: kit.good.token };
      const result = await script(unsignedKit, env);
      expect(failed(result)).toEqual([]);
      expect(result.code).toBe(0);
      const refused = await script(unsignedKit, { JOTSCOPE_URL: env.JOTSCOPE_URL });
      expect(refused.out).toContain("JOTSCOPE_GOOD_TOKEN");
      expect(refused.code).not.toBe(0);
      // A service that only decodes the payload accepts the tokens that keep it, also with another good token than the
      // kit's.
      const decoding = await serve(async (token) => read(token.split(".")[1] ?? "")?.["iss"] !== undefined);
      expect(failed(await script(unsignedKit, { ...env, JOTSCOPE_URL: decoding }))).toContain("changed-signature");
    },
  );

  test.skipIf(isQuick)("says if the good token is refused, and if nobody answers", async () => {
    const nothing = await script(kit, { JOTSCOPE_URL: await serve(() => Promise.resolve(false)) });
    expect(failed(nothing)).toEqual(["good"]);
    expect(nothing.code).toBe(1);
    const nobody = await script(kit, { JOTSCOPE_URL: "http://127.0.0.1:9/" });
    expect(nobody.code).toBe(2);
  });
});

// It runs vitest inside of vitest.
describe.skipIf(isQuick)("the vitest file", () => {
  const tests = async (made: Kit, env: Readonly<Record<string, string>>) => {
    writeFileSync(join(folder, "must-refuse.test.ts"), vitestFile(made));
    const report = join(folder, "report.json");
    const vitest = resolve("node_modules/vitest/vitest.mjs");
    const args = [vitest, "run", "--root", folder, "--reporter=json", `--outputFile=${report}`];
    await run(process.execPath, args, { ...env, VITEST: "" }, folder);
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  };
  const failing = (results: Awaited<ReturnType<typeof tests>>) =>
    results.filter(({ status }) => status !== "passed").map(({ title }) => title.split(":")[0]);

  test("passes for a correct service, and fails at the hole of another", async () => {
    const results = await tests(kit, { JOTSCOPE_URL: await serve(right) });
    expect(results).toHaveLength(kit.tokens.length + 1);
    expect(failing(results)).toEqual([]);
    const { accepts, through } = HOLES["does not check aud"]!;
    const holes = await tests(kit, { JOTSCOPE_URL: await serve(accepts) });
    expect(failing(holes)).toEqual(labelsOf(kit.tokens).filter((label) => through(label)));
  }, 60_000);

  test("reads the good token from the environment if it was not made here", async () => {
    const url = await serve(right);
    const results = await tests(unsignedKit, { JOTSCOPE_URL: url, JOTSCOPE_GOOD_TOKEN: kit.good.token });
    expect(failing(results)).toEqual([]);
    expect(failing(await tests(unsignedKit, { JOTSCOPE_URL: url }))).toContain("good");
  }, 60_000);
});

describe.skipIf(!hasPython)("the pytest file", () => {
  const write = (made: Kit): string => {
    const file = join(folder, "test_must_refuse.py");
    writeFileSync(file, pytestFile(made));
    return file;
  };

  test("compiles", async () => {
    for (const made of [kit, unsignedKit])
      expect((await run("python3", ["-m", "py_compile", write(made)], {}, folder)).out).toBe("");
  });

  test.skipIf(!hasPytest || isQuick)(
    "passes for a correct service, and fails at the hole of another",
    async () => {
      const pytest = async (made: Kit, env: Readonly<Record<string, string>>) =>
        run("python3", ["-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", write(made)], env, folder);
      const url = await serve(right);
      expect((await pytest(kit, { JOTSCOPE_URL: url })).out).toContain(`${kit.tokens.length + 1} passed`);
      const forged = await pytest(unsignedKit, { JOTSCOPE_URL: url, JOTSCOPE_GOOD_TOKEN: kit.good.token });
      expect(forged.out).toContain(`${tokensForFile(unsignedKit).length + 1} passed`);
      const { accepts, through } = HOLES["takes alg none"]!;
      const { out, code } = await pytest(kit, { JOTSCOPE_URL: await serve(accepts) });
      expect([...out.matchAll(/^FAILED .*\[([\w-]+)\]/gm)].map(([, label]) => label)).toEqual(
        labelsOf(kit.tokens).filter((label) => through(label)),
      );
      expect(code).toBe(1);
    },
    60_000,
  );
});

describe("what a file contains", () => {
  test("no file has the signature of a good token that was not made here, in any form", () => {
    const signature = unsignedKit.good.token.split(".")[2] ?? "";
    const { bytes } = decodeBase64Url(signature);
    const forms = [signature.slice(0, 16), signature.slice(-16), encodeBase64Url(bytes.subarray(3, 15))];
    for (const { id, write } of KIT_FORMATS) {
      const text = write(unsignedKit);
      for (const form of forms) expect(text, id).not.toContain(form);
      expect(write(kit), id).toContain(kit.good.token);
    }
  });

  test.each(["ES256", "HS256"])("nor has a file of %s any run of its bytes", async (alg) => {
    const example = await makeExample(alg, now);
    const forged = await makeKit({ token: example.token, keys: NONE, policy: "", now, random, shop });
    if (forged.kind !== "kit") throw new Error("no kit");
    const { bytes } = decodeBase64Url(example.token.split(".")[2] ?? "");
    const secretParts = Array.from({ length: bytes.length - 6 }, (_, at) =>
      Buffer.from(bytes.subarray(at, at + 6)).toString("hex"),
    );
    for (const { id, write } of KIT_FORMATS) {
      for (const [run_] of write(forged).matchAll(/[\w-]{8,}/g)) {
        const hex = Buffer.from(run_, "base64url").toString("hex");
        expect(
          secretParts.some((part) => hex.includes(part)),
          `${id}: ${run_.slice(0, 20)}`,
        ).toBe(false);
      }
    }
  });

  test("no file has a private key or secret", async () => {
    const hs = await makeExample("HS256", now);
    const built = await makeKit({ token: hs.token, keys: { ...NONE, ...hs.keys }, policy: "", now, random, shop });
    if (built.kind !== "kit") throw new Error("no kit");
    for (const { id, write } of KIT_FORMATS) {
      expect(write(built), id).not.toContain(hs.keys.secret?.text);
      expect(write(kit), id).not.toMatch(/PRIVATE KEY|"d"/);
    }
  });

  test("JSON: labelled objects, the good token first, and the pieces that make the others from a given one", () => {
    const own = JSON.parse(kitJson(kit)) as {
      schema: string;
      tokens: { token: string; label: string; rule: string }[];
    };
    expect(own.schema).toBe("jotscope-must-refuse-1");
    expect(own.tokens.map(({ token }) => token)).toEqual([kit.good, ...kit.tokens].map(({ token }) => token));
    expect(own.tokens[0]).toMatchObject({ label: "good", rule: "none", token: kit.good.token });
    const forged = JSON.parse(kitJson(unsignedKit)) as {
      tokens: { token: string | null; label: string; parts?: never[] }[];
    };
    for (const { token, label, parts } of forged.tokens) {
      const made = [unsignedKit.good, ...unsignedKit.tokens].find((one) => one.label === label);
      if (parts) expect(joinParts(parts, unsignedKit.good.token), label).toBe(made?.token);
      else if (token !== null) expect(token, label).toBe(made?.token);
    }
    const whole = JSON.parse(kitJson(unsignedKit, { withGood: true })) as { tokens: { token: string | null }[] };
    expect(whole.tokens.every(({ token }) => typeof token === "string")).toBe(true);
  });

  test("the texts stay whole, whatever the token holds", async () => {
    const nasty = `'"\\$(touch x)\`\n\u2028\${x}`;
    const claims = { iss: nasty, aud: nasty, exp: now + 600, [nasty]: 1 };
    const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const built = await makeKit({
      token: `${segment({ alg: "RS256", kid: nasty })}.${segment(claims)}.AAAA`,
      keys,
      policy: JSON.stringify({ requiredClaims: [nasty] }),
      now,
      random,
      shop,
    });
    if (built.kind !== "kit") throw new Error("no kit");
    if (hasPython) {
      const file = join(folder, "nasty.py");
      writeFileSync(file, pytestFile(built, `http://127.0.0.1/${nasty}`));
      expect((await run("python3", ["-m", "py_compile", file], {}, folder)).out).toBe("");
    }
    const script = join(folder, "nasty.sh");
    writeFileSync(script, curlScript(built, `http://127.0.0.1/${nasty}`));
    expect((await run("bash", ["-n", script], {})).out).toBe("");
    expect(() => JSON.parse(kitJson(built)) as unknown).not.toThrow();
  });
});

test.skipIf(!hasCurl)("the command for one token reads it from its file", async () => {
  const url = await serve(right);
  const [curl] = SEND_COMMANDS;
  for (const { label, token, answer } of [kit.good, kit.tokens[0]!]) {
    writeFileSync(join(folder, tokenFile(label)), token);
    const command = curl?.write(url, tokenFile(label)) ?? "";
    expect(command).not.toContain(token);
    const { out } = await run("bash", ["-c", command], {}, folder);
    expect(out).toContain(`HTTP/1.1 ${answer.status}`);
  }
});
