#!/usr/bin/env python3
"""tests/api/test_page.py - the page in a browser, against `puente` (argument 1).

Prints TAP. The store, the service and the browser's folder are made for the test and
gone after it.
"""
import shutil
import sys
import tempfile
import time
import traceback
import urllib.parse

if not shutil.which("chromedriver"):
    print("1..0 # SKIP no chromedriver: apt install chromium-driver")
    sys.exit(0)

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from service import HOSTILE, Puente, load_tables

ALLOWED = {"svg", "g", "title", "desc", "rect", "ellipse", "circle", "polygon", "polyline",
           "line", "path", "text", "tspan"}


class Page:
    def __init__(self, driver, origin):
        self.driver, self.origin = driver, origin

    def open(self, query="?country=CL&lang=en"):
        self.driver.get(self.origin + "/" + query)
        self.wait()

    def wait(self):
        WebDriverWait(self.driver, 30).until(lambda d: d.execute_script(
            "return document.getElementById('main').getAttribute('aria-busy')") == "false")

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def keys(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def query(self):
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(
            self.driver.current_url).query))

    def transform(self):
        return self.js("return document.querySelector('.viewport')"
                       ".getAttribute('transform')") or ""

    def console(self):
        return [entry for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]


def picking_a_country_shows_its_map_and_verdicts(page):
    page.open("?lang=en")
    assert page.query()["country"] == "CL", page.query()
    page.one("[data-country=PE]").click()
    page.wait()
    assert page.one("[data-country=PE]").get_attribute("aria-pressed") == "true"
    assert page.query()["country"] == "PE"
    assert len(page.all("#picture g.org")) == 24
    assert len(page.all("#picture g.tie.across")) > 10
    assert "Peru" in page.one("#picture svg").get_attribute("aria-label")
    assert page.driver.title.startswith("Peru")
    sentence = page.one("#headline .verdict").text
    assert sentence.startswith("Gap") and "Peru" in sentence and "unanswered" in sentence, \
        sentence


def the_matrix_says_each_verdict_in_words(page):
    cells = page.all("#matrix td.cell")
    assert len(cells) == 6, len(cells)
    for cell in cells:
        assert any(word in cell.text for word in
                   ("Gap", "Above expected", "No gap", "Cannot tell")), cell.text
        assert "%" in cell.text and "p " in cell.text, cell.text
    heads = [head.text for head in page.all("#matrix th[scope=col]")]
    assert sorted(heads) == ["Education", "Industry", "Labour"], heads


def who_answered_is_shown_by_sector(page):
    rows = [row.text for row in page.all("#rates .rate")]
    assert len(rows) == 4 and "of 24" in rows[-1], rows
    assert len(page.all("#rates meter")) == 4


def buttons_and_keys_move_the_map(page):
    before = page.transform()
    page.one("#zoom-in").click()
    time.sleep(0.5)
    nearer = page.transform()
    assert nearer != before and "scale(1.6" in nearer, nearer
    page.one("#picture").send_keys("+")
    time.sleep(0.5)
    assert page.transform() != nearer
    page.one("#picture").send_keys(Keys.ARROW_RIGHT)
    time.sleep(0.5)
    page.one("#picture").send_keys("0")
    time.sleep(0.5)
    assert "scale(1)" in page.transform(), page.transform()


def choosing_an_organization_shows_its_partners(page):
    organization = page.one("#picture g.org")
    page.js("arguments[0].focus()", organization)
    page.keys(Keys.ENTER)
    assert page.one("#chosen").is_displayed()
    partners = page.all("#chosen .partners button")
    near = page.js("return document.querySelectorAll('g.org.is-near').length")
    assert len(partners) > 0 and near == len(partners) + 1, (len(partners), near)
    assert "null" not in page.one("#chosen").text
    assert page.query()["org"] == organization.get_attribute("id")
    page.keys(Keys.ESCAPE)
    assert not page.one("#chosen").is_displayed()
    assert not page.all("svg.has-focus")


def an_organization_is_found_by_its_name(page):
    name = page.one("#picture g.org > title").get_attribute("textContent")
    page.one("#find").send_keys(name.upper())
    assert name in page.one("#chosen h2").text
    page.one("#chosen .close").click()
    page.one("#find").clear()


