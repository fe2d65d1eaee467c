"""The IPython extension: cells that begin with ``#!`` go to the child kernel."""

import re
import sys

from IPython.core.error import UsageError
from traitlets import Bool, Unicode, observe
from traitlets.config import Configurable

from . import tool
from ._version import __version__
from .cell import Cell
from .child import ChildKernel
from .errors import CellStopped

MAGIC = "notebook_sql"
# `#!/usr/bin/env` at the top of a pasted script is a comment, as it always was.
_FIRST_LINE = re.compile(r"\s*#![A-Za-z]")


class NotebookSqlAuth(Configurable):
    """The notebook's side of the tool ``notebook-sql``."""

    tool = Unicode("", help="The tool: its zip, its folder, the program or its dll; empty to look for it.").tag(config=True)
    sandbox = Bool(False, help="Whether the kernel gets a private sandbox: a database and users that are made up, and no Azure.").tag(config=True)

    def __init__(self, shell, **more):
        self._child = None
        super().__init__(parent=shell, **more)
        self._shell = shell

    @observe("tool", "sandbox")
    def _changed(self, change):
        # What runs is not what the options name any more: a cell that is meant for the sandbox must not go to Azure.
        if self._child is not None:
            self.close()
            print(f"{change['name']} was changed: the notebook-sql kernel ended, and the next cell starts a new one. "
                  "Accounts, connections and C# variables are gone: sign in again.", file=sys.stderr, flush=True)

    def run_cell(self, line, cell):
        """Runs a cell's text in the child kernel, which starts with the first one."""
        if line.strip():
            raise UsageError(f"%%{MAGIC} takes no words on its line; the magics stand below it.")
        try:
            child = self._alive()
        except KeyboardInterrupt:
            raise CellStopped() from None
        Cell(child, self._shell).run(cell)

    def transform(self, lines):
        """Puts the cell magic before a cell that begins with ``#!``; leaves all others as they are."""
        first = next((line for line in lines if line.strip()), "")
        return [f"%%{MAGIC}\n", *lines] if _FIRST_LINE.match(first) else lines

    def close(self):
        """Ends the child kernel."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def _alive(self):
        if self._child is not None and not self._child.is_alive:
            print("The notebook-sql kernel had ended, and a new one starts. Accounts, connections and C# variables are gone: sign in again.", file=sys.stderr, flush=True)
            self.close()
        if self._child is None:
            self._child = ChildKernel(tool.command(self.tool), self.sandbox)
            if not self._child.is_of_this_version:
                print(f"notebook-sql is {self._child.version}, notebook_sql_auth is {__version__}: use those that were packed together.", file=sys.stderr, flush=True)
        return self._child


def load_ipython_extension(shell):
    """What ``%load_ext notebook_sql_auth`` calls; a second time changes nothing."""
    if _loaded(shell) is None:
        extension = NotebookSqlAuth(shell)
        shell.configurables.append(extension)
        shell.register_magic_function(extension.run_cell, "cell", MAGIC)
        shell.input_transformers_cleanup.append(extension.transform)


def unload_ipython_extension(shell):
    """What ``%unload_ext notebook_sql_auth`` calls: ends the child kernel and leaves cells alone again."""
    extension = _loaded(shell)
    if extension is not None:
        extension.close()
        shell.configurables.remove(extension)
        shell.input_transformers_cleanup.remove(extension.transform)
        del shell.magics_manager.magics["cell"][MAGIC]


def _loaded(shell):
    return next((each for each in shell.configurables if isinstance(each, NotebookSqlAuth)), None)
