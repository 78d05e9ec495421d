import type { LayerItem } from "../../state/types.ts";

/** The name of each form of a layer. */
export const FORMS: Readonly<Record<LayerItem["form"], string>> = {
  empty: "Empty",
  text: "Text",
  jws: "JWS",
  jwe: "JWE",
  "sd-jwt": "SD-JWT",
  "kb-jwt": "KB-JWT",
  "jws-json": "JWS JSON",
  "jwe-json": "JWE JSON",
};
