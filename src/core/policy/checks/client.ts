import { compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** The client that the token was issued to is one of those expected. */
export const client: PolicyCheck = ({ policy, payload }) => {
  if (!policy.client) return [];
  const name = ["azp", "client_id", "appid", "cid"].find((one) => valueIn(payload, one) !== null) ?? "azp";
  const isWanted = policy.client.includes(textIn(payload, name));
  const mismatch = isWanted ? null : ({ rule: "CLM-17", variant: "client" } as const);
  return [compared("client", name, valueIn(payload, name), policy.client, mismatch)];
};
