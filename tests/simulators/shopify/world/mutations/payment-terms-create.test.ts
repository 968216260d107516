/** Recordings payment-terms-create-on-order, -create-template-and-schedule-validation and -create-order-eligibility, told again with our own orders. */
import { expect, it } from "vitest";
import { askedShop } from "../testing-graphql.ts";

const CREATE = `mutation ($id: ID!, $terms: PaymentTermsCreateInput!) { paymentTermsCreate(referenceId: $id, paymentTermsAttributes: $terms) { paymentTerms { overdue dueInDays paymentTermsName paymentTermsType paymentSchedules(first: 1) { nodes { issuedAt dueAt } } } userErrors { field message code } } }`;
const shop = () => {
  const asked = askedShop();
  const create = (id: string, template: number, ...paymentSchedules: object[]) =>
    asked.told(CREATE, {
      id,
      terms: {
        paymentTermsTemplateId: `gid://shopify/PaymentTermsTemplate/${template}`,
        paymentSchedules,
      },
    });
  return { ...asked, create };
};
const refused = (message: string) => ({
  paymentTerms: null,
  userErrors: [{ field: null, message, code: "PAYMENT_TERMS_CREATION_UNSUCCESSFUL" }],
});
const issued = { issuedAt: "2026-05-05T00:00:00Z" };

it("terms of some days are due so many days after they were issued", async () => {
  const { place, create, topics, effects } = shop();
  expect(await create(place({ payments: [] }).id, 4, issued)).toMatchObject({
    paymentTerms: {
      dueInDays: 30,
      paymentTermsName: "Net 30",
      paymentTermsType: "NET",
      paymentSchedules: { nodes: [{ ...issued, dueAt: "2026-06-04T00:00:00Z" }] },
    },
    userErrors: [],
  });
  expect(topics()).toEqual(["orders/updated"]);
  expect(effects).toHaveLength(1);
});

it("says what it does not take", async () => {
  const { place, create } = shop();
  const { id } = place({ payments: [] });
  expect(await create(id, 99, issued)).toEqual(refused("Could not find payment terms template."));
  expect(await create(id, 4, issued, issued)).toEqual(
    refused("Cannot create payment terms with multiple payment schedules."),
  );
  expect(await create(id, 7)).toEqual(
    refused("A due date is required with fixed or net payment terms."),
  );
  expect(await create(id, 1, { dueAt: issued.issuedAt })).toEqual(
    refused("A due date cannot be set with event payment terms."),
  );
  expect(await create("gid://shopify/Order/1", 4, issued)).toEqual(
    refused("Cannot find the specific Order with id 1."),
  );
  expect(await create(place({}).id, 4, issued)).toEqual(
    refused("Cannot create payment terms on an Order that has already been paid in full."),
  );
});
