import { TextField } from "@shopify/polaris";
import { useState } from "react";

/** A filter's text, which counts once it is typed to its end: on Enter or when the field is left. */
export function TypedFilter({
  label,
  type = "text",
  value,
  onGive,
}: {
  label: string;
  type?: "text" | "date";
  value: string;
  onGive: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const give = () => {
    if (typed.trim() !== value) onGive(typed.trim());
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === "Enter") give();
      }}
    >
      <TextField
        label={label}
        type={type}
        value={typed}
        onChange={setTyped}
        onBlur={give}
        autoComplete="off"
      />
    </div>
  );
}
