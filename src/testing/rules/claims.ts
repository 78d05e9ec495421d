import { healthy, payload, type Samples } from "./sample.ts";

export const claimsSamples: Samples = {
  "CLM-13": {
    fires: [
      ["unknown", payload(`{"sub":"ada"}`, { knownIds: "grace\nAda\n" }), "warn", 'payload "\\"ada\\""'],
      ["unknown", payload(`{"sub":7}`, { knownIds: "70,71" }), "warn", 'payload "7"'],
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
      ["sub", payload(`{"sub":42}`), "warn", 'payload "42"', 'payload "42" → "\\"42\\""'],
      ["sub", payload(`{"sub":null}`), "warn", 'payload "null"'],
    ],
    silent: [healthy(), payload(`{}`)],
  },
  "CLM-06": {
    fires: [
      ["aud", payload(`{"aud":1}`), "warn", 'payload "1"'],
      ["aud", payload(`{"aud":["a",1]}`), "warn", 'payload "[\\n    \\"a\\",\\n    1\\n  ]"'],
    ],
    silent: [healthy(), payload(`{"aud":["a","b"]}`), payload(`{"aud":[]}`)],
  },
  "CLM-14": {
    fires: [["space", payload(`{"sub":" ada"}`), "warn", 'payload "\\" ada\\""']],
    silent: [healthy(), payload(`{"sub":"ada lovelace"}`)],
  },
  "claim-type": {
    fires: [
      ["type", payload(`{"iss":1}`), "warn", 'payload "1"'],
      ["type", payload(`{"email_verified":"true"}`), "warn", 'payload "\\"true\\""'],
      ["type", payload(`{"scope":["a"]}`), "warn", 'payload "[\\n    \\"a\\"\\n  ]"'],
    ],
    silent: [healthy(), payload(`{"custom":1,"amr":["pwd"],"cnf":{"jkt":"x"}}`)],
  },
};
