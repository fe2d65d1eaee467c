import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import zmq

from notebook_sql_auth import child


class HalfMadeChild(unittest.TestCase):
    """An interrupt may come between any two steps of a start."""

    def setUp(self):
        work = tempfile.TemporaryDirectory()
        self.addCleanup(work.cleanup)
        self.program = Path(work.name) / "notebook-sql"
        self.program.write_text("#!/bin/sh\nexec sleep 600\n")
        self.program.chmod(0o755)
        self.made = []
        for name in ("PrivateFolder", "_launch"):
            patch = mock.patch.object(child, name, self.remembering(getattr(child, name)))
            patch.start()
            self.addCleanup(patch.stop)

    def remembering(self, make):
        def made(*arguments):
            self.made.append(make(*arguments))
            return self.made[-1]
        return made

    def assert_an_interrupt_leaves_nothing(self, *places):
        with mock.patch.object(*places, side_effect=KeyboardInterrupt):
            started = time.monotonic()
            with self.assertRaises(KeyboardInterrupt):
                child.ChildKernel([str(self.program)])
        self.assertLess(time.monotonic() - started, 10)
        folder, *process = self.made
        self.assertFalse(folder.path.exists())
        for each in process:
            self.assertIsNotNone(each.poll(), "its process still runs")

    def test_before_there_is_a_process(self):
        self.assert_an_interrupt_leaves_nothing(child, "write_connection_file")
        self.assertEqual(1, len(self.made))

    def test_before_there_is_a_session(self):
        self.assert_an_interrupt_leaves_nothing(child, "Session")
        self.assertEqual(2, len(self.made))

    def test_before_all_sockets_are_connected(self):
        self.assert_an_interrupt_leaves_nothing(zmq.Socket, "connect")
        self.assertEqual(2, len(self.made))

    def test_while_the_first_reply_is_waited_for(self):
        self.assert_an_interrupt_leaves_nothing(child.ChildKernel, "wait")
        self.assertEqual(2, len(self.made))


if __name__ == "__main__":
    unittest.main()
