"""The kernel of ours behind a notebook: its process, its sockets, its end."""

import atexit
import collections
import os
import signal
import subprocess
import time

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.session import Session

from ._version import __version__
from .errors import CHILD_ENDED, UserError, clean
from .folder import PrivateFolder
from .interrupts import deferred

_START_SECONDS = 120
_SHUTDOWN_SECONDS = 3
# As much of a channel as is read at once: the rest of a flood waits while what came is shown.
_PORTION = 100
# Ports are free when they are chosen and may be taken when the kernel binds them.
_ATTEMPTS = 3
_CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}


class ChildKernel:
    """One process of ``notebook-sql kernel``. Belongs to one thread at a time, and ends with this process whichever way that ends.

    folder: private (0700); rows pass through it, and it is gone with the kernel.
    """

    def __init__(self, command, sandbox=False):
        self._private = PrivateFolder()
        self.folder = self._private.path
        self._owner = os.getpid()
        self._context = zmq.Context()
        self._sockets = {}
        self._unconnected = {}
        self._received = collections.deque()
        self.process = None
        self.version = ""
        atexit.register(self.close)
        try:
            self._start([*command, "kernel", *(["--sandbox"] if sandbox else [])])
        except BaseException:
            self.close()
            raise

    @property
    def is_of_this_version(self):
        """Whether tool and package were made together."""
        return self.version == __version__

    @property
    def is_alive(self):
        return self.process.poll() is None

    def send(self, channel, kind, content, metadata=None):
        """Sends a request and returns its id."""
        message = self._session.msg(kind, content=content, metadata=metadata)
        with deferred():
            self._session.send(self._sockets[channel], message)
        return message["header"]["msg_id"]

    def answer(self, request, value):
        """Answers an input request."""
        with deferred():
            self._session.send(self._sockets["stdin"], "input_reply", {"value": value}, parent=request)

    def wait(self, milliseconds):
        """Waits for a message; whether there is one to receive."""
        if not self._received:
            ready = dict(self._poller.poll(milliseconds))
            for channel in ("iopub", "stdin", "shell", "control"):
                if self._sockets[channel] in ready:
                    self._read(channel)
        return self.has_received

    def receive(self):
        """The next message, as (channel, message), outputs first; the caller knows that there is one."""
        return self._received.popleft()

    @property
    def has_received(self):
        """Whether a message is there already."""
        return bool(self._received)

    def ended(self):
        """Why the process is gone, as an error."""
        self.process.wait()
        return UserError(
            CHILD_ENDED,
            f"The notebook-sql kernel ended (exit code {self.process.returncode}).",
            self._last_words(),
            "Run the cell again: a new one starts. Accounts, connections and C# variables are gone with the old one.")

    def kill(self):
        """Ends it at once, with what it had started: it leads a process group of its own."""
        if self.is_alive and hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def close(self):
        """Ends it in good order, within a few seconds, and removes its folder."""
        if self._owner != os.getpid():
            # A fork of this process, which does not own the child.
            return
        atexit.unregister(self.close)
        try:
            if self.process is not None and self.is_alive:
                self._end()
        finally:
            # An interrupt may have come between any two steps of a start: whatever there is by now goes without waiting.
            self._disconnect()
            self._context.destroy(linger=0)
            self._private.close()

    def _read(self, channel):
        with deferred():
            for _ in range(_PORTION):
                _, message = self._session.recv(self._sockets[channel], mode=zmq.NOBLOCK)
                if message is None:
                    break
                self._received.append((channel, message))

    def _end(self):
        if "control" in self._sockets:
            self.send("control", "shutdown_request", {"restart": False})
            try:
                self.process.wait(_SHUTDOWN_SECONDS)
                return
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def _start(self, command):
        for attempt in range(_ATTEMPTS):
            file = str(self.folder / f"connection-{attempt}.json")
            _, connection = write_connection_file(file, ip="127.0.0.1", key=os.urandom(32).hex().encode())
            self._log = self.folder / f"log-{attempt}"
            with open(self._log, "wb") as log:
                self.process = _launch([*command, file], log)
            self._connect(connection)
            if self._is_ready():
                return
            self._disconnect()
        raise self.ended()

    def _connect(self, connection):
        self._session = Session(key=connection["key"].encode(), signature_scheme=connection["signature_scheme"])
        self._poller = zmq.Poller()
        self._unconnected = {}
        for channel, kind in _CHANNELS.items():
            socket = self._sockets[channel] = self._context.socket(kind)
            socket.linger = 0
            # Outputs that wait while Python is at work must not be dropped.
            socket.set_hwm(0)
            if kind == zmq.DEALER:
                # Shell and stdin share an identity, by which an input request finds its way.
                socket.identity = self._session.bsession
            else:
                socket.subscribe(b"")
            if channel in ("stdin", "control"):
                # A kernel's question is lost without a word where its notebook is not connected yet.
                self._unconnected[channel] = socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED)
            socket.connect(f"tcp://{connection['ip']}:{connection[channel + '_port']}")
            self._poller.register(socket, zmq.POLLIN)

    def _is_connected(self):
        for channel, events in list(self._unconnected.items()):
            if events.poll(0):
                self._sockets[channel].disable_monitor()
                events.close()
                del self._unconnected[channel]
        return not self._unconnected

    def _disconnect(self):
        for channel, events in self._unconnected.items():
            self._sockets[channel].disable_monitor()
            events.close()
        self._unconnected = {}
        for socket in self._sockets.values():
            socket.close()
        self._sockets = {}
        self._received.clear()

    def _is_ready(self):
        """Waits for a reply, an output and all channels: only then nothing can be missed. False where the process ends before."""
        end = time.monotonic() + _START_SECONDS
        replied = subscribed = False
        while time.monotonic() < end:
            self.send("shell", "kernel_info_request", {})
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                if self.wait(100):
                    channel, message = self.receive()
                    subscribed |= channel == "iopub"
                    if channel == "shell":
                        replied = True
                        self.version = message["content"].get("implementation_version", "")
                if replied and subscribed and self._is_connected():
                    return True
                if not self.is_alive:
                    return False
        self.kill()
        raise UserError(CHILD_ENDED, f"The notebook-sql kernel did not answer within {_START_SECONDS} s.", self._last_words(), "Run the cell again.")

    def _last_words(self):
        return clean(self._log.read_bytes()[-2000:].decode(errors="replace"))


def _launch(command, log):
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # The kernel ends itself when this process is gone.
            env={**os.environ, "JPY_PARENT_PID": str(os.getpid())},
            # Ctrl-C in a terminal is the notebook's: the kernel gets an interrupt request.
            start_new_session=True)
    except OSError as refused:
        raise UserError(CHILD_ENDED, f"`{command[0]}` could not be started.", clean(refused), "Check that it is the tool for this machine (linux-x64 on Databricks).") from None
