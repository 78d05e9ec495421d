import { expect, test } from "vitest";
import { mapText } from "../text/mapped-text.ts";
import { readPem } from "./pem.ts";
import { CERTIFICATE } from "../../../testing/keys/samples.ts";
import { armour } from "../../../testing/keys/pairs.ts";

test("reading a bundle of certificates yields to other work", async () => {
  const bundle = mapText(armour("CERTIFICATE", CERTIFICATE).repeat(40));
  // The first time parsers are loaded, which gives turns of its own.
  await readPem(bundle);
  let turns = 0;
  let isReading = true;
  const count = (): void => {
    turns += 1;
    if (isReading) setImmediate(count);
  };
  setImmediate(count);
  const { found } = (await readPem(bundle)) ?? {};
  isReading = false;
  expect(found).toHaveLength(40);
  expect(turns).toBeGreaterThanOrEqual(20);
});
