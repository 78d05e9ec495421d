import { useState } from "react";
import type { ServiceAddress } from "../../core/refuse/address.ts";
import { SEND_COMMANDS, tokenFile } from "../../core/refuse/command.ts";
import type { KitToken } from "../../core/refuse/types.ts";
import { Button } from "../Button.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { addressWords } from "./words.ts";

/** The command that sends one token to the user's own service; none for an address that is not on this machine. */
export function SendIt({ token, service }: { readonly token: KitToken; readonly service: ServiceAddress }) {
  const [id, setId] = useState("curl");
  const { copyText } = useActions();
  const how = SEND_COMMANDS.find((one) => one.id === id) ?? SEND_COMMANDS[0]!;
  const file = tokenFile(token.label);
  return (
    <section className="lab-pane" aria-labelledby="attack-send">
      <div className="lab-head">
        <h2 id="attack-send">Send it yourself</h2>
        <span className="meta">this page sends nothing</span>
      </div>
      <div className="lab-pad attack-send">
        {service.kind === "refused" ? (
          <p>No command: {addressWords(service)}</p>
        ) : (
          <>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="attack-command" role="region" aria-label="Send command" tabIndex={0}>
              {how.write(service.url, file)}
            </pre>
            <div className="row attack-acts">
              <Select label="Command for" value={how.id} onChange={setId}>
                <Options of={SEND_COMMANDS.map(({ id, title }) => [id, title])} />
              </Select>
              <Button icon="copy" onClick={() => void copyText(how.write(service.url, file), "command")}>
                Copy command
              </Button>
            </div>
            <p className="meta">
              It reads the token from {file}, so it stays out of the shell history and the process list.
            </p>
          </>
        )}
      </div>
    </section>
  );
}
