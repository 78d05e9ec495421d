import { durationWords } from "../../core/claims/describe.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import type { CollectedToken, PlaceKind, Use } from "../../core/collect/types.ts";
import { timeOfDay } from "./times.ts";

/** How many places are listed; the others are counted. */
const MOST = 50;

const PLACES: Readonly<Record<PlaceKind, string>> = {
  header: "header",
  cookie: "cookie",
  query: "query",
  fragment: "fragment",
  path: "path",
  body: "body",
  message: "WebSocket",
  line: "text",
};

/** Where a token was found; the places that stand out come first. */
export function Uses({ token, style }: { readonly token: CollectedToken; readonly style: TimeStyle }) {
  const marked = (use: Use): number => Number(use.late !== null || use.elsewhere);
  const listed = token.uses.toSorted((a, b) => marked(b) - marked(a)).slice(0, MOST);
  const more = token.counts.all - listed.length;
  return (
    <div className="uses">
      <ul aria-label="Places">
        {listed.map((use, index) => (
          // Two places may be equal, and none moves.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <Place use={use} style={style} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="meta">And {more.toLocaleString("en")} more.</p>}
    </div>
  );
}

function Place({ use, style }: { readonly use: Use; readonly style: TimeStyle }) {
  const { at, host, method, path, place, name, sent, status, late, elsewhere } = use;
  const isLine = place === "line" && host === null;
  return (
    <>
      <span className="meta">{at === null ? "no time" : timeOfDay(at, style)}</span>
      <span className="use-what">
        {isLine ? `Line ${use.entry.toLocaleString("en")}` : `Request ${use.entry.toLocaleString("en")}`}
        {(host !== null || path !== null) && (
          <code translate="no">
            {[method, `${host ?? ""}${path ?? ""}`].filter((part) => part !== null && part !== "").join(" ")}
          </code>
        )}
      </span>
      <span>
        {sent === null ? "" : sent ? "sent in the " : "received in the "}
        {sent === null ? `in the ${PLACES[place]}` : PLACES[place]}
        {name !== null && (
          <>
            {" "}
            <code translate="no">{name}</code>
          </>
        )}
      </span>
      <span>
        {status === null ? "" : `answered ${status}`}
        {late !== null && <b className="sev-error"> {durationWords(late)} after expiry</b>}
        {elsewhere && <b className="sev-security"> another host</b>}
      </span>
    </>
  );
}
