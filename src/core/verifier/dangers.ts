import { SHARED_ISSUERS, type SharedIssuer, type TenantPart } from "../registry/tenants.ts";
import type { Range } from "../text/range.ts";
import { isPattern } from "./glob.ts";
import type { Danger } from "./types.ts";

/** What a group of conditions requires of one claim; all of it must hold. `how`: whether `*` and `?` are wildcards. */
export interface AskedOf {
  readonly claim: string;
  readonly values: readonly string[];
  readonly pattern: boolean;
  readonly range: Range;
}

/** The row of an issuer that issues tokens to everybody; null for any other. */
function sharedIssuer(iss: string): SharedIssuer | null {
  return SHARED_ISSUERS.find((one) => one.iss === iss || iss.startsWith(`${one.iss}/`)) ?? null;
}

/**
 * What a group that accepts tokens leaves open: nothing identifies the tenant of a shared issuer, a wildcard covers
 * the tenant, or there is no condition on the audience. `iss` is the issuer that the group trusts; `what` is what a
 * stranger gets.
 */
export function openDoors(
  group: string,
  iss: string,
  asked: readonly AskedOf[],
  what: string,
  range: Range,
): readonly Danger[] {
  return [...audienceOpen(group, asked, what, range), ...tenantOpen(group, iss, asked, what, range)];
}

/** What a provider lets in if it lists no audience. */
export function noAudience(group: string, range: Range): Danger {
  const attack =
    "A token that the same issuer made for another service is accepted too: anyone who runs that service, or reads its log, gets in.";
  return { claim: "aud", group, range, title: "No condition on aud", attack };
}

/**
 * What a provider lets in if it trusts issuers that issue tokens to everybody, and requires nothing that identifies
 * the tenant. The audience keeps nobody out: whoever asks such an issuer for a token chooses it freely.
 */
export function strangersIn(
  group: string,
  issuers: readonly string[],
  asked: readonly AskedOf[],
  what: string,
  range: Range,
): readonly Danger[] {
  return issuers
    .filter((iss) => sharedIssuer(iss) !== null)
    .flatMap((iss) => tenantOpen(group, iss, asked, what, range));
}

/** A way around the check for a request without a token. */
export function withoutToken(group: string, range: Range, title: string): Danger {
  const attack = "A request without a token passes, and reaches the service unless something else checks it.";
  return { claim: "token", group, range, title, attack };
}

function audienceOpen(group: string, asked: readonly AskedOf[], what: string, range: Range): readonly Danger[] {
  const aud = asked.filter(({ claim }) => claim === "aud" || claim === "oaud");
  const isOpen = aud.every(({ values, pattern }) => pattern && values.some((value) => /^\*+$/.test(value)));
  if (!isOpen) return [];
  return [
    {
      claim: "aud",
      group,
      range: aud[0]?.range ?? range,
      title: aud.length === 0 ? "No condition on aud" : "aud may be anything",
      attack: `A token that the same issuer made for another service is accepted too: anyone who runs that service, or reads its log, ${what}.`,
    },
  ];
}

function tenantOpen(
  group: string,
  iss: string,
  asked: readonly AskedOf[],
  what: string,
  range: Range,
): readonly Danger[] {
  const shared = sharedIssuer(iss);
  const everything = asked.find(
    ({ claim, values, pattern }) => claim === "sub" && pattern && values.some((value) => /^\*+$/.test(value)),
  );
  if (shared === null) {
    if (everything === undefined) return [];
    return [
      {
        claim: "sub",
        group,
        range: everything.range,
        title: "sub may be anything",
        attack: `Anyone who gets any token from ${iss} ${what}.`,
      },
    ];
  }
  const onTenant = asked.flatMap((one) =>
    shared.parts.filter(({ claim }) => claim === one.claim).map((part) => ({ one, part })),
  );
  if (onTenant.some(({ one, part }) => one.values.every((value) => !one.pattern || isClosed(value, part)))) return [];
  const open = onTenant.find(({ one }) => one.claim === "sub") ?? onTenant[0];
  if (open === undefined)
    return [
      {
        claim: "sub",
        group,
        range,
        title: "Nothing says whose tokens are accepted",
        attack: `${upperFirst(shared.anybody)} ${what}.`,
      },
    ];
  const { one, part } = open;
  const pattern = one.values.find((value) => !isClosed(value, part)) ?? "";
  return [
    {
      claim: one.claim,
      group,
      range: one.range,
      title: `The pattern for ${one.claim} lets strangers in`,
      attack: `“${pattern}” also matches “${strangerOf(pattern, part)}”: ${shared.anybody} with such a name ${what}.`,
    },
  ];
}

/** Whether a pattern spells out the tenant before its first wildcard. */
function isClosed(pattern: string, { before, until }: TenantPart): boolean {
  if (!isPattern(pattern)) return true;
  const literal = pattern.slice(0, pattern.search(/[*?]/));
  return literal.startsWith(before) && until !== "" && literal.slice(before.length).includes(until);
}

/** A stranger's value that a pattern matches. */
function strangerOf(pattern: string, { before, until }: TenantPart): string {
  const [start = "", ...rest] = pattern.split("*");
  const tail = rest.join("").replaceAll("?", "x");
  const name = start.replaceAll("?", "x");
  const head = before.startsWith(name) ? `${before}mallory` : `${name}mallory`;
  const hasEnd = until === "" || tail.includes(until) || head.slice(before.length).includes(until);
  return `${head}${hasEnd ? "" : `${until}any`}${tail}`;
}

const upperFirst = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
