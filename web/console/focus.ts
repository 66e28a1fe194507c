import type { Focus } from "./stores/keys.ts";

/** Fields that take no text. */
const quietTypes = ["checkbox", "radio", "range"];

/** What has the focus, as far as keys are concerned. */
export function focusOf(target: EventTarget | null, letters: boolean): Focus {
  const element = target instanceof Element ? target : null;
  const field = element?.closest("input, textarea, select, [contenteditable='true']");
  const quiet = field instanceof HTMLInputElement && quietTypes.includes(field.type);
  const row = element?.closest("[data-row]") ?? null;
  const control = element?.closest("button, a, input, summary, .base-map canvas, [data-scrolls]") ?? null;
  return {
    typing: field !== null && field !== undefined && !quiet,
    control: control !== null && row === null,
    letters,
  };
}
