import { disclosureOf } from "../envelope/disclosures.ts";
import type { JsonDocument, JsonMember } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import { CLAIMS } from "../registry/claims.ts";
import { kindOf, lookAt } from "../registry/issuers.ts";
import { type Profile, type ProfileMember, profileOfKind } from "../registry/profiles.ts";
import { durationWords } from "./describe.ts";
import { explainMember } from "./explain.ts";
import { PLAUSIBLE } from "./timeline.ts";

/** A claim as a row of a table. */
export interface ClaimRow {
  readonly member: JsonMember;
  /** The value as an instant in seconds; null if it is not a plausible time. */
  readonly instant: number | null;
  /** What the value means ("password, one-time password"); null if it is self-explanatory. */
  readonly words: string | null;
  /** What the claim is for in this kind of token, in one sentence; null if no known source defines it. */
  readonly meaning: string | null;
  /** The clause or manual that says so. */
  readonly source: string | null;
  /** A duplicate that does not count: the last member of that name does (RFC 7519 section 4). */
  readonly isOverruled: boolean;
  /** The place of its disclosure in the token (RFC 9901 section 4.2); null: it is in the payload. */
  readonly disclosure: Range | null;
  /** That disclosure with what separates it from others: what is said of more than one is not said of its claim. */
  readonly around: Range | null;
}

/** The claims of a token, and the kind of token it claims to be. */
interface ClaimRows {
  /** What the token claims to be, with its article; null if unknown. */
  readonly kind: string | null;
  readonly rows: readonly ClaimRow[];
  /** Claims that this kind of token must have and this one lacks. */
  readonly missing: readonly ProfileMember[];
}

/**
 * The claims in the order of the payload or the processed payload, as far as it could be read; null if it is not a JSON
 * object. A processed payload lacks the duplicates that do not count: those are taken from `signed`, which it was made of.
 */
export function claimRows(
  header: JsonDocument,
  payload: JsonDocument,
  signed: JsonDocument = payload,
): ClaimRows | null {
  if (payload.root?.type !== "object") return null;
  const members = signed === payload ? payload.root.members : withOverruled(payload.root.members, signed);
  const kind = kindOf(lookAt(header, payload));
  const profile = kind === null ? null : profileOfKind(kind);
  const last = new Map(members.map((member) => [member.name, member]));
  return {
    kind,
    rows: members.map((member) => {
      const instant = instantOf(member);
      const { meaning: words, ...explained } = explainMember("payload", member, undefined, profile);
      return {
        member,
        instant,
        words: instant === null ? words : null,
        ...meaningOf(explained, profile),
        isOverruled: last.get(member.name) !== member,
        ...disclosed(member),
      };
    }),
    // In truncated text, claims may be missing.
    missing:
      payload.problems.length > 0
        ? []
        : (profile?.claims ?? []).filter(({ need, name }) => need === "required" && !last.has(name)),
  };
}

/** The members of a processed payload, with the duplicates in what was signed before the one that counts. */
function withOverruled(members: readonly JsonMember[], { root }: JsonDocument): readonly JsonMember[] {
  const all = root?.type === "object" ? root.members : [];
  const last = new Map(all.map((member) => [member.name, member]));
  const overruled = new Map<string, JsonMember[]>();
  for (const member of all) {
    if (last.get(member.name) === member) continue;
    const same = overruled.get(member.name);
    if (same) same.push(member);
    else overruled.set(member.name, [member]);
  }
  return members.flatMap((member) => [...(overruled.get(member.name) ?? []), member]);
}

function disclosed({ range }: JsonMember): Pick<ClaimRow, "disclosure" | "around"> {
  const disclosure = disclosureOf(range);
  return { disclosure, around: disclosure && { start: disclosure.start - 1, end: disclosure.end + 1 } };
}

function meaningOf(
  { name, title, spec, about }: Omit<ReturnType<typeof explainMember>, "meaning">,
  profile: Profile | null,
): Pick<ClaimRow, "meaning" | "source"> {
  const own = profile?.claims.find((member) => member.name === name && member.says !== undefined);
  return { meaning: about ?? title, source: own?.spec ?? spec };
}

function instantOf({ name, value }: JsonMember): number | null {
  if (value.type !== "number" || CLAIMS.get(name)?.kind !== "epoch") return null;
  return value.value < PLAUSIBLE.from || value.value > PLAUSIBLE.to ? null : value.value;
}

/** How far a moment is away: "3 days ago", "in 14 min". Takes seconds. */
export function awayWords(at: number, now: number): string {
  const span = durationWords(at - now);
  return at > now ? `in ${span}` : `${span} ago`;
}
