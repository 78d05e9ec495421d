import { readFileSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeHeapSnapshot } from "node:v8";
import { generateKeyPairSync } from "node:crypto";
import { loadDetector } from "../../core/token/load-detect.ts";
import { encode, settled, start } from "./workbench.ts";

/*
 * Run by forget.test.ts in a separate process: works with secrets, and prints which of them a heap snapshot still
 * contains at each point. Never holds the text it searches for, only its reverse.
 */
const reversed = (text: string): string => Array.from(text).toReversed().join("");
const random = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64url");

/** The texts to search for, by name, each reversed. */
const secrets: Record<string, string> = {};
const note = (name: string, text: string): string => {
  secrets[name] = reversed(text);
  return text;
};

/** The names of the secrets still in the heap after a collection. */
function found(): string[] {
  const path = writeHeapSnapshot(join(tmpdir(), `forget-${process.pid}-${Math.random()}.heapsnapshot`));
  const heap = readFileSync(path);
  unlinkSync(path);
  return Object.entries(secrets).flatMap(([name, text]) =>
    heap.includes(Buffer.from(Buffer.from(text).toReversed())) ? [name] : [],
  );
}

async function work(workbench: ReturnType<typeof start>): Promise<void> {
  const { actions } = workbench;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  note("a private key's number, which only its JWK spells", privateKey.export({ format: "jwk" }).d ?? "");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const claims = JSON.stringify({ sub: note("a claim, which the token only encodes", random()) });
  const token = `${encode('{"alg":"HS256"}')}.${encode(claims)}.${"A".repeat(43)}`;
  actions.openText(token);
  actions.setSecret(note("the secret", random()));
  actions.setKeyField("privateKey", pem);
  actions.setPassphrase("privateKey", note("the passphrase", random()));
  await settled(workbench);
  actions.editPane("payload", `{"edited":"${note("an edit", random())}"}`);
  await settled(workbench);
  actions.setAlgorithm("ES256");
  await settled(workbench);
  await actions.copy("secret");
  workbench.copied.length = 0;
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

await loadDetector();
const workbench = start();
await work(workbench);
await rest();
const before = found();
workbench.actions.clearAll();
await rest();
const cleared = found();
workbench.actions.forgetEverything();
await rest();
process.stdout.write(JSON.stringify({ before, cleared, forgotten: found(), all: Object.keys(secrets) }));
