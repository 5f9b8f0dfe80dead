// An open room, as Python tells of it.

import { vi } from "vitest";
import { phonesPanel } from "../../../../ibc_edu/views/presenter/phones.js";

export const POLL = { state: "open", round: 1, answered: 9, hands: false, outcomes: null, common: [] };
export const OPEN = { available: true, url: "http://192.0.2.7:8000/r", phones: 12, keeping: false, kept: null, lost: false, addresses: null, qr: ["1"], poll: POLL };
export const STEP = { joining: false, kind: "question", role: "stage", asks: true };

/** Everything of a panel in the page, and what its buttons ask for. */
export function inPage() {
  const acts = { do: vi.fn(), join: vi.fn() };
  const panel = phonesPanel(acts, "Colors");
  document.body.append(panel.settings, panel.line, panel.screen, panel.common, panel.bar);
  const tell = (phones = {}, step = {}) => panel.show({ ...OPEN, ...phones }, { ...STEP, ...step });
  return { panel, acts, tell };
}

/** What can be pressed in a part of the page, as it is read. */
export const buttonsIn = (node) => [...node.querySelectorAll("button")].filter((button) => !button.closest("[hidden]"));
