"""Checks that name themselves, and a kernel of ours to make them on."""

import contextlib
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from queue import Empty

from jupyter_client.manager import KernelManager

PATIENCE = 60

# Seconds within which whatever runs has to be stopped.
LIMIT = 3.0


@contextlib.contextmanager
def check(name):
    """Prints `ok name` where the block passes, else `FAILED name: why`; the next check goes on."""
    try:
        yield
        print(f"ok {name}", flush=True)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        words = " ".join(f"{type(error).__name__} {error} ({Path(place.filename).name}:{place.lineno} {place.line})".split())
        print(f"FAILED {name}: {words[:1500]}", flush=True)


class Kernel:
    """A kernel and one client of it."""

    # More of its environment, for all kernels of a program.
    environment = {}

    def __init__(self, name="notebook-sql", transport="tcp", **options):
        self.folder = tempfile.mkdtemp(prefix="k")
        self.manager = KernelManager(kernel_name=name, transport=transport, connection_file=f"{self.folder}/connection.json")
        self.manager.start_kernel(env={**os.environ, **self.environment}, **options)
        self.client = self.connect()

    def connect(self):
        """Another client, as another front end: with a session of its own."""
        client = self.manager.client()
        client.session = client.session.clone()
        client.session.session = f"client-{time.time_ns()}"
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        return client

    @property
    def pid(self):
        return self.manager.provisioner.process.pid

    def run(self, code, answers=(), patience=PATIENCE, **options):
        """Runs a cell to its idle and returns (reply, outputs without status and input)."""
        client = self.client
        answers = list(answers)
        options.setdefault("allow_stdin", bool(answers))
        request = client.execute(code, **options)
        return self.finish(request, answers, patience)

    def finish(self, request, answers=(), patience=PATIENCE):
        client, answers, outputs, reply = self.client, list(answers), [], None
        end, idle = time.monotonic() + patience, False
        while not (idle and reply):
            if time.monotonic() > end:
                raise TimeoutError(f"no end; outputs {[m['msg_type'] for m in outputs]}")
            if not self.manager.is_alive():
                raise RuntimeError("the kernel is gone")
            with contextlib.suppress(Empty):
                message = client.get_stdin_msg(timeout=0)
                client.input(answers.pop(0))
                outputs.append(message)
            with contextlib.suppress(Empty):
                message = client.get_iopub_msg(timeout=0.02)
                if message["parent_header"].get("msg_id") == request:
                    if message["msg_type"] == "status":
                        idle = message["content"]["execution_state"] == "idle" or idle
                    elif message["msg_type"] != "execute_input":
                        outputs.append(message)
            with contextlib.suppress(Empty):
                message = client.get_shell_msg(timeout=0)
                if message["parent_header"].get("msg_id") == request:
                    reply = message
        return reply["content"], outputs

    def ask(self, kind, content, channel="shell", patience=PATIENCE, subshell=None):
        """Sends any request and returns its reply's content."""
        message = self.client.session.msg(kind, content)
        if subshell:
            message["header"]["subshell_id"] = subshell
        where = getattr(self.client, f"{channel}_channel")
        where.send(message)
        return self.reply(message["header"]["msg_id"], channel, patience)

    def reply(self, request, channel="shell", patience=PATIENCE):
        receive = getattr(self.client, f"get_{channel}_msg")
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with contextlib.suppress(Empty):
                message = receive(timeout=0.2)
                if message["parent_header"].get("msg_id") == request:
                    return message["content"]
        raise TimeoutError("no reply")

    def replies(self, *requests, patience=PATIENCE):
        """The replies to requests on shell, in the requests' order, whatever order they come in."""
        found, end = {}, time.monotonic() + patience
        while len(found) < len(requests):
            if time.monotonic() > end:
                raise TimeoutError(f"{len(found)} of {len(requests)} replies")
            with contextlib.suppress(Empty):
                message = self.client.get_shell_msg(timeout=0.2)
                if message["parent_header"].get("msg_id") in requests:
                    found[message["parent_header"]["msg_id"]] = message["content"]
        return [found[request] for request in requests]

    def iopub(self, until, patience=PATIENCE):
        """Messages on iopub up to and with the first for which `until` is true."""
        messages, end = [], time.monotonic() + patience
        while time.monotonic() < end:
            with contextlib.suppress(Empty):
                messages.append(self.client.get_iopub_msg(timeout=0.2))
                if until(messages[-1]):
                    return messages
        raise TimeoutError(f"not on iopub; there was {[m['msg_type'] for m in messages]}")

    def begin(self, code, **options):
        """Starts a cell that prints `begun` and returns its request once it has."""
        request = self.client.execute(code, allow_stdin=False, **options)
        self.iopub(lambda m: m["msg_type"] == "stream" and "begun" in m["content"]["text"])
        return request

    def interrupt(self):
        return self.ask("interrupt_request", {}, channel="control")

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def text(outputs, kind="stream", name=None):
    """What was printed, or the plain text of what was shown."""
    found = [m["content"] for m in outputs if m["msg_type"] == kind and (name is None or m["content"]["name"] == name)]
    return "".join(c["text"] if kind == "stream" else c["data"]["text/plain"] for c in found)


def stopped(kernel, request, patience=30):
    """Interrupts and returns the seconds to the cell's idle."""
    started = time.monotonic()
    kernel.interrupt()
    reply, outputs = kernel.finish(request, patience=patience)
    took = time.monotonic() - started
    assert reply["status"] == "error", reply
    assert took < LIMIT, f"{took:.2f} s"
    return took, outputs


def works(kernel):
    """Whether the state is what it was, a variable `kept` of 42, and cells run."""
    assert text(kernel.run("kept + 1")[1], "execute_result") == "43"


def memory(pid, field="VmHWM"):
    """MiB of a process, by its field in /proc."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise RuntimeError(field)


def main(run):
    """Runs the checks; an error outside of any check fails the program."""
    try:
        run()
    except Exception:
        traceback.print_exc()
        sys.exit(1)
