"""Measures headless Chromium with a page of 1920 x 1080 pixels, in a process group and a profile of its own.

chromium.py cold PAGE COMMAND…   prints the medians, in ms, of COMMAND and of Chromium's way from its start to a picture,
                                 in turns, nine times each
chromium.py warm PAGE            prints the median, in ms, of Page.captureScreenshot after a small change of the page
chromium.py memory PAGE          prints the proportional set size of all its processes with the page, in MiB
"""

import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--window-size=1920,1080"]


def start(folder, *words):
    command = ["chromium", *FLAGS, f"--user-data-dir={folder}", *words]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def end(process):
    """Ends the group that start made, and nothing else."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def milliseconds(work):
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def cold(page, command):
    ours, theirs = [], []
    for _ in range(9):
        ours.append(milliseconds(lambda: subprocess.run(command, check=True)))
        folder = tempfile.mkdtemp()
        picture = pathlib.Path(folder, "screenshot.png")

        def shot():
            process = start(folder, f"--screenshot={picture}", page)
            try:
                process.wait(timeout=60)
            finally:
                end(process)

        theirs.append(milliseconds(shot))
        assert picture.stat().st_size > 10_000, "Chromium wrote no picture"
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{statistics.median(ours):.1f} {statistics.median(theirs):.1f}")


class Page:
    """A page in a Chromium that can be talked to."""

    def __init__(self, address):
        import websocket

        self.folder = tempfile.mkdtemp()
        self.process = start(self.folder, "--remote-debugging-port=0", "--remote-allow-origins=*", address)
        port = pathlib.Path(self.folder, "DevToolsActivePort")
        for _ in range(600):
            if port.exists() and port.read_text().count("\n"):
                break
            time.sleep(0.05)
        number = port.read_text().split("\n")[0]
        for _ in range(200):
            with urllib.request.urlopen(f"http://127.0.0.1:{number}/json/list") as answer:
                pages = [page for page in json.load(answer) if page["type"] == "page"]
            if pages:
                break
            time.sleep(0.05)
        self.socket = websocket.create_connection(pages[0]["webSocketDebuggerUrl"])
        self.number = 0
        while self("Runtime.evaluate", expression="document.readyState")["result"]["value"] != "complete":
            time.sleep(0.05)

    def __call__(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                return answer["result"]

    def close(self):
        self.socket.close()
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


def warm(address):
    page = Page(address)
    try:
        times = []
        for turn in range(24):
            page("Runtime.evaluate", expression=f"document.getElementById('clock').textContent = '15:{turn:02}'")
            # The quickest of its encoders: what is wanted is pixels, not small files.
            times.append(milliseconds(lambda: page("Page.captureScreenshot", format="png", optimizeForSpeed=True)))
        print(f"{statistics.median(times[3:]):.1f}")
    finally:
        page.close()


def memory(address):
    page = Page(address)
    try:
        page("Page.captureScreenshot", format="png")
        total = 0
        for folder in pathlib.Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                # A helper of its own session, such as the one that watches for crashes, is told by its profile's path.
                if os.getpgid(int(folder.name)) != page.process.pid and page.folder.encode() not in (
                        folder / "cmdline").read_bytes():
                    continue
                rollup = (folder / "smaps_rollup").read_text()
            except (OSError, ProcessLookupError):
                continue
            total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        print(f"{total / 1024:.1f}")
    finally:
        page.close()


address = pathlib.Path(sys.argv[2]).resolve().as_uri()
if sys.argv[1] == "cold":
    cold(address, sys.argv[3:])
elif sys.argv[1] == "warm":
    warm(address)
else:
    memory(address)
