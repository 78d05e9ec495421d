import { type Finish, ownPair, publicMembers, withMembers } from "../../core/lab/workshop.ts";
import { Button } from "../Button.tsx";
import { useAnswer } from "../use-answer.ts";
import { useActions } from "../WorkbenchContext.tsx";
import { useChallenges } from "./use-challenge.ts";

/** The public half of the attacker's own key pair, to copy or to write into the header. */
export function OwnKey({
  finish,
  header,
  onHeader,
}: {
  readonly finish: Finish;
  readonly header: string;
  readonly onHeader: (header: string) => void;
}) {
  const { environment } = useChallenges();
  const { copyText } = useActions();
  const jwk = useAnswer([finish, environment], async () => publicMembers(await ownPair(finish, environment.keys)));
  const text = jwk === null ? "" : JSON.stringify(jwk, null, 2);
  const inserted = jwk === null ? null : withJwk(header, jwk);
  return (
    <div className="challenge-own">
      <p className="challenge-label">The public half of your key pair</p>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <code className="challenge-code" role="region" aria-label="Your public key" tabIndex={0} translate="no">
        {text}
      </code>
      <div className="lab-row">
        <Button disabled={inserted === null} onClick={() => inserted !== null && onHeader(inserted)}>
          Insert into the header as jwk
        </Button>
        <Button icon="copy" disabled={jwk === null} onClick={() => void copyText(text, "key")}>
          Copy your public key
        </Button>
      </div>
    </div>
  );
}

/** Null where the header is not a JSON object. */
function withJwk(header: string, jwk: object): string | null {
  try {
    return withMembers(header, { jwk });
  } catch {
    return null;
  }
}
