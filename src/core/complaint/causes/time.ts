import type { Cause } from "../types.ts";

/** Causes that lie in times. */
export const timeCauses: Readonly<Record<string, Cause>> = {
  "TIM-01": {
    topic: "expired",
    title: "The token has expired",
    why: "exp is at or before the verifier’s clock (RFC 7519 section 4.1.4).",
    todo: "Get a fresh token. If it is fresh, compare the clocks of issuer and verifier.",
  },
  "TIM-02": {
    topic: "time-type",
    title: "A time is in milliseconds",
    why: "A NumericDate counts seconds (RFC 7519 section 2). In milliseconds exp never comes, and nbf lies ages ahead.",
    todo: "Divide by 1000: Math.floor(Date.now() / 1000).",
  },
  "TIM-03": {
    topic: "time-type",
    title: "A time is no whole number",
    why: "A date as text, a fraction or a negative number: the verifier wants a number of seconds.",
    todo: "Issue a whole JSON number.",
  },
  "TIM-04": {
    topic: "expired",
    title: "exp is a duration, not a date",
    why: "3600 is an hour after the first of January 1970, so that the token is long over.",
    todo: "exp is now plus the lifetime, in seconds.",
  },
  "TIM-05": {
    topic: "not-yet",
    title: "The token is not valid yet",
    why: "nbf lies ahead of the verifier’s clock (RFC 7519 section 4.1.5). A minute or two is two clocks that differ.",
    todo: "Allow a leeway of a minute, and set the clocks by NTP.",
  },
  "TIM-06": {
    topic: "from-future",
    title: "It was issued in the future",
    why: "iat lies ahead of the verifier’s clock: the issuer’s is fast, or the unit is wrong.",
    todo: "Set the clocks by NTP, allow a leeway, or date iat a minute back.",
  },
  "TIM-07": {
    topic: "lifetime",
    title: "It lives longer than is allowed",
    why: "exp less iat is over the limit: ten minutes at GitHub, an hour at Google.",
    todo: "Ask for a shorter life.",
  },
  "TIM-08": {
    topic: "claim",
    title: "exp is missing",
    why: "The verifier wants an end, and the token names none.",
    todo: "Set exp at the issuer.",
  },
  "TIM-09": {
    topic: "lifetime",
    title: "It ends before it begins",
    why: "exp is not after nbf or iat, so that the token is never valid.",
    todo: "Look at the arithmetic and time zone of the issuer.",
  },
  "TIM-10": {
    topic: "from-future",
    title: "Local time was written as UTC",
    why: "The times are off by whole hours, by the offset of a time zone.",
    todo: "Count seconds since 1970 in UTC.",
  },
  "TIM-11": {
    topic: "lifetime",
    title: "A clock is wrong",
    why: "The machine that made the token has another time than the service.",
    todo: "Set it by NTP, and look at what the page’s clock says.",
  },
  "TIM-12": {
    topic: "lifetime",
    title: "The login is too long ago",
    why: "The verifier limits the age by iat or auth_time, whatever exp says; or iat is missing.",
    todo: "Sign in again, or raise the limit.",
  },
};
