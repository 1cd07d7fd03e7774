import "./css/app.css";
import "htmx.org";
import { watchCharts } from "./js/charts-loader.js";
import { watchClock } from "./js/clock.js";
import { watchCopy } from "./js/copy.js";
import { watchForms } from "./js/forms.js";
import { watchGrids } from "./js/grid.js";
import { watchHexmaps } from "./js/hexmap.js";
import { watchProgress } from "./js/progress.js";
import { watchSearch } from "./js/search.js";
import { watchWall } from "./js/wall.js";

/** Each of these looks for its `data-` attributes inside `root` and can be called again on what htmx swapped in. */
const enhancements = [watchHexmaps, watchCharts, watchForms, watchCopy, watchGrids];

function enhance(root) {
  for (const watch of enhancements) watch(root);
  watchProgress(root, enhance);
}

function start() {
  enhance(document);
  watchSearch();
  watchClock();
  watchWall();
  document.addEventListener("htmx:after:swap", () => enhance(document));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
