import { once } from "./once.js";

const PREVIEW_BYTES = 4096;
const PREVIEW_LINES = 6;

/** File fields take a dropped file and show its first lines; `data-submits` sends a form on change. */
export function watchForms(root) {
  for (const drop of once(root, "[data-drop]")) enhanceDrop(drop);
  for (const select of once(root, "select[data-submits]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
    for (const button of select.form.querySelectorAll("[data-no-script]")) button.hidden = true;
  }
  for (const form of once(root, "form[data-busy]")) {
    form.addEventListener("submit", () => {
      for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
        button.textContent = form.dataset.busy;
        button.setAttribute("aria-disabled", "true");
      }
    });
  }
}

function enhanceDrop(drop) {
  const input = drop.querySelector("input[type=file]");
  const name = drop.querySelector(".drop__name");
  const preview = drop.parentElement.querySelector(".preview");
  for (const type of ["dragenter", "dragover"]) drop.addEventListener(type, () => drop.classList.add("is-over"));
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("is-over"));
  input.addEventListener("change", async () => {
    const [file] = input.files;
    name.textContent = file ? `${file.name} · ${sizeOf(file)}` : "";
    preview?.replaceChildren();
    if (file && preview && /\.(csv|tsv|txt)$/i.test(file.name)) preview.append(await firstLines(file));
  });
}

function sizeOf(file) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return file.size < 1e6 ? `${format.format(file.size / 1e3)} kB` : `${format.format(file.size / 1e6)} MB`;
}

/** Only to let people recognise their file; the server reads it properly. */
async function firstLines(file) {
  const text = await file.slice(0, PREVIEW_BYTES).text();
  const lines = text.split(/\r\n|\r|\n/).filter(Boolean).slice(0, PREVIEW_LINES);
  const mark = [";", "\t", ","].reduce((best, next) => (lines[0].split(next).length > lines[0].split(best).length ? next : best));
  const table = document.createElement("table");
  for (const [index, line] of lines.entries()) {
    const row = table.insertRow();
    for (const cell of line.split(mark).slice(0, 12)) {
      const element = document.createElement(index === 0 ? "th" : "td");
      element.textContent = cell.replace(/^\uFEFF|^"|"$/g, "");
      row.append(element);
    }
  }
  return table;
}
