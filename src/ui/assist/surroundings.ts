import { profileOfToken } from "../../core/claims/profile.ts";
import type { NamedKey, Surroundings } from "../../core/fields/types.ts";
import type { KeyReading } from "../../core/keys/types.ts";
import type { View } from "../../state/types.ts";

/** The context of a JSON pane of the shown layer, for suggestions and cards. */
export function surroundingsOf(view: View, pane: "header" | "payload"): Surroundings {
  const { header, payload, token, clock, settings, publicKey, privateKey } = view;
  return {
    pane,
    profile: profileOfToken(header.json, payload.json),
    isEncrypted: token.form.startsWith("jwe"),
    keys: [...namedKeys(publicKey), ...namedKeys(privateKey)].filter(
      (key, index, all) => all.findIndex(({ kid }) => kid === key.kid) === index,
    ),
    now: clock.now,
    timeStyle: settings.timeStyle,
    newId: () => crypto.randomUUID(),
  };
}

function namedKeys(reading: KeyReading | null): readonly NamedKey[] {
  if (reading?.kind !== "keys") return [];
  return reading.keys.flatMap(({ jwk: { kid }, description }) =>
    typeof kid === "string" && kid !== "" ? [{ kid, description }] : [],
  );
}
