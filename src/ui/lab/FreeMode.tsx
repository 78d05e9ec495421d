import { useMemo, useState } from "react";
import type { AttackThrough } from "../../core/lab/free/attacks.ts";
import { FLAG_ROWS, type FlagName, type Flags, HARDENED, loosenedIn } from "../../core/lab/free/flags.ts";
import { freeSigners } from "../../core/lab/free/sign.ts";
import { printJson } from "../../core/json/print.ts";
import { loosenedOf } from "../../core/lab/run.ts";
import { createKeyShop, type KeyPair } from "../../core/lab/toolkit/key-shop.ts";
import type { Forgery, Scenario, Setup } from "../../core/lab/types.ts";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { FreeCode } from "./FreeCode.tsx";
import { FreeFlags } from "./FreeFlags.tsx";
import { FreeChecks, FreeVerdictBar } from "./FreeVerdict.tsx";
import { Pane } from "./Pane.tsx";
import { TokenText } from "./TokenText.tsx";
import { useFreeVerdict } from "./use-free-verdict.ts";
import { Options } from "../Options.tsx";
import { VariantSelect } from "./VariantSelect.tsx";
import { useAnswer } from "../use-answer.ts";

/** The attack's own token: header, claims and signature as the attack made them. */
const ATTACK = "attack";

/**
 * The verifier as a board: every check can be loosened and hardened, claims and header edited, the signing key chosen. Verdict
 * and code follow, and the verdict stays in sight.
 */
export function FreeMode({
  scenario,
  setup,
  attack,
  onVariant,
  copyText,
}: {
  readonly scenario: Scenario;
  readonly setup: Setup;
  readonly attack: Forgery;
  readonly onVariant: (variant: string) => void;
  readonly copyText: (text: string) => Promise<void>;
}) {
  const atFault = loosenedOf(scenario, setup.variant);
  const loosened = atFault ?? {};
  const texts = useMemo(() => textsOf(attack.token), [attack]);
  const [header, setHeader] = useState(texts.header);
  const [payload, setPayload] = useState(texts.payload);
  const [signerId, setSigner] = useState(ATTACK);
  const [flags, setFlags] = useState<Flags>({ ...HARDENED, ...loosened });
  const own = useOwnPair(setup.bench.alg);
  const signers = useMemo(() => (own ? freeSigners(setup, pairOf(setup), own) : []), [setup, own]);
  const isEdited = header !== texts.header || payload !== texts.payload;
  // The attack's signature covers the attack's texts: changed texts must be signed again.
  const signer =
    signers.find(({ id }) => id === signerId) ?? (isEdited ? (signers.find(({ id }) => id === "kept") ?? null) : null);
  const answer = useFreeVerdict(setup, attack, { header, payload, signer, flags });
  const change = (name: FlagName, value: string): void => setFlags({ ...flags, [name]: value });
  const onAttack = (chosen: AttackThrough): boolean => {
    if (chosen.scenario !== scenario || chosen.tells) return false;
    if (chosen.variant === setup.variant) setFlags({ ...HARDENED, ...loosened });
    else onVariant(chosen.variant);
    return true;
  };
  const loose = loosenedIn(flags).length;
  return (
    <div className="lab-free">
      <FreeVerdictBar
        verdict={answer?.verdict ?? null}
        decision={answer?.decision ?? null}
        isStoppable={atFault !== null}
      />
      <div className="lab-bench">
        <Pane
          title="The checks"
          meta={loose === 0 ? `all ${FLAG_ROWS.length} hardened` : `${loose} of ${FLAG_ROWS.length} loosened`}
          className="lab-board"
          tools={
            <>
              <Button icon="lock" onClick={() => setFlags(HARDENED)}>
                Harden all
              </Button>
              {atFault !== null && (
                <button type="button" className="btn" onClick={() => setFlags({ ...HARDENED, ...loosened })}>
                  <Icon name="open" />
                  <span>
                    Loosen what this attack needs<span className="visually-hidden">, as the naive one does</span>
                  </span>
                </button>
              )}
            </>
          }
        >
          {atFault === null && (
            <p className="lab-pad">No check can stop this attack: the attacker has a working key.</p>
          )}
          <FreeFlags
            flags={flags}
            guilty={Object.keys(loosened)}
            decision={answer?.decision ?? null}
            onChange={change}
            onAttack={onAttack}
          />
        </Pane>
        <FreeCode flags={flags} decision={answer?.decision ?? null} copyText={copyText} />
      </div>
      <div className="lab-bench">
        <Pane
          title="The token"
          meta="change what you like"
          tools={<VariantSelect scenario={scenario} variant={setup.variant} onVariant={onVariant} />}
        >
          <div className="lab-pad lab-fields">
            <Field label="Header of the forgery" value={header} onChange={setHeader} />
            <Field label="Claims of the forgery" value={payload} onChange={setPayload} />
            <label>
              <span>Signed with</span>
              <select value={signer?.id ?? ATTACK} onChange={({ currentTarget }) => setSigner(currentTarget.value)}>
                <option value={ATTACK} disabled={isEdited}>
                  as the attack does{isEdited ? ": only without your edits" : ""}
                </option>
                <Options of={signers.map(({ id, label }) => [id, label])} />
              </select>
            </label>
            {answer && <TokenText token={answer.token} />}
          </div>
        </Pane>
        {answer && <FreeChecks verdict={answer.verdict} />}
      </div>
    </div>
  );
}

function Field({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <textarea
        {...FIELD_ATTRIBUTES}
        value={value}
        rows={Math.min(14, value.split("\n").length)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

/** Header and payload of a token as pretty JSON; unreadable text stays unchanged. */
function textsOf(token: string): { readonly header: string; readonly payload: string } {
  const [header = "", payload = ""] = token
    .split(".", 2)
    .map((part) => printJson(decodeUtf8(decodeBase64Url(part).bytes).text));
  return { header, payload };
}

/** The issuer's key pair, if the situation has one. */
function pairOf(setup: Setup): KeyPair | null {
  const { pair } = setup as Setup & { readonly pair?: KeyPair };
  return pair ?? null;
}

const shop = createKeyShop();

function useOwnPair(alg: string): KeyPair | null {
  return useAnswer([alg], () => (alg === "ES256" ? shop.p256("free") : shop.rsa("free")));
}
