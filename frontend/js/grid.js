import { once } from "./once.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

/** A table of inputs walked like a sheet: arrows and Enter go from cell to cell, Escape takes back what was typed. */
export function watchGrids(root) {
  for (const table of once(root, "[data-grid]")) {
    table.addEventListener("keydown", (event) => walk(table, event));
    new MutationObserver(() => markAll(table)).observe(table, { childList: true, subtree: true });
  }
  for (const form of once(root, "[data-queue]")) form.addEventListener("keydown", (event) => walkQueue(form, event));
}

function walk(table, event) {
  const input = event.target.closest("input");
  if (!input || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in STEPS) {
    event.preventDefault(); // Enter must not send the form from the middle of a row
    const rows = [...table.tBodies[0].rows];
    const place = rows.indexOf(input.closest("tr")) + (event.shiftKey && event.key === "Enter" ? -1 : STEPS[event.key]);
    focus(rows[place]?.querySelector(`[data-field="${input.dataset.field}"]`));
  } else if (event.key === "ArrowLeft" && input.selectionEnd === 0) {
    focus(neighbour(input, -1));
  } else if (event.key === "ArrowRight" && input.selectionStart === input.value.length) {
    focus(neighbour(input, 1));
  } else if (event.key === "Escape" && input.value !== input.defaultValue) {
    input.value = input.defaultValue;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function neighbour(input, step) {
  const inputs = [...input.closest("tr").querySelectorAll("input")];
  return inputs[inputs.indexOf(input) + step];
}

function focus(input) {
  input?.focus();
  input?.select();
}

/** The sentence of a row names the fields it is about; their cells are marked. */
function markAll(table) {
  for (const said of table.querySelectorAll(".grid-said")) {
    const wrong = said.dataset.wrong.split(" ");
    for (const input of said.closest("tr").querySelectorAll("input")) {
      if (wrong.includes(input.dataset.field)) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
}

function walkQueue(form, event) {
  if (!(event.key === "ArrowUp" || event.key === "ArrowDown") || !event.target.matches("[type=checkbox], a")) return;
  event.preventDefault();
  const kind = event.target.matches("a") ? "th a" : "[type=checkbox]";
  const rows = [...form.querySelectorAll("tbody tr")];
  const place = rows.indexOf(event.target.closest("tr")) + STEPS[event.key];
  rows[place]?.querySelector(kind)?.focus();
}
