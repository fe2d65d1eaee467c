"""Azure SQL in an IPython notebook, signed in as yourself.

``%load_ext notebook_sql_auth`` lets cells that begin with ``#!`` (``#!aad-login``, ``#!sql-query``) run in the tool
``notebook-sql``, a process of its own. Tokens stay there; text, tables, frames and errors come back.
"""

from ._version import __version__
from .errors import NotebookSqlError
from .extension import load_ipython_extension, unload_ipython_extension

__all__ = ["NotebookSqlError", "__version__", "load_ipython_extension", "unload_ipython_extension"]
