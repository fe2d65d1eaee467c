"""jupyter_console at a terminal: a third client."""

import os
import sys

import pexpect
from checks import check, main

ANSWER = 90
COLOUR = r"(?:\x1b\[[0-9;]*m)*"


class Console:
    def __init__(self, *options, terminal="dumb"):
        self.process = pexpect.spawn(
            sys.executable, ["-m", "jupyter_console", "--kernel", "notebook-sql", *options],
            encoding="utf-8", timeout=ANSWER, dimensions=(40, 200), env={**os.environ, "TERM": terminal, "PROMPT_TOOLKIT_NO_CPR": "1"})
        self.prompt(1)

    def prompt(self, number):
        self.process.expect(rf"In \[{COLOUR}{number}{COLOUR}\]")

    def run(self, line, shown, number):
        self.process.sendline(line)
        self.process.expect(shown)
        self.prompt(number)


def run():
    console = Console("--ZMQTerminalInteractiveShell.simple_prompt=True")
    with check("the console shows the kernel's banner and its first prompt"):
        assert console.process.isalive()

    with check("a value, printed text and an error are shown"):
        console.run("6 * 7", r"Out\[1\]: 42", 2)
        console.run('Console.WriteLine("to the " + "terminal");', "to the terminal", 3)
        console.run('throw new Exception("at the " + "terminal");', "at the terminal", 4)

    with check("help is paged"):
        console.process.sendline("Console.WriteLine?")
        console.process.expect("WriteLine")
        console.process.sendline("")
        console.prompt("[567]")

    with check("Ctrl-C stops a cell and the next one runs"):
        console.process.sendline('Console.WriteLine("be" + "gun"); await System.Threading.Tasks.Task.Delay(-1);')
        console.process.expect("begun")
        console.process.sendintr()
        console.prompt(r"\d")
        console.run("40 + 3", r"Out\[\d+\]: 43", r"\d")

    with check("the end of the console ends its kernel"):
        console.process.sendeof()
        index = console.process.expect([pexpect.EOF, r"\[y\]/n"])
        if index == 1:
            console.process.sendline("y")
            console.process.expect(pexpect.EOF)


def edited():
    """The prompt that edits lines, for which the console asks the kernel whether a cell is whole."""
    console = Console(terminal="xterm")
    with check("an unfinished cell waits for its end"):
        console.process.send("if (true) {\r")
        console.process.expect(r"\.\.\.: ")
        console.process.send('Console.WriteLine("com" + "plete"); }\r')
        console.process.expect("complete")
        console.prompt(2)
    console.process.close(force=True)


main(lambda: (run(), edited()))
