import collections
import signal
import threading
import types
import unittest

import zmq
from jupyter_client.session import Session

from notebook_sql_auth.child import ChildKernel
from notebook_sql_auth.interrupts import deferred


class InterruptedSocket(zmq.Socket):
    """Ctrl-C comes with each part of a message."""

    def recv(self, *arguments, **options):
        part = super().recv(*arguments, **options)
        signal.raise_signal(signal.SIGINT)
        return part

    def send(self, *arguments, **options):
        sent = super().send(*arguments, **options)
        signal.raise_signal(signal.SIGINT)
        return sent


class Interrupts(unittest.TestCase):
    def setUp(self):
        # What runs in the background may have been started with interrupts switched off.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)

    def test_one_that_comes_meanwhile_is_raised_at_the_end(self):
        done = []
        with self.assertRaises(KeyboardInterrupt):
            with deferred():
                signal.raise_signal(signal.SIGINT)
                done.append("all of it")
        self.assertEqual(["all of it"], done)
        self.assertIs(signal.getsignal(signal.SIGINT), signal.default_int_handler)

    def test_one_that_comes_before_or_after_is_raised_at_once(self):
        with deferred():
            pass
        with self.assertRaises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    def test_an_error_is_the_blocks_own(self):
        with self.assertRaises(ValueError):
            with deferred():
                signal.raise_signal(signal.SIGINT)
                raise ValueError
        self.assertIs(signal.getsignal(signal.SIGINT), signal.default_int_handler)

    def test_other_threads_go_on_as_ever(self):
        done = []

        def work():
            with deferred():
                done.append(signal.getsignal(signal.SIGINT))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertEqual([signal.default_int_handler], done)

    def test_one_between_two_parts_of_a_message_leaves_it_whole(self):
        with zmq.Context() as context, InterruptedSocket(context, zmq.PAIR) as here, context.socket(zmq.PAIR) as there:
            there.bind("inproc://interrupts")
            here.connect("inproc://interrupts")
            session = Session(key=b"key")
            child = types.SimpleNamespace(_session=session, _sockets={"shell": here}, _received=collections.deque())
            with self.assertRaises(KeyboardInterrupt):
                ChildKernel.send(child, "shell", "execute_request", {"code": "1"})
            _, sent = session.recv(there)
            self.assertEqual("1", sent["content"]["code"])
            session.send(there, "status", {"execution_state": "idle"})
            with self.assertRaises(KeyboardInterrupt):
                ChildKernel._read(child, "shell")
            (_, message), = child._received
            self.assertEqual("idle", message["content"]["execution_state"])


if __name__ == "__main__":
    unittest.main()
