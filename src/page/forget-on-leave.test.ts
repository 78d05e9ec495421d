import { expect, test } from "vitest";
import { imports } from "../core/keys/import/import-secret.ts";
import { readings } from "../core/keys/read.ts";
import { hsToken, SECRET, settled, withToken } from "../testing/state/workbench.ts";
import { forgetOnLeave } from "./forget-on-leave.ts";

const leaving = (persisted: boolean): Event => Object.assign(new Event("pagehide"), { persisted });

test("a page that is unloaded for good forgets its cached keys; one in the back/forward cache keeps them", async () => {
  const page = new EventTarget();
  const workbench = await withToken(hsToken('{"sub":"1"}'), SECRET);
  const { actions, view } = workbench;
  // An empty field is not read.
  actions.setKeyField("publicKey", '{"kty":"oct","k":"AAAA"}');
  await settled(workbench);
  forgetOnLeave(page, actions.forgetDerived);
  const kept = () => [readings, imports].map((cache) => cache.size().entries > 0);
  expect(kept()).toEqual([true, true]);
  page.dispatchEvent(leaving(true));
  expect(kept()).toEqual([true, true]);
  page.dispatchEvent(leaving(false));
  expect(kept()).toEqual([false, false]);
  // If the page comes back after all, nothing that was typed is lost.
  expect(view.getState().fields.keys.secret.text).toBe(SECRET);
});
