/** Keep `[data-clock]` at the present minute, in the time zone the page names. */
export function watchClock() {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const { zone, zoneName } = clock.dataset;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  const tick = () => {
    clock.textContent = `${format.format(new Date())} ${zoneName}`;
  };
  tick();
  setInterval(tick, 1000);
}
