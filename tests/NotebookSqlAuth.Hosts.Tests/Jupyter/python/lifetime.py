"""However a kernel ends, it leaves no process and no file. Argument: the folder that its temporary files go to."""

import glob
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from checks import Kernel, check, main

TEMPORARY = Path(sys.argv[1])
Kernel.environment = {"TMPDIR": str(TEMPORARY)}
LOOP = 'Console.WriteLine("begun"); while (true) { }'
SLEEP = 'Console.WriteLine("begun"); System.Threading.Thread.Sleep(-1);'
CHILD = 'var child = System.Diagnostics.Process.Start("sleep", "3600"); child.Id'


def alive(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat[stat.rindex(")"):].split()[1] not in "ZX"


def gone(pid, seconds):
    end = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f"still there after {seconds} s")
        time.sleep(0.05)


def left():
    return sorted(str(path.relative_to(TEMPORARY)) for path in TEMPORARY.rglob("*") if not path.is_dir() or not any(path.iterdir()))


def child_of(kernel):
    return int(kernel.run(CHILD)[1][-1]["content"]["data"]["text/plain"])


def ended(kernel, how, seconds, sockets=()):
    """Ends the kernel and checks what is left of it."""
    pid, before = kernel.pid, child_of(kernel)
    kernel.run("Console.Error.Write(1);")
    how(kernel)
    started = time.monotonic()
    gone(pid, seconds)
    print(f"note: gone after {time.monotonic() - started:.2f} s", flush=True)
    gone(before, 3)
    kernel.client.stop_channels()
    kernel.manager.cleanup_resources()
    assert left() == [], left()
    for pattern in sockets:
        assert glob.glob(pattern) == [], pattern


def run():
    shut = lambda kernel: kernel.ask("shutdown_request", {"restart": False}, channel="control", patience=10)
    terminate = lambda kernel: os.kill(kernel.pid, signal.SIGTERM)
    for name in ("notebook-sql", "notebook-sql-sandbox"):
        with check(f"{name}: a shutdown leaves nothing"):
            ended(Kernel(name), shut, 3)
        with check(f"{name}: SIGTERM leaves nothing"):
            ended(Kernel(name), terminate, 4)

    with check("a cell that ends the sandbox kernel's process leaves no file"):
        kernel = Kernel("notebook-sql-sandbox")
        kernel.client.execute("Environment.Exit(7);")
        gone(kernel.pid, 5)
        kernel.client.stop_channels()
        assert left() == [], left()

    with check("over ipc: a shutdown removes the sockets"):
        kernel = Kernel(transport="ipc")
        sockets = f"{kernel.manager.ip}-*"
        assert len(glob.glob(sockets)) == 5, glob.glob(sockets)
        assert all(os.stat(path).st_mode & 0o077 == 0 for path in glob.glob(sockets))
        shut(kernel)
        gone(kernel.pid, 3)
        assert glob.glob(sockets) == []
        kernel.client.stop_channels()

    for cell in (LOOP, SLEEP):
        with check(f"a shutdown while `{cell[29:]}` runs leaves nothing"):
            kernel = Kernel()
            child = child_of(kernel)
            kernel.begin(cell)
            shut(kernel)
            gone(kernel.pid, 4)
            gone(child, 3)
            kernel.client.stop_channels()
            assert left() == [], left()

    with check("SIGINT interrupts a cell and does not end the kernel"):
        kernel = Kernel()
        request = kernel.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(-1);')
        os.kill(kernel.pid, signal.SIGINT)
        assert kernel.finish(request)[0]["status"] == "error"
        assert kernel.run("1")[0]["status"] == "ok"
        kernel.close()

    for cell in ("", LOOP):
        with check(f"a front end killed with -9 takes its kernel along{', while a cell loops' if cell else ''}"):
            front = subprocess.Popen([sys.executable, __file__, str(TEMPORARY), "front", cell], stdout=subprocess.PIPE, text=True)
            kernel_id, child = map(int, front.stdout.readline().split())
            front.kill()
            front.wait()
            started = time.monotonic()
            gone(kernel_id, 8)
            print(f"note: gone after {time.monotonic() - started:.2f} s", flush=True)
            gone(child, 3)
            assert left() == [], left()


def front():
    """A front end that starts a sandbox kernel and waits to be killed."""
    kernel = Kernel("notebook-sql-sandbox")
    child = child_of(kernel)
    if sys.argv[3]:
        kernel.begin(sys.argv[3])
    print(kernel.pid, child, flush=True)
    time.sleep(600)


main(front if len(sys.argv) > 2 else run)
