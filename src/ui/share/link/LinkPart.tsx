import { useDeferredValue, useMemo, useState } from "react";
import type { ReportFinding } from "../../../core/report/types.ts";
import { fileText } from "../../../core/share/file.ts";
import { linkText } from "../../../core/share/link.ts";
import { type MadeView, makeView, type ShareChoice } from "../../../core/share/make.ts";
import { saveFile } from "../../../page/save-file.ts";
import { shareInput } from "../../../state/share-input.ts";
import type { View } from "../../../state/types.ts";
import { Button } from "../../Button.tsx";
import { useWalk } from "../../gateway/use-walk.ts";
import { reportOf } from "../../report/use-report.ts";
import { useAnswer } from "../../use-answer.ts";
import { useActions, useView } from "../../WorkbenchContext.tsx";
import { AsSeenThere } from "./AsSeenThere.tsx";
import { contentsOf } from "./contents.ts";
import { addressOf, isHereOnly } from "./link-address.ts";
import { LONG_LINK, qrCode, qrSvg } from "./qr.ts";
import { unexpiredOf } from "./unexpired.ts";
import "./link.css";

interface Made extends MadeView {
  /** Null if the view is too large for a link. */
  readonly link: string | null;
  readonly compressed: boolean;
}

/** A link to what is on the page, after a list of everything in it; or the same as a file. Nothing is sent. */
export function LinkPart() {
  const [chosen, setChoice] = useState<ShareChoice>({
    keepSignature: false,
    keepPersonal: false,
    clock: true,
    policy: true,
  });
  const view = useDeferredValue(useView((whole) => whole));
  // A new token resets the choice.
  const { base } = view.inputs;
  const [keptOf, setKeptOf] = useState(base);
  const [asksOf, setAsksOf] = useState<string | null>(null);
  const asks = asksOf === base;
  const choice = { ...chosen, keepSignature: chosen.keepSignature && keptOf === base };
  const made = useMade(view, choice);
  const { copyText } = useActions();
  const link = made?.link ?? null;
  const qr = useMemo(() => (link === null ? null : qrCode(link)), [link]);
  const unexpired = unexpiredOf(view);

  const change = (part: Partial<ShareChoice>): void => setChoice((before) => ({ ...before, ...part }));
  const keepSignature = (checked: boolean): void => {
    const isAsked = checked && unexpired !== null;
    setAsksOf(isAsked ? base : null);
    setKeptOf(base);
    change({ keepSignature: checked && !isAsked });
  };
  if (view.large !== null)
    return (
      <div className="link-part">
        <p>The token is too large for a link or a view file. Everything below works as usual.</p>
      </div>
    );
  return (
    <div className="link-part">
      <div className="link-words">
        <section aria-label="What is in the link">
          <h4>What is in the link</h4>
          <dl className="link-contents">
            {contentsOf(view, made, choice).map(([name, what, isIn]) => (
              <div key={name} className={isIn ? undefined : "is-out"}>
                <dt>{name}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        <fieldset className="link-choices">
          <legend>Your choice</legend>
          <Choice
            label="Keep the signature"
            about={signatureNote(choice, made, view.whole.form.startsWith("jwe"))}
            checked={choice.keepSignature || asks}
            onChange={keepSignature}
          />
          <Choice
            label="Keep personal claims"
            about={
              made === null || made.personal.length === 0
                ? "none by name"
                : `${made.personal.slice(0, 6).join(", ")}${made.personal.length > 6 ? " …" : ""}`
            }
            checked={choice.keepPersonal}
            onChange={(keepPersonal) => change({ keepPersonal })}
          />
          {asks && unexpired !== null && (
            <div className="link-question" role="group" aria-label="Keep the signature?">
              <p>
                {`${unexpired}. Anyone who gets the link, or finds it in a chat or a browser’s history, can use the token.`}
              </p>
              <Button
                className="small"
                onClick={() => {
                  setAsksOf(null);
                  change({ keepSignature: true });
                }}
              >
                Keep it anyway
              </Button>
              <Button className="small" onClick={() => setAsksOf(null)}>
                Leave it out
              </Button>
            </div>
          )}
          <Choice
            label="Include the clock"
            about={choice.clock ? "theirs is stopped at your current time" : "theirs shows real time"}
            checked={choice.clock}
            onChange={(clock) => change({ clock })}
          />
          <Choice
            label="Include the policy"
            about={view.inputs.policy.trim() === "" ? "empty now" : "as it is in Policy"}
            checked={choice.policy}
            onChange={(policy) => change({ policy })}
          />
        </fieldset>
        <AsSeenThere view={view} />
      </div>
      <div className="link-code">
        {qr !== null && (
          <svg
            className="qr"
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            shapeRendering="crispEdges"
            role="img"
            aria-label="The link as a QR code"
          >
            <path d={qr.path} />
          </svg>
        )}
        <p className="meta">
          {made === null
            ? "Making the link…"
            : link === null
              ? "Too large for a link: save it as a file"
              : `${link.length.toLocaleString("en")} characters${qr === null ? ": too long for a QR code" : ""}`}
        </p>
        {made !== null && !made.compressed && link !== null && (
          <p className="meta">This browser cannot compress: the link is longer than necessary.</p>
        )}
        {qr !== null && (
          <button
            type="button"
            className="link"
            onClick={() => saveFile(new Blob([qrSvg(qr)], { type: "image/svg+xml" }), "jotscope-link.svg")}
          >
            Save SVG
          </button>
        )}
      </div>
      <div className="link-foot">
        <input
          className="input"
          aria-label="Link"
          readOnly
          value={link ?? ""}
          spellCheck={false}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <Button
          icon="copy"
          className={link !== null && link.length > LONG_LINK ? "" : "primary"}
          disabled={link === null}
          onClick={() => link !== null && void copyText(link, "link")}
        >
          Copy link
        </Button>
        <Button
          className={link === null || link.length > LONG_LINK ? "primary" : ""}
          disabled={made === null}
          onClick={() =>
            made !== null &&
            saveFile(new Blob([fileText(made.view)], { type: "application/json" }), "view.jotscope.json")
          }
        >
          Save as a file
        </Button>
      </div>
      <p className="share-note">
        {isHereOnly()
          ? "The link leads to this page’s own address, which is on this computer. "
          : "Nothing is sent: what follows the # in a link reaches no server. "}
        To open the file in Jotscope, drop it, use Paste, or paste its text. Custom claims may still identify someone:
        read them before you share.
      </p>
    </div>
  );
}

function signatureNote(choice: ShareChoice, made: Made | null, isEncrypted: boolean): string {
  if (!choice.keepSignature)
    return isEncrypted ? "for an encrypted token, its encrypted parts" : "without it nobody can use the token";
  if (isEncrypted && !choice.keepPersonal) return "encrypted parts stay only with personal claims kept";
  if (made?.view.hidden === true) return "it does not match while claims are hidden, and could help to guess them";
  return "anyone with the link can use the token";
}

function Choice({
  label,
  about,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly about: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = `choice-${label.replaceAll(" ", "-")}`;
  return (
    <div className="link-choice">
      <label className="check">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={id}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        {label}
      </label>
      <p className="meta" id={id}>
        {about}
      </p>
    </div>
  );
}

/** The view with the chosen options, rebuilt when anything but the passing of seconds changes it. */
function useMade(view: View, choice: ShareChoice): Made | null {
  const walk = useWalk();
  const { inputs, settings, verdict, layers, path, messageOf, publicKey, privateKey, findings, shared } = view;
  const found = findings.map(({ rule, variant }) => `${rule} ${variant}`).join();
  const { keepSignature, keepPersonal, clock, policy } = choice;
  return useAnswer(
    [
      keyOf(inputs),
      keyOf(settings),
      keyOf(verdict),
      keyOf(layers),
      path,
      messageOf !== null,
      keyOf(publicKey),
      keyOf(privateKey),
      found,
      keyOf(shared ?? null),
      keepSignature,
      keepPersonal,
      clock,
      policy,
    ],
    async () => {
      const report = reportOf(view, walk, null, !keepPersonal);
      const said: readonly ReportFinding[] = report?.findings ?? [];
      const made = await makeView(shareInput(view, said), choice);
      try {
        const { text, compressed } = await linkText(made.view);
        return { ...made, link: addressOf(text), compressed };
      } catch {
        return { ...made, link: null, compressed: true };
      }
    },
  );
}

const numbers = new WeakMap<object, number>();
let last = 0;

/** A stable number for each object. */
function keyOf(object: object | null): number {
  if (object === null) return 0;
  const known = numbers.get(object) ?? (last += 1);
  numbers.set(object, known);
  return known;
}
