import { describe, expect, it } from "vitest";
import { lastFour, readReceipt } from "./receipt.ts";

describe("the receipt of a payment by gift card", () => {
  const card = { giftCardId: "gid://shopify/GiftCard/663920574770", lastCharacters: "2b5a" };
  it.each([
    ["JSON", { gift_card_id: 663920574770, gift_card_last_characters: "2B5A" }, card],
    ["a text", '{"gift_card_id":663920574770,"gift_card_last_characters":"2b5a"}', card],
    ["an id as a text", { gift_card_id: "663920574770", gift_card_last_characters: "2b5a" }, card],
    [
      "a whole code by mistake",
      { gift_card_id: 663920574770, gift_card_last_characters: "1111 2222 3333 2b5a" },
      card,
    ],
    ["no characters", { gift_card_id: 663920574770 }, { ...card, lastCharacters: "" }],
    ["another receipt", { paid_amount: "10.00" }, { giftCardId: null, lastCharacters: "" }],
    ["an id that is none", { gift_card_id: "x" }, { giftCardId: null, lastCharacters: "" }],
    ["no JSON", "<xml/>", { giftCardId: null, lastCharacters: "" }],
    ["nothing", null, { giftCardId: null, lastCharacters: "" }],
  ])("%s", (_what, receipt, told) => expect(readReceipt(receipt)).toEqual(told));

  it("never keeps more than four characters of a code", () => {
    expect(lastFour("1111 2222\u0000 ABCD")).toBe("abcd");
  });
});
