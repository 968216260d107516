import { useState } from "react";
import { useFields, type FieldOutcome, type Fields, type Values } from "../fields/use-fields.ts";
import type { ReferenceChoice } from "../reference-picker.tsx";
import type { DocumentView } from "./document-view.ts";
import { sentEdits, storedValues, type AddedRow } from "./line-edits.ts";

/** What a person changes on a document's lines. Only what was typed is kept and sent: values somebody else changed meanwhile stay theirs. */
export function useLineEdits(
  document: DocumentView,
  defaultLocation: string,
  outcome: FieldOutcome | undefined,
) {
  const [added, setAdded] = useState<AddedRow[]>([]);
  const [count, setCount] = useState(1);
  const typed = useFields({}, outcome);
  const stored: Values = storedValues(document, added, defaultLocation);
  const fields: Fields = { ...typed, values: { ...stored, ...typed.values } };
  const sent = sentEdits(document, fields.values, added);
  return {
    fields,
    added,
    sent,
    dirty: sent.change.length + sent.remove.length + sent.add.length > 0,
    reset: () => {
      typed.reset();
      setAdded([]);
    },
    addRow: () => {
      setAdded([...added, { key: `n${count}`, code: "", itemId: "", variantCode: "" }]);
      setCount(count + 1);
    },
    dropRow: (key: string) => {
      setAdded(added.filter((row) => row.key !== key));
    },
    choose: (key: string, code: string, choice: ReferenceChoice | undefined) => {
      setAdded(
        added.map((row) =>
          row.key === key
            ? { key, code, itemId: choice?.ref?.id ?? "", variantCode: choice?.variantCode ?? "" }
            : row,
        ),
      );
      typed.set(`item:${key}`, code);
    },
  };
}
