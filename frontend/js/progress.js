import { once } from "./once.js";

/** A form with a file is sent with a bar that shows how much has gone; without a script it is sent as any form. */
export function watchProgress(root, enhance) {
  for (const form of once(root, "form[data-progress]")) {
    form.addEventListener("submit", (event) => {
      if (!form.querySelector("input[type=file]")?.files.length) return;
      event.preventDefault();
      send(form, event.submitter, enhance);
    });
  }
}

function send(form, submitter, enhance) {
  const bar = form.querySelector("progress");
  const words = form.querySelector("[data-progress-text]");
  const request = new XMLHttpRequest();
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  bar.hidden = false;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    words.textContent = loaded < total ? percent.format(loaded / total) : form.dataset.arrived;
  });
  request.addEventListener("load", () => show(request, form, enhance));
  request.addEventListener("error", () => {
    bar.hidden = true;
    words.textContent = form.dataset.lost;
    for (const button of form.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
  });
  request.open("POST", form.action);
  request.send(new FormData(form, submitter));
}

/** Go where the answer leads; an answer with errors takes the place of the page's content. */
function show(request, form, enhance) {
  if (request.status < 400 && request.responseURL !== form.action) {
    location.assign(request.responseURL);
    return;
  }
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const content = document.querySelector("#content");
  content.replaceWith(answer.querySelector("#content") ?? content);
  enhance(document);
  document.querySelector("#content").focus();
}
