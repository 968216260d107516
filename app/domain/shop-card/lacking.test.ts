import { describe, expect, it } from "vitest";
import { settingsList } from "#app/domain/shop-card/settings.ts";
import { lackingOf } from "./lacking.ts";

describe("what the ERP lacks for a setting", () => {
  it("is nothing while the ERP is not known, or can do all", () => {
    expect(lackingOf(undefined)).toEqual({});
    expect(
      lackingOf({
        paymentRegistration: true,
        release: true,
        manualNumbers: true,
        shipmentTracking: true,
      }),
    ).toEqual({});
  });
  it("names settings of the list, and whether they can be switched on at all", () => {
    const lacking = lackingOf({
      paymentRegistration: false,
      release: false,
      manualNumbers: false,
      shipmentTracking: false,
    });
    expect(lacking["registerPayments"]).toEqual({
      hint: "settings.lacking.paymentRegistration",
      off: true,
    });
    expect(lacking["sendShippingConfirmation"]?.off).toBe(false);
    const keys: string[] = settingsList.map(({ key }) => key);
    expect(Object.keys(lacking).filter((key) => !keys.includes(key))).toEqual([]);
  });
});
