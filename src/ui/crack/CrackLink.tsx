import { useView } from "../WorkbenchContext.tsx";
import "./crack-link.css";

/** Links a token signed with a shared secret to the search for that secret, and takes the token along. */
export function CrackLink() {
  const isHmac = useView(({ family, base }) => family === "hmac" && base.form.startsWith("jws"));
  if (!isHmac) return null;
  return (
    <a className="link to-crack" href="#/lab/crack">
      Search for its secret
    </a>
  );
}
