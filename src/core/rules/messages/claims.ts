import type { Wordings } from "./wording.ts";

export const claimsWordings: Wordings = {
  "CLM-12/sub": (a) => [
    `sub is ${a["type"]}, not a string`,
    "RFC 7519 section 4.1.2 has it be a string; PyJWT and others refuse the token otherwise.",
    "Put it in quotes",
  ],
  "CLM-06/aud": (a) => [`aud is ${a["type"]}`, "It must be a string or an array of strings (RFC 7519 section 4.1.3)."],
  "CLM-14/space": (a) => [
    `sub has white space at an end`,
    `"${a["sub"]}" is compared byte by byte and equals no trimmed name.`,
  ],
  "claim-type/type": (a) => [
    `${a["name"]} is ${a["type"]}, not ${a["expected"]}`,
    `${a["spec"]} settles its type. Readers that rely on it possibly refuse the token.`,
  ],
};
