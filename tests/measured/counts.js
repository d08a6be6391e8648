// What a reader could press. Evaluates to a function of no arguments, that gives
// {first_screen and page_words: [words on each button or link], panels: {id: {menus, presses}}}, without navigation,
// filters and table rows.
() => {
  const pressable = "a[href], button, summary, [role=button], [role=link], [role=tab], [role=radio]";
  const apart = ".st-key-navigation, .st-key-filters, header nav, .data-table";
  const visible = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const seen = (within) =>
    [...within.querySelectorAll(pressable)].filter(
      (one) => !one.closest(apart) && !one.parentElement.closest(pressable) && visible(one),
    );
  const words = (one) => (one.innerText || one.getAttribute("aria-label") || one.title || one.tagName).trim();
  const onFirst = (one) => {
    const box = one.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  };
  const all = seen(document);
  const panels = {};
  for (const panel of document.querySelectorAll("[class*=st-key-panel_]")) {
    const name = [...panel.classList].find((one) => one.startsWith("st-key-panel_")).slice("st-key-panel_".length);
    panels[name] = {
      menus: [...panel.querySelectorAll("[class*=st-key-menu_]")].filter((menu) => seen(menu).length).length,
      presses: seen(panel).length,
    };
  }
  return { first_screen: all.filter(onFirst).map(words), page_words: all.map(words), panels };
}
