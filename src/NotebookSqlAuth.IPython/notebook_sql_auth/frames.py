"""Rows between Arrow stream files and pandas."""

import os

from .errors import PACKAGE_MISSING, PYTHON_VARIABLE, UserError

# What each SQL type becomes: types, dtype, note. The product's README shows this table.
DTYPES = [
    (("bit",), "boolean", ""),
    (("tinyint", "smallint"), "Int16", ""),
    (("int",), "Int32", ""),
    (("bigint",), "Int64", ""),
    (("decimal", "numeric", "money", "smallmoney"), "object", "decimal.Decimal, with the column's scale."),
    (("float",), "float64", "NULL is NaN, which SQL Server's float never is."),
    (("real",), "float32", "NULL is NaN."),
    (("date",), "object", "datetime.date."),
    (("time",), "timedelta64[ns]", "Since midnight, all seven digits of a second."),
    (
        ("datetime", "datetime2", "smalldatetime"),
        "datetime64[us]",
        "With pandas 1 datetime64[ns], or datetime.datetime where a value lies outside of 1677 to 2262. A seventh digit of a second is cut off.",
    ),
    (("datetimeoffset",), "datetime64[us, UTC]", "The instant; likewise with pandas 1."),
    (("char", "varchar", "nchar", "nvarchar"), "string", ""),
    (("uniqueidentifier",), "string", "In capital letters, as SQL Server writes it."),
    (("binary", "varbinary"), "object", "bytes."),
]


def require():
    """pandas and pyarrow, loaded when they are first needed."""
    try:
        import pandas
        import pyarrow
        import pyarrow.ipc
    except ImportError as missing:
        raise UserError(
            PACKAGE_MISSING,
            f"The Python package `{missing.name}` is missing.",
            "Frames travel as Arrow and become pandas DataFrames.",
            "Run `%pip install pandas pyarrow`, then this cell again.") from None
    return pandas, pyarrow


def read_table(path):
    """The rows of an Arrow stream file, in memory."""
    _, pyarrow = require()
    with pyarrow.OSFile(path, "rb") as source, pyarrow.ipc.open_stream(source) as reader:
        return reader.read_all()


def write_table(path, table):
    """Writes rows as an Arrow stream file that only this user can read."""
    _, pyarrow = require()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
        with pyarrow.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)


def to_pandas(table, times):
    """A DataFrame with the dtypes of ``DTYPES``.

    times: positions of the text columns that hold SQL's time.
    """
    pandas, _ = require()
    columns = {
        name: _series(table.column(index), index in times)
        for index, name in enumerate(table.column_names)
    }
    return pandas.DataFrame(columns, index=pandas.RangeIndex(table.num_rows), copy=False)


def from_pandas(name, frame):
    """A frame's columns as an Arrow table; its index stays behind unless it has a name."""
    _, pyarrow = require()
    named = [level for level in frame.index.names if level is not None]
    try:
        return pyarrow.Table.from_pandas(frame.reset_index(level=named) if named else frame, preserve_index=False)
    except pyarrow.ArrowException:
        # Arrow's own words hold the value that it stumbled on.
        raise UserError(
            PYTHON_VARIABLE,
            f"The pandas DataFrame `{name}` has a column that Arrow cannot hold.",
            "It holds values of more than one type, or of a type that Arrow does not have.",
            f"Give each column one type, e.g. `{name} = {name}.convert_dtypes()`; `{name}.dtypes` shows what they are.") from None


def _series(column, is_time):
    pandas, pyarrow = require()
    types = pyarrow.types
    if is_time:
        texts = column.to_pandas()
        return pandas.Series(pandas.to_timedelta(texts), dtype="timedelta64[ns]")
    nullable = {
        pyarrow.bool_(): pandas.BooleanDtype,
        pyarrow.int8(): pandas.Int8Dtype,
        pyarrow.int16(): pandas.Int16Dtype,
        pyarrow.int32(): pandas.Int32Dtype,
        pyarrow.int64(): pandas.Int64Dtype,
        pyarrow.string(): pandas.StringDtype,
    }.get(column.type)
    if nullable is not None:
        # Some versions of pandas cannot convert a column without any chunk.
        return pandas.Series(nullable().__from_arrow__(column if column.num_chunks else pyarrow.array([], column.type)))
    if types.is_timestamp(column.type):
        if column.type.tz is not None:
            # Spark labels its instants with the session's zone.
            column = column.cast(pyarrow.timestamp(column.type.unit, "UTC"))
        return _writable(_timestamps(column))
    return _writable(column.to_pandas())


def _timestamps(column):
    _, pyarrow = require()
    try:
        return column.to_pandas()
    except pyarrow.ArrowInvalid:
        # pandas 1 counts in nanoseconds, from 1677 to 2262 only.
        return column.to_pandas(timestamp_as_object=True)


def _writable(series):
    # A column without NULLs shares Arrow's memory, which pandas could not write to.
    values = series.array
    shared = getattr(values, "_ndarray", getattr(values, "_values", None))
    return series if shared is None or shared.flags.writeable else series.copy()
