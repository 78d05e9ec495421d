import { wayToField } from "../frame/way-to-field.ts";

/** Goes to the Gateway's field for the verifier's configuration. */
export const { go: toVerifier, came: verifierCame } = wayToField(
  "#/gateway",
  "#p-verifier textarea, #p-verifier [role=textbox]",
);
