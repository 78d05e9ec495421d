/** Schemes of OpenID for Verifiable Presentations and for Verifiable Credential Issuance, and of their profiles. */
const WALLET_LINK =
  /^\s{0,99}(?:(?:[a-z]{1,20}-)?openid4vp|openid-credential-offer|openid-initiate-issuance|openid-vc|haip(?:-vp|-vci)?|openid):\/\/[^\s?]{0,200}\?(\S{1,100000})\s{0,99}$/i;

/** The parameter names of a link that opens a wallet; null if the text is not one. */
export function walletParameters(text: string): readonly string[] | null {
  const query = WALLET_LINK.exec(text)?.[1];
  return query === undefined ? null : [...new URLSearchParams(query).keys()].slice(0, 20);
}
