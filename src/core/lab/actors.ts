import type { Actor, Held, LabEnvironment } from "./types.ts";

/** The actors: one issuer, one service, one attacker. Names end in `.example` (RFC 2606), so they belong to no one. */
export const ISSUER = "https://id.example";
export const AUDIENCE = "https://orders.example";
/** RFC 9068 section 2.1. */
export const ACCESS_TOKEN_TYPE = "at+jwt";
export const KEY_ID = "2026-11-a";

/** The claims of an ordinary user's access token, good for ten minutes from a minute ago. */
export function honestClaims(now: number): Record<string, unknown> {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: "mallory",
    role: "viewer",
    iat: now - 60,
    exp: now + 540,
    jti: "5f0c77e2",
  };
}

/** The header of an honest token of that algorithm. */
export function honestHeader(alg: string): Record<string, unknown> {
  return { alg, typ: ACCESS_TOKEN_TYPE, kid: KEY_ID };
}

/** The attacker's goal, if she can choose the claims. */
export const ADMIN = { role: "admin" } as const;

/** The usual three actors and their keys. */
export function cast(
  issuer: readonly Held[],
  service: readonly Held[],
  attacker: readonly Held[],
  roles: { readonly issuer?: string; readonly service?: string; readonly attacker?: string } = {},
): readonly Actor[] {
  return [
    { name: "Issuer", side: "issuer", role: roles.issuer ?? "signs tokens", holds: issuer },
    { name: "Orders API", side: "service", role: roles.service ?? "verifies tokens", holds: service },
    { name: "Mallory", side: "attacker", role: roles.attacker ?? "an ordinary user", holds: attacker },
  ];
}

export const PRIVATE: Held = { name: "private key", kind: "private" };
export const PUBLIC: Held = { name: "public key", kind: "public" };
/** Keys that an attacker can make herself. */
export const OWN: Held = { name: "her own key pair", kind: "private" };
/** The key pair that a service decrypts with and others encrypt to. */
export const OPENER: Held = { name: "service's private key", kind: "private" };
export const SEALER: Held = { name: "service's public key", kind: "public" };
export const SECRET: Held = { name: "secret", kind: "secret" };

/** The moment as the `Date` that jose's `currentDate` takes. */
export function dateOf({ now }: Pick<LabEnvironment, "now">): Date {
  return new Date(now * 1000);
}
