import { BlockStack, Button, Card, Divider, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { isZero } from "#app/money/decimal.ts";
import { EditBar } from "../edit-bar.tsx";
import { CodeSelect, YesNo } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import type { FieldOutcome, Fields } from "../fields/use-fields.ts";
import { ReferencePicker } from "../reference-picker.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { DocumentForms, DocumentLineView, DocumentView } from "./document-view.ts";
import { useLineEdits } from "./use-line-edits.ts";

/** The lines of an order being edited: quantities, locations, lines less and items more; saved together or not at all. */
export function LineEditor({
  document,
  forms,
  onEnd,
}: {
  document: DocumentView;
  forms: DocumentForms;
  onEnd: () => void;
}) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onEnd });
  const firstLocation =
    document.lines.find((line) => line.item !== null && line.location !== null)?.location ?? "";
  const { fields, added, sent, dirty, reset, addRow, dropRow, choose } = useLineEdits(
    document,
    firstLocation,
    outcome,
  );
  const save = () => {
    if (!busy) act({ intent: "edit", version: document.version, ...sent });
  };
  return (
    <Card>
      <EditBar
        id="ledger-lines"
        dirty={dirty}
        busy={busy}
        onSave={save}
        onDiscard={() => {
          reset();
          onEnd();
        }}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (dirty) save();
        }}
      >
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("ledger.edit.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t(document.state === "released" ? "ledger.edit.released" : "ledger.edit.help")}
          </Text>
          <Refusal outcome={outcome} />
          {document.lines
            .filter((line) => line.kind !== "comment")
            .map((line) => (
              <LineFields key={line.id} line={line} fields={fields} forms={forms} />
            ))}
          {added.map((row) => (
            <BlockStack key={row.key} gap="300">
              <Divider />
              <div role="group" aria-label={t("ledger.edit.new")}>
                <BlockStack gap="300">
                  <ReferencePicker
                    id={`item-${row.key}`}
                    kind="items"
                    label={t("ledger.edit.item")}
                    value={row.code}
                    {...fields.error(`item:${row.key}`)}
                    onChange={(code, choice) => {
                      choose(row.key, code, choice);
                    }}
                  />
                  <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
                    <NumberInput
                      fields={fields}
                      name={`quantity:${row.key}`}
                      label={t("ledger.line.quantity")}
                      maxLength={40}
                      required
                    />
                    <NumberInput
                      fields={fields}
                      name={`unitPrice:${row.key}`}
                      label={t("ledger.line.price")}
                      help={t("ledger.edit.priceHelp")}
                      suffix={document.currency}
                      maxLength={40}
                    />
                    <CodeSelect
                      fields={fields}
                      name={`location:${row.key}`}
                      label={t("ledger.edit.location")}
                      choices={forms.lists.location}
                      none={t("common.none")}
                    />
                  </InlineGrid>
                  <InlineStack>
                    <Button
                      size="slim"
                      onClick={() => {
                        dropRow(row.key);
                      }}
                    >
                      {t("ledger.edit.drop")}
                    </Button>
                  </InlineStack>
                </BlockStack>
              </div>
            </BlockStack>
          ))}
          <Divider />
          <InlineStack gap="300">
            <Button onClick={addRow}>{t("ledger.edit.add")}</Button>
            {dirty ? (
              <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden>
                {t("common.save")}
              </button>
            ) : (
              <Button variant="plain" onClick={onEnd}>
                {t("ledger.edit.end")}
              </Button>
            )}
          </InlineStack>
        </BlockStack>
      </form>
    </Card>
  );
}

function LineFields({
  line,
  fields,
  forms,
}: {
  line: DocumentLineView;
  fields: Fields;
  forms: DocumentForms;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const used = !isZero(line.shipped) || !isZero(line.invoiced);
  const removed = fields.isOn(`remove:${line.id}`);
  return (
    <BlockStack gap="300">
      <Divider />
      <div role="group" aria-label={line.description}>
        <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird", "oneThird"] }} gap="300">
          <BlockStack gap="100">
            <Text
              as="span"
              fontWeight="semibold"
              breakWord
              {...(removed ? { textDecorationLine: "line-through" as const } : {})}
            >
              {line.description}
            </Text>
            <Text as="span" tone="subdued" breakWord>
              {[line.item?.number ?? "", line.variantCode]
                .filter((part) => part !== "")
                .join(format.between)}
            </Text>
            {used ? (
              <Text as="span" tone="subdued">
                {t("ledger.edit.used", {
                  shipped: format.decimal(line.shipped),
                  invoiced: format.decimal(line.invoiced),
                })}
              </Text>
            ) : (
              <YesNo fields={fields} name={`remove:${line.id}`} label={t("ledger.edit.remove")} />
            )}
          </BlockStack>
          {removed ? null : (
            <NumberInput
              fields={fields}
              name={`quantity:${line.id}`}
              label={t("ledger.line.quantity")}
              maxLength={40}
              {...(line.unit ? { suffix: line.unit } : {})}
            />
          )}
          {removed || line.item === null ? null : (
            <CodeSelect
              fields={fields}
              name={`location:${line.id}`}
              label={t("ledger.edit.location")}
              choices={forms.lists.location}
              none={t("common.none")}
            />
          )}
        </InlineGrid>
      </div>
    </BlockStack>
  );
}
