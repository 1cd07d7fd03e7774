import { once } from "./once.js";

/** Load the chart library only when a chart comes near the screen. */
export function watchCharts(root) {
  const places = once(root, "[data-trend]");
  const maps = once(root, "[data-geomap]");
  if (places.length) whenNear(places, (place) => load("charts").then(({ drawTrend }) => drawTrend(place)));
  if (maps.length) whenNear(maps, (place) => load("map").then(({ drawMap }) => drawMap(place)));
}

const loaded = {};

/** The page names the address of each late script, with the content hash the server gave it. */
function load(name) {
  const styles = document.documentElement.dataset[`${name}Css`];
  if (styles && !loaded[name]) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = styles;
    document.head.append(link);
  }
  loaded[name] ??= import(/* @vite-ignore */ document.documentElement.dataset[name]);
  return loaded[name];
}

function whenNear(places, draw) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((entry) => entry.isIntersecting)) {
        observer.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "200px" },
  );
  for (const place of places) observer.observe(place);
}
