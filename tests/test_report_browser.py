"""The report in a real browser: from row to text and back, filters, sorting, keyboard, phone, print, silence.

Skipped where there is no Chromium or no chromedriver.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from report_inputs import PAYLOADS, hostile_analysis, large_text

from analyzer.model import Analysis, Document, Failure
from analyzer.pipeline import Analyzer
from analyzer.presentation.report import render_report, write_reports
from analyzer.reading.reader import read

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and CHROMEDRIVER), reason="needs Chromium and chromedriver (Debian: chromium-driver)"
)

SAMPLE = Path(__file__).parent.parent / "samples" / "澜川市政府工作报告.txt"
MADE_BY = {"version": "1.2.3", "dictionaries_sha256": "a" * 64}
DESKTOP, PHONE = (1280, 800), (390, 844)


class Browser:
    """One Chromium for all tests; hears what a page logs and asks for."""

    def __init__(self) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = webdriver.ChromeService(executable_path=CHROMEDRIVER)
        self.driver: Any = webdriver.Chrome(options=options, service=service)

    def open(self, path: Path, size: tuple[int, int] = DESKTOP, place: str = "") -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=size[0],
            height=size[1],
            deviceScaleFactor=1,
            mobile=size == PHONE,
        )
        self.driver.get("about:blank")
        self.heard()
        self.driver.get(path.as_uri() + place)

    def command(self, name: str, **values: object) -> dict[str, Any]:
        found: dict[str, Any] = self.driver.execute_cdp_cmd(name, values)
        return found

    def js(self, code: str, *arguments: object) -> Any:
        return self.driver.execute_script(f"return {code}", *arguments)

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(getattr(webdriver.Keys, key, key))

    def shown(self, name: str) -> list[str]:
        """Ids of the rows that a table shows, in order."""
        found: list[str] = self.js(
            "[...document.querySelectorAll(`table[data-name=${arguments[0]}] tbody tr[id]`)]"
            ".filter(row => row.offsetParent).map(row => row.id.slice(4))",
            name,
        )
        return found

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.js(
            "[...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent).map(e => e.innerText)",
            selector,
        )
        return found

    def in_view(self, selector: str) -> bool:
        found: bool = self.js(
            "(box => box.height > 0 && box.top >= 0 && box.bottom <= innerHeight)"
            "(document.querySelector(arguments[0]).getBoundingClientRect())",
            selector,
        )
        return found

    def heard(self) -> tuple[list[str], list[str]]:
        """What was logged, and which addresses were asked for other than files and data, since last time."""
        logged = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return logged, [url for url in asked if not url.startswith(("file:", "data:", "about:"))]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = Browser()
    yield found
    found.driver.quit()


@pytest.fixture(scope="module")
def analysis(analyzer: Analyzer) -> Analysis:
    return analyzer.analyze(read(SAMPLE))


@pytest.fixture(scope="module")
def page(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(analysis, MADE_BY), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def quiet(browser: Browser) -> Iterator[None]:
    """After every test: nothing was logged, nothing was fetched."""
    yield
    assert browser.heard() == ([], [])


def test_from_row_to_text_and_back(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".tabs a[href='#p-targets']")
    assert len(browser.shown("targets")) == len(analysis.targets)
    last = f"t{len(analysis.targets)}"
    browser.js("document.getElementById(arguments[0]).scrollIntoView()", f"row-{last}")
    browser.click(f"#row-{last} .figure")
    assert browser.in_view(f"#{last}")
    assert browser.js("document.activeElement.id") == last
    sentence = browser.texts(".s.near")
    assert len(sentence) == 1
    assert analysis.targets[-1].value_text in sentence[0]
    assert browser.js("location.hash") == f"#{last}"
    assert "原句" in browser.texts("tr.detail")[0]
    # another mark in view, and back to its row
    browser.click(".tabs a[href='#p-tasks']")
    browser.click(f"#{last}")
    assert browser.js("document.querySelector('.tabs [aria-selected=true]').hash") == "#p-targets"
    assert browser.in_view(f"#row-{last}")
    assert browser.js("document.activeElement.hash") == f"#{last}"
    assert browser.texts("tr.current") == [browser.js("document.activeElement.closest('tr').innerText")]


def test_tasks_and_checks_point_into_the_text(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".tabs a[href='#p-tasks']")
    browser.click("#row-k2 a")
    assert browser.in_view("#k2")
    own = "".join(browser.texts(".k-text.near")).replace("\n", "")
    item = analysis.tasks[1].item
    assert own[:20] == analysis.document.text[item.start : item.own_end][:20]
    assert analysis.checks, "the sample is known to have slips"
    browser.click(".tabs a[href='#p-checks']")
    browser.click("#row-c1 q")
    assert browser.in_view("#c1")
    assert browser.texts(".c-range.near")
    browser.click("#c1")
    assert browser.js("document.activeElement.hash") == "#c1"


def test_an_address_opens_a_row(browser: Browser, page: Path) -> None:
    browser.open(page, place="#t30")
    assert browser.js("document.querySelector('.current').id") in ("t30", "row-t30")
    assert browser.in_view("#t30")
    assert browser.in_view("#row-t30")
    browser.open(page, place="#%zz'\"<x>")
    assert browser.js("document.querySelectorAll('.current').length") == 0


def test_filters(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".split a[href='#p-targets'][data-preset='status=target']")
    wanted = [f"t{n}" for n, target in enumerate(analysis.targets, 1) if target.status == "target"]
    assert browser.shown("targets") == wanted
    assert browser.texts("#p-targets output") == [f"{len(wanted)} / {len(analysis.targets)} 个指标"]
    browser.click("#p-targets input")
    browser.press("高新技术 企业")
    found = [
        f"t{n}"
        for n, target in enumerate(analysis.targets, 1)
        if target.status == "target" and "高新技术" in target.sentence + target.section
    ]
    assert browser.shown("targets") == found
    assert 0 < len(found) < len(wanted)
    browser.click("#p-targets .clear")
    assert len(browser.shown("targets")) == len(analysis.targets)
    browser.driver.find_element(
        "css selector", "#p-targets select[data-column=year] option[value='2030']"
    ).click()
    assert 0 < len(browser.shown("targets")) < len(analysis.targets)
    assert set(browser.texts("#p-targets tbody tr td:nth-child(5)")) == {"2030"}
    # what is filtered away comes back when it is asked for
    hidden = next(
        n for n, target in enumerate(analysis.targets, 1) if f"t{n}" not in browser.shown("targets")
    )
    browser.js("document.getElementById(arguments[0]).click()", f"t{hidden}")
    assert f"t{hidden}" in browser.shown("targets")


def test_sorting(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".tabs a[href='#p-targets']")
    head = "#p-targets th[data-key=value]"
    browser.click(f"{head} button")
    assert browser.js("document.querySelector(arguments[0]).ariaSort", head) == "ascending"
    order = [analysis.targets[int(name[1:]) - 1] for name in browser.shown("targets")]
    by_unit: dict[str, list[float]] = {}
    for target in order:
        by_unit.setdefault(target.unit, []).append(float(target.value or 0))
    units = [target.unit for target in order]
    assert sum(a != b for a, b in pairwise(units)) == len(by_unit) - 1
    assert all(values == sorted(values) for values in by_unit.values())
    browser.click(f"{head} button")
    assert browser.js("document.querySelector(arguments[0]).ariaSort", head) == "descending"
    browser.click(f"{head} button")
    assert browser.shown("targets") == [f"t{n}" for n in range(1, len(order) + 1)]
    assert browser.js("document.querySelectorAll('[aria-sort]').length") == 0


def test_the_tree_folds_and_flattens(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".tabs a[href='#p-tasks']")
    tops = [f"k{n}" for n, task in enumerate(analysis.tasks, 1) if task.parent is None]
    browser.click("#p-tasks .fold[data-depth='1']")
    assert browser.shown("tasks") == tops
    browser.click("#p-tasks .fold[data-depth='99']")
    assert len(browser.shown("tasks")) == len(analysis.tasks)
    browser.click("#row-k1 .toggle")
    assert "k2" not in browser.shown("tasks")
    assert browser.js("document.getElementById('row-k1').ariaExpanded") == "false"
    # a search shows a row with all that stands above it
    child = next(n for n, task in enumerate(analysis.tasks, 1) if task.parent is not None)
    browser.click("#p-tasks input")
    browser.press(analysis.tasks[child - 1].item.title)
    assert f"k{child}" in browser.shown("tasks")
    assert browser.js("document.querySelectorAll('#p-tasks tr.context').length") > 0
    browser.click("#p-tasks .clear")
    browser.click("#p-tasks th[data-key=status] button")
    assert browser.js("document.querySelector('.tree').className").endswith("flat")
    assert len(browser.shown("tasks")) == len(analysis.tasks)


def test_keyboard_alone(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.press("TAB")
    assert browser.texts(":focus") == ["跳到原文"]
    browser.js("document.querySelector('.tabs [aria-selected=true]').focus()")
    browser.press("ARROW_RIGHT")
    assert browser.js("document.activeElement.hash") == "#p-targets"
    browser.press("/")
    assert browser.js("document.activeElement.type") == "search"
    for _ in range(30):
        browser.press("TAB")
        if browser.js("document.activeElement.hash || ''") == "#t1":
            break
    browser.press("ARROW_DOWN", "ARROW_DOWN")
    assert browser.js("document.activeElement.hash") == "#t3"
    outline = browser.js("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    browser.press("ENTER")
    assert browser.js("document.activeElement.id") == "t3"
    browser.press("ARROW_RIGHT")
    assert browser.js("document.activeElement.matches('.body a:not(#t3)')")
    browser.press("ARROW_LEFT", "ENTER")
    assert browser.js("document.activeElement.closest('tr').id") == "row-t3"
    # one stop in the text, one in every table
    stops = browser.js("[...document.querySelectorAll('.body a')].filter(a => a.tabIndex === 0).length")
    assert stops == 1
    browser.js("document.querySelector('.tabs a[href=\"#p-tasks\"]').click()")
    browser.js("document.querySelector('#row-k1 th a').focus()")
    browser.press("ARROW_LEFT")
    assert "k2" not in browser.shown("tasks")
    browser.press("ARROW_RIGHT", "ARROW_DOWN", "ARROW_LEFT")
    assert browser.js("document.activeElement.hash") == "#k1"


def test_keywords_are_found_in_the_text(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page)
    browser.click(".tabs a[href='#p-words']")
    term = analysis.keywords[0].term
    browser.click(".words li:first-child button")
    count = "".join(analysis.document.text.split()).count(term)
    assert browser.texts(".hits") == [f"“{term}”：第 1 处，共 {count} 处"]
    assert browser.js("[...CSS.highlights.get('term')].map(range => range.toString())") == [term] * count
    browser.click(".words li:first-child button")
    assert browser.texts(".hits")[0].startswith(f"“{term}”：第 2 处")


def test_on_a_phone_nothing_runs_over(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.open(page, PHONE)
    for tab in ("overview", "targets", "tasks", "checks", "charts", "words", "facts", "text"):
        browser.js("document.querySelector(`.tabs a[href='#p-${arguments[0]}']`).click()", tab)
        assert browser.js("document.documentElement.scrollWidth") <= PHONE[0], tab
        assert browser.js("document.getElementById(`p-${arguments[0]}`).offsetHeight > 0", tab)
    browser.js("document.querySelector('.tabs a[href=\"#p-targets\"]').click()")
    browser.js("document.querySelector('#row-t20').click()")
    assert browser.in_view("#t20")
    assert browser.in_view(".tabs")
    browser.js("document.getElementById('t20').click()")
    assert browser.in_view("#row-t20")
    assert browser.js("document.querySelector('.text').offsetParent === null")


def test_print(browser: Browser, page: Path, tmp_path: Path) -> None:
    browser.open(page)
    browser.command("Emulation.setEmulatedMedia", media="print")
    hidden = browser.js("[...document.querySelectorAll('.panel, .text')].filter(e => !e.offsetHeight).length")
    assert hidden == 0
    assert browser.texts(".tabs, .controls input, .controls select") == []
    browser.command("Emulation.setEmulatedMedia", media="")
    pdf = base64.b64decode(browser.command("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.startswith(b"%PDF")
    assert 3 < pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/") < 60


def test_without_script_everything_stands_there(browser: Browser, page: Path, analysis: Analysis) -> None:
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        rows = browser.driver.find_elements("css selector", "#p-targets tbody tr")
        assert len(rows) == len(analysis.targets)
        assert rows[-1].is_displayed()
        assert not browser.driver.find_element("css selector", "#p-targets .controls").is_displayed()
        browser.driver.find_element("css selector", "#row-t9 a").click()
        assert browser.driver.current_url.endswith("#t9")
        assert browser.driver.find_element("css selector", "#t9").is_displayed()
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)


def test_payloads_do_nothing(browser: Browser, tmp_path: Path) -> None:
    analyses = [hostile_analysis(payload, f"d{number}") for number, payload in enumerate(PAYLOADS)]
    failures = [Failure(f"f{i}", payload, payload, payload) for i, payload in enumerate(PAYLOADS)]
    everything = hostile_analysis("".join(PAYLOADS), "all")
    write_reports(tmp_path, [*analyses, everything], failures, MADE_BY, charts=False)
    browser.open(tmp_path / "report.html")
    assert len(browser.shown("documents")) == 0
    assert browser.js("document.querySelectorAll('.documents tbody tr').length") == 2 * len(PAYLOADS) + 1
    assert browser.js("window.pwned") is None
    for name in ["all"] + [f"d{number}" for number in range(len(PAYLOADS))]:
        browser.open(tmp_path / "reports" / f"{name}.html")
        if name == "all":
            browser.js(
                "[...document.querySelectorAll('.tabs a, th a, .body a, .value, .term, thead button, .clear')]"
                ".forEach(each => each.click())"
            )
        assert browser.js("window.pwned") is None, name
        assert browser.js("[document.scripts.length, document.styleSheets.length]") == [2, 1]


def test_index(browser: Browser, analysis: Analysis, tmp_path: Path) -> None:
    analyses = [
        replace(
            analysis,
            document=replace(
                analysis.document, doc_id=name, metadata=replace(analysis.document.metadata, title=title)
            ),
        )
        for name, title in (("b", "乙县报告"), ("a%b #1", "甲县报告"))
    ]
    write_reports(tmp_path, analyses, [Failure("c", "c.pdf", "E_PDF", "读不了。")], MADE_BY, charts=False)
    for size in (PHONE, DESKTOP):
        browser.open(tmp_path / "report.html", size)
        assert browser.js("document.documentElement.scrollWidth") <= size[0]
    assert browser.texts(".failures dd") == ["E_PDF 读不了。"]
    browser.click("th[data-key=title] button")
    assert browser.texts("tbody th a") == ["甲县报告", "乙县报告"]
    browser.click("#p-documents input")
    browser.press("甲县")
    assert browser.texts("tbody th a") == ["甲县报告"]
    browser.click("tbody th a")
    assert browser.texts("h1") == ["甲县报告"]
    browser.click(".back a")
    assert browser.texts("h1") == ["政策文本分析"]


def test_a_large_document_stays_quick(browser: Browser, analyzer: Analyzer, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    analysis = analyzer.analyze(Document("大", large_text()), keywords=False)
    path.write_text(render_report(analysis, MADE_BY, charts=False), encoding="utf-8")
    browser.open(path)
    browser.click(".tabs a[href='#p-tasks']")
    spent = browser.js(
        "(began => { const input = document.querySelector('#p-tasks input'); input.value = '示范';"
        " input.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - began; })"
        "(performance.now())"
    )
    assert spent < 1500
    assert len(browser.shown("tasks")) >= 150


def test_dark(browser: Browser, page: Path) -> None:
    browser.command(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}]
    )
    try:
        browser.open(page)
        paper, ink = browser.js(
            "(style => [style.backgroundColor, style.color])(getComputedStyle(document.body))"
        )
        assert lightness(paper) < 40 < 200 < lightness(ink)
    finally:
        browser.command("Emulation.setEmulatedMedia", features=[])


def lightness(colour: str) -> float:
    return sum(int(part) for part in colour[4:-1].split(",")) / 3
