"""The pages that `show` and `history` write, as files."""

import os
import unittest

from browser import DESKTOP, PAXCHECK, PHONE, POLLING, PageTest, run

HOME, LEFT, RIGHT, END = "\ue011", "\ue012", "\ue014", "\ue010"
COUNTEREXAMPLE = "Traces/single-copy-register/forgets-when-read-linearizable.trace"
HISTORIES = "Traces/histories/stress"


class DocumentTest(PageTest):
    def write(self, page):
        """Opens a page that a program wrote."""
        self.assertIn("<!DOCTYPE html>", page.stdout, page.stderr)
        path = os.path.join(self.folder, "page.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(page.stdout)
        self.address = f"file://{path}"
        self.open(self.address)

    def show(self, trace, program=PAXCHECK):
        self.write(run(program, "show", trace, "--format", "html"))

    def expect_place(self, text):
        self.assertEqual(self.find("nav output").text, text)

    def expect_to_look_well(self):
        for size in (DESKTOP, PHONE):
            for dark in (False, True):
                with self.subTest(size=size, dark=dark):
                    self.appear(size, dark)
                    self.expect_readable()

    def test_a_trace_is_travelled_by_clicks_and_keys(self):
        self.show(COUNTEREXAMPLE)
        self.expect_place("0 of 7")
        self.find("[data-go=on]").click()
        self.expect_place("1 of 7")
        self.press(RIGHT, RIGHT)
        self.expect_place("3 of 7")
        self.press(END)
        self.expect_place("7 of 7")
        self.assertIn("'linearizable' is violated", self.find(".moment:not([hidden]) .verdict").text)
        self.press(HOME)
        self.expect_place("0 of 7")
        self.script("document.querySelector('svg .step[data-step=\"5\"] .label')"
                    ".dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        self.expect_place("5 of 7")
        link = self.browser.current_url
        self.browser.get("about:blank")
        self.open(link)
        self.expect_place("5 of 7")
        self.find(".moment:not([hidden]) a").click()
        self.expect_place("2 of 7")
        self.expect_visible_focus(6)

    def test_a_state_is_a_table_per_actor_with_what_changed_marked(self):
        self.show(COUNTEREXAMPLE)
        self.press(RIGHT)
        here = ".moment:not([hidden]) table"
        self.assertEqual(
            self.texts(f"{here} caption"),
            ["0 SingleCopyServer", "1 RegisterClient", "2 RegisterClient", "history", "network"])
        self.assertEqual(self.texts(f"{here} .changed"), ["value nil → A"])
        self.assertEqual(self.texts(f"{here} .added"), ["0 → 1 putOk(1)"])
        self.assertEqual(self.texts(f"{here} .removed"), ["1 → 0 put(1, A)"])

    def test_a_trace_is_read_without_scripts(self):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.show(COUNTEREXAMPLE)
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        shown = [each for each in self.browser.find_elements("css selector", ".moment") if each.is_displayed()]
        self.assertEqual(len(shown), 8)

    def test_a_trace_of_actors_looks_well(self):
        self.show("Traces/single-decree-paxos/loses-vote-in-crash-agreement.trace")
        self.press(END, LEFT)
        self.expect_to_look_well()

    def test_a_trace_of_a_puzzle_looks_well(self):
        self.show("Traces/die-hard/the-goal-is-measured.trace")
        self.press(RIGHT)
        self.assertTrue(self.texts(".moment:not([hidden]) .changed"))
        self.expect_to_look_well()

    def test_a_lasso_is_drawn(self):
        run(POLLING, "check-bfs", "--save-traces", self.folder)
        self.show(f"{self.folder}/polling/it-is-done.trace", POLLING)
        self.assertTrue(self.find("svg .loop").is_displayed())
        self.assertIn("step 1 follows the last, for ever", self.find("header").text)
        self.expect_to_look_well()

    def test_two_hundred_steps(self):
        run(PAXCHECK, "check-bfs", "ping-pong", "max=101", "--save-traces", self.folder)
        self.show(f"{self.folder}/ping-pong/can-reach-max.trace")
        self.press(END)
        self.expect_place("201 of 201")
        self.assertGreater(self.script("return document.querySelector('figure').scrollTop"), 1000)
        self.press(LEFT)
        self.expect_place("200 of 201")
        self.expect_to_look_well()

    def test_a_history_of_two_thousand_operations(self):
        self.write(run(
            PAXCHECK, "history", f"{HISTORIES}/reg-u-c5-n2000-bad.jsonl",
            f"{HISTORIES}/reg-u-c5-n2000-ok.jsonl", "--format", "html"))
        self.assertEqual(self.texts(".verdict"), ["not linearizable", "linearizable"])
        self.assertTrue(self.find(".bar.culprit").is_displayed())
        # What cannot be explained is in sight, however far to the right it is.
        box = self.script("""
            const bar = document.querySelectorAll('figure')[1].querySelector('.culprit rect');
            const place = bar.getBoundingClientRect();
            return [place.left, place.right, innerWidth];""")
        self.assertTrue(0 <= box[0] and box[1] <= box[2], box)
        self.expect_visible_focus(8)
        self.assertIn("line", self.script(
            "return document.activeElement.querySelector('.details').textContent"))
        self.expect_to_look_well()


if __name__ == "__main__":
    unittest.main()
