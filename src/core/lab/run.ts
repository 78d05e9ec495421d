import { explainRejection, type Rejection } from "./explain.ts";
import type { Flags } from "./free/flags.ts";
import type { Claims, Forgery, Scenario, Setup, Verifier } from "./types.ts";

/** A verifier's verdict on a token. */
export type Verdict =
  | { readonly verdict: "accepted"; readonly claims: Claims; readonly trace: Trace }
  | { readonly verdict: "rejected"; readonly rejection: Rejection; readonly trace: Trace };

type Trace = readonly (readonly [string, string])[];

/** One attack carried out against both verifiers. */
export interface Outcome {
  readonly setup: Setup;
  /** The forgery against the naive verifier, with the steps that the page shows. */
  readonly forgery: Forgery;
  readonly naive: Verdict;
  readonly hardened: Verdict;
  /** The forgery against the hardened verifier: a different token only if the attack queries the verifier under attack. */
  readonly presented: string;
}

/** The naive verifier of a variant. */
export function naiveOf(scenario: Scenario, variant: string): Verifier<Setup> {
  return scenario.naiveFor?.[variant] ?? scenario.naive;
}

/** The flags at fault in a variant; null if none. */
export function loosenedOf(scenario: Scenario, variant: string): Partial<Flags> | null {
  const own = scenario.loosenedFor?.[variant];
  return own === undefined ? scenario.loosened : own;
}

/** The variant with that id, or the first one; empty if a scenario has none. */
export function variantOf(scenario: Scenario, id: string | null): string {
  return (scenario.variants.find((variant) => variant.id === id) ?? scenario.variants[0])?.id ?? "";
}

/**
 * Forges in a situation, which the reader may have changed, and asks both verifiers. Never throws for a rejection;
 * throws if an attack is impossible.
 */
export async function attack(scenario: Scenario, setup: Setup): Promise<Outcome> {
  const forgery = await scenario.forge(setup, { target: "naive" });
  const naive = await present(naiveOf(scenario, setup.variant), setup, forgery);
  const second = scenario.asks ? await scenario.forge(setup, { target: "hardened" }) : forgery;
  const hardened = await present(scenario.hardened, setup, second);
  return { setup, forgery, naive, hardened, presented: second.token };
}

/** Gives a verifier the earlier tokens and then the forgery, and returns its verdict on that. */
export async function present<S extends Setup>(verifier: Verifier<S>, setup: S, forgery: Forgery): Promise<Verdict> {
  for (const token of forgery.before ?? []) await verifier.verify(setup, token).catch(() => undefined);
  return ask(verifier, setup, forgery.token);
}

/** A verifier's verdict on one token. */
export async function ask<S extends Setup>(verifier: Verifier<S>, setup: S, token: string): Promise<Verdict> {
  try {
    const claims = await verifier.verify(setup, token);
    return { verdict: "accepted", claims, trace: traceOf(verifier, setup, token) };
  } catch (error) {
    return { verdict: "rejected", rejection: explainRejection(error), trace: traceOf(verifier, setup, token) };
  }
}

function traceOf<S extends Setup>(verifier: Verifier<S>, setup: S, token: string): Trace {
  try {
    return verifier.trace?.(setup, token) ?? [];
  } catch {
    return []; // a token that cannot be read leaves no trace
  }
}
