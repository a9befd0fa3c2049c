"""Opens the pages that `copydesk` makes in headless Chromium and checks what a reader would: nothing is fetched or run, the text is the article's,
links land, the page can be read aloud, by keyboard, on a phone, in the dark and in print.

usage: check.py COPYDESK FOLDER_FOR_SCREENSHOTS
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile

from chromium import Chromium, find

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASK = (pathlib.Path(__file__).parent / "page.js").read_text(encoding="utf-8")
command, shots = sys.argv[1], pathlib.Path(sys.argv[2])
shots.mkdir(parents=True, exist_ok=True)
passed = failed = 0

HOSTILE = """</title><script>window.hacked=1</script> Ferry sinks off Kaiville, 12 killed

By <img src=x onerror="window.hacked=2"> Jane Quill

KAIVILLE, 3 May 2023 (Wire) — At least 12 people were killed on Tuesday, "</span><script>hacked=3</script>" Jane "><svg onload=hacked=4> Quill said.\r
“We are <b onmouseover='hacked=5'>safe</b> &amp; sound,” President Joe Biden said in Paris. \u202eThis runs backwards,\u202c he added.\r\r
</article></main></body><style>*{display:none}</style><iframe src="javascript:hacked=6"></iframe><base href="https://evil.example/">
Islamic State claimed responsibility for the attack. <!-- No comment, a spokesman said. ]]> &#x3c;script&#x3e; \x00 \x07 {{7*7}} ${hacked}
Überraschung 🚢🇺🇳 in Zürich — naïve café, e\u0301 and \u200b zero width.
[click](javascript:hacked=7) https://evil.example/?q="onclick="hacked=8 'single' `tick`
"""


def copydesk(*args):
    # Some inputs hold a line that is wrong on purpose; the pages are checked all the same.
    return subprocess.run([command, "--quiet" if args[0] != "dossier" else "dossier", *args[args[0] == "dossier":]], check=True, capture_output=True).stdout


def expect(name, what, wrong):
    global passed, failed
    if wrong:
        failed += 1
        print(f"{name}: {what}: {str(wrong)[:600]}")
    else:
        passed += 1


def picture(browser, name, full=False):
    data = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)["data"]
    (shots / f"{name}.png").write_bytes(base64.b64decode(data))


def read_aloud(browser, landmarks):
    """What a screen reader would trip over."""
    nodes = [n for n in browser.call("Accessibility.getFullAXTree")["nodes"] if not n["ignored"]]
    role = lambda n: n["role"]["value"]
    name = lambda n: n.get("name", {}).get("value", "").strip()
    wrong = [f"no {want}" for want in landmarks if want not in map(role, nodes)]
    wrong += [f"{role(n)} without a name" for n in nodes if role(n) in ("link", "image", "img", "table", "navigation", "complementary") and not name(n)]
    levels = [(next(p["value"]["value"] for p in n["properties"] if p["name"] == "level"), name(n)) for n in nodes if role(n) == "heading"]
    if [k for k, _ in levels].count(1) != 1 or levels[0][0] != 1:
        wrong.append(f"not one heading of level 1 at the start: {levels[:3]}")
    wrong += [f"heading {b} of level {y} after level {x}" for (x, _), (y, b) in zip(levels, levels[1:]) if y > x + 1]
    wrong += [f"a heading of level {k} without words" for k, words in levels if not words]
    return wrong


def page(browser, name, path, text, skip_to, landmarks):
    browser.size(1280, 900)
    browser.media()
    events = browser.open(path)
    ask = lambda question: browser.js(f"({ASK}).{question}()")
    expect(name, "what can act", ask("live"))
    if text is not None:
        shown = browser.js("document.querySelector('article').textContent")
        wanted = text.replace("\0", "\ufffd")
        at = next((k for k, (a, b) in enumerate(zip(shown, wanted)) if a != b), min(len(shown), len(wanted)))
        expect(name, "the text differs", shown != wanted and f"at {at}: {shown[at:at + 20]!r} for {wanted[at:at + 20]!r}")
        expect(name, "marks that only colour tells apart", ask("shapes"))
    expect(name, "ids used twice", ask("twice"))
    expect(name, "links that do not land", ask("links"))
    expect(name, "read aloud", read_aloud(browser, landmarks))
    for scheme in ["light", "dark"]:
        browser.media(scheme)
        expect(name, f"faint words, {scheme}", ask("faint"))
        browser.js("location.hash = ''; scrollTo(0, 0)")
        picture(browser, f"{name}-{scheme}")
    browser.media()
    for width in [390, 320]:
        browser.size(width, 844, mobile=True)
        expect(name, f"too wide for {width} pixels", ask("wide"))
        if width == 390:
            expect(name, "faint words on a phone", ask("faint"))
            picture(browser, f"{name}-phone")
    browser.size(1280, 900)
    browser.open(path)
    browser.key("Tab", 9)
    first = ask("focus")
    expect(name, "the first key press does not show a way past the header", not (first["tag"] == "A" and first["seen"] and first["ring"]) and first)
    browser.key("Enter", 13)
    expect(name, "the way past the header leads nowhere", (ask("focus")["id"] != skip_to) and ask("focus"))
    rings = []
    for _ in range(12):
        browser.key("Tab", 9)
        rings.append(ask("focus"))
    expect(name, "no focus ring", [f for f in rings if not (f["ring"] and f["seen"]) and f["tag"] != "BODY"])
    browser.media(kind="print")
    expect(name, "links of the screen in print", browser.js("[...document.querySelectorAll('nav, .skip')].filter(e => e.checkVisibility()).length"))
    expect(name, "no print", len(base64.b64decode(browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])) < 2000)
    browser.media()
    events = events + browser.events
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    expect(name, "requests", [u for u in asked if not u.startswith((f"file://{path}", "data:"))])
    said = [e["params"] for e in events if e["method"] in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")]
    expect(name, "said on the console", said)


def main():
    if find() is None:
        print("no Chromium: install it, or name it in CHROMIUM")
        return 1
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        folder = pathlib.Path(folder)
        texts = {f.stem: f.read_bytes().decode() for f in sorted((ROOT / "examples/articles").glob("*.txt"))}
        texts |= {"hostile": HOSTILE, "empty": "", "plain": "just one line"}
        sheet = ["banner", "main", "article", "complementary"]
        for name, text in texts.items():
            (folder / f"{name}.txt").write_bytes(text.encode())
            copydesk("--format", "html", "--output", folder / f"{name}.html", folder / f"{name}.txt")
            page(browser, name, folder / f"{name}.html", text, "facts", sheet)
        copydesk("dossier", "--format", "html", "--output", folder / "d.html", *sorted((ROOT / "examples/coverage").glob("*.txt")))
        page(browser, "dossier", folder / "d.html", None, "dossier", ["banner", "main", "navigation", "region", "table"])
        evil = {"id": "<script>hacked=1</script>", "outlet": "\"><img src=x onerror=hacked=2>", "url": "javascript:hacked=3", "text": HOSTILE, "reference": "2023-05-03"}
        lines = [evil, {**evil, "id": "b", "url": "https://x.example/\" onclick=\"hacked=4", "text": HOSTILE.replace("12", "15"), "reference": "2023-05-04"}]
        (folder / "evil.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
        copydesk("dossier", "--format", "html", "--output", folder / "evil.html", folder / "evil.jsonl")
        page(browser, "hostile-dossier", folder / "evil.html", None, "dossier", ["banner", "main"])
    print(f"browser: {passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
