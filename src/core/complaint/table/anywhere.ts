import type { Row } from "../types.ts";
import { says } from "./says.ts";

/** Messages that many print, and how people report them. */
export const anywhere: readonly Row[] = [
  ...says(
    "any",
    ["(silent: never expires)", "TIM-02"],
    ["ACME/printmaps re-sign mismatch", "DBG-02"],
    ["HTTP 431 Request Header Fields Too Large", "IN-20"],
    ["The aud OR client_id claim must match one of the audience entries", "CLM-17"],
    ["Token was not issued for this audience", "CLM-08"],
    ["app-specific: user not found", "CLM-13"],
    ["audience mismatch", "PRV-01", { topic: "audience" }],
    ["insufficient_scope", "CLM-18"],
    ["intermittent 401", "KEY-31"],
    [
      "invalid signature (all)",
      "SEC-03",
      "SEC-04",
      "SEC-05",
      "SEC-07",
      "SEC-08",
      "SEC-10",
      "SEC-14",
      "SEC-17",
      "KEY-06",
      "KEY-10",
      "KEY-18",
    ],
    ["invalid_dpop_proof / invalid_token", "CLM-23"],
    ["lookup fails with an ID ending in 0s", "IN-24"],
    ["strict decoders only", "IN-14"],
  ),
  ...says(
    "jwt-io",
    ['"jwt.io says valid, my server says invalid"', "DBG-01"],
    ["jwt.io v2: Data provided to the operation does not meet requirements.", "KEY-32"],
    ["jwt.io: invalid signature", "HDR-09"],
    ["request to https://jwt.io/example.com/.well-known/openid-configuration", "DBG-06"],
  ),
];
