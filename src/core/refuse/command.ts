import { shellWord } from "./write/curl.ts";

/**
 * The command that sends one token. It reads the token from a file, to keep it out of shell history and process list.
 */
interface SendCommand {
  readonly id: string;
  readonly title: string;
  readonly write: (url: string, file: string) => string;
}

export const SEND_COMMANDS: readonly SendCommand[] = [
  {
    id: "curl",
    title: "curl",
    write: (url, file) => `printf 'Authorization: Bearer %s\\n' "$(cat ${file})" |\n  curl -i -H @- ${shellWord(url)}`,
  },
  {
    id: "powershell",
    title: "PowerShell 7",
    write: (url, file) =>
      `$token = Get-Content -Raw ${file}\nInvoke-WebRequest '${url.replaceAll("'", "''")}' -SkipHttpErrorCheck -SkipHeaderValidation -Headers @{ Authorization = "Bearer $token" }`,
  },
];

/** The file name of a token for such a command. */
export function tokenFile(label: string): string {
  return `${label}.jwt`;
}
