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
    case "file-decoded":
      return args["encoding"] === "UTF-16"
        ? "The file is UTF-16, as PowerShell writes it: read as text. Other programs want UTF-8"
        : `The file is no UTF-8: read as ${args["encoding"]}`;
    case "file-shown":
      return `The file is binary: its octets are shown as ${args["as"]}`;
    case "file-binary":
      return "Refused: the file is binary, and no text";
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