def n_hides_the_names_everywhere(page):
    page.js("document.activeElement.blur()")
    page.keys("n")
    page.wait()
    assert "Organization" not in page.one("#picture svg").get_attribute("textContent")
    page.one("#tables").click()
    page.wait()
    assert "Organization " not in page.one("#list-organizations tbody").text
    page.one("#tables").click()
    page.wait()
    page.js("document.activeElement.blur()")
    page.keys("n")
    page.wait()


def the_language_changes_words_numbers_and_sentences(page):
    english = page.one("#headline .verdict").text
    Select(page.one("#lang")).select_by_value("es")
    page.wait()
    assert page.js("return document.documentElement.lang") == "es"
    assert page.one("#gaps-title").text.startswith("Brechas entre sectores")
    assert page.one("#headline .verdict").text != english
    assert page.one("[data-country=PE]").text == "Perú"
    assert "," in page.one("#matrix td.gap").text
    Select(page.one("#lang")).select_by_value("fr")
    page.wait()
    assert page.one("#gaps-title").text.startswith("Écarts entre secteurs")


def the_address_holds_what_is_shown(page):
    page.open("?country=PE&lang=fr&relation=placement&names=codes")
    assert page.one("[data-country=PE]").get_attribute("aria-pressed") == "true"
    assert Select(page.one("#relation")).first_selected_option.get_attribute(
        "value") == "placement"
    assert page.one("#names").get_attribute("aria-pressed") == "true"
    assert "Organization" not in page.one("#picture svg").text
    page.open("?country=XX&lang=xx&relation=nothing&step=no")
    assert page.query()["country"] == "CL" and "relation" not in page.query()


def f_presents_and_arrows_step(page):
    page.open()
    page.keys("f")
    assert not page.one(".bar").is_displayed()
    assert page.one("#picture").is_displayed() and not page.one("#gaps").is_displayed()
    page.keys(Keys.ARROW_RIGHT)
    assert page.one("#gaps").is_displayed() and not page.one("#map").is_displayed()
    page.keys(Keys.PAGE_DOWN)
    assert page.one("#answers").is_displayed()
    page.keys(Keys.ARROW_LEFT)
    assert page.query()["step"] == "gaps"
    page.keys("f")
    assert page.one(".bar").is_displayed()


def tables_say_the_same(page):
    page.one("#tables").click()
    page.wait()
    assert len(page.all("#list-organizations tbody tr")) == 24
    assert len(page.all("#list-gaps tbody tr")) == 6
    assert len(page.all("#list-ties tbody tr")) > 20
    assert "silent" in page.one("#list-organizations").text
    page.one("#tables").click()
    page.wait()
    assert page.one("#map").is_displayed()


def hostile_names_do_not_become_elements(page):
    page.open("?country=PE&lang=en")
    found = set(page.js("return [...document.querySelectorAll('#picture *')]"
                        ".map(e => e.localName)"))
    assert found <= ALLOWED, found - ALLOWED
    attributes = page.js("return [...document.querySelectorAll('#picture *')].flatMap("
                         "e => [...e.attributes].map(a => a.name + '=' + a.value))")
    bad = [a for a in attributes if a.lower().startswith(("on", "href", "style", "xlink"))
           or "javascript:" in a.lower() and not a.startswith("aria-label=")]
    assert not bad, bad
    titles = page.js("return [...document.querySelectorAll('#picture g.org > title')]"
                     ".map(e => e.textContent)")
    for name in HOSTILE:
        assert any(name in title for title in titles), (name, titles)
    page.one("#tables").click()
    page.wait()
    assert HOSTILE[0] in page.one("#list-organizations").text
    assert not page.all("#lists script, #lists img, #lists b, #lists a[href^='//']")
    page.one("#tables").click()
    page.wait()


def nothing_is_asked_of_another_origin(page):
    names = page.js("return performance.getEntriesByType('resource').map(e => e.name)")
    assert len(names) > 8 and all(n.startswith(page.origin + "/") for n in names), names


def every_control_can_be_reached_seen_and_hit(page):
    page.open()
    page.js("document.body.focus()")
    reached = set()
    for _ in range(60):
        page.keys(Keys.TAB)
        name = page.js("const e = document.activeElement; return e.id || e.dataset.country"
                       " || e.className.baseVal || e.className || e.localName")
        style = page.js("return getComputedStyle(document.activeElement).outlineStyle")
        reached.add(name)
        if name == "body" or str(name).startswith("o"):
            continue  # beyond the last one; or an organization, whose edge is the focus
        assert style != "none", name
    for name in ("CL", "PE", "relation", "lang", "names", "tables", "present", "picture"):
        assert name in reached, (name, reached)
    small = page.js("return [...document.querySelectorAll('button, select, summary, a')]"
                    ".filter(e => e.offsetParent && !e.classList.contains('skip'))"
                    ".filter(e => e.getBoundingClientRect().height < 24 ||"
                    " e.getBoundingClientRect().width < 24).map(e => e.outerHTML)")
    assert not small, small
    unnamed = page.js("return [...document.querySelectorAll('button, select, a, section')]"
                      ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label')"
                      " || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)")
    assert not unnamed, unnamed


