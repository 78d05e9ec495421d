import type { Notice } from "../../state/types.ts";

/** The line for a passing event. */
export function noticeWords({ code, args }: Notice): string {
  switch (code) {
    case "copied":
      return `Copied the ${String(args["what"]).replace("-", " ")}`;
    case "copy-failed":
      return "The browser refused the clipboard. Select the text and copy it";
    case "too-large":
      return `Refused: ${megabytes(args["size"])} is over the limit of ${megabytes(args["limit"])}`;
    case "address-bad-value":
      return `The address has a value for ${args["name"]} that can not be used; it is ignored`;
    case "generated":
      return `Made a fresh key for ${args["alg"]}`;
    case "generate-late":
      return `The key for ${args["alg"]} came too late and is not set: algorithm or keys had changed`;
    case "generate-failed":
      return `This browser can not make a key for ${args["alg"]}`;
  }
}

function megabytes(size: unknown): string {
  return `${(Number(size) / 1024 / 1024).toFixed(1)} MB`;
}
