"""The explorer in a browser, used as a person uses it."""

import json
import re
import urllib.request

from browser import DESKTOP, PAXCHECK, PHONE, POLLING, PageTest, Server, downloaded, run

BROKEN = ("single-copy-register", "mutation=forgets-when-read")
HOME, LEFT, RIGHT, BACKSPACE, ENTER = "\ue011", "\ue012", "\ue014", "\ue003", "\ue007"


class ExplorerTest(PageTest):
    def serve(self, *arguments, program=PAXCHECK):
        self.server = Server(program, *arguments)
        self.addCleanup(lambda: self.server.end())
        self.open(self.server.address)
        self.eventually(lambda: self.find("#tables table"), "a state")

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}/{path}") as answer:
            return json.load(answer)

    def at(self, count):
        word = "1 step" if count == 1 else f"{count} steps"
        self.eventually(lambda: self.find("#place").text == word, f"'{word}'")

    def when_checked(self):
        self.eventually(lambda: self.find("#progress").text.startswith("checked: "), "the check")

    def press_button(self, label):
        self.find(f"button[aria-label='{label}']").click()

    def save(self):
        self.find("#save").click()
        return downloaded(self.folder)

    def test_clicks_through_to_a_counterexample(self):
        self.serve(*BROKEN)
        self.when_checked()
        self.assertIn("1 violated", self.find("#verdicts").text)
        steps = next(each for each in self.ask("api/check")["properties"] if each["steps"])["steps"]
        for number, step in enumerate(steps):
            self.at(number)
            buttons = self.browser.find_elements("css selector", "#offers button")
            next(each for each in buttons if each.text.split("\n")[-1].endswith(step)).click()
        self.at(7)
        self.assertIn("false here", self.texts("#properties .here"))
        self.press_button("one step back")
        self.at(6)
        self.press_button("one step on again")
        self.at(7)
        self.script("document.querySelector('#drawing .row[data-step=\"3\"]')"
                    ".dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        self.at(3)
        self.browser.back()
        self.at(7)
        self.press_button("to the beginning")
        self.at(0)
        self.press_button("show linearizable")
        self.at(7)
        self.assertEqual(self.texts("#drawing .label")[-1].split(" ", 1)[1].strip(), "getOk(4, none)")

    def test_says_that_a_model_contradicts_itself(self):
        self.serve("counting", program=POLLING)
        self.eventually(lambda: self.find("#problems").is_displayed(), "what is wrong")
        self.assertIn("the model is not deterministic", self.find("#problems").text)
        self.assertEqual(self.find("#progress").text, "the check gave up")

    def test_goes_by_keys_alone(self):
        self.serve(*BROKEN)
        self.press("1")
        self.at(1)
        self.press("2")
        self.at(2)
        self.press(LEFT)
        self.at(1)
        self.press(RIGHT)
        self.at(2)
        self.press(BACKSPACE)
        self.at(1)
        self.press(HOME)
        self.at(0)
        self.press("?")
        self.assertTrue(self.find("#help").is_displayed())
        self.press("9")
        self.at(0)
        self.script("document.querySelector('#offers button').focus()")
        self.press(ENTER)
        self.at(1)
        self.eventually(lambda: self.script(
            "return document.querySelector('#offers').contains(document.activeElement)"),
            "the focus on what can happen next")
        self.expect_visible_focus(12)

    def test_marks_what_a_step_changed(self):
        self.serve(*BROKEN)
        self.assertEqual(self.texts("#tables .changed, #tables .added, #tables .removed"), [])
        self.press("1")
        self.at(1)
        self.assertEqual(
            self.texts("#tables caption"),
            ["0 SingleCopyServer", "1 RegisterClient", "2 RegisterClient", "history", "network"])
        self.assertEqual(self.texts("#tables .changed"), ["value nil → A"])
        self.assertEqual(self.texts("#tables .added"), ["0 → 1 putOk(1)"])
        self.assertEqual(self.texts("#tables .removed"), ["1 → 0 put(1, A)"])

    def test_searches_and_saves_what_replays(self):
        self.serve(*BROKEN)
        self.press("1")
        self.at(1)
        self.press_button("search from here: linearizable")
        self.at(7)
        replay = run(PAXCHECK, "replay", self.save())
        self.assertEqual(replay.returncode, 0, replay.stderr)
        self.assertIn("replays, 'linearizable' is violated in 7 steps", replay.stdout)

    def test_says_when_a_search_finds_nothing(self):
        self.serve("single-copy-register")
        self.press_button("search from here: linearizable")
        self.eventually(
            lambda: "nothing that can happen from here" in self.find("#message").text, "the answer")

    def test_keeps_links_when_the_server_is_started_again(self):
        self.serve(*BROKEN)
        self.press("2")
        self.at(1)
        self.press("2")
        self.at(2)
        link, state = self.browser.current_url, self.texts("#tables table")
        port = self.server.port
        self.server.stop()
        self.server = Server(PAXCHECK, *BROKEN, port=port)
        self.browser.get("about:blank")
        self.open(link)
        self.at(2)
        self.assertEqual(self.texts("#tables table"), state)

    def test_says_what_is_wrong_with_a_link(self):
        self.serve(*BROKEN)
        self.script("location.hash = '#step=nonsense'")
        self.eventually(lambda: "nonsense" in self.find("#message").text, "the message")
        # The browser itself notes that the request was refused, and nothing else.
        notes = self.browser.get_log("browser")
        self.assertTrue(all("422" in note["message"] for note in notes), notes)

    def test_goes_round_in_a_circle(self):
        self.serve(program=POLLING)
        self.when_checked()
        self.press_button("show it is done")
        self.at(2)
        self.assertIn("step 1 follows, for ever", self.texts("#changes li"))
        self.assertTrue(self.find("#drawing .loop").is_displayed())
        replay = run(POLLING, "replay", self.save())
        self.assertEqual(replay.returncode, 0, replay.stderr)
        self.press("1")
        self.at(3)
        self.assertNotIn("step 1 follows, for ever", self.texts("#changes li"))

    def test_goes_two_hundred_steps(self):
        found = run(
            PAXCHECK, "check-bfs", "ping-pong", "max=100", "--save-traces", f"{self.folder}/traces")
        self.assertIn("reached", found.stdout)
        self.serve("--trace", f"{self.folder}/traces/ping-pong/can-reach-max.trace")
        self.at(199)
        self.press("1")
        self.at(200)
        self.press(LEFT)
        self.at(199)
        self.assertGreater(self.script("return document.querySelector('#drawing').scrollTop"), 1000)
        self.press(HOME)
        self.at(0)
        for count in range(1, 6):
            self.press(RIGHT)
            self.at(count)

    def test_looks_well_on_a_desktop_and_a_phone_by_day_and_by_night(self):
        self.serve("single-decree-paxos", "mutation=forgets-promise")
        self.when_checked()
        self.press_button("show linearizable")
        self.at(17)
        self.press(LEFT)
        self.at(16)
        for size in (DESKTOP, PHONE):
            for dark in (False, True):
                with self.subTest(size=size, dark=dark):
                    self.appear(size, dark)
                    self.expect_readable()
        self.assertTrue(self.script("return matchMedia('(prefers-color-scheme: dark)').matches"))
        paper = re.findall(r"[0-9]+", self.script("return getComputedStyle(document.body).backgroundColor"))
        self.assertLess(int(paper[0]), 64)
