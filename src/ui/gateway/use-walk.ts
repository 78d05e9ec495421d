import { useMemo } from "react";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { USUAL_MAPPING, walkGateway } from "../../core/gateway/walk.ts";
import type { Walk } from "../../core/gateway/types.ts";
import type { JsonDocument, JsonObject } from "../../core/json/types.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The object that a document is; null where it is none. */
export function objectOf({ root, problems }: JsonDocument): JsonObject | null {
  return root?.type === "object" && problems.length === 0 ? root : null;
}

/** The way of the shown token through the gateway; worked out anew when anything that it depends on changes, the clock included. */
export function useWalk(): Walk {
  const token = useView((view) => view.token);
  const arrival = useView(({ inputs }) => inputs.arrival);
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const judgement = useView(({ verdict }) => verdict.judgement);
  const policy = useView(({ settings }) => settings.policy);
  const mapping = useView(({ settings }) => settings.mapping);
  const clock = useView((view) => view.clock);
  return useMemo(
    () =>
      walkGateway({
        token,
        arrival,
        header: objectOf(header),
        payload: objectOf(payload),
        judgement,
        policy: readPolicy(policy),
        clock,
        mapping: mapping ?? USUAL_MAPPING,
        realm: "api",
      }),
    [token, arrival, header, payload, judgement, policy, mapping, clock],
  );
}
