import { expect, test } from "vitest";
import { diagnoseComplaint } from "./diagnose.ts";
import { inEnglish } from "./foreign.ts";
import { matchComplaint } from "./match.ts";
import { standingOf } from "./standing.ts";

const read = (text: string) => diagnoseComplaint(matchComplaint(text), (rule) => standingOf(rule, null));

/** The first answer, where the text is known. */
function first(text: string): string | undefined {
  const reading = read(text);
  return reading.kind === "known" ? reading.answers[0]?.rule : undefined;
}

test("words of other languages are put into English, others stay", () => {
  expect(inEnglish(" das token ist abgelaufen jwt ")).toBe(" das token ist expired jwt ");
  expect(inEnglish(" jwt令牌已过期 ")).toBe(" jwt token expired ");
  expect(inEnglish(" el usuario no existe ")).toBe(" el user does not exist ");
  expect(inEnglish(" the signature is invalid ")).toBe(" the signature is invalid ");
});

test.each([
  ["Das Token ist abgelaufen (JWT exp)", "TIM-01"],
  ["JWT: срок действия токена истёк", "TIM-01"],
  ["JWT令牌已过期", "TIM-01"],
  ["JWT 토큰이 만료되었습니다", "TIM-01"],
  ["O token JWT expirou", "TIM-01"],
  ["Le JWT n’est pas encore valide", "TIM-05"],
  ["La firma del token JWT no es válida", "SEC-14"],
  ["Ungültige Signatur (JWT)", "SEC-14"],
  ["JWTの署名が無効です", "SEC-14"],
  ["JWT: Aussteller ungültig. Erwartet: https://id.acme.test", "CLM-01"],
  ["audiencia inválida en el JWT", "CLM-05"],
  ["L'utilisateur du claim sub n'existe pas (JWT)", "CLM-13"],
])("a system in another language is understood: %s", (text, rule) => {
  expect(first(text)).toBe(rule);
});

test.each([
  "Das Zertifikat ist abgelaufen",
  "Ungültige Signatur des Pakets",
  "La sesión ha expirado, inicie sesión de nuevo",
  "ライセンスの有効期限が切れています",
])("what is not about tokens stays unknown in any language: %s", (text) => {
  expect(read(text).kind).toBe("unknown");
});
