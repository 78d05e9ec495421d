import type { CollectedToken } from "./types.ts";

/** The tokens of one issuer, grouped by kind. */
interface Group {
  /** The issuer's display name: its host if `iss` is a URL, else `iss`; "" if there is none. */
  readonly issuer: string;
  readonly tokens: readonly CollectedToken[];
}

/** The tokens by issuer, then kind, each in the order in which it was first seen; those without an issuer last. */
export function groupsOf(tokens: readonly CollectedToken[]): readonly Group[] {
  const issuers = [...by(tokens, issuerName)].toSorted(([one], [other]) => Number(one === "") - Number(other === ""));
  return issuers.map(([issuer, ofIssuer]) => ({
    issuer,
    tokens: [...by(ofIssuer, ({ claims }) => claims.kind).values()].flat(),
  }));
}

/** The issuer of a token, by its display name. */
export function issuerName({ claims: { issuer } }: CollectedToken): string {
  return issuer;
}

/** The name of each token: its kind, with a number if its issuer has several of that kind. */
export function namesOf(tokens: readonly CollectedToken[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const same of by(tokens, (token) => `${issuerName(token)}\n${token.claims.kind}`).values())
    for (const [at, { index, claims }] of same.entries())
      names.set(index, same.length === 1 ? claims.kind : `${claims.kind} ${at + 1}`);
  return names;
}

export function by<Key>(
  tokens: readonly CollectedToken[],
  key: (token: CollectedToken) => Key,
): ReadonlyMap<Key, readonly CollectedToken[]> {
  const groups = new Map<Key, CollectedToken[]>();
  for (const token of tokens) {
    const name = key(token);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [token]);
    else group.push(token);
  }
  return groups;
}
