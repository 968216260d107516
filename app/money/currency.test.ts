import { describe, expect, it } from "vitest";
import { exponent } from "./currency.ts";

/** Minor units as ISO 4217's list one prints them, grouped as there. */
const ISO_4217: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD
    EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

describe("decimals of a currency", () => {
  it.each(Object.entries(ISO_4217))("%s decimals: as ISO 4217 says", (decimals, codes) => {
    const wrong = codes.split(/\s+/).filter((code) => exponent(code) !== Number(decimals));
    expect(wrong).toEqual([]);
  });

  it("two for one that is not in the list", () => {
    expect(exponent("ZZZ")).toBe(2);
    expect(exponent("")).toBe(2);
  });
});
