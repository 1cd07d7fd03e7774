import { once } from "./once.js";

const ARROWS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Make each hexagon map one tab stop, walked with the arrow keys, with a card for the hexagon under focus or pointer. */
export function watchHexmaps(root) {
  for (const map of once(root, "[data-hexmap]")) enhance(map);
}

function enhance(map) {
  const svg = map.querySelector("svg");
  const cells = [...svg.querySelectorAll("a.hex")];
  if (cells.length === 0) return;
  const ring = svg.querySelector(".hexmap__ring");
  const card = document.createElement("div");
  card.className = "hexmap__card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true"); // the link itself already says the same to a screen reader
  map.append(card);

  for (const cell of cells) {
    const title = cell.querySelector("title");
    cell.setAttribute("aria-label", title.textContent);
    title.remove();
    cell.tabIndex = -1;
  }
  cells[0].tabIndex = 0;

  const show = (cell, isFocus) => {
    fillCard(card, cell.dataset);
    card.hidden = false;
    place(card, cell, map);
    ring.setAttribute("d", cell.querySelector("path").getAttribute("d"));
    ring.classList.add("is-shown");
    ring.classList.toggle("is-focus", isFocus);
  };
  const hide = () => {
    card.hidden = true;
    ring.classList.remove("is-shown");
  };
  const cellOf = (event) => event.target.closest("a.hex");

  svg.addEventListener("pointerover", (event) => {
    const cell = cellOf(event);
    if (cell) show(cell, cell === document.activeElement);
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    for (const other of cells) other.tabIndex = other === cell ? 0 : -1;
    show(cell, true);
  });
  svg.addEventListener("focusout", hide);
  svg.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    const cell = cellOf(event);
    if (event.key === "Escape") hide();
    if (!way || !cell) return;
    event.preventDefault();
    nearest(cells, cell, way)?.focus();
  });
}

/** The hexagon next to `from` in the direction `way`: near along it, and little aside. */
function nearest(cells, from, [dx, dy]) {
  const { x, y } = from.dataset;
  let best = null;
  let least = Infinity;
  for (const cell of cells) {
    const along = (cell.dataset.x - x) * dx + (cell.dataset.y - y) * dy;
    const aside = Math.abs((cell.dataset.x - x) * dy) + Math.abs((cell.dataset.y - y) * dx);
    const cost = along + aside * 2;
    if (along > 1 && aside <= along * 2 && cost < least) [best, least] = [cell, cost];
  }
  return best;
}

function fillCard(card, { name, group, value, detail }) {
  const line = (tag, text, className = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  };
  const lines = [line("b", name), line("span", group), line("span", value, "hexmap__value"), line("span", detail)];
  card.replaceChildren(...lines.filter((element) => element.textContent));
}

function place(card, cell, map) {
  const box = cell.getBoundingClientRect();
  const frame = map.getBoundingClientRect();
  const middle = box.left - frame.left + box.width / 2;
  const left = Math.min(Math.max(0, middle - card.offsetWidth / 2), Math.max(0, frame.width - card.offsetWidth));
  const above = box.top - frame.top - card.offsetHeight - 10;
  const isRoomAbove = box.top - card.offsetHeight - 10 > 70;
  card.style.left = `${left}px`;
  card.style.top = `${isRoomAbove ? above : box.bottom - frame.top + 10}px`;
}
