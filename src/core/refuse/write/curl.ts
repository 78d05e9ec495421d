import { USUAL_ADDRESS } from "../address.ts";
import type { Kit, Part } from "../types.ts";
import { headLines, piecesOf, tokensForFile } from "./pieces.ts";

/** Quotes a text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function shellPart(part: Part): string {
  if (typeof part === "string") return shellWord(part);
  const { of, start = 0, end } = part;
  if (end === undefined) return start === 0 ? `"$${of}"` : `"\${${of}:${start}}"`;
  return end < 0 ? `"\${${of}:${start}:\${#${of}}-${start - end}}"` : `"\${${of}:${start}:${end - start}}"`;
}

/**
 * A bash script that sends every token to a service with curl and prints `ok` or `FAIL` for each. Passes tokens to curl
 * on standard input, because other users of the machine can see arguments. Exits with 0; with 1 if the service accepted
 * a token that must be refused; with 2 if the service does not answer.
 */
export function curlScript(kit: Kit, url = USUAL_ADDRESS): string {
  const good = kit.isMadeHere
    ? `good=\${JOTSCOPE_GOOD_TOKEN:-${kit.good.token}}`
    : `good=\${JOTSCOPE_GOOD_TOKEN:?Set it to a token that the service accepts}`;
  const lines = tokensForFile(kit).map(
    (token) => `refuse ${token.label} ${shellWord(token.title)} ${piecesOf(token, kit).map(shellPart).join("")}`,
  );
  return `#!/usr/bin/env bash
${headLines(kit)
  .map((line) => `# ${line}`)
  .join("\n")}
set -u

usual=${shellWord(url)}
url=\${JOTSCOPE_URL:-$usual}
${good}
IFS=. read -r header payload signature <<GOOD
$good
GOOD
failed=0

ask() {
  printf 'Authorization: Bearer %s\\n' "$1" | curl -s -o /dev/null -w '%{http_code}' --max-time 20 -H @- "$url"
}

say() {
  printf '%-4s  %s  %s (%s)\\n' "$1" "$2" "$3" "$4"
}

refuse() {
  status=$(ask "$3")
  case $status in
    401 | 403) say ok "$status" "$1" "$2" ;;
    *) say FAIL "$status" "$1" "$2"; failed=$((failed + 1)) ;;
  esac
}

status=$(ask "$good")
case $status in
  000) echo "No answer from $url" >&2; exit 2 ;;
  2??) say ok "$status" good 'The good token is accepted' ;;
  *) say FAIL "$status" good 'The good token is refused, so the rest proves nothing'; failed=1 ;;
esac

${lines.join("\n")}

echo "$failed failed"
[ "$failed" -eq 0 ]
`;
}
