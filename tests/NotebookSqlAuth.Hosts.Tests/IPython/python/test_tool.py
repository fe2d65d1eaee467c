import os
import stat
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

from notebook_sql_auth import tool
from notebook_sql_auth.errors import UserError


class ToolPlaces(unittest.TestCase):
    def setUp(self):
        work = tempfile.TemporaryDirectory()
        self.addCleanup(work.cleanup)
        self.folder = Path(work.name)
        # Nothing of this machine has a say: neither its own tool, nor its temporary folder.
        for patch in (
            mock.patch.dict(os.environ, {"PATH": str(self.folder / "nothing"), tool.VARIABLE: "", "DOTNET_ROOT": ""}),
            mock.patch.object(tempfile, "tempdir", work.name),
        ):
            patch.start()
            self.addCleanup(patch.stop)

    def program(self, folder, name="notebook-sql", mode=0o755):
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / name
        program.write_text("#!/bin/sh\n")
        program.chmod(mode)
        return program

    def test_a_program_its_folder_and_the_environment_name_it(self):
        program = self.program(self.folder / "tool")
        self.assertEqual([str(program)], tool.command(str(program)))
        self.assertEqual([str(program)], tool.command(str(program.parent)))
        with mock.patch.dict(os.environ, {tool.VARIABLE: str(program)}):
            self.assertEqual([str(program)], tool.command())
            other = self.program(self.folder / "other")
            self.assertEqual([str(other)], tool.command(str(other)), "the option comes first")

    def test_a_program_on_the_path_is_found_last(self):
        program = self.program(self.folder / "bin")
        with mock.patch.dict(os.environ, {"PATH": str(program.parent)}):
            self.assertEqual([str(program)], tool.command())

    def test_a_tool_beside_the_package_comes_before_the_path(self):
        beside = self.program(self.folder / "site" / "notebook-sql-linux-x64")
        with mock.patch.object(tool, "__file__", str(self.folder / "site" / "notebook_sql_auth" / "tool.py")):
            with mock.patch.dict(os.environ, {"PATH": str(self.program(self.folder / "bin").parent)}):
                self.assertEqual([str(beside)], tool.command())

    def test_a_dll_runs_on_the_dotnet_of_the_environment(self):
        dll = self.program(self.folder / "tool", "notebook-sql.dll", 0o644)
        dotnet = self.program(self.folder / "dotnet", "dotnet")
        with mock.patch.dict(os.environ, {"DOTNET_ROOT": str(dotnet.parent)}):
            self.assertEqual([str(dotnet), str(dll)], tool.command(str(dll.parent)))
        with self.assertRaisesRegex(UserError, "no `dotnet`"):
            tool.command(str(dll))

    def test_a_zip_is_unpacked_once_for_this_user_alone(self):
        archive = self.folder / "notebook-sql-linux-x64.zip"
        with zipfile.ZipFile(archive, "w") as contents:
            entry = zipfile.ZipInfo("notebook-sql")
            entry.external_attr = 0o100755 << 16
            contents.writestr(entry, "#!/bin/sh\n")
            contents.writestr("notebook-sql.dll", "")
        program, = tool.command(str(archive))
        self.assertTrue(os.access(program, os.X_OK))
        self.assertFalse(os.access(Path(program).parent / "notebook-sql.dll", os.X_OK))
        self.assertEqual(0o700, stat.S_IMODE(Path(program).parent.parent.stat().st_mode))
        first = os.stat(program).st_ino
        self.assertEqual(first, os.stat(tool.command(str(archive))[0]).st_ino)

    def test_a_folder_that_others_can_write_is_not_run_from(self):
        archive = self.folder / "tool.zip"
        with zipfile.ZipFile(archive, "w") as contents:
            contents.writestr("notebook-sql.dll", "")
        (self.folder / f"notebook_sql_auth-{os.getuid()}").mkdir(mode=0o777)
        (self.folder / f"notebook_sql_auth-{os.getuid()}").chmod(0o777)
        with self.assertRaisesRegex(UserError, "not a folder of yours alone"):
            tool.command(str(archive))

    @unittest.skipIf(os.name == "nt", "needs Unix permissions")
    def test_a_program_that_may_not_run_leads_to_the_zip(self):
        with self.assertRaisesRegex(UserError, "Name the zip instead"):
            tool.command(str(self.program(self.folder / "volume", mode=0o644)))

    def test_a_tool_that_is_nowhere_is_an_error_with_three_steps(self):
        for configured in ("", str(self.folder / "missing")):
            with self.assertRaises(UserError) as missing:
                tool.command(configured)
            for step in ("1. ", "2. ", "3. ", "NSA3145"):
                self.assertIn(step, str(missing.exception))
