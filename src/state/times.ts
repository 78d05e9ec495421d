import { readTimes } from "../core/claims/timeline.ts";
import type { Clock, TimeClaim } from "../core/claims/types.ts";
import { disclosureOf, processedPayload } from "../core/envelope/disclosures.ts";
import type { Envelope } from "../core/envelope/types.ts";
import type { JsonDocument } from "../core/json/types.ts";

/** The time claims that a verifier uses: those of the payload and, in an SD-JWT, the disclosed ones (RFC 9901 section 7.1). */
export function timesIn(
  payload: JsonDocument,
  clock: Clock,
  envelope: Pick<Envelope, "selective"> | null,
): readonly TimeClaim[] {
  return readTimes(processedPayload(payload, envelope?.selective), clock).map((time) => {
    const disclosure = disclosureOf(time.range);
    return disclosure === null ? time : { ...time, disclosure };
  });
}
