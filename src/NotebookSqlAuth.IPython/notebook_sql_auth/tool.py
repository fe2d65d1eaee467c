"""Where the tool ``notebook-sql`` is, and how it is started."""

import hashlib
import os
import shutil
import stat
import sys
import tempfile
import zipfile
from pathlib import Path

from .errors import TOOL_NOT_FOUND, UserError

VARIABLE = "NOTEBOOKSQLAUTH_TOOL"
_NAME = "notebook-sql"
_PACKED = "notebook-sql-linux-x64"


def command(configured=""):
    """The words that start the tool.

    configured: a zip of the tool, its folder, the program or its dll; empty to look for it.
    """
    for place, origin in ((configured, "%config NotebookSqlAuth.tool"), (os.environ.get(VARIABLE, ""), VARIABLE)):
        if place:
            found = _command_of(Path(place).expanduser())
            if found is None:
                raise _not_found(f"`{place}`, which {origin} names, is no zip, folder, program or dll of it.")
            return found
    for place in _beside():
        found = _command_of(place)
        if found is not None:
            return found
    on_path = shutil.which(_NAME)
    if on_path is None:
        raise _not_found("It is neither configured, nor beside this package, nor on PATH.")
    return [on_path]


def _beside():
    package = Path(__file__).resolve().parent
    for folder in (package, package.parent):
        for name in (_PACKED, _NAME, _PACKED + ".zip"):
            yield folder / name


def _command_of(place):
    if place.is_dir():
        program = place / (_NAME + (".exe" if sys.platform == "win32" else ""))
        return _command_of(program if program.is_file() else place / (_NAME + ".dll"))
    if not place.is_file():
        return None
    if place.suffix == ".zip":
        return _command_of(_unpacked(place))
    if place.suffix == ".dll":
        return [_dotnet(), str(place)]
    if not os.access(place, os.X_OK):
        raise _not_found(f"`{place}` may not be executed, as files of a volume or of the workspace may not.", "Name the zip instead: it is unpacked to this machine's own disk.")
    return [str(place)]


def _dotnet():
    root = os.environ.get("DOTNET_ROOT")
    found = shutil.which("dotnet", path=root) if root else shutil.which("dotnet")
    if found is None:
        raise _not_found("It was packed without .NET, and there is no `dotnet` on PATH or in DOTNET_ROOT.", "Install the .NET 10 runtime, or pack it again where the feed has the runtime for linux-x64.")
    return found


def _unpacked(archive):
    """The folder of a zip's contents: made once, on this machine's own disk, where programs may run."""
    about = archive.stat()
    key = hashlib.sha256(f"{archive.resolve()}|{about.st_size}|{about.st_mtime_ns}".encode()).hexdigest()[:16]
    folder = _private_folder() / key
    if not folder.is_dir():
        making = Path(tempfile.mkdtemp(prefix=key, dir=folder.parent))
        with zipfile.ZipFile(archive) as contents:
            contents.extractall(making)
            for entry in contents.infolist():
                # zipfile leaves the permissions out.
                if entry.external_attr >> 16 & stat.S_IXUSR:
                    (making / entry.filename).chmod(0o700)
        try:
            making.rename(folder)
        except OSError:
            # Another notebook of this user was faster.
            shutil.rmtree(making)
    return folder


def _private_folder():
    user = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"notebook_sql_auth-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if hasattr(os, "getuid") and (about.st_uid != os.getuid() or stat.S_IMODE(about.st_mode) & 0o077 or not stat.S_ISDIR(about.st_mode)):
        raise UserError(TOOL_NOT_FOUND, f"`{folder}` is not a folder of yours alone.", "A program that others can change must not run.", "Remove it, or set TMPDIR to a folder of yours.")
    return folder


def _not_found(why, next_step=None):
    return UserError(
        TOOL_NOT_FOUND,
        "The tool `notebook-sql` was not found.",
        why,
        next_step
        or "1. Run `notebook-sql databricks pack DIR` where the tool is. 2. Upload what it wrote, e.g. to a volume. "
        f"3. Run `%config NotebookSqlAuth.tool = \"/Volumes/CATALOG/SCHEMA/VOLUME/{_PACKED}.zip\"` with its path, then this cell again.")
