"""Rows between Arrow stream files and the notebook's own Spark."""

import contextlib
import json
import uuid

from . import frames
from .errors import PYTHON_SPARK, UserError, clean

# Spark Connect carries local rows inside the plan and sends them with each query.
_MAX_CONNECT_BYTES = 256 << 20


def is_session(value):
    """Whether a value is a SparkSession, classic or of Spark Connect."""
    return any(base.__name__ == "SparkSession" and base.__module__.startswith("pyspark.") for base in type(value).__mro__)


def describe(session):
    """Its version, and how many tasks it runs at once where it tells."""
    described = {"version": str(session.version)}
    if _is_classic(session):
        described["parallelism"] = session.sparkContext.defaultParallelism
    return described


@contextlib.contextmanager
def cancellable(session):
    """Runs what the calling thread asks of Spark under a name of its own; gives a function for any thread that ends it on the cluster."""
    if _is_classic(session):
        cancel, restore = _job_group(session.sparkContext)
    elif hasattr(session, "interruptTag"):
        cancel, restore = _tag(session)
    else:
        # A client of Spark Connect 3.4 cannot end what it began.
        cancel = restore = lambda: None
    try:
        yield cancel
    finally:
        restore()


def create_view(session, view, path, schema_json):
    """Makes a temp view of an Arrow stream file.

    schema_json: Spark's StructType as JSON, of the file's columns.
    Returns the view's DataFrame, how the rows went, and notices.
    """
    notices = []
    if _is_classic(session):
        try:
            frame, way = _read_in_jvm(session, path, schema_json), "as an Arrow file that the driver read"
        except _py4j_error() as refused:
            if "Py4JSecurityException" not in str(refused):
                raise
            notices.append("This cluster does not let Python call the driver's own reader of Arrow files: the rows went through createDataFrame, which is slower.")
            frame, way = _create_frame(session, path, schema_json), "through createDataFrame"
    else:
        frame, way = _create_frame(session, path, schema_json), "inside the plan"
    # A Dataset that only the JVM knows has this method too; the view's name then leads every version of PySpark to it.
    frame.createOrReplaceTempView(view)
    return session.table(view), way, notices


def sql(session, text, arguments, view):
    """Runs Spark SQL with named arguments."""
    frame = session.sql(text, args=arguments) if arguments else session.sql(text)
    if view:
        frame.createOrReplaceTempView(view)
        return session.table(view)
    return frame


def collect(frame, max_rows):
    """A DataFrame's rows as an Arrow table: the first ones where max_rows says how many."""
    _, pyarrow = frames.require()
    wanted = frame if max_rows is None else frame.limit(max_rows)
    if hasattr(wanted, "toArrow"):
        return wanted.toArrow()
    if hasattr(wanted, "_collect_as_arrow"):
        batches = wanted._collect_as_arrow()
        if batches:
            return pyarrow.Table.from_batches(batches)
        from pyspark.sql.pandas.types import to_arrow_schema

        return to_arrow_schema(wanted.schema).empty_table()
    return pyarrow.Table.from_pandas(wanted.toPandas(), preserve_index=False)


def error_of(failure):
    """Spark's own words on what it refused, as an error of ours."""
    return UserError(
        PYTHON_SPARK,
        f"The notebook's Spark refused ({type(failure).__name__}).",
        clean(str(failure).split("\n\tat ")[0]),
        "Correct what it names, then run the cell again.")


def is_error(failure):
    """Whether an exception is Spark's."""
    return any(base.__module__.split(".")[0] in ("pyspark", "py4j") for base in type(failure).__mro__)


def _job_group(context):
    # What SparkContext.setJobGroup sets, for the thread that calls it.
    names = ("spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel")
    before = [context.getLocalProperty(name) for name in names]
    own = f"notebook_sql_auth-{uuid.uuid4().hex}"
    context.setJobGroup(own, "notebook_sql_auth", interruptOnCancel=True)

    def restore():
        for name, value in zip(names, before):
            context.setLocalProperty(name, value)

    return lambda: context.cancelJobGroup(own), restore


def _tag(session):
    own = f"notebook_sql_auth-{uuid.uuid4().hex}"
    session.addTag(own)
    return lambda: session.interruptTag(own), lambda: session.removeTag(own)


def _is_classic(session):
    return getattr(session, "_jsparkSession", None) is not None


def _py4j_error():
    from py4j.protocol import Py4JError

    return Py4JError


def _read_in_jvm(session, path, schema_json):
    # What PySpark's own createDataFrame calls once its rows lie in an Arrow file (org.apache.spark.sql.api.python.PythonSQLUtils).
    utils = session._jvm.org.apache.spark.sql.api.python.PythonSQLUtils
    batches = utils.readArrowStreamFromFile(path)
    return utils.toDataFrame(batches, schema_json, session._jsparkSession)


def _create_frame(session, path, schema_json):
    from pyspark.sql.types import StructType

    table = frames.read_table(path)
    if not _is_classic(session) and table.nbytes > _MAX_CONNECT_BYTES:
        raise UserError(
            PYTHON_SPARK,
            f"The rows take {table.nbytes >> 20} MiB, and a Spark Connect session takes {_MAX_CONNECT_BYTES >> 20} MiB from its client.",
            "It sends them with each query again.",
            "Select less, or open a session that takes files with `#!spark-connect --databricks HOST --cluster ID --volume /Volumes/…` and use its view.")
    schema = StructType.fromJson(json.loads(schema_json))
    if int(session.version.split(".")[0]) >= 4:
        return session.createDataFrame(table, schema=schema)
    return session.createDataFrame(_as_objects(table), schema=schema)


def _as_objects(table):
    """A pandas frame for Spark's eyes: objects where pandas' own numbers and times do not hold NULLs or years beyond 2262."""
    pandas, pyarrow = frames.require()
    frame = table.to_pandas(integer_object_nulls=True, timestamp_as_object=True)
    for name in table.column_names:
        column = table.column(name)
        if column.null_count and pyarrow.types.is_floating(column.type):
            # Spark takes pandas' NaN for a number.
            frame[name] = pandas.Series(column.to_pylist(), dtype=object)
    return frame
