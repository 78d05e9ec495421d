import type { Wordings } from "./wording.ts";

export const timeWordings: Wordings = {
  "TIM-01/expired": (a) => [
    a["span"] === "0 s" ? "Expired just now" : `Expired ${a["span"]} ago`,
    `exp is ${a["when"]}. On or after it the token must not be accepted (RFC 7519 section 4.1.4), however good its signature. Get a fresh one.`,
    "Move the clock to before it",
  ],
  "TIM-01/allowed": (a) => [
    a["span"] === "0 s"
      ? "Expired just now, within the policy's leeway"
      : `Expired ${a["span"]} ago, within the policy's leeway`,
    `exp is ${a["when"]}. The policy's leeway of ${a["leeway"]} s lets it pass (RFC 7519 section 4.1.4); a verifier without one refuses it.`,
    "Move the clock to before it",
  ],
  "TIM-05/allowed": (a) => [
    `Not valid for another ${a["span"]}, within the policy's leeway`,
    `nbf is ${a["when"]}. The policy's leeway of ${a["leeway"]} s lets it pass (RFC 7519 section 4.1.5); a verifier without one refuses it.`,
    "Move the clock to it",
  ],
  "TIM-05/not-yet": (a) => [
    `Not valid for another ${a["span"]}`,
    `nbf is ${a["when"]}. Before it the token must not be accepted (RFC 7519 section 4.1.5).`,
    "Move the clock to it",
  ],
  "TIM-05/skew": (a) => [
    `Not valid for another ${a["span"]}`,
    `nbf is ${a["when"]}. So short a wait is often two clocks that differ: verifiers allow a leeway of a minute or so (RFC 7519 section 4.1.5).`,
    "Move the clock to it",
  ],
  "TIM-06/future": (a) => [
    `Issued ${a["span"]} from now`,
    `iat is ${a["when"]}. The issuer's clock is possibly ahead; some verifiers refuse such a token.`,
  ],
  "TIM-02/milliseconds": (a) => [
    `${a["claim"]} is in milliseconds`,
    `${a["raw"]} means ${a["when"]} in milliseconds, but a NumericDate counts seconds (RFC 7519 section 2): as such it is ${a["asSeconds"]}.`,
    "Write it in seconds",
  ],
  "TIM-02/never": (a) => [
    `${a["claim"]} is the end of the year 9999`,
    "It is meant as never. A token that never expires can not be taken back.",
  ],
  "TIM-02/greatest": (a) => [
    `${a["claim"]} is the greatest number of 64 bits`,
    "It is meant as never. Readers that add a leeway to it or make a date of it fail, and such a token can not be taken back.",
  ],
  "TIM-02/beyond": (a) => [
    `${a["claim"]} is beyond any plausible date`,
    `${a["raw"]} seconds is thousands of years away. A NumericDate counts seconds since 1970 (RFC 7519 section 2).`,
  ],
  "TIM-03/string": (a) => [
    `${a["claim"]} is a string, not a number`,
    `${a["raw"]} must be a JSON number of seconds (RFC 7519 section 2). Many verifiers refuse the token.`,
    "Write it as a number",
  ],
  "TIM-03/type": (a) => [
    `${a["claim"]} is not a number`,
    `${a["raw"]} must be a JSON number of seconds (RFC 7519 section 2). Many verifiers refuse the token.`,
  ],
  "TIM-03/negative": (a) => [
    `${a["claim"]} is before 1970`,
    `${a["raw"]} is a negative number of seconds. A calculation has possibly gone wrong.`,
  ],
  "TIM-03/fraction": (a) => [
    `${a["claim"]} has a fraction`,
    `${a["raw"]} is allowed (RFC 7519 section 2), but some verifiers take whole seconds only.`,
  ],
  "TIM-04/lifetime": (a) => [
    `exp looks like a lifetime of ${a["span"]}`,
    `${a["raw"]} is read as a date, ${a["date"]}, so that the token is long expired. A NumericDate is now plus the lifetime, in seconds.`,
    "Write now plus that",
  ],
  "TIM-04/old": (a) => [
    `${a["claim"]} is implausibly early`,
    `${a["raw"]} means ${a["date"]}. It is possibly a duration, or a date spelled in digits.`,
  ],
  "TIM-11/behind": (a) => [
    `The clock of this page is ${a["span"]} behind the pasted response`,
    `Its Date is ${a["date"]}. Until this device's clock is set right, all that is said of times here is off.`,
    "Judge at that moment",
  ],
  "TIM-11/server-behind": (a) => [
    `The server's clock was ${a["span"]} before ${a["claim"]}`,
    `Its Date is ${a["date"]}. By that clock the token came from the future, and it was possibly refused for that. Set the server's clock by NTP.`,
    "Judge at that moment",
  ],
  "TIM-11/then": (a) => [
    "At the time of the pasted response the token had not expired",
    `Its Date is ${a["date"]}, ${a["span"]} ago. If it was refused then, the reason is another one.`,
    "Judge at that moment",
  ],
  "TIM-09": (a) => [
    `exp is not after ${a["claim"]}`,
    `The token ends ${a["span"] === "0 s" ? "at" : `${a["span"]} before`} its ${a["title"]}, so that it is never valid. The issuer's arithmetic or time zone is possibly wrong.`,
  ],
};
