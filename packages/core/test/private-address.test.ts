import { expect, test } from "vitest";
import { isPrivateHost, resolvesToPrivate } from "../src/private-address.ts";

test.each([
  "http://127.0.0.1/",
  "http://127.0.0.1./",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://①②⑦.⓪.⓪.①/",
  "http://0/",
  "http://0.0.0.0/",
  "http://10.1.2.3/",
  "http://100.64.0.1/",
  "http://100.127.255.255/",
  "http://169.254.169.254/latest/meta-data",
  "http://172.16.0.1/",
  "http://172.31.255.255/",
  "http://192.168.1.1/",
  "http://3232235777/",
  "http://198.19.255.255/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://localhost/",
  "http://LOCALHOST./",
  "http://api.localhost/",
  "http://printer.local/",
  "http://metadata.google.internal/",
  "http://nas.home.arpa/",
  "http://[::]/",
  "http://[::1]/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::127.0.0.1]/",
  "http://[::ffff:0:127.0.0.1]/",
  "http://[::ffff:192.168.0.1]/",
  "http://[64:ff9b::10.0.0.1]/",
  "http://[64:ff9b:1::1]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:c0a8:101::1]/",
  "http://[fc00::1]/",
  "http://[fd12:3456::1]/",
  "http://[fe80::1]/",
  "http://[febf::1]/",
  "http://[fec0::1]/",
  "http://[ff02::1]/",
])("%s is on a private network", (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(true);
});

test.each([
  "http://1.1.1.1/",
  "http://8.8.8.8/",
  "http://100.63.255.255/",
  "http://100.128.0.1/",
  "http://172.15.0.1/",
  "http://172.32.0.1/",
  "http://192.167.1.1/",
  "http://198.17.0.1/",
  "http://198.20.0.1/",
  "http://223.255.255.255/",
  "http://example.com/",
  "http://localhost.example.com/",
  "http://mylocal/",
  "http://[2606:4700:4700::1111]/",
  "http://[2002:101:101::]/",
  "http://[::ffff:8.8.8.8]/",
  "http://[fbff::1]/",
  "http://[fe00::1]/",
])("%s is not", (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(false);
});

test.each(["::1", "fe80::1%eth0", "::ffff:10.0.0.1", "127.0.0.1"])(
  "the address %s of a name look-up is private",
  (address) => expect(isPrivateHost(address)).toBe(true),
);

test("a name is asked for its addresses", async () => {
  expect(await resolvesToPrivate("localhost")).toBe(true);
  expect(await resolvesToPrivate("name.invalid")).toBe(false);
});
