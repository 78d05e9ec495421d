import type { Notice } from "../../state/types.ts";

/** The text of a notice. */
export function noticeWords({ code, args }: Notice): string {
  switch (code) {
    case "copied":
      return `Copied the ${String(args["what"]).replace("-", " ")}`;
    case "copy-failed":
      return "The browser blocked the clipboard. Select the text and copy it";
    case "too-large":
      return `Refused: ${megabytes(args["size"])} is over the limit of ${megabytes(args["limit"])}`;
    case "file-decoded":
      return args["encoding"] === "UTF-16"
        ? "The file is UTF-16, as PowerShell writes it: read as text. Other programs expect UTF-8"
        : `The file is not UTF-8: read as ${args["encoding"]}`;
    case "file-shown":
      return `The file is binary: its bytes are shown as ${args["as"]}`;
    case "file-binary":
      return "Refused: the file is binary, not text";
    case "address-bad-value":
      return `The address has a value for ${args["name"]} that cannot be used; it is ignored`;
    case "shared-fault":
      return `${faultWords(args)}. Nothing has changed`;
    case "address-key-alone":
      return "The link has a key but no token. The key was removed from the address bar and is not used";
    case "link-opened":
      return "Opened the link's token. Undo brings back what was here";
    case "placed":
      return [...placedWords(args), ...leftWords(args)].join(". ");
    case "claims":
      return "Decoded claims, not a token. Nothing has changed";
    case "foreign":
      return `This ${args["certain"] === 1 ? "is" : "looks like"} ${args["name"]}, not a JWT. Nothing has changed`;
    case "nothing-known":
      return [...unknownWords(args), ...leftWords(args), "Nothing has changed"].join(". ");
    case "importing":
      return `Reading ${args["name"]} into the Collection. The token that is open stays`;
    case "cleared":
      return "Cleared. Undo brings everything back; “Forget everything” under Privacy erases that too";
    case "auth-js":
      return `The secret is now the key that Auth.js ${args["version"]} derives from it${args["cookie"] === "" ? "" : ` for the cookie ${args["cookie"]}`}`;
    case "auth-js-none":
      return "No key that Auth.js derives from this secret decrypts the token: the secret is wrong, or the cookie has a custom name";
    case "algorithm-members":
      return `Removed from the header, since ${args["alg"]} does not use them: ${args["names"]}`;
    case "generated":
      return `Generated a key for ${args["alg"]}`;
    case "generate-late":
      return `The key for ${args["alg"]} was discarded: the algorithm or keys changed in the meantime`;
    case "generate-failed":
      return `This browser cannot generate a key for ${args["alg"]}`;
  }
}

function megabytes(size: unknown): string {
  return `${(Number(size) / 1024 / 1024).toFixed(1)} MB`;
}

function placedWords({ what, keys, tokens, name }: Notice["args"]): readonly string[] {
  return String(what)
    .split(" ")
    .map((kind) => {
      switch (kind) {
        case "token":
          return Number(tokens) > 1 ? `Opened one of ${tokens} tokens` : "Token opened";
        case "shared-view":
          return "Shared view opened: claimed by the link, not checked here";
        case "public-key":
          return Number(keys) > 1 ? `Set of ${keys} keys put in Public key` : "Key put in Public key";
        case "private-key":
          return "Private key put in Private key";
        case "shared-key":
          return "Key put in Secret";
        case "policy":
          return "Policy put in Policy";
        case "detached-payload":
          return "Body put in Detached payload";
        case "foreign":
          return `This is ${name}, not a JWT`;
        case "verifier":
          return "Configuration put in Verifier’s configuration";
        default:
          return "Error message put in Explain error";
      }
    });
}

/** Why a shared view does not open. */
function faultWords({ fault, version }: Notice["args"]): string {
  switch (fault) {
    case "version":
      return `The link is a shared view of version ${version}. This page reads version 1`;
    case "too-large":
      return "The link unpacks to more than 1 MB, too much for a shared view. It was not read further";
    case "not-a-view":
      return "The link could be unpacked, but contains no shared view";
    case "file":
      return "The file is a shared view of another version, or damaged";
    default:
      return "The link to a shared view is damaged: part of it is missing or changed";
  }
}

function unknownWords({ link, clock }: Notice["args"]): readonly string[] {
  if (link !== undefined)
    return [`A wallet link without a token in it. Its parameters: ${String(link).replaceAll(" ", ", ")}`];
  return [
    clock === undefined ? "Nothing in the pasted text was recognised" : "A response without a token, key or error",
  ];
}

/** Things that were not placed are named, so nobody assumes they were. */
function leftWords({ left }: Notice["args"]): readonly string[] {
  if (left === undefined) return [];
  return [`Not placed: ${String(left).split(" ").map(leftName).join(", ")}`];
}

function leftName(kind: string): string {
  switch (kind) {
    case "public-key":
      return "another key";
    case "private-key":
      return "another private key";
    case "shared-key":
      return "another shared key";
    case "policy":
      return "another policy";
    case "verifier":
      return "another configuration";
    case "claims":
      return "further claims";
    case "detached-payload":
      return "another body";
    case "link-value":
      return "a value in the link that cannot be used";
    default:
      return "another error message";
  }
}

/** How far a server's clock is from real time, in words; takes seconds, positive if it is ahead. */
export function skewWords(skew: number): string {
  const size = Math.abs(skew);
  if (size < 2) return "same time";
  const [amount, unit] =
    size < 120
      ? [size, "s"]
      : size < 7200
        ? [size / 60, "min"]
        : size < 172_800
          ? [size / 3600, "h"]
          : [size / 86_400, "d"];
  return `${Math.round(amount)} ${unit} ${skew > 0 ? "ahead" : "behind"}`;
}
