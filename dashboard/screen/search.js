// The search field of the header: an ARIA combobox whose list is matched and ranked here. Streamlit calls the default
// export again whenever the data change; what belongs to the field is made once.

const MOST = 8;
const PHONE = "(max-width: 640px)";
const TYPING = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='combobox']";
const fields = new WeakMap();

/** Text as it is compared: width, case, accents and kind of kana do not matter. */
export function folded(text) {
  return text
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\s\u00b7\u30fb]+/g, " ").trim();
}

const lines = (text) => (text ? text.split("\n").map(folded) : []);

const NOT_WORD = /[^\p{L}\p{N}]+/u;

/** The entries as they came, with what is compared. Titles are no names: of them only the words count. */
export function prepared({ entries, titles, ways }) {
  return entries.map(([kind, id, label, hint, codes, names, way, end = id]) => {
    const texts = [folded(label), ...lines(names)];
    const whole = [folded(id), ...lines(codes), ...(titles.includes(kind) ? [] : texts)];
    return { kind, label, hint, address: ways[way] + end, whole, texts, words: texts.flatMap((text) => text.split(NOT_WORD)) };
  });
}

/** 0: the whole code or name; 1: start of one; 2: every word typed starts a word; 3: inside a name; else -1. */
function place(entry, asked, words) {
  if (entry.whole.includes(asked)) return 0;
  if (entry.whole.some((name) => name.startsWith(asked))) return 1;
  if (words.length && words.every((word) => entry.words.some((own) => own.startsWith(word)))) return 2;
  // One or two Latin letters, or one sign of Japanese, stand inside of almost anything.
  const long = asked.length > (/[a-z0-9]/.test(asked) ? 2 : 1);
  return long && entry.texts.some((text) => text.includes(asked)) ? 3 : -1;
}

/** The best entries; those of one kind together, each kind where its best entry stands. */
export function ranked(entries, typed) {
  const asked = folded(typed);
  if (!asked) return [];
  const words = asked.split(NOT_WORD).filter(Boolean);
  const found = [[], [], [], []];
  for (const entry of entries) {
    const at = place(entry, asked, words);
    if (at >= 0) found[at].push(entry);
  }
  const best = found.flat().slice(0, MOST);
  const kinds = [...new Set(best.map((entry) => entry.kind))];
  return kinds.flatMap((kind) => best.filter((entry) => entry.kind === kind));
}

