import type { Row } from "../types.ts";

/** Messages that many print, and how people report them. */
export const anywhere: readonly Row[] = [
  { by: ["any"], text: "(silent: never expires)", rules: ["TIM-02"] },
  { by: ["any"], text: "ACME/printmaps re-sign mismatch", rules: ["DBG-02"] },
  { by: ["any"], text: "HTTP 431 Request Header Fields Too Large", rules: ["IN-20"] },
  { by: ["any"], text: "The aud OR client_id claim must match one of the audience entries", rules: ["CLM-17"] },
  { by: ["any"], text: "Token was not issued for this audience", rules: ["CLM-08"] },
  { by: ["any"], text: "app-specific: user not found", rules: ["CLM-13"] },
  { by: ["any"], text: "audience mismatch", rules: ["PRV-01"], topic: "audience" },
  { by: ["any"], text: "insufficient_scope", rules: ["CLM-18"] },
  { by: ["any"], text: "intermittent 401", rules: ["KEY-31"] },
  {
    by: ["any"],
    text: "invalid signature (all)",
    rules: [
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
  },
  { by: ["any"], text: "invalid_dpop_proof / invalid_token", rules: ["CLM-23"] },
  { by: ["any"], text: "lookup fails with an ID ending in 0s", rules: ["IN-24"] },
  { by: ["any"], text: "strict decoders only", rules: ["IN-14"] },
  { by: ["jwt-io"], text: '"jwt.io says valid, my server says invalid"', rules: ["DBG-01"] },
  { by: ["jwt-io"], text: "jwt.io v2: Data provided to the operation does not meet requirements.", rules: ["KEY-32"] },
  { by: ["jwt-io"], text: "jwt.io: invalid signature", rules: ["HDR-09"] },
  { by: ["jwt-io"], text: "request to https://jwt.io/example.com/.well-known/openid-configuration", rules: ["DBG-06"] },
];
