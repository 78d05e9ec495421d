import { wayToField } from "../frame/way-to-field.ts";

/** To the gateway's field for the ids that a service knows. */
export const { go: toKnownIds, came: knownIdsCame } = wayToField("#/gateway", ".known textarea");
