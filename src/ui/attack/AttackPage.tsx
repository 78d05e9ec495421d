import { useEffect, useId, useState } from "react";
import { serviceAddress, USUAL_ADDRESS } from "../../core/refuse/address.ts";
import type { Kit } from "../../core/refuse/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { AttackDetail } from "./AttackDetail.tsx";
import { AttackTable } from "./AttackTable.tsx";
import { KitFile } from "./KitFile.tsx";
import { NotInKit } from "./NotInKit.tsx";
import { SendIt } from "./SendIt.tsx";
import { useKit } from "./use-kit.ts";
import { NO_KIT, WARNINGS, addressWords } from "./words.ts";
import "./attack.css";

/**
 * The attacks that fit the workbench's token, as tokens for testing your own service. Nothing is sent: the page
 * only shows commands, for addresses on this machine.
 */
export function AttackPage() {
  const kit = useKit();
  const [address, setAddress] = useState(USUAL_ADDRESS);
  useEffect(() => {
    const before = document.title;
    document.title = "Attack my token, Jotscope";
    return () => {
      document.title = before;
    };
  }, []);
  return (
    <main className="lab attack" id="main">
      <div className="attack-top">
        <div>
          <a className="link" href="#/lab">
            All scenarios of the lab
          </a>
          <h1>Attack my token</h1>
          <p className="meta">
            Tokens with one fault each, made from yours. This page sends nothing: you send them, to your own service.
          </p>
        </div>
        {kit?.kind === "kit" && <AddressField address={address} setAddress={setAddress} />}
      </div>
      {kit === null && <p className="meta">Making the tokens.</p>}
      {kit?.kind === "none" && (
        <p className="attack-none">
          {NO_KIT[kit.why]}{" "}
          <a className="link" href="#/">
            Workbench
          </a>
        </p>
      )}
      {kit?.kind === "kit" && <Attacks kit={kit} address={address} />}
    </main>
  );
}

function Attacks({ kit, address }: { readonly kit: Kit; readonly address: string }) {
  const [label, setLabel] = useState("good");
  const all = [kit.good, ...kit.tokens, ...kit.strict];
  const shown = all.find((token) => token.label === label) ?? kit.good;
  const service = serviceAddress(address);
  return (
    <>
      {kit.warnings.map((warning) => (
        <p key={warning} className="kit-warning">
          {WARNINGS[warning]}
        </p>
      ))}
      <div className="attack-desk">
        <section className="lab-pane attack-list" aria-labelledby="attack-fit">
          <div className="lab-head">
            <h2 id="attack-fit">{kit.tokens.length} attacks fit this token and key</h2>
            <span className="meta">a correct service refuses all of them</span>
          </div>
          <div className="attack-rows">
            <AttackTable kit={kit} shown={shown.label} onShow={setLabel} />
          </div>
          <NotInKit kit={kit} />
        </section>
        <div className="attack-side">
          <AttackDetail token={shown} kit={kit} />
          <SendIt token={shown} service={service} />
        </div>
      </div>
      <section className="lab-pane" aria-labelledby="attack-all">
        <div className="lab-head">
          <h2 id="attack-all">All of them as a file</h2>
        </div>
        <div className="lab-pad">
          <KitFile kit={kit} url={service.kind === "address" ? service.url : undefined} />
        </div>
      </section>
    </>
  );
}

function AddressField({
  address,
  setAddress,
}: {
  readonly address: string;
  readonly setAddress: (address: string) => void;
}) {
  const problemId = useId();
  const service = serviceAddress(address);
  const isWrong = service.kind === "refused";
  return (
    <div className="attack-address">
      <label className="field">
        <span>Your service, on this machine</span>
        <input
          {...FIELD_ATTRIBUTES}
          className="input"
          type="text"
          inputMode="url"
          value={address}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? problemId : undefined}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      </label>
      {isWrong && (
        <p className="attack-problem" id={problemId} role="status">
          {addressWords(service)}
        </p>
      )}
    </div>
  );
}
