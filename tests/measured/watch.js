// Added to every page before it loads: when the parts that are watched changed last, and how the layout shifted.
(() => {
  const seen = { input: 0, changed: {}, shifts: [], drawn: null };
  const roots = {}; // name: the element that is watched
  const selectors = {};
  window.__seen = seen;

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) seen.shifts.push([entry.startTime, entry.value]);
    }
  }).observe({ type: "layout-shift", buffered: true });

  for (const kind of ["keydown", "click"]) {
    addEventListener(kind, (event) => { if (event.isTrusted) seen.input = event.timeStamp; }, true);
  }

  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  // A part may be replaced by a new element with the same name.
  function look(name) {
    const found = document.querySelector(selectors[name]);
    if (!found || roots[name] === found) return;
    if (roots[name]) seen.changed[name] = performance.now();
    roots[name] = found;
    new MutationObserver(() => {
      if (found.isConnected) seen.changed[name] = performance.now();
    }).observe(found, everything);
  }
  window.__watch = (parts) => {
    Object.assign(selectors, parts);
    Object.keys(selectors).forEach(look);
    seen.changed.whole = performance.now(); // nobody looked before
    new MutationObserver(() => {
      seen.changed.whole = performance.now();
      for (const name in roots) if (!roots[name].isConnected) look(name);
    }).observe(document.querySelector(".stMain"), everything);
  };

  // Nothing runs or is waited for, and nothing has changed for that many milliseconds.
  window.__quiet = (milliseconds) => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const last = Math.max(seen.changed.whole || 0, seen.input);
    if (document.querySelector("[data-testid=stSkeleton], .st-key-draw_chart")) return false;
    return state === "notRunning" && performance.now() - last > milliseconds;
  };

  // The moment when all of these could be seen for the first time.
  window.__first = (asked) => {
    const visible = (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());
    const frame = () => {
      if (asked.every(visible)) seen.drawn = performance.now();
      else requestAnimationFrame(frame);
    };
    frame();
  };
})();
