"""What the child kernel asks of the notebook while a cell runs: variables in, frames out, Spark."""

import contextlib
import keyword
import threading
import uuid

from . import frames, spark, values
from .errors import PYTHON_ANSWER, PYTHON_SPARK, VARIABLE_NAME, UserError


class Answer(threading.Thread):
    """An answer that is being made, on a thread of its own: outputs go on meanwhile, and no import is stopped half way."""

    def __init__(self, make):
        super().__init__(daemon=True)
        self._make = make
        self._failure = None
        self._made = None
        self.start()

    def run(self):
        try:
            self._made = self._make()
        except BaseException as failure:
            self._failure = failure

    def result(self):
        """What was made, or what the making failed with; once it has ended."""
        if self._failure is not None:
            raise self._failure
        return self._made


class Questions:
    """Answers over one notebook's variables; lives as long as one cell. One answer at a time; cancel is for any thread.

    folder: where the kernel and this side leave Arrow stream files for each other.
    """

    def __init__(self, shell, folder):
        self._variables = shell.user_ns
        self._folder = folder
        self._spark_frames = {}
        self._tables = {}
        self._cancel = None

    def start(self, question):
        """Begins to answer."""
        return Answer(lambda: self.answer(question))

    def cancel(self):
        """Ends what Spark is doing for the answer that is being made."""
        cancel = self._cancel
        if cancel is not None:
            cancel()

    def answer(self, question):
        """The answer as a dictionary, with ``error`` where it could not be done."""
        calls = {
            "find": self._find, "frame": self._frame, "keep": self._keep,
            "view": self._view, "sql": self._sql, "collect": self._collect,
        }
        try:
            call = calls.get(question["do"])
            if call is None:
                raise UserError(PYTHON_ANSWER, f"This notebook_sql_auth does not know how to `{question['do']}`.", "", "Use the one that notebook-sql was packed with.")
            return call(question)
        except UserError as error:
            return {"error": error.parts}
        except Exception as failure:
            if not spark.is_error(failure):
                raise
            return {"error": spark.error_of(failure).parts}

    def _find(self, question):
        name = question["name"]
        if name not in self._variables:
            return {"kind": "none"}
        value = self._variables[name]
        encoded = values.encode(name, value)
        if encoded is not None:
            return {"kind": "value", **encoded}
        if spark.is_session(value):
            return {"kind": "spark", **spark.describe(value)}
        if _is_pandas_frame(value):
            file = self._new_file()
            frames.write_table(self._folder / file, frames.from_pandas(name, value))
            return {"kind": "frame", "file": file}
        return {"kind": "other", "type": type(value).__name__}

    def _frame(self, question):
        kept = question.get("table")
        table = self._tables[kept] if kept else frames.read_table(str(self._folder / question["file"]))
        self._variables[_variable(question["name"])] = frames.to_pandas(table, set(question["times"]))
        return {}

    def _keep(self, question):
        self._variables[_variable(question["name"])] = self._spark_frames[question["frame"]]
        return {}

    def _view(self, question):
        session = self._session(question)
        with self._cancellable(session):
            frame, way, notices = spark.create_view(session, question["view"], str(self._folder / question["file"]), question["schema"])
        return {"frame": self._kept(frame), "way": way, "notices": notices}

    def _sql(self, question):
        arguments = {name: values.decode(value) for name, value in question["arguments"].items()}
        session = self._session(question)
        with self._cancellable(session):
            return {"frame": self._kept(spark.sql(session, question["sql"], arguments, question["view"]))}

    def _collect(self, question):
        file = self._new_file()
        with self._cancellable(self._session(question)):
            table = spark.collect(self._spark_frames[question["frame"]], question["rows"])
        frames.write_table(self._folder / file, table)
        # Kept for `frame`: what the kernel reads it into has no place for a decimal's scale.
        self._tables[file] = table
        return {"file": file, "table": file}

    def _session(self, question):
        session = self._variables.get(question["spark"])
        if not spark.is_session(session):
            raise UserError(PYTHON_SPARK, f"The Python variable `{question['spark']}` holds no SparkSession any more.", "", "Make one, then run the cell again.")
        return session

    @contextlib.contextmanager
    def _cancellable(self, session):
        with spark.cancellable(session) as cancel:
            self._cancel = cancel
            try:
                yield
            finally:
                self._cancel = None

    def _kept(self, frame):
        name = uuid.uuid4().hex
        self._spark_frames[name] = frame
        return name

    @staticmethod
    def _new_file():
        return f"{uuid.uuid4().hex}.arrows"


def _variable(name):
    # The kernel has checked that it is a name; Python keeps other words for itself than C# does.
    if keyword.iskeyword(name):
        raise UserError(VARIABLE_NAME, f"`{name}` cannot be the name of a Python variable.", "Python keeps this word for itself.", "Choose another name, e.g. `--name orders`.")
    return name


def _is_pandas_frame(value):
    return any(base.__name__ == "DataFrame" and base.__module__.startswith("pandas.") for base in type(value).__mro__)
