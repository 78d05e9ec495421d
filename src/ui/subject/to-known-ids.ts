import { wayToField } from "../frame/way-to-field.ts";

/** Goes to the Gateway's field for the ids that a service knows. */
export const { go: toKnownIds, came: knownIdsCame } = wayToField("#/gateway", ".known textarea");
