import type { Kit } from "./types.ts";
import { curlScript } from "./write/curl.ts";
import { kitJson } from "./write/json.ts";
import { pytestFile } from "./write/pytest.ts";
import { vitestFile } from "./write/vitest.ts";

/** A format for exporting a kit. */
interface KitFormat {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly type: string;
  /** The command that runs it, in one line; null: it is data. */
  readonly run: string | null;
  readonly write: (kit: Kit, url?: string) => string;
}

export const KIT_FORMATS: readonly KitFormat[] = [
  {
    id: "curl",
    title: "curl script (bash)",
    file: "must-refuse.sh",
    type: "text/x-shellscript",
    run: "bash must-refuse.sh",
    write: curlScript,
  },
  {
    id: "vitest",
    title: "vitest",
    file: "must-refuse.test.ts",
    type: "text/plain",
    run: "npx vitest run must-refuse",
    write: vitestFile,
  },
  {
    id: "pytest",
    title: "pytest",
    file: "test_must_refuse.py",
    type: "text/x-python",
    run: "pytest test_must_refuse.py",
    write: pytestFile,
  },
  {
    id: "json",
    title: "JSON",
    file: "must-refuse.json",
    type: "application/json",
    run: null,
    write: (kit) => kitJson(kit),
  },
];
