import { certificateSamples } from "./certificates.ts";
import { claimsSamples } from "./claims.ts";
import { decryptionSamples } from "./decryption.ts";
import { dpopSamples } from "./dpop.ts";
import { headerSamples } from "./header.ts";
import { inputSamples } from "./input.ts";
import { moreKeySamples } from "./key-more.ts";
import { keySamples } from "./key.ts";
import { kindSamples } from "./kinds.ts";
import { ownSamples } from "./own.ts";
import { policySamples } from "./policy.ts";
import { practiceSamples } from "./practice.ts";
import { requestSamples } from "./request.ts";
import type { Samples } from "./sample.ts";
import { secretSamples } from "./secret.ts";
import { discoverySamples, solveSamples } from "./solve.ts";
import { standingSamples } from "./standing.ts";
import { timeSamples } from "./time.ts";
import { walletSamples } from "./wallet.ts";

const FAMILIES: readonly Samples[] = [
  inputSamples,
  decryptionSamples,
  requestSamples,
  headerSamples,
  timeSamples,
  claimsSamples,
  keySamples,
  moreKeySamples,
  certificateSamples,
  secretSamples,
  ownSamples,
  solveSamples,
  discoverySamples,
  policySamples,
  practiceSamples,
  standingSamples,
  walletSamples,
  dpopSamples,
  kindSamples,
];

/** The samples of all rules; a rule that fires both by itself and for discoveries has both kinds. */
export const SAMPLES: Samples = FAMILIES.reduce((all, family) => {
  const merged = Object.entries(family).map(([id, { fires, silent }]) => [
    id,
    { fires: [...(all[id]?.fires ?? []), ...fires], silent: [...(all[id]?.silent ?? []), ...silent] },
  ]);
  return { ...all, ...Object.fromEntries(merged) };
}, {} as Samples);
