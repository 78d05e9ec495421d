import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_KID_MAP, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, KEY_ID, SECRET } from "../actors.ts";
import { verify } from "../naive/kid-path.ts";
import { secretSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";
import { createFileSystem, type FileSystem } from "../world/files.ts";

interface FilesSetup extends HasSecret {
  readonly files: FileSystem;
}

const KIDS: Readonly<Record<string, string>> = { null: "../../dev/null", robots: "../public/robots.txt" };
const ROBOTS = "User-agent: *\nDisallow: /admin\nSitemap: https://orders.example/sitemap.xml\n";

export default defineScenario<FilesSetup>({
  id: "kid-traversal",
  number: 16,
  family: "key",
  title: "kid as a path",
  summary: "The key is a file named by kid, and kid climbs out of the folder.",
  needs: "a file whose content is known",
  situation:
    "The API keeps each key in its own file and opens the one that kid names. Some files have well-known content: an empty one, or one the web server serves.",
  actors: cast([SECRET], [SECRET], []),
  variants: [
    { id: "null", label: "/dev/null", note: "empty: the secret has no bytes" },
    { id: "robots", label: "robots.txt", note: "public: the secret is a file that anyone can fetch" },
  ],
  loosened: { kid: "path", keySize: "any" },
  naive: {
    file: "naive/kid-path.ts",
    summary: "opens the file kid names",
    verify: (setup, token) => verify(token, setup.files),
    trace: (_, token) => [["file it opened", `/app/keys/${String(readCompact(token).header["kid"])}`]],
  },
  hardened: HARDENED_KID_MAP,
  consequence: "Mallory is admin now. The secret was a file that she knows by heart.",
  lesson: "kid is a name to look up in a list. Never build a path from it.",
  clause: CLAUSES.received,
  fixes: FIXES.kidMap,
  question: {
    text: "The API removes every ../ from kid. Is that enough?",
    answers: ["Yes", "No: ....// becomes ../ after the removal", "Yes, on Linux"],
    right: 1,
    why: "Cleaning a path is a game with many rules. A map has one: the name is there, or it is not.",
  },
  setup: async (environment, variant) => {
    const base = await secretSetup(environment, variant);
    const files = createFileSystem({
      [`/app/keys/${KEY_ID}`]: new TextDecoder().decode(base.secret),
      "/app/public/robots.txt": ROBOTS,
      "/dev/null": "",
    });
    return { ...base, files, world: [files], bench: secretBench(base.secret, base.now, { files }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const kid = KIDS[setup.variant] ?? "../../dev/null";
    const secret = new TextEncoder().encode(setup.variant === "robots" ? ROBOTS : "");
    return tell({
      honest: setup.honest,
      header: { title: "Point kid elsewhere", text: `${kid}, seen from /app/keys.`, value: { ...honest.header, kid } },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with that file",
        text: `HMAC-SHA256, its secret the ${secret.length} bytes of the file.`,
        value: withSecret(secret),
      },
    });
  },
});