# Of every visible text: its colour against the nearest ground below it (WCAG 2.2, 1.4.3);
# of a hatched ground, its darkest stripe.
CONTRAST = """
const parse = (c) => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const part = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const style = getComputedStyle(e), c = parse(style.backgroundColor);
    if (style.backgroundImage.includes('gradient')) return [228, 232, 234];
    if (c.length < 4 || c[3] > .9) return c;
  }
  return [255, 255, 255];
};
const bad = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const e = walk.currentNode.parentElement;
  if (!walk.currentNode.nodeValue.trim() || !e.offsetParent || e.closest('svg, noscript, select'))
    continue;
  const style = getComputedStyle(e), a = light(parse(style.color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) bad.push(ratio.toFixed(2) + ' ' + walk.currentNode.nodeValue);
}
return bad;
"""


def text_stands_out_from_its_ground(page):
    for query in ("?country=CL&lang=en&org=o3", "?country=PE&lang=es&view=tables",
                  "?country=PE&lang=en&step=gaps"):
        page.open(query)
        bad = page.js(CONTRAST)
        assert not bad, bad
    page.open()


def nothing_overflows_on_small_and_large_screens(page):
    for width, height in ((1920, 1080), (1280, 720), (500, 900)):
        page.driver.set_window_size(width, height)
        page.open("?country=CL&lang=fr")
        over = page.js("return document.documentElement.scrollWidth"
                       " - document.documentElement.clientWidth")
        assert over <= 0, (width, over)
    page.driver.set_window_size(1920, 1080)


def the_console_is_quiet(page):
    assert not page.console(), page.console()


def markup_from_text_is_refused_by_the_browser(page):
    refused = page.js("try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>');"
                      " return false } catch (fault) { return fault instanceof TypeError }")
    assert refused
    page.console()


def an_ended_service_is_told_in_words(page):
    page.open()
    page.puente.end_service()
    page.one("[data-country=PE]").click()
    page.wait()
    assert "does not answer" in page.one("#map-state").text
    assert "Try again" in page.one("#map-state").text


def main():
    tests = [picking_a_country_shows_its_map_and_verdicts,
             the_matrix_says_each_verdict_in_words, who_answered_is_shown_by_sector,
             buttons_and_keys_move_the_map, choosing_an_organization_shows_its_partners,
             an_organization_is_found_by_its_name, n_hides_the_names_everywhere,
             the_language_changes_words_numbers_and_sentences,
             the_address_holds_what_is_shown, f_presents_and_arrows_step,
             tables_say_the_same, hostile_names_do_not_become_elements,
             nothing_is_asked_of_another_origin, every_control_can_be_reached_seen_and_hit,
             text_stands_out_from_its_ground, nothing_overflows_on_small_and_large_screens,
             the_console_is_quiet, markup_from_text_is_refused_by_the_browser,
             an_ended_service_is_told_in_words]
    print(f"1..{len(tests)}", flush=True)
    profile = tempfile.mkdtemp(prefix="pte-browser-")
    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                 "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--window-size=1920,1080",
                 "--lang=en", f"--user-data-dir={profile}"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    puente, driver = Puente(sys.argv[1]), None
    try:
        load_tables(puente)
        origin = puente.serve()
        driver = webdriver.Chrome(options=options,
                                  service=Service(shutil.which("chromedriver")))
        page = Page(driver, origin)
        page.puente = puente
        for number, test in enumerate(tests, 1):
            try:
                test(page)
                print(f"ok {number} - {test.__name__}", flush=True)
            except Exception as fault:  # one test's fault is not the next one's
                where = traceback.extract_tb(fault.__traceback__)[-1].lineno
                words = f"line {where}: {fault!r}".replace("\n", " ")[:1500]
                print(f"not ok {number} - {test.__name__}\n# {words}", flush=True)
    finally:
        if driver is not None:
            driver.quit()
        puente.close()
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    main()
