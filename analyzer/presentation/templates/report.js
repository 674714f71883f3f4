// The way between rows and marks, filters, sorting, tabs. Without it the page still reads and prints:
// rows and marks are links to each other, and everything stands one below the other.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const collator = new Intl.Collator("zh-Hans", { numeric: true });
  const narrow = matchMedia("(max-width: 68rem)");
  const panel = byId("panel");
  const body = one(".text .body");
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  const fold = (text) => String(text ?? "").normalize("NFKC").toLowerCase();
  const said = ({ labels }, value) => (Object.hasOwn(labels, value) ? labels[value] : value);
  const create = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  document.documentElement.classList.add("js");

  // ---- tables: filter, sort, unfold -------------------------------------------------------------------

  class Grid {
    constructor(table) {
      this.table = table;
      this.name = table.dataset.name;
      this.data = data[this.name];
      this.body = table.tBodies[0];
      this.tree = table.classList.contains("tree");
      this.index = new Map(this.data.columns.map((column, i) => [column.name, i]));
      this.rows = [...this.body.rows].map((row, order) => this.read(row, order));
      this.byKey = new Map(this.rows.map((row) => [row.element.id.replace(/^row-/, ""), row]));
      this.rows.forEach((row) => { row.parent = this.byKey.get(row.element.dataset.parent); });
      this.sorting = { key: "", down: false };
      this.controls = one(`.controls[data-for="${this.name}"]`);
      this.addSorting();
      this.addControls();
      if (this.tree) this.addToggles();
      this.body.addEventListener("keydown", (event) => this.onKey(event));
      this.apply();
    }

    read(element, order) {
      const cells = this.data.rows[order];
      const text = fold(cells.map((cell, i) => said(this.data.columns[i], cell)).join("\n"));
      return { element, order, cells, open: true, text };
    }

    addSorting() {
      for (const head of all("thead th", this.table)) {
        const button = create("button", head.textContent);
        button.title = "按此列排序；再点换方向，第三次恢复原文次序";
        head.replaceChildren(button);
        button.addEventListener("click", () => this.sortBy(head));
      }
    }

    // upwards, downwards, back to the order of the text
    sortBy(head) {
      const { key, down } = this.sorting;
      const again = head.dataset.key === key;
      this.sorting = again && down ? { key: "", down: false } : { key: head.dataset.key, down: again };
      for (const other of all("thead th", this.table)) other.ariaSort = null;
      if (this.sorting.key) head.ariaSort = this.sorting.down ? "descending" : "ascending";
      this.apply();
      this.body.append(...this.sorted().map((row) => row.element));
    }

    sorted() {
      const { key, down } = this.sorting;
      if (!key) return this.rows;
      const number = this.data.columns[this.index.get(key)].number;
      return [...this.rows].sort((a, b) => {
        const [left, right] = [this.cell(a, key), this.cell(b, key)];
        const [noLeft, noRight] = [left, right].map((value) => value === "" || value === null);
        if (noLeft || noRight) return noLeft - noRight || a.order - b.order; // what is missing comes last
        // values are compared within their unit: 亩 and 元 have no order
        const unit = key === "value" ? collator.compare(this.cell(a, "unit"), this.cell(b, "unit")) : 0;
        const found = number ? Number(left) - Number(right) : collator.compare(left, right);
        return unit || (down ? -found : found) || a.order - b.order;
      });
    }

    addControls() {
      this.controls.hidden = false;
      this.search = one("input", this.controls);
      this.selects = all("select", this.controls);
      this.clear = one(".clear", this.controls);
      this.count = one("output", this.controls);
      this.total = this.count.textContent;
      this.search.addEventListener("input", () => this.apply());
      for (const select of this.selects) select.addEventListener("change", () => this.apply());
      this.clear.addEventListener("click", () => { this.set({}); this.search.focus(); });
      const more = one(".more-choices", this.controls);
      more.hidden = !this.selects.length;
      more.addEventListener("click", () => { more.ariaExpanded = String(this.controls.classList.toggle("open")); });
      for (const button of all(".fold", this.controls)) button.addEventListener("click", () => this.foldTo(Number(button.dataset.depth)));
    }

    set(choices) {
      this.search.value = "";
      for (const select of this.selects) select.value = choices[select.dataset.column] ?? "*";
      this.apply();
    }

    addToggles() {
      for (const row of this.rows.filter((each) => each.element.hasAttribute("aria-expanded"))) {
        const toggle = Object.assign(create("button"), { className: "toggle", tabIndex: -1, ariaLabel: "收起或展开下级条目" });
        toggle.addEventListener("click", () => this.unfold(row, !row.open));
        one("th", row.element).prepend(toggle);
      }
    }

    foldTo(depth) {
      for (const row of this.rows) row.open = Number(row.element.ariaLevel) < depth;
      this.apply();
    }

    unfold(row, open) {
      row.open = open;
      this.apply();
    }

    apply() {
      const words = fold(this.search.value).split(/\s+/).filter(Boolean);
      const chosen = this.selects.filter((select) => select.value !== "*");
      const matches = (row) => words.every((word) => row.text.includes(word))
        && chosen.every((select) => String(this.cell(row, select.dataset.column) ?? "") === select.value);
      const filtered = words.length > 0 || chosen.length > 0;
      const flat = Boolean(this.sorting.key);
      const found = new Set(this.rows.filter(matches));
      // in the tree a row stands with all that it stands under
      const context = new Set(flat ? [] : [...found].flatMap((row) => this.above(row)).filter((row) => !found.has(row)));
      this.closeDetail();
      for (const row of this.rows) {
        const folded = !flat && !filtered && this.above(row).some((up) => !up.open);
        row.element.hidden = folded || !(found.has(row) || context.has(row));
        row.element.classList.toggle("context", context.has(row));
        if (row.element.hasAttribute("aria-expanded")) row.element.ariaExpanded = String(row.open || filtered);
      }
      this.table.classList.toggle("flat", flat);
      for (const select of this.selects) select.classList.toggle("set", select.value !== "*");
      this.count.textContent = filtered ? `${found.size} / ${this.total.replace("共 ", "")}` : this.total;
      this.clear.hidden = !filtered;
      rove(this.links(), document.activeElement);
    }

    cell(row, name) { return row.cells[this.index.get(name)]; }
    above(row) { return row.parent ? [row.parent, ...this.above(row.parent)] : []; }
    links() { return all("tr:not([hidden]) th a", this.body); }
    closeDetail() { one("tr.detail", this.body)?.remove(); }

    reveal(key) {
      const row = this.byKey.get(key);
      if (!row) return null;
      for (const up of this.above(row)) up.open = true;
      if (row.element.hidden) this.set({});
      this.openDetail(row);
      return row.element;
    }

    openDetail(row) {
      this.closeDetail();
      const facts = this.data.details.map((name) => {
        const column = this.data.columns[this.index.get(name)];
        return [column.title, said(column, this.cell(row, name))];
      });
      facts.push(["位置", `第 ${this.cell(row, "start")}–${this.cell(row, "end")} 字`]);
      const list = create("dl");
      for (const [title, value] of facts.filter(([, each]) => each !== "" && each !== null)) {
        const text = String(value);
        list.append(create("dt", title), create("dd", text.length > 300 ? `${text.slice(0, 300)}……` : text));
      }
      const detail = create("tr");
      detail.className = "detail";
      const cell = detail.insertCell();
      cell.colSpan = row.element.cells.length;
      cell.append(list);
      row.element.after(detail);
    }

    onKey(event) {
      const links = this.links();
      const at = links.indexOf(event.target);
      if (at < 0) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      const row = this.byKey.get(event.target.hash.slice(1));
      if (to !== undefined) {
        focusOn(links[Math.max(0, Math.min(links.length - 1, to))]);
      } else if (this.tree && event.key === "ArrowLeft") {
        if (row.open && row.element.hasAttribute("aria-expanded")) this.unfold(row, false);
        else if (row.parent) focusOn(one("th a", row.parent.element));
      } else if (this.tree && event.key === "ArrowRight") {
        this.unfold(row, true);
      } else return;
      event.preventDefault();
    }
  }

  // of many links one is in the tab order, the arrows move between them
  function rove(links, current) {
    const stop = links.includes(current) ? current : links.find((link) => link.tabIndex === 0 && link.hasAttribute("tabindex")) ?? links[0];
    for (const link of links) link.tabIndex = link === stop ? 0 : -1;
  }

  function focusOn(link) {
    if (!link) return;
    rove(all("a", link.closest("tbody, .body")), link);
    link.focus({ preventScroll: true });
    bring(link);
  }

  // ---- rows and marks ------------------------------------------------------------------------------------

  const grids = all("table.grid").map((table) => new Grid(table));
  const isFact = (key) => /^[tkcm]\d+$/.test(key);

  // scrolls only what has to move: the panel has its own bar while it stands beside the text
  function bring(place) {
    const box = place.getBoundingClientRect();
    if (panel.contains(place.startContainer ?? place) && panel.scrollHeight > panel.clientHeight && getComputedStyle(panel).overflowY === "auto") {
      const frame = panel.getBoundingClientRect();
      const bottom = Math.min(frame.bottom, innerHeight);
      if (box.top < frame.top + 90 || box.bottom > bottom - 30) panel.scrollTop += box.top - (frame.top + bottom) / 2;
    } else {
      scrollBy(0, box.top - innerHeight * 0.38);
    }
  }

  function select(key) {
    for (const old of all(".current, .near")) old.classList.remove("current", "near");
    const marks = all(`#${key}, [data-of="${key}"]`);
    for (const mark of marks) {
      mark.classList.add("current");
      if (!key.startsWith("k")) mark.closest(".s")?.classList.add("near");
    }
    for (const range of all(`.k-text.${key}, .c-range.${key}`)) range.classList.add("near");
    const row = grids.find((grid) => grid.byKey.has(key))?.reveal(key);
    row?.classList.add("current");
    history.replaceState(null, "", `#${key}`);
    return { mark: marks[0], row };
  }

  function toText(key) {
    const { mark, row } = select(key);
    if (row?.offsetParent) bring(row);
    if (!mark) return;
    if (narrow.matches) showTab("p-text");
    mark.matches("a") ? focusOn(mark) : bring(mark);
  }

  function toRow(key) {
    const row = byId(`row-${key}`);
    if (!row) return;
    showTab(row.closest(".panel").id);
    select(key);
    focusOn(one("th a", row));
  }

  // ---- tabs ------------------------------------------------------------------------------------------------

  const tabs = all(".tabs a");
  const target = (tab) => tab.hash.slice(1);
  const scrolled = new Map();

  // on a phone every tab comes back where it was left
  function showTab(id) {
    const old = tabs.find((tab) => tab.ariaSelected === "true");
    if (old && narrow.matches) scrolled.set(target(old), scrollY);
    for (const tab of tabs) {
      const chosen = target(tab) === id;
      tab.ariaSelected = String(chosen);
      tab.tabIndex = chosen ? 0 : -1;
      byId(target(tab)).classList.toggle("shown", chosen);
      if (chosen) tab.parentElement.scrollLeft = tab.offsetLeft - 60;
    }
    if (!narrow.matches) panel.scrollTop = 0;
    else if (old) {
      const top = one(".columns").offsetTop;
      if (scrollY > top || scrolled.has(id)) scrollTo(0, Math.max(scrolled.get(id) ?? 0, Math.min(scrollY, top)));
    }
  }

  function setUpTabs() {
    one(".tabs").role = "tablist";
    for (const tab of tabs) {
      tab.role = "tab";
      tab.setAttribute("aria-controls", target(tab));
      if (target(tab) !== "p-text") byId(target(tab)).role = "tabpanel";
    }
    one(".tabs").addEventListener("keydown", (event) => {
      const shown = tabs.filter((tab) => tab.offsetParent);
      if (!steps[event.key]) return;
      const next = shown[(shown.indexOf(event.target.closest("a")) + steps[event.key] + shown.length) % shown.length];
      showTab(target(next));
      next.focus();
      event.preventDefault();
    });
    // heads of tables stop below the tabs
    new ResizeObserver(() => document.documentElement.style.setProperty("--tabs", `${one(".tabs").offsetHeight}px`)).observe(one(".tabs"));
    showTab("p-overview");
  }

  function openTab(id, preset) {
    showTab(id);
    const grid = grids.find((each) => each.table.closest(".panel").id === id);
    if (preset) grid?.set(Object.fromEntries([preset.split("=")]));
    if (preset && narrow.matches) scrollTo(0, one(".columns").offsetTop);
  }

  // ---- keywords in the text --------------------------------------------------------------------------------

  let search = { term: "", at: -1, ranges: [] };

  function findRanges(term) {
    const nodes = [];
    let text = "";
    for (const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
      nodes.push({ node: walker.currentNode, start: text.length });
      text += walker.currentNode.data;
    }
    const place = (offset) => {
      const { node, start } = nodes.findLast((each) => each.start <= offset);
      return [node, offset - start];
    };
    const ranges = [];
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      const range = new Range();
      range.setStart(...place(at));
      range.setEnd(...place(at + term.length));
      ranges.push(range);
    }
    return ranges;
  }

  function nextHit(button) {
    const term = button.dataset.term;
    if (term !== search.term) search = { term, at: -1, ranges: findRanges(term) };
    for (const other of all(".term")) other.ariaPressed = String(other === button);
    const { ranges } = search;
    search.at = ranges.length && (search.at + 1) % ranges.length;
    one(".hits").textContent = ranges.length ? `“${term}”：第 ${search.at + 1} 处，共 ${ranges.length} 处` : `正文中没有连写的“${term}”`;
    if (!ranges.length) return;
    if (narrow.matches) showTab("p-text");
    CSS.highlights?.set("term", new Highlight(...ranges));
    CSS.highlights?.set("term-now", new Highlight(ranges[search.at]));
    bring(ranges[search.at]);
  }

  // ---- what the reader does ----------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const row = event.target.closest("tbody tr[id]");
    const term = event.target.closest("button.term");
    if (term) nextHit(term);
    if (link) {
      const id = link.hash.slice(1);
      if (isFact(id)) toText(id);
      else if (id.startsWith("row-")) toRow(id.slice(4));
      else if (id.startsWith("p-")) openTab(id, link.dataset.preset);
      else return;
      event.preventDefault();
    } else if (row && !event.target.closest("button") && getSelection().isCollapsed) {
      toText(row.id.replace(/^row-/, ""));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select") && !event.ctrlKey && !event.metaKey) {
      const input = all(".controls input").find((each) => each.offsetParent);
      input?.focus();
      if (input) event.preventDefault();
    }
    const mark = event.target.closest(".body a");
    if (mark && steps[event.key]) {
      const marks = all("a", body);
      focusOn(marks[marks.indexOf(mark) + steps[event.key]]);
      event.preventDefault();
    }
  });

  function openPlace() {
    const id = location.hash.slice(1).replace(/^row-/, "");
    if (isFact(id)) {
      toRow(id);
      toText(id);
    } else if (id.startsWith("p-") && byId(id)) openTab(id);
  }

  // the page of several documents has neither tabs nor text
  if (body) {
    setUpTabs();
    rove(all("a", body));
    openPlace();
    addEventListener("hashchange", openPlace);
  }
})();
