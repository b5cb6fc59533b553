"""What the tests of pages share: a browser that is watched, and the programs that make the pages.

The environment names the programs: PAXCHECK and POLLING. SCREENSHOTS may name a folder for pictures.
"""

import glob
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PAXCHECK = os.path.abspath(os.environ["PAXCHECK"])
POLLING = os.path.abspath(os.environ["POLLING"])
DESKTOP, PHONE = (1280, 860), (390, 844)

# The texts whose contrast with what is behind them is less than 4.5 to 1 (WCAG 2.2, 1.4.3).
FAINT_TEXTS = """
const channels = text => {
  const numbers = (text.match(/[0-9.]+/g) || []).map(Number);
  return numbers.length < 4 ? [...numbers, 1] : numbers;
};
const luminance = ([red, green, blue]) => {
  const linear = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};
function behind(element) {
  const drawing = element.closest('svg');
  if (drawing) {
    const group = element.closest('g');
    const shape = (group && group.querySelector('rect')) || drawing.querySelector('.paper');
    return channels(getComputedStyle(shape).fill);
  }
  for (let node = element; node; node = node.parentElement) {
    const colour = channels(getComputedStyle(node).backgroundColor);
    if (colour[3] > 0) return colour;
  }
  return [255, 255, 255, 1];
}
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = new Set();
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || element.closest('script, style, title, :disabled')) continue;
  if (!element.checkVisibility()) continue;
  const style = getComputedStyle(element);
  const text = luminance(channels(element.closest('svg') ? style.fill : style.color));
  const back = luminance(behind(element));
  const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
  if (ratio < 4.5) faint.add(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)}`);
}
return [...faint];
"""


class PageTest(unittest.TestCase):
    """A test with a browser of its own, in which nothing may be said on the console and no page
    may ask for anything elsewhere."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="paxcheck-browser-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        options = webdriver.ChromeOptions()
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            "--force-prefers-reduced-motion", f"--user-data-dir={self.folder}/profile",
        ):
            options.add_argument(argument)
        options.add_experimental_option(
            "prefs", {"download.default_directory": self.folder, "download.prompt_for_download": False})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.binary_location = shutil.which("chromium")
        self.browser = webdriver.Chrome(
            options=options, service=Service(shutil.which("chromedriver")))
        self.addCleanup(self.browser.quit)
        self.browser.set_page_load_timeout(60)
        self.origins = set()
        self.appear(DESKTOP)

    def tearDown(self):
        """Looks at all that the browser was told and asked for. What it asks for itself has no page."""
        if shots := os.environ.get("SCREENSHOTS"):
            os.makedirs(shots, exist_ok=True)
            self.browser.save_screenshot(os.path.join(shots, f"{self._testMethodName}.png"))
        self.assertEqual(self.browser.get_log("browser"), [], "messages in the console")
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = urlsplit(message["params"]["request"]["url"])
                if address.scheme in ("data", "about", "chrome", "chrome-extension"):
                    continue
                self.assertIn((address.scheme, address.netloc), self.origins)

    def appear(self, size, dark=False):
        """Sets the size of the window and the scheme of colours."""
        width, height = size
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE})
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def open(self, address):
        parts = urlsplit(address)
        self.origins.add((parts.scheme, parts.netloc))
        self.browser.get(address)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return [found.text for found in self.browser.find_elements(By.CSS_SELECTOR, selector)]

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def eventually(self, condition, what, seconds=60):
        """Waits until something is so."""
        WebDriverWait(self.browser, seconds, 0.05, (Exception,)).until(
            lambda _: condition(), f"{what} did not happen")

    def press(self, *keys):
        """Presses keys wherever the focus is."""
        actions = webdriver.ActionChains(self.browser)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def expect_readable(self):
        """Nothing is wider than the window, and every text stands out from what is behind it."""
        width = self.script("return [document.documentElement.scrollWidth, innerWidth]")
        self.assertLessEqual(width[0], width[1], "the page is wider than the window")
        self.assertEqual(self.script(FAINT_TEXTS), [], "texts that are too faint")

    def expect_visible_focus(self, count):
        """Goes on with the Tab key, and sees each time where the focus is."""
        seen = set()
        for _ in range(count):
            self.press("\ue004")
            place = self.script("""
                const element = document.activeElement, style = getComputedStyle(element);
                const shape = element.querySelector('rect');
                const isVisible = style.outlineStyle !== 'none' ||
                  (shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 3);
                return [element.tagName, element.innerHTML.slice(0, 80), Boolean(isVisible)];""")
            if place[0] != "BODY":
                self.assertTrue(place[2], f"the focus on {place[:2]} cannot be seen")
            seen.add(tuple(place[:2]))
        self.assertGreater(len(seen), 2, "the Tab key goes nowhere")


def run(program, *arguments):
    """Runs a program in the folder of the repository."""
    return subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300)


class Server:
    """An explorer that serves a model on this machine."""

    def __init__(self, program, *arguments, port=0):
        self.process = subprocess.Popen(
            [program, "explore", *arguments, "--serve", "--port", str(port)], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:([0-9]+)/\S*", line)
        if not found:
            raise AssertionError(f"the explorer says: {line}{self.process.stdout.read()}")
        self.address, self.port = found.group(0), int(found.group(1))

    def stop(self):
        """Presses Ctrl-C, and returns the exit status."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def end(self):
        """Ends it at once, if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def downloaded(folder):
    """The file that the browser saved, when it is there as a whole."""
    for _ in range(600):
        files = [name for name in glob.glob(f"{folder}/*.trace*") if name.endswith(".trace")]
        if files and not glob.glob(f"{folder}/*.crdownload"):
            return files[0]
        time.sleep(0.1)
    raise AssertionError("nothing was saved")
