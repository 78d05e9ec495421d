import { plural, type Wordings } from "./wording.ts";

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
  "CLM-13/unknown": (a) => [
    `sub ${a["sub"]} is not among the known ids`,
    `It equals none of the ${plural(a["count"], "id")} given, letter by letter. The token can be good and be answered with “user not found” all the same: the user is deleted, or of another project or database. Below the workbench stands which id comes nearest.`,
  ],
  "claim-type/type": (a) => [
    `${a["name"]} is ${a["type"]}, not ${a["expected"]}`,
    `${a["spec"]} settles its type. Readers that rely on it possibly refuse the token.`,
  ],
};
