"""What the child kernel asks of the notebook while a cell runs: variables in, frames out, Spark."""

import uuid

from . import frames, spark, values
from .errors import PYTHON_ANSWER, PYTHON_SPARK, UserError


class Questions:
    """Answers over one notebook's variables; lives as long as one cell.

    folder: where the kernel and this side leave Arrow stream files for each other.
    """

    def __init__(self, shell, folder):
        self._variables = shell.user_ns
        self._folder = folder
        self._spark_frames = {}
        self._tables = {}

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
        self._variables[question["name"]] = frames.to_pandas(table, set(question["times"]))
        return {}

    def _keep(self, question):
        self._variables[question["name"]] = self._spark_frames[question["frame"]]
        return {}

    def _view(self, question):
        frame, way, notices = spark.create_view(
            self._session(question), question["view"], str(self._folder / question["file"]), question["schema"])
        return {"frame": self._kept(frame), "way": way, "notices": notices}

    def _sql(self, question):
        arguments = {name: values.decode(value) for name, value in question["arguments"].items()}
        return {"frame": self._kept(spark.sql(self._session(question), question["sql"], arguments, question["view"]))}

    def _collect(self, question):
        file = self._new_file()
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

    def _kept(self, frame):
        name = uuid.uuid4().hex
        self._spark_frames[name] = frame
        return name

    @staticmethod
    def _new_file():
        return f"{uuid.uuid4().hex}.arrows"


def _is_pandas_frame(value):
    return any(base.__name__ == "DataFrame" and base.__module__.startswith("pandas.") for base in type(value).__mro__)
