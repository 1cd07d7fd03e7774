import { once } from "./once.js";

/** `<button data-copy="text">` copies that text; without text, the page's address. */
export function watchCopy(root) {
  for (const button of once(root, "[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      const before = button.textContent;
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = before;
      }, 1600);
    });
  }
}
