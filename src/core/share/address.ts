/**
 * The page's address. A token is only ever put into the fragment, which servers do not see. `?token=` is read as well,
 * because such links exist, and removed at once; so are the keys that links to jwt.io carry along.
 *
 * Parameters are joined by `&`; values are percent-decoded, and `+` is a plus.
 */
export interface Address {
  /** The token in the address, decoded; null if there is none. */
  readonly token: string | null;
  /** Where it was: the server saw a token in the query. */
  readonly tokenIn: "fragment" | "query" | null;
  /** `publicKey` (PEM or JWK) and `secret`, decoded, wherever they were; null if absent. */
  readonly publicKey: string | null;
  readonly secret: string | null;
  /** `s`: the text of a shared view. */
  readonly shared: string | null;
  /** `now`: the NumericDate at which the clock is stopped. */
  readonly now: number | null;
  /** `editor=plain`. */
  readonly editor: "plain" | null;
  /** Names of parameters with unusable values. */
  readonly bad: readonly string[];
  /** `/lab`, `/lab/<scenario>`: a fragment that starts with a slash is a place in the page; "" is the workbench. */
  readonly route: string;
  /** Query and fragment without token, keys and shared view, each with its `?` or `#`, or empty. */
  readonly cleaned: { readonly search: string; readonly hash: string };
}

const TOKEN_NAMES: ReadonlySet<string> = new Set(["token", "id_token", "access_token", "value"]);

/** What must not stay in the address besides the token: removed from query and fragment alike. */
const TAKEN_OUT = ["publicKey", "secret", "s"] as const;

/** The fragment of the older jwt.io: `#debugger-io?token=…`. */
const OLD_FRAGMENT = "debugger-io?";

/**
 * Parses `location.search` and `location.hash` (each with its first character, or empty). Never fails: `bad` lists what
 * could not be used.
 */
export function readAddress(search: string, hash: string): Address {
  let fragment = hash.replace(/^#/, "");
  if (fragment.startsWith(OLD_FRAGMENT)) fragment = fragment.slice(OLD_FRAGMENT.length);
  const query = search.replace(/^\?/, "");

  let token: string | null = null;
  let tokenIn: Address["tokenIn"] = null;
  let now: number | null = null;
  let editor: Address["editor"] = null;
  let route = "";
  const bad: string[] = [];
  const taken: Partial<Record<(typeof TAKEN_OUT)[number], string>> = {};

  const keep = (part: string, place: "fragment" | "query"): boolean => {
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    if (equals < 0) {
      if (place === "fragment" && part.startsWith("/")) route = part;
      return part !== "";
    }
    const value = percentDecode(part.slice(equals + 1));
    if (TOKEN_NAMES.has(name)) {
      if (place === "query" && name !== "token") return true;
      // A token with broken percent escapes opens as it is: the page shows where.
      const text = value ?? part.slice(equals + 1);
      if (text !== "") {
        token ??= text;
        // Whichever token opens, the server saw the one in the query.
        tokenIn = place;
      }
      return false;
    }
    const takenOut = TAKEN_OUT.find((one) => one === name);
    if (takenOut !== undefined) {
      const text = value ?? part.slice(equals + 1);
      if (text !== "") taken[takenOut] ??= text;
      return false;
    }
    if (place === "query") return true;
    if (name === "now") {
      const seconds = value !== null && /^\d{1,12}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
      if (Number.isNaN(seconds)) bad.push(name);
      else now = seconds;
    } else if (name === "editor") {
      if (value === "plain") editor = "plain";
      else bad.push(name);
    }
    return true;
  };

  const hashParts = fragment.split("&").filter((part) => keep(part, "fragment"));
  const searchParts = query.split("&").filter((part) => keep(part, "query"));
  return {
    token,
    tokenIn,
    publicKey: taken.publicKey ?? null,
    secret: taken.secret ?? null,
    shared: taken.s ?? null,
    now,
    editor,
    bad,
    route,
    cleaned: {
      search: searchParts.length === 0 ? "" : `?${searchParts.join("&")}`,
      hash: hashParts.length === 0 ? "" : `#${hashParts.join("&")}`,
    },
  };
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
