"""jupyter_kernel_test, every member of the class enabled. Argument: tcp or ipc."""

import sys
import tempfile
import unittest

import jupyter_kernel_test
from jupyter_client.manager import KernelManager

TRANSPORT = sys.argv[1]


class CSharp(jupyter_kernel_test.KernelTests):
    kernel_name = "notebook-sql"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("to stderr");'
    completion_samples = [
        {"text": "#!aad-", "matches": {"#!aad-login", "#!aad-logout"}},
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": 'var s = "\U0001f600"; s.ToUpperIn', "matches": {"ToUpperInvariant"}},
    ]
    complete_code_samples = ["1 + 1", 'Console.WriteLine("x");', "#!aad-login", "int Twice(int x) => 2 * x;"]
    incomplete_code_samples = ["if (true) {", "int Twice(int x)\n{", "1 +"]
    invalid_code_samples = ["int = ;", "1 +* ;"]
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("wrong");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"four" + "ty"', "result": "fourty"},
        {"code": "new[] { 1, 2, 3 }.Sum()", "result": "6"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display("words");', "mime": "text/plain"},
    ]
    code_history_pattern = "6 [*] 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = 'Console.Write("gone"); ClearOutput();'

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="k")
        cls.km = KernelManager(kernel_name=cls.kernel_name, transport=TRANSPORT, connection_file=f"{folder}/connection.json")
        cls.km.start_kernel()
        cls.kc = cls.km.client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=60)
        # The suite waits 15 seconds for a cell and knows no compiler that warms up.
        cls.kc.execute_interactive("1", timeout=60, output_hook=lambda message: None)


class Result(unittest.TestResult):
    def addSuccess(self, test):
        super().addSuccess(test)
        print(f"ok {test._testMethodName} over {TRANSPORT}", flush=True)

    def _failed(self, test, error, part=""):
        print(f"FAILED {test._testMethodName}{part} over {TRANSPORT}: {' '.join(f'{error[0].__name__} {error[1]}'.split())[:800]}", flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._failed(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self._failed(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self._failed(test, error, f" {subtest.params}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        print(f"FAILED {test._testMethodName} over {TRANSPORT}: it was skipped", flush=True)


unittest.defaultTestLoader.loadTestsFromTestCase(CSharp).run(Result())
