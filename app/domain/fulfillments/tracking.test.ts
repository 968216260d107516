import { describe, expect, it } from "vitest";
import { numbersOf, trackingInfo } from "./tracking.ts";

const posted = (numbers: string[], over: { url?: string; agentCode?: string | null } = {}) => ({
  numbers,
  url: over.url ?? null,
  agentCode: over.agentCode === undefined ? "DHL" : over.agentCode,
});

describe("trackingInfo (F-15)", () => {
  it("is left out without a number", () => {
    expect(trackingInfo(posted([]), { company: "DHL Express" })).toBeUndefined();
    expect(trackingInfo(posted(["  "]), {})).toBeUndefined();
  });

  it("names the company Shopify knows, else the agent's name, else its code, and none without an agent", () => {
    expect(trackingInfo(posted(["1"]), { company: "DHL Express", title: "DHL Paket" })).toEqual({
      company: "DHL Express",
      number: "1",
    });
    expect(trackingInfo(posted(["1"]), { title: "DHL Paket" })).toEqual({
      company: "DHL Paket",
      number: "1",
    });
    expect(trackingInfo(posted(["1"]), { title: " " })).toEqual({ company: "DHL", number: "1" });
    expect(
      trackingInfo(posted(["1"], { agentCode: null }), {
        company: "DHL Express",
        urlTemplate: "https://a/{number}",
      }),
    ).toEqual({ number: "1" });
  });

  it("takes the shipment's address before the agent's template, the number written for an address", () => {
    expect(
      trackingInfo(posted(["1"], { url: "https://own/1" }), { urlTemplate: "https://t/{number}" }),
    ).toMatchObject({ url: "https://own/1" });
    expect(
      trackingInfo(posted(["A B/1"]), { urlTemplate: "https://t/?n={number}&again={number}" }),
    ).toMatchObject({ url: "https://t/?n=A%20B%2F1&again=A%20B%2F1" });
  });

  it("sends buyers to http and https only", () => {
    const bad = ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "www.own/1"];
    for (const url of bad) {
      expect(trackingInfo(posted(["1"], { url }), {}), url).toEqual({
        company: "DHL",
        number: "1",
      });
      expect(trackingInfo(posted(["1"]), { urlTemplate: `${url}{number}` }), url).toEqual({
        company: "DHL",
        number: "1",
      });
      expect(
        trackingInfo(posted(["1", "2"], { url }), { urlTemplate: "https://t/{number}" }),
      ).toMatchObject({ urls: ["https://t/1", "https://t/2"] });
    }
    expect(trackingInfo(posted(["1"], { url: "http://own/1" }), {})).toMatchObject({
      url: "http://own/1",
    });
  });

  it("gives several numbers with their addresses in the same order, none twice", () => {
    const info = trackingInfo(posted(["1", "2", "1"]), { urlTemplate: "https://t/{number}" });
    expect(info).toEqual({
      company: "DHL",
      numbers: ["1", "2"],
      urls: ["https://t/1", "https://t/2"],
    });
    expect(numbersOf(info)).toEqual(["1", "2"]);
    expect(trackingInfo(posted(["1", "2"], { url: "https://own" }), {})).toEqual({
      company: "DHL",
      numbers: ["1", "2"],
      urls: ["https://own"],
    });
  });
});
