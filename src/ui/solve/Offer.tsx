import { allFindings } from "../../core/rules/flatten.ts";
import { foundWords } from "../../core/rules/solve/found.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./solve.css";
import { plural } from "../../core/base/words.ts";

/** Offers, at the key fields, the reading of the key with which the token verifies. The verdict does not change until it is accepted. */
export function Offer() {
  const solution = useView(({ solution }) => solution);
  const finding = useView(({ findings }) => allFindings(findings).find(({ variant }) => variant.startsWith("found-")));
  const messageOf = useView(({ messageOf }) => messageOf);
  const { applyFix } = useActions();
  const discovery = solution?.discovery;
  if (!discovery || finding?.fix === undefined || messageOf === null) return null;
  const { fix } = finding;
  return (
    <div className={`offer sev-${finding.severity === "security" ? "security" : "ok"}`} data-rule={finding.rule}>
      <Icon name={finding.severity === "security" ? "security" : "key"} />
      <div>
        <p className="finding-title">
          <bdi>
            {discovery.args["act"] === "decrypt" ? "Decrypts" : "Verifies"}{" "}
            {foundWords()?.phrasesOf(discovery).join(", ")}
          </bdi>
        </p>
        <p className="finding-text">Found by trying {plural(solution.tried, "reading")}.</p>
      </div>
      <Button className="small" onClick={() => applyFix(fix)}>
        {messageOf(finding).fix}
      </Button>
    </div>
  );
}
