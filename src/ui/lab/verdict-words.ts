import { flawDecides, type Scene } from "../../core/lab/scenes.ts";
import type { Claims, Scenario, Setup } from "../../core/lab/types.ts";

/** A verifier's verdict on a step's token in one or two sentences. */
export function explained(
  scenario: Scenario,
  setup: Setup | null,
  scene: Scene,
  which: "naive" | "hardened",
  { isAttack, isStart }: { readonly isAttack: boolean; readonly isStart: boolean },
): string {
  const verdict = scene[which];
  if (verdict.verdict === "accepted") {
    if (!isAttack) return `It takes the token for ${believed(verdict.claims)}.`;
    return which === "naive" ? scenario.consequence : "The hardened verifier accepted this token.";
  }
  const { message } = verdict.rejection;
  if (which === "naive") return message;
  // The defence is a different key, which cannot verify tokens of the weak one, honest or not.
  if (isStart && setup?.hardenedHonest !== undefined)
    return `${message} The defence is a different key, with its own tokens.`;
  return scene.presented === null ? message : `Attacked on its own, it leaked nothing. ${message}`;
}

/**
 * What a verdict on the token of a step (from 1) means: `fooled`, an attack was let through; `stopped`, the token was
 * refused; `right`, a token was accepted that is not an attack yet.
 */
export function toneOf(
  scene: Scene,
  which: "naive" | "hardened",
  step: number,
  isAttack: boolean,
): "fooled" | "stopped" | "right" {
  if (scene[which].verdict === "rejected") return "stopped";
  return isAttack || flawDecides(scene, step) ? "fooled" : "right";
}

/** The claims for identity and permissions; two at most. */
export function believed(claims: Claims): string {
  return ["sub", "role", "scope", "aud", "iss"]
    .filter((name) => claims[name] !== undefined)
    .slice(0, 2)
    .map((name) => `${name} ${typeof claims[name] === "string" ? claims[name] : JSON.stringify(claims[name])}`)
    .join(", ");
}