function made(tag, name, text = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

/** Go to an address of the dashboard and keep the reader's other choices, which all stand in the present address. */
function go(address) {
  const to = new URL(address, window.location.href);
  const choices = new URLSearchParams(window.location.search.replace(/&(?:amp;)+/g, "&")); // a mailed link may be escaped
  for (const name of ["v", "lost"]) choices.delete(name); // about the link that was followed, not about the view
  for (const [name, value] of to.searchParams) choices.set(name, value);
  to.search = choices.toString();
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  if (to.href === window.location.href) return;
  // Streamlit follows the address as it does after back and forward. A switch of the page by the server would leave two
  // entries in the history, one of them this page with the parameters of the other.
  window.history.pushState({}, "", to);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

class Field {
  constructor(root) {
    const one = (name) => root.querySelector(`.${name}`);
    Object.assign(this, { root, input: one("search-input"), box: one("search-box"), found: one("search-found") });
    Object.assign(this, { list: one("search-list"), none: one("search-none"), count: one("search-count") });
    Object.assign(this, { opener: one("search-open"), closer: one("search-close"), hits: [], active: -1 });
    this.ended = new AbortController();
    this.phone = window.matchMedia(PHONE);
    this.fit();
    this.listen();
  }

  /** New data: another language, another build, or the same again. */
  take(data) {
    if (data === this.data) return;
    this.data = data;
    const sent = JSON.parse(data);
    const { texts, kinds } = sent;
    Object.assign(this, { texts, kinds, entries: null, prepare: () => prepared(sent) });
    this.input.placeholder = texts.short;
    this.input.setAttribute("aria-label", texts.label);
    this.list.setAttribute("aria-label", texts.list);
    this.opener.setAttribute("aria-label", texts.label);
    this.closer.setAttribute("aria-label", texts.close);
    this.hide();
  }

  listen() {
    const on = (target, event, act) => target.addEventListener(event, act, { signal: this.ended.signal });
    on(this.input, "input", () => this.look());
    on(this.input, "focus", () => this.input.value && this.look());
    on(this.input, "keydown", (event) => this.key(event));
    on(this.root, "focusout", (event) => this.root.contains(event.relatedTarget) || this.leave());
    on(this.found, "mousedown", (event) => event.preventDefault()); // the field keeps the focus
    on(this.list, "click", (event) => {
      const hit = event.target.closest(".search-hit");
      if (hit) this.choose(Number(hit.dataset.place));
    });
    on(this.opener, "click", () => this.open());
    on(this.closer, "click", () => this.close());
    on(this.phone, "change", () => this.fit());
    on(window, "resize", () => this.put());
    on(document, "keydown", (event) => {
      const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      if (event.key !== "/" || busy || event.target.closest?.(TYPING)) return;
      event.preventDefault();
      this.open();
    });
  }

  /** On a narrow screen the field is folded: a popover of its own that the button opens. */
  fit() {
    if (this.phone.matches) this.box.setAttribute("popover", "manual");
    else this.box.removeAttribute("popover");
    this.opener.setAttribute("aria-expanded", "false");
    this.hide();
  }

  open() {
    if (this.phone.matches && !this.box.matches(":popover-open")) this.box.showPopover();
    this.opener.setAttribute("aria-expanded", "true");
    this.input.focus();
    this.input.select();
  }

  /** Fold the field again; the focus goes back to the button that opened it. */
  close() {
    this.input.value = "";
    this.leave();
    if (this.phone.matches) this.opener.focus();
  }

  leave() {
    this.hide();
    if (this.box.matches("[popover]:popover-open")) this.box.hidePopover();
    this.opener.setAttribute("aria-expanded", "false");
  }

  hide() {
    if (this.found.matches(":popover-open")) this.found.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
    this.count.textContent = "";
  }

  look() {
    const typed = this.input.value.trim();
    if (!typed || !this.texts) return this.hide();
    this.entries ??= this.prepare();
    this.hits = ranked(this.entries, typed);
    this.write(typed);
    if (!this.found.matches(":popover-open")) this.found.showPopover();
    this.put();
    this.point(this.hits.length ? 0 : -1);
  }

  write(typed) {
    const { one, many, none } = this.texts;
    const n = this.hits.length;
    const missed = none.replace("{query}", typed);
    this.count.textContent = n === 0 ? missed : n === 1 ? one : many.replace("{n}", n);
    this.none.textContent = missed;
    this.none.hidden = n > 0;
    this.list.hidden = n === 0;
    this.input.setAttribute("aria-expanded", String(n > 0));
    this.list.replaceChildren(...[...new Set(this.hits.map((hit) => hit.kind))].map((kind) => this.group(kind)));
  }

  group(kind) {
    const group = made("div", "search-group");
    group.setAttribute("role", "group");
    const head = made("div", "search-head", this.kinds[kind]);
    head.id = `search-kind-${kind}`;
    head.setAttribute("role", "presentation");
    group.setAttribute("aria-labelledby", head.id);
    group.append(head);
    this.hits.forEach((hit, number) => hit.kind === kind && group.append(this.hit(hit, number)));
    return group;
  }

  hit(entry, number) {
    const hit = made("div", "search-hit");
    hit.id = `search-hit-${number}`;
    hit.dataset.place = number;
    hit.setAttribute("role", "option");
    hit.title = entry.label;
    hit.append(made("span", "", entry.label));
    if (entry.hint) hit.append(made("span", "", entry.hint));
    return hit;
  }

  /** Make a hit the one that Enter opens. */
  point(number) {
    this.active = number;
    for (const hit of this.list.querySelectorAll(".search-hit")) {
      hit.setAttribute("aria-selected", String(Number(hit.dataset.place) === number));
    }
    const chosen = this.list.querySelector("[aria-selected='true']");
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // Enter and arrows belong to the input method
    const open = this.found.matches(":popover-open");
    const n = this.hits.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) this.look();
      else if (n) this.point((this.active + step + n) % n);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open) this.choose(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) this.hide();
      else if (this.input.value) this.input.value = "";
      else this.close();
    }
  }

  choose(number) {
    const hit = this.hits[number];
    if (!hit) return;
    this.input.value = "";
    this.leave();
    this.input.blur();
    go(hit.address);
  }

  /** Below the field, as wide as a name needs, inside the window. */
  put() {
    if (!this.found.matches(":popover-open")) return;
    const field = this.box.getBoundingClientRect();
    const seen = document.documentElement.clientWidth;
    const width = this.phone.matches ? seen : Math.min(Math.max(field.width, 420), seen - 16);
    const left = this.phone.matches ? 0 : Math.max(8, Math.min(field.left, seen - width - 8));
    Object.assign(this.found.style, { left: `${left}px`, top: `${field.bottom + 4}px`, width: `${width}px` });
  }

  end() {
    this.ended.abort();
    fields.delete(this.root);
  }
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".search");
  if (!fields.has(root)) fields.set(root, new Field(root));
  const field = fields.get(root);
  field.take(data);
  return () => field.end();
}
