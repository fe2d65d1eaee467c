import unittest

from IPython.core.interactiveshell import InteractiveShell


class Extension(unittest.TestCase):
    def setUp(self):
        self.shell = InteractiveShell.instance()
        self.shell.run_line_magic("load_ext", "notebook_sql_auth")
        self.addCleanup(self.shell.run_line_magic, "unload_ext", "notebook_sql_auth")

    def test_a_cell_that_begins_with_a_magic_is_taken_whole(self):
        for cell in ("#!aad-login", "\n\n  #!sql-query --name x\nSELECT 1", "#!csharp\nvar x = 'a';"):
            with self.subTest(cell=cell):
                self.assertIn("run_cell_magic('notebook_sql'", self.shell.transform_cell(cell))

    def test_all_other_cells_are_left_as_they_are(self):
        for cell in ("#!/usr/bin/env python3\nx = 1\n", "#! a comment\nx = 1\n", "# !aad-login\n", "x = 1\n#!aad-login\n", "text = '''\n#!aad-login'''\n", "\n"):
            with self.subTest(cell=cell):
                self.assertNotIn("notebook_sql", self.shell.transform_cell(cell))

    def test_loading_twice_changes_nothing(self):
        before = len(self.shell.configurables), len(self.shell.input_transformers_cleanup)
        self.shell.run_line_magic("reload_ext", "notebook_sql_auth")
        self.assertEqual(before, (len(self.shell.configurables), len(self.shell.input_transformers_cleanup)))

    def test_unloading_leaves_no_trace(self):
        self.shell.run_line_magic("unload_ext", "notebook_sql_auth")
        self.assertEqual("#!aad-login\n", self.shell.transform_cell("#!aad-login"))
        self.assertNotIn("notebook_sql", self.shell.magics_manager.magics["cell"])
        self.shell.run_line_magic("load_ext", "notebook_sql_auth")

    def test_a_terminal_sends_a_cell_at_its_blank_line(self):
        self.assertEqual("incomplete", self.shell.check_complete("#!sql-query\nSELECT 1")[0])
        self.assertEqual("complete", self.shell.check_complete("#!sql-query\nSELECT 1\n\n")[0])
