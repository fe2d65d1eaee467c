"""The private folder of one child kernel: its connection, its log, and the rows that pass through."""

import os
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:
    # Windows lets nobody delete what is open, and cleans temporary folders its own way.
    fcntl = None

_PREFIX = "notebook_sql_auth-kernel-"
_LOCK = "lock"


class PrivateFolder:
    """A folder (0700) that is gone when it is closed; what a killed process left is removed by the next one of the same user."""

    def __init__(self):
        _sweep()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = None
        if fcntl is not None:
            new = self.path / (_LOCK + ".new")
            self._lock = open(new, "w")
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            # Only now: a lock that another process sees is held by a living one, or by none.
            new.rename(self.path / _LOCK)

    def close(self):
        """Removes it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def _sweep():
    if fcntl is None:
        return
    for folder in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        try:
            if folder.lstat().st_uid != os.getuid():
                continue
            with open(folder / _LOCK) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            # In use, or somebody else was faster.
            continue
