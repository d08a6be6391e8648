// What only the browser can do: save a chart as a picture with title and source, print, fold the filters of a phone,
// change between light and dark. One listener each for the whole page; nothing is asked of another host.
(() => {
  const page = (window.minerals ??= {});
  if (page.ready) return;
  page.ready = true;

  const INK = "#1c2430";
  const QUIET = "#4d5663";
  const PAPER = "#ffffff";
  const GRID = "#dfe3e8";
  const FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", Arial, "Noto Sans CJK JP", sans-serif';
  const EDGE = 24;
  const LEAST = 640;

  // ---- pictures -----------------------------------------------------------------------------------------------------

  const measure = document.createElement("canvas").getContext("2d");

  // Lines that are no wider than `width`; where there is no space to break at, as in an address, between letters.
  const wrap = (text, size, weight, width) => {
    measure.font = `${weight} ${size}px ${FONT}`;
    // The letters of another program may be a little wider.
    const fits = (line) => measure.measureText(line).width <= 0.9 * width;
    const lines = [];
    let line = "";
    for (const word of text.split(/(?<= )/)) {
      if (fits(line + word.trimEnd())) {
        line += word;
        continue;
      }
      if (line) lines.push(line.trimEnd());
      line = word;
      while (!fits(line.trimEnd())) {
        let end = line.length - 1;
        while (end > 1 && !fits(line.slice(0, end))) end -= 1;
        lines.push(line.slice(0, end));
        line = line.slice(end);
      }
    }
    if (line.trim()) lines.push(line.trimEnd());
    return lines;
  };

  const element = (name, attributes, content) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (content) made.textContent = content;
    return made;
  };

  // The layers that Plotly has drawn as one group, dark ink on white paper whatever the theme of the page is.
  const chartGroup = (chart) => {
    const theme = [chart._fullLayout.font.color, getComputedStyle(chart).color].map(asComputed);
    const group = element("g", {});
    const layers = [...chart.querySelectorAll(".main-svg")];
    for (const layer of layers) {
      const copy = layer.cloneNode(true);
      const before = layer.querySelectorAll("text");
      copy.querySelectorAll("text").forEach((text, number) => {
        const seen = getComputedStyle(before[number]);
        // Text that stands on a colour of the chart keeps its own; all other text has that of the theme.
        text.style.fill = theme.includes(seen.fill) ? INK : seen.fill;
        text.style.fontFamily = FONT;
        text.style.fontSize = seen.fontSize;
        text.style.textShadow = "none";
      });
      copy.querySelectorAll(".drag, .draglayer, .hoverlayer, .modebar").forEach((node) => node.remove());
      copy.querySelectorAll(".gridlayer path, .zerolinelayer path").forEach((line) => (line.style.stroke = GRID));
      copy.querySelectorAll("rect.bg").forEach((box) => (box.style.fill = "none"));
      for (const node of [...copy.childNodes]) group.append(node);
    }
    return group;
  };
  const asComputed = (colour) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = colour;
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  };

  const compose = (chart, said) => {
    const box = chart.getBoundingClientRect();
    const inner = Math.max(Math.ceil(box.width), LEAST);
    const width = inner + 2 * EDGE;
    const picture = element("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": FONT });
    const paper = element("rect", { width: "100%", height: "100%", fill: PAPER });
    picture.append(element("title", {}, said.title), paper);
    let y = EDGE;
    const write = (text, size, weight, fill) => {
      for (const line of wrap(text, size, weight, inner)) {
        y += size * 1.3;
        const attributes = { x: EDGE, y: y.toFixed(1), "font-size": size, "font-weight": weight, fill };
        picture.append(element("text", attributes, line));
      }
    };
    write(said.title, 20, 600, INK);
    y += 4;
    write(said.subtitle, 14, 400, QUIET);
    y += 14;
    const group = chartGroup(chart);
    group.setAttribute("transform", `translate(${EDGE + (inner - box.width) / 2} ${y})`);
    picture.append(group);
    y += box.height + 6;
    write(said.source, 12, 400, QUIET);
    write(said.address, 12, 400, QUIET);
    const height = Math.ceil(y + EDGE);
    for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
      picture.setAttribute(key, value);
    return { picture, width, height };
  };

  // The page's own font, so that what is drawn as pixels has the letters that were measured.
  const pageFont = async () => {
    const loaded = performance.getEntriesByType("resource").find((one) => /SourceSans[^/]*Upright[^/]*woff2/.test(one.name));
    if (!loaded) return "";
    const bytes = new Uint8Array(await (await fetch(loaded.name)).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return `@font-face{font-family:"Source Sans";font-weight:200 900;src:url(data:font/woff2;base64,${btoa(text)})}`;
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const pixels = async ({ picture, width, height }) => {
    picture.prepend(element("style", {}, await pageFont()));
    const image = new Image();
    const text = new XMLSerializer().serializeToString(picture);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
  };

  const takePicture = async (button) => {
    const said = JSON.parse(button.dataset.said);
    const told = button.closest("[data-testid=stHtml]").querySelector(".picture-said");
    try {
      const chart = document.querySelector(`.st-key-figure_${button.dataset.panel} .js-plotly-plot`);
      if (!chart || !chart.querySelector(".main-svg")) throw new Error("no chart");
      const made = compose(chart, said);
      const svg = button.dataset.picture === "svg";
      const text = svg ? new XMLSerializer().serializeToString(made.picture) : "";
      save(svg ? new Blob([text], { type: "image/svg+xml" }) : await pixels(made), button.dataset.file);
      told.textContent = said.saved.replace("{file}", button.dataset.file);
    } catch (error) {
      told.textContent = said.failed;
    }
  };

  // ---- printing -----------------------------------------------------------------------------------------------------

  const print = async () => {
    for (const draw of [...(page.waiting?.values() ?? [])]) draw();
    await Promise.race([page.drawing, new Promise((done) => setTimeout(done, 15000))]);
    window.print();
  };

  // ---- theme --------------------------------------------------------------------------------------------------------

  // Streamlit keeps the theme by the path of the page and reads it when it starts.
  const changeTheme = () => {
    const dark = getComputedStyle(document.querySelector(".stApp")).colorScheme === "dark";
    const pages = [...document.querySelectorAll(".st-key-navigation a")].map((link) => new URL(link.href).pathname);
    for (const path of new Set([...pages, location.pathname]))
      localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(dark ? "Light" : "Dark"));
    location.reload();
  };

  // ---- loading ------------------------------------------------------------------------------------------------------

  // What loading.css is for is over when nothing has been loaded for a second.
  const LOOKS = 4;
  const look = (quiet) => {
    const loading = !document.querySelector("#sources") || document.querySelector("[data-testid=stSkeleton]");
    if (quiet >= LOOKS) document.getElementById("loading.css")?.remove();
    else setTimeout(look, 250, loading ? 0 : quiet + 1);
  };
  look(0);

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picture], [data-print], [data-theme], [data-fold]");
    if (!button) return;
    if (button.dataset.picture) takePicture(button);
    else if (button.dataset.print) print();
    else if (button.dataset.theme) changeTheme();
    else {
      const open = document.documentElement.classList.toggle("filters-open");
      button.setAttribute("aria-expanded", String(open));
    }
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p" || !page.waiting?.size) return;
      event.preventDefault();
      print();
    },
    true,
  );
})();
