// Tells the server that the place of a chart is in sight, or will be soon. One chart after the other: the next is asked
// for when the one before is drawn, so that the browser is never busy with what the reader does not look at.
const page = (window.minerals ??= {});
page.drawing ??= Promise.resolve();
page.waiting ??= new Map();
const NEAR = 300; // pixels below the screen
const PATIENCE = 8000;

// Of two parts of a page that are asked for at the same moment, the server can lose what it has for the first: a menu
// that is being opened would stay empty. So charts wait a moment where something has just been pressed.
const PAUSE = 300;
if (page.pressed === undefined) {
  page.pressed = -PAUSE;
  for (const kind of ["pointerdown", "click"]) addEventListener(kind, () => (page.pressed = performance.now()), true);
}
const calm = async () => {
  while (performance.now() - page.pressed < PAUSE) await new Promise((done) => setTimeout(done, 50));
};

const near = (place) => {
  const box = place.getBoundingClientRect();
  return box.height > 0 && box.top < window.innerHeight + NEAR && box.bottom > -NEAR;
};
const drawn = (place) =>
  new Promise((done) => {
    const began = performance.now();
    const look = () => {
      const over = !place.isConnected || performance.now() - began > PATIENCE;
      if (over || place.querySelector(".js-plotly-plot .main-svg")) done();
      else setTimeout(look, 15);
    };
    look();
  });

export default function ({ parentElement, setTriggerValue }) {
  const place = parentElement.closest("[class*=st-key-place_]");
  let over = false;
  const ask = (always) => {
    page.drawing = page.drawing.then(calm).then(() => {
      if (over || !place.isConnected) return undefined;
      if (!always && !near(place)) {
        watcher.observe(place);
        return undefined;
      }
      over = true;
      page.waiting.delete(place);
      setTriggerValue("seen", true);
      return drawn(place);
    });
    return page.drawing;
  };
  const watcher = new IntersectionObserver(
    (found) => {
      if (!found.some((one) => one.isIntersecting)) return;
      watcher.disconnect();
      ask(false);
    },
    // The page scrolls inside of this element; a margin of the window would be cut off at its edge.
    { root: document.querySelector("[data-testid=stMain]"), rootMargin: `${NEAR}px` },
  );
  watcher.observe(place);
  page.waiting.set(place, () => ask(true)); // printing draws them all
  return () => {
    over = true;
    page.waiting.delete(place);
    watcher.disconnect();
  };
}
