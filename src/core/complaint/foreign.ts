/**
 * What systems set to another language write for the words that messages about tokens are made of. Phrases are of words
 * of two letters or more, as from `wordsOf`.
 */
const SPELLED: Readonly<Record<string, string>> = {
  "not yet valid":
    "noch nicht gültig|pas encore valide|aún no es válido|todavía no es válido|ainda não válido|non ancora valido|ещё не действителен|nog niet geldig",
  "not found":
    "nicht gefunden|introuvable|no encontrado|no encontrada|não encontrado|não encontrada|non trovato|non trovata|не найден|не найдена|niet gevonden|nie znaleziono",
  "does not exist":
    "no existe|existe pas|existiert nicht|não existe|non esiste|bestaat niet|finns inte|не существует|nie istnieje",
  expired:
    "abgelaufen|expiré|expirée|expirado|expirada|expirou|caducado|caducada|caducó|vencido|scaduto|scaduta|verlopen|истёк|истек|истекло|просрочен|wygasł|utgången|udløbet|süresi doldu",
  invalid:
    "ungültig|ungültige|ungültiger|ungültiges|invalide|inválido|inválida|non valido|non valida|no válido|no válida|no es válido|no es válida|não válido|não válida|est pas valide|недействителен|недействительна|неверный|неверная|неверна|ongeldig|ongeldige|nieprawidłowy|ogiltig|geçersiz",
  malformed: "fehlerhaft|fehlerhaftes|malformé|mal formado|malformado|malformato",
  missing:
    "fehlt|fehlend|fehlendes|manquant|manquante|falta|faltante|ausente|manca|mancante|ontbreekt|отсутствует|saknas",
  expected: "erwartet|attendu|attendue|esperado|esperada|atteso|attesa|ожидался|verwacht|oczekiwano",
  token: "jeton|токен|токена|tokenu",
  signature: "signatur|firma|assinatura|подпись|подписи|handtekening|podpis",
  audience: "audiencia|audiência|zielgruppe|аудитория|аудитории",
  issuer: "aussteller|émetteur|emisor|emissor|emittente|издатель",
  algorithm: "algorithmus|algorithme|algoritmo|алгоритм",
  key: "schlüssel|clé|clave|chave|chiave|ключ|sleutel|klucz|nyckel",
  user: "usuario|utilisateur|benutzer|utente|usuário|gebruiker|användare|пользователь|użytkownik",
};

/** The same in scripts that put no space between words. */
const UNSPACED: Readonly<Record<string, string>> = {
  "not yet valid": "尚未生效|未生效|まだ有効ではありません",
  "not found": "未找到|找不到|見つかりません|찾을 수 없",
  "does not exist": "不存在|存在しません|존재하지",
  expired: "已过期|过期|過期|期限切れ|期限が切れ|만료",
  invalid: "无效|無效|無効|유효하지",
  mismatch: "不匹配|不一致|一致しません|일치하지",
  missing: "缺少|缺失|누락",
  token: "令牌|トークン|토큰",
  signature: "签名|簽名|署名|서명",
  audience: "受众|オーディエンス",
  issuer: "颁发者|签发者|発行者|발급자",
  algorithm: "算法|演算法|アルゴリズム|알고리즘",
  key: "密钥|公钥|私钥|公開鍵|秘密鍵",
  user: "用户|用戶|ユーザー|사용자",
};

const englishOf = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table).flatMap(([english, words]) => words.split("|").map((word) => [word, english] as const)),
  );

const SPELLED_IN_ENGLISH = englishOf(SPELLED);
const UNSPACED_IN_ENGLISH = englishOf(UNSPACED);
const ANY_SPELLED = new RegExp(`(?<= )(?:${Object.values(SPELLED).join("|")})(?= )`, "g");
const ANY_UNSPACED = new RegExp(Object.values(UNSPACED).join("|"), "g");

/**
 * Words of a message, joined by single spaces with one before and after, with those of other languages in English. Other
 * words stay as they are. Never throws; linear time.
 */
export function inEnglish(joined: string): string {
  return joined
    .replace(ANY_SPELLED, (word) => SPELLED_IN_ENGLISH.get(word) ?? word)
    .replace(ANY_UNSPACED, (word) => ` ${UNSPACED_IN_ENGLISH.get(word) ?? word} `)
    .replace(/ {2,}/g, " ");
}
