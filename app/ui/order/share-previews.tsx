import { BlockStack } from "@shopify/polaris";
import { DocumentPreview } from "./document-preview.tsx";
import { ProofCard } from "./proof-card.tsx";
import type { OrderPageView } from "./types.ts";

/** The other documents of a divided order, each whole and with its proof. */
export function SharePreviews({ shares }: { shares: NonNullable<OrderPageView["shares"]> }) {
  return shares.rows
    .filter(({ first }) => !first)
    .map(({ fulfillmentOrder, state, plan }) =>
      plan?.document ? (
        <BlockStack key={fulfillmentOrder} gap="400">
          <DocumentPreview plan={plan} document={plan.document} made={state !== null} />
          <ProofCard proof={plan.proof} version={null} />
        </BlockStack>
      ) : null,
    );
}
