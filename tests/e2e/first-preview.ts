import type { FrameLocator, Locator, Page } from "playwright";

const SOON = { timeout: 60_000 };

/** A merchant who has just installed the app, with the built-in ledger, follows the guide to the first preview, orders only listed at first. Gives the number of acts. */
export async function toFirstPreview({
  app,
  page,
}: {
  app: FrameLocator;
  page: Page;
}): Promise<number> {
  let actions = 0;
  const press = async (what: Locator): Promise<void> => {
    await what.click(SOON);
    actions += 1;
  };
  const button = (name: string) => app.getByRole("button", { name, exact: true });
  const link = (name: string) => app.getByRole("link", { name, exact: true });
  const home = () => press(page.getByRole("link", { name: "ERP connector" }).first());

  await press(button("Use recommended settings"));
  await press(link("Sync orders").last());
  const dialog = app.getByRole("dialog");
  await press(dialog.getByLabel("Only list the orders"));
  await press(dialog.getByRole("button", { name: "Sync orders" }));
  await app.getByRole("tab", { name: /Ready \(([1-9]\d*)\)/ }).waitFor(SOON);

  // The guide leads on to what was listed, not to an empty page.
  await home();
  // The help at the end of the page before has a link by the same name.
  await press(app.locator("a.Polaris-Button", { hasText: "Import orders" }));
  await app.getByRole("row").nth(1).waitFor(SOON);
  await app
    .getByRole("checkbox", { name: /^Select all/ })
    .first()
    .click({ force: true });
  actions += 1;
  await press(button("Import"));
  await app.getByText("Order import: complete").waitFor(SOON);

  await home();
  await press(link("Open an order"));
  await app.getByText("This is the sales document that will be created").waitFor(SOON);
  return actions;
}
