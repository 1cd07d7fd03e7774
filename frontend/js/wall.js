const SECONDS = 14;

/** Cycle the scenes of the wall; stand still while somebody points at it, has focus in it, or wants less motion. */
export function watchWall() {
  const wall = document.querySelector("[data-wall]");
  if (!wall) return;
  const scenes = [...wall.querySelectorAll(".wall__scene")];
  const dots = [...document.querySelectorAll(".wall__dots button")];
  let current = 0;

  const show = (index) => {
    current = (index + scenes.length) % scenes.length;
    for (const [number, scene] of scenes.entries()) {
      scene.classList.toggle("is-shown", number === current);
      scene.inert = number !== current;
    }
    for (const [number, dot] of dots.entries()) {
      if (number === current) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    }
  };
  for (const [number, dot] of dots.entries()) dot.addEventListener("click", () => show(number));
  wall.addEventListener("keydown", (event) => {
    if (event.key === "PageDown") show(current + 1);
    if (event.key === "PageUp") show(current - 1);
  });
  const isStill = () =>
    wall.matches(":hover, :focus-within") || matchMedia("(prefers-reduced-motion: reduce)").matches;
  setInterval(() => {
    if (!isStill()) show(current + 1);
  }, SECONDS * 1000);
  setInterval(() => {
    if (!isStill()) location.reload();
  }, Number(wall.dataset.reload) * 1000);
  show(0);
}
