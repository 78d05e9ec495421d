import { healthy, payload, type Samples } from "./sample.ts";

export const claimsSamples: Samples = {
  "CLM-13": {
    fires: [
      ["unknown", payload(`{"sub":"ada"}`, { knownIds: "grace\nAda\n" })],
      ["unknown", payload(`{"sub":7}`, { knownIds: "70,71" })],
    ],
    silent: [
      healthy(),
      payload(`{"sub":"ada"}`, { knownIds: "grace\nada" }),
      payload(`{"sub":7}`, { knownIds: "6,7" }),
      payload(`{"sub":"ada"}`, { knownIds: " \n" }),
      payload(`{"iss":"ada"}`, { knownIds: "grace" }),
      payload(`{"sub":"ada"}`, { knownIds: "grace\n".repeat(40_000) }),
    ],
  },
  "CLM-12": {
    fires: [
      ["sub", payload(`{"sub":42}`)],
      ["sub", payload(`{"sub":null}`)],
    ],
    silent: [healthy(), payload(`{}`)],
  },
  "CLM-06": {
    fires: [
      ["aud", payload(`{"aud":1}`)],
      ["aud", payload(`{"aud":["a",1]}`)],
    ],
    silent: [healthy(), payload(`{"aud":["a","b"]}`), payload(`{"aud":[]}`)],
  },
  "CLM-14": {
    fires: [["space", payload(`{"sub":" ada"}`)]],
    silent: [healthy(), payload(`{"sub":"ada lovelace"}`)],
  },
  "claim-type": {
    fires: [
      ["type", payload(`{"iss":1}`)],
      ["type", payload(`{"email_verified":"true"}`)],
      ["type", payload(`{"scope":["a"]}`)],
    ],
    silent: [healthy(), payload(`{"custom":1,"amr":["pwd"],"cnf":{"jkt":"x"}}`)],
  },
};
