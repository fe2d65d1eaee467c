"""One cell on its way through the child kernel: what comes back is shown, asked, answered, raised."""

import builtins
import getpass
import json
import secrets
import sys
import time

from .errors import CHILD_ENDED, CellStopped, NotebookSqlError, UserError
from .interrupts import deferred
from .questions import Questions

# The key of the execute request's metadata, and what a question's prompt starts with.
MARK = "notebook_sql_auth"
# Most answers are made at once; while one is not, outputs go on and the answer is looked for often.
_AT_ONCE_SECONDS = 0.05
_LOOK_MILLISECONDS = 20
_WAIT_MILLISECONDS = 200
# After an interrupt: how long one of reply and idle status is waited for when the other has come, and when the user is told of the way out.
_QUIET_SECONDS = 2
_HINT_SECONDS = 5


class Cell:
    """Runs one cell's text in a child kernel. Made for one run, on the notebook's main thread."""

    def __init__(self, child, shell):
        self._child = child
        self._shell = shell
        self._key = secrets.token_hex(16)
        self._questions = Questions(shell, child.folder)
        self._request = None
        self._reply = None
        self._is_idle = False
        self._is_stopping = False
        self._is_acknowledged = False
        self._question = None
        self._answer = None

    def run(self, text):
        """Runs it to its end; raises what it failed with, KeyboardInterrupt where the user stopped it."""
        request = {"code": text, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True, "stop_on_error": True}
        try:
            with deferred():
                self._request = self._child.send(
                    "shell", "execute_request", request, {MARK: {"key": self._key, "folder": str(self._child.folder)}})
            self._relay()
        except KeyboardInterrupt:
            self._stop()
            raise CellStopped() from None
        except UserError:
            raise
        except Exception:
            # Whatever an answer to the kernel failed with ends the cell; the kernel must not wait for it.
            self._stop()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
        if self._reply["status"] != "ok":
            raise self._failure()

    @property
    def _is_answering(self):
        return self._answer is not None and self._answer.is_alive()

    def _failure(self):
        # aborted has none of the fields of an error.
        name = self._reply.get("ename", self._reply["status"])
        message = self._reply.get("evalue", "The cell was not run.")
        # An error of ours has its code in the message.
        return NotebookSqlError(message if name in message else f"{name}: {message}", self._reply.get("traceback"))

    def _relay(self):
        while self._reply is None or not self._is_idle:
            received = self._take(_LOOK_MILLISECONDS if self._answer else _WAIT_MILLISECONDS)
            self._send_answer()
            if not received and not self._child.is_alive:
                raise self._child.ended()
        while self._child.has_received:
            # What others wrote meanwhile is shown below this cell.
            self._take(0)

    def _take(self, milliseconds):
        """Waits for a message and deals with it; whether one came. An interrupt loses no more than the output that is being shown."""
        if not self._child.wait(milliseconds):
            return False
        with deferred():
            channel, message = self._child.receive()
            self._note(channel, message)
        if channel == "iopub":
            self._show(message["header"]["msg_type"], message["content"])
        elif channel == "stdin" and not self._is_stopping:
            self._ask(message, message["content"])
        return True

    def _note(self, channel, message):
        is_own = self._request is not None and message["parent_header"].get("msg_id") == self._request
        if channel == "iopub" and is_own and message["header"]["msg_type"] == "status":
            self._is_idle |= message["content"]["execution_state"] == "idle"
        elif channel == "shell" and is_own:
            self._reply = message["content"]
        elif channel == "control":
            self._is_acknowledged = True

    def _show(self, kind, content):
        publisher = self._shell.display_pub
        if kind == "stream":
            (sys.stderr if content["name"] == "stderr" else sys.stdout).write(content["text"])
        elif kind in ("display_data", "update_display_data"):
            publisher.publish(
                content["data"], content.get("metadata"), transient=content.get("transient"), update=kind == "update_display_data")
        elif kind == "execute_result":
            publisher.publish(content["data"], content.get("metadata"))
        elif kind == "clear_output":
            publisher.clear_output(content["wait"])

    def _ask(self, message, content):
        prompt = content["prompt"]
        own = f"{MARK}:{self._key}:"
        if prompt.startswith(own):
            self._question, self._answer = message, self._questions.start(json.loads(prompt[len(own):]))
            self._answer.join(_AT_ONCE_SECONDS)
        else:
            self._child.answer(message, getpass.getpass(prompt) if content.get("password") else builtins.input(prompt))

    def _send_answer(self):
        if self._answer is not None and not self._answer.is_alive():
            made, self._answer = self._answer, None
            self._child.answer(self._question, json.dumps(made.result()))

    def _stop(self):
        """Interrupts the kernel and waits until it is idle; ends it where the user interrupts again."""
        self._is_stopping = True
        started = time.monotonic()
        quiet_since = started
        is_told = False
        try:
            self._child.send("control", "interrupt_request", {})
            while (self._is_answering or not (self._reply and self._is_idle)) and self._child.is_alive:
                if self._is_answering:
                    # Again and again: a job may start after the last one was ended.
                    self._questions.cancel()
                received = self._take(_WAIT_MILLISECONDS)
                now = time.monotonic()
                quiet_since = now if received else quiet_since
                # Interrupted before anything was sent; or half of the end was lost on the way.
                is_over = self._reply or self._is_idle or (self._request is None and self._is_acknowledged)
                if not self._is_answering and is_over and now - quiet_since > _QUIET_SECONDS:
                    return
                if not is_told and now - started > _HINT_SECONDS:
                    is_told = True
                    print("Still stopping. Interrupt once more to end the notebook-sql kernel; its accounts and connections end with it.", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            self._child.kill()
            raise CellStopped(
                "The notebook-sql kernel was ended, because it did not stop. Accounts, connections and C# variables are gone; "
                f"the next cell starts a new one. [{CHILD_ENDED}]") from None
