import { expect, test } from "vitest";
import { serviceAddress } from "./address.ts";

test.each([
  ["http://127.0.0.1:8080/orders", "http://127.0.0.1:8080/orders"],
  ["https://localhost:8443", "https://localhost:8443/"],
  ["localhost:3000/a?b=c", "http://localhost:3000/a?b=c"],
  ["http://api.localhost/", "http://api.localhost/"],
  ["http://[::1]:8080", "http://[::1]:8080/"],
  ["http://127.8.9.1/", "http://127.8.9.1/"],
  // What a URL parser makes of other spellings is what curl makes of them.
  ["http://2130706433/", "http://127.0.0.1/"],
  ["HTTP://LocalHost.:80/", "http://localhost./"],
])("%s is on this machine", (text, url) => {
  expect(serviceAddress(text)).toEqual({ kind: "address", url });
});

test.each([
  ["", "empty"],
  ["  ", "empty"],
  ["http://", "not-an-address"],
  ["ftp://127.0.0.1/", "not-http"],
  ["file:///etc/passwd", "not-http"],
  ["http://me:secret@127.0.0.1/", "credentials"],
  ["http://127.0.0.1@example.com/", "credentials"],
  ["https://api.example.com/orders", "not-loopback"],
  ["http://0.0.0.0:8080/", "not-loopback"],
  ["http://10.0.0.1/", "not-loopback"],
  ["http://192.168.1.2/", "not-loopback"],
  ["http://127.0.0.1.example.com/", "not-loopback"],
  ["http://localhost.example.com/", "not-loopback"],
  ["http://notlocalhost/", "not-loopback"],
  ["http://[::ffff:127.0.0.1]/", "not-loopback"],
] as const)("%j is not accepted: %s", (text, why) => {
  expect(serviceAddress(text)).toMatchObject({ kind: "refused", why });
});
