import { wayToField } from "../frame/way-to-field.ts";

/** To the gateway's field for the configuration of whoever refuses the token. */
export const { go: toVerifier, came: verifierCame } = wayToField(
  "#/gateway",
  "#p-verifier textarea, #p-verifier [role=textbox]",
);
