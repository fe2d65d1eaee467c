"""Errors for the person at the notebook."""

# Stable codes; the product's table of errors lists them.
VARIABLE_NAME = "NSA2301"
PYTHON_VARIABLE = "NSA3141"
PYTHON_ANSWER = "NSA3142"
PYTHON_SPARK = "NSA3143"
PACKAGE_MISSING = "NSA3144"
TOOL_NOT_FOUND = "NSA3145"
CHILD_ENDED = "NSA3146"

# A far side that echoes a token shall not have it shown: longer than any word of a message, shorter than any token.
_MAX_WORD_LENGTH = 128
_MAX_LENGTH = 1000


class NotebookSqlError(RuntimeError):
    """A cell that failed, in words: what happened, why, what to do next, and a code.

    IPython shows the message alone: the Python frames below it say nothing about the cell.
    """

    def __init__(self, message, traceback=None):
        super().__init__(message)
        self._lines = list(traceback or [message])

    def _render_traceback_(self):
        return self._lines


class UserError(NotebookSqlError):
    """An error of this package itself, in its parts."""

    def __init__(self, code, what, why, next_step):
        super().__init__(" ".join(part for part in (what, why, next_step) if part) + f" [{code}]")
        self.parts = {"code": code, "what": what, "why": why, "next": next_step}


class CellStopped(KeyboardInterrupt):
    """The user stopped the cell. A KeyboardInterrupt by name too, shown without Python's frames."""

    def __init__(self, message="The cell was stopped."):
        super().__init__(message)

    def _render_traceback_(self):
        return [f"KeyboardInterrupt: {self}"]


# Programs that run notebooks tell a stopped cell from a failed one by this name.
CellStopped.__name__ = "KeyboardInterrupt"


def clean(text):
    """A far side's own words, fit for a message: one line, no control characters, nothing as long as a token."""
    words = ("…" if len(word) > _MAX_WORD_LENGTH else "".join(filter(str.isprintable, word)) for word in str(text).split())
    line = " ".join(words)
    return line if len(line) <= _MAX_LENGTH else line[:_MAX_LENGTH] + "…"
