"""Interrupts that wait for the end of what they would tear."""

import contextlib
import signal
import threading


@contextlib.contextmanager
def deferred():
    """An interrupt that comes meanwhile is raised at the block's end.

    zmq takes and gives a message part by part: an interrupt between two of them would leave half a message on the wire.
    """
    if threading.current_thread() is not threading.main_thread():
        # Python runs signal handlers on the main thread only.
        yield
        return
    came = []
    handler = signal.signal(signal.SIGINT, lambda *signalled: came.append(signalled))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if handler is None else handler)
    if came and callable(handler):
        handler(*came[-1])
