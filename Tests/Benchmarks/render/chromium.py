"""Measures headless Chromium with a page of 1920 x 1080 pixels, in a process group and a profile of its own.

chromium.py cold PAGE COMMAND…   prints the medians, in ms, of COMMAND and of Chromium's way from its start to a picture,
                                 in turns, nine times each
chromium.py warm PAGE            prints the median, in ms, of Page.captureScreenshot after a small change of the page
chromium.py memory PAGE          prints the proportional set size of all its processes with the page, in MiB

Whatever Chromium does not do in time ends this with status 1 and one line on standard error.
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
# Seconds that Chromium has for any one step; on a busy machine of two cores a picture takes it one or two.
PATIENCE = 30


class Trouble(Exception):
    """Why Chromium could not be measured, in a sentence."""


def start(folder, *words):
    command = ["chromium", *FLAGS, f"--user-data-dir={folder}", *words]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def end(process):
    """Ends the group that start made, and nothing else; returns when all of it has gone, so that it slows nobody down."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            break
        process.poll()
        time.sleep(0.01)
    process.wait()


def milliseconds(work):
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def cold(page, command):
    ours, theirs = [], []
    for _ in range(9):
        ours.append(milliseconds(lambda: subprocess.run(command, check=True, timeout=PATIENCE)))
        folder = tempfile.mkdtemp()
        picture = pathlib.Path(folder, "screenshot.png")

        def shot():
            begin = time.perf_counter()
            process = start(folder, f"--screenshot={picture}", page)
            try:
                process.wait(timeout=PATIENCE)
                # What it takes to clean up is nobody's waiting.
                return (time.perf_counter() - begin) * 1000
            except subprocess.TimeoutExpired:
                raise Trouble(f"Chromium made no screenshot in {PATIENCE} s") from None
            finally:
                end(process)

        theirs.append(shot())
        if not picture.exists() or picture.stat().st_size <= 10_000:
            raise Trouble("Chromium wrote no picture")
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{statistics.median(ours):.1f} {statistics.median(theirs):.1f}")


class Page:
    """A page in a Chromium that can be talked to. Nothing is waited for longer than PATIENCE seconds."""

    def __init__(self, address):
        try:
            import websocket
        except ImportError:
            raise Trouble("websocket-client is not installed, and pip could not fetch it from PyPI") from None

        self.timeout = websocket.WebSocketTimeoutException
        self.socket = None
        self.number = 0
        self.folder = tempfile.mkdtemp()
        self.process = start(self.folder, "--remote-debugging-port=0", "--remote-allow-origins=*", address)
        try:
            port = self.wait("open its debugging port", self.port)
            target = self.wait("show the page", lambda: self.target(port, address))
            self.socket = websocket.create_connection(target, timeout=PATIENCE)
            # A page that crashes answers nothing any more; with this it says so.
            self("Inspector.enable")
            self.wait("load the page", self.is_loaded)
        except BaseException:
            self.close()
            raise

    def wait(self, what, look):
        """What look returns, once that is something."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise Trouble(f"Chromium ended with {self.process.returncode} before it could {what}")
            if found := look():
                return found
            time.sleep(0.05)
        raise Trouble(f"Chromium did not {what} in {PATIENCE} s")

    def port(self):
        try:
            lines = pathlib.Path(self.folder, "DevToolsActivePort").read_text().split("\n")
        except FileNotFoundError:
            return None
        return lines[0] if len(lines) > 1 else None

    def target(self, port, address):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
                pages = json.load(answer)
        except OSError:
            return None
        # The first page there is may still be the empty one that this one takes the place of.
        return next(
            (page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page" and page["url"] == address), None)

    def is_loaded(self):
        return self("Runtime.evaluate", expression="document.readyState")["result"].get("value") == "complete"

    def __call__(self, method, **parameters):
        self.number += 1
        limit = time.monotonic() + PATIENCE
        try:
            self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
            while (rest := limit - time.monotonic()) > 0:
                self.socket.settimeout(rest)
                answer = json.loads(self.socket.recv())
                if answer.get("method") in ("Inspector.targetCrashed", "Inspector.detached"):
                    raise Trouble(f"Chromium's page was lost during {method}: {answer}")
                if answer.get("id") != self.number:
                    continue
                if "result" not in answer:
                    raise Trouble(f"Chromium refused {method}: {answer.get('error')}")
                return answer["result"]
        except self.timeout:
            pass
        raise Trouble(f"Chromium did not answer {method} (call {self.number}) in {PATIENCE} s")

    def close(self):
        # Without a closing handshake: there may be nobody left to answer it.
        end(self.process)
        if self.socket:
            self.socket.shutdown()
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


def main(mode, page, *command):
    address = pathlib.Path(page).resolve().as_uri()
    if mode == "cold":
        cold(address, command)
    elif mode == "warm":
        warm(address)
    else:
        memory(address)


try:
    main(*sys.argv[1:])
except (Trouble, subprocess.SubprocessError, OSError) as trouble:
    sys.exit(f"{trouble}")
