// Questions that the test asks a page. Evaluated in the page by the browser's debugger; the page itself has no script.
({
  colour(text) {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  },
  over(top, below) {
    const mix = (x, y) => x * top.a + y * (1 - top.a);
    return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
  },
  ground(element) {
    if (!element) return this.colour(getComputedStyle(document.documentElement).colorScheme === "dark" ? "rgb(18,18,18)" : "rgb(255,255,255)");
    const own = this.colour(getComputedStyle(element).backgroundColor);
    return own.a === 1 ? own : this.over(own, this.ground(element.parentElement));
  },
  light({ r, g, b }) {
    const part = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  },
  contrast(ink, paper) {
    const [x, y] = [this.light(this.over(ink, paper)), this.light(paper)].sort((a, b) => b - a);
    return (x + 0.05) / (y + 0.05);
  },
  // Words with less contrast than WCAG AA asks for.
  faint() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("title") || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const ink = this.colour(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
      const ratio = this.contrast(ink, this.ground(element));
      if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className} “${node.data.trim().slice(0, 30)}”`);
    }
    for (const element of document.querySelectorAll("[data-note]")) {
      const style = getComputedStyle(element, "::before");
      const own = this.colour(style.backgroundColor);
      const below = this.ground(element.closest("article"));
      const ratio = this.contrast(this.colour(style.color), own.a ? this.over(own, below) : below);
      if (ratio < 4.5) found.push(`${ratio.toFixed(2)} note “${element.dataset.note}”`);
    }
    return found;
  },
  links() {
    const bad = [];
    const hashes = new Set([...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")));
    for (const href of hashes) {
      if (/^https?:\/\//.test(href)) continue;
      const target = href.startsWith("#") && document.getElementById(href.slice(1));
      if (!target) {
        bad.push(`${href}: no such place`);
        continue;
      }
      location.hash = href;
      const box = target.getClientRects()[0];
      if (!box || box.top < -1 || box.top > innerHeight) bad.push(`${href}: out of sight at ${box && box.top}`);
    }
    return bad;
  },
  twice() {
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    return ids.filter((id, k) => ids.indexOf(id) !== k);
  },
  // What can act: nothing should.
  live() {
    const found = [...document.querySelectorAll("script, iframe, object, embed, img, form, input, base, video, audio, link:not([rel=icon])")].map((e) => e.outerHTML.slice(0, 80));
    for (const element of document.querySelectorAll("*"))
      for (const { name, value } of element.attributes)
        if (name.startsWith("on") || /^\s*(javascript|data|vbscript):/i.test(value) && !(name === "href" && element.rel === "icon")) found.push(`${name}=${value.slice(0, 60)}`);
    if (window.hacked !== undefined || document.title.includes("hacked by")) found.push("a script ran");
    return found;
  },
  // What stands out of a narrow page.
  wide() {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1).map((e) => `${e.tagName}.${e.className} “${e.textContent.trim().slice(0, 30)}”`).slice(0, 5);
  },
  // How the marks look without their colours.
  shapes() {
    const list = [...document.querySelectorAll(".legend span")].map((e) => {
      const s = getComputedStyle(e);
      return [e.className, [s.borderBottomStyle, s.borderLeftStyle, s.outlineStyle, s.fontWeight, s.fontStyle, s.textDecorationStyle].join(" ")];
    });
    return list.filter(([, look], k) => list.some(([, other], o) => o !== k && other === look)).map(([name]) => name);
  },
  focus() {
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return { tag: e.tagName, id: e.id, words: e.textContent.trim(), seen: box.left >= 0 && box.top >= 0 && box.width > 0, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
  },
})
