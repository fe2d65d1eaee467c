"""Cells of pandas and Spark frames as texts that a program in another language can compare."""

import datetime
import decimal
import json
import struct

import numpy
import pandas

EPOCH = datetime.datetime(1970, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)


def show_pandas(frame):
    """Prints dtypes and rows."""
    columns = [[None if is_missing(cell) else text(cell, frame[name].dtype) for cell in frame[name]] for name in frame]
    print(json.dumps({"types": [str(dtype) for dtype in frame.dtypes], "rows": list(map(list, zip(*columns)))}))


def show_spark(frame):
    """Prints types and rows; times as microseconds by Spark itself, because Python's own do not reach as far."""
    import pyspark.sql.functions as functions

    times = [field.name for field in frame.schema if field.dataType.typeName().startswith("timestamp")]
    types = [field.dataType.simpleString() for field in frame.schema]
    single = {field.name for field in frame.schema if field.dataType.typeName() == "float"}
    for name in times:
        frame = frame.withColumn(name, functions.expr(f"unix_micros(CAST(`{name}` AS TIMESTAMP))"))
    rows = [
        [None if cell is None else spark_text(numpy.float32(cell) if name in single else cell) for name, cell in zip(frame.columns, row)]
        for row in frame.collect()
    ]
    print(json.dumps({"types": types, "rows": rows}))


def spark_text(cell):
    # On its way from the JVM a small decimal may get zeros behind its scale.
    plain = text(cell, None)
    return plain.rstrip("0").rstrip(".") if isinstance(cell, decimal.Decimal) and "." in plain else plain


def is_missing(cell):
    return cell is None or cell is pandas.NA or cell is pandas.NaT or (isinstance(cell, (float, numpy.floating)) and cell != cell)


def text(cell, dtype):
    if isinstance(cell, (bool, numpy.bool_)):
        return "true" if cell else "false"
    if isinstance(cell, numpy.float32) or str(dtype) == "float32":
        return struct.pack(">f", cell).hex().lstrip("0")
    if isinstance(cell, float):
        return struct.pack(">d", cell).hex().lstrip("0")
    if isinstance(cell, pandas.Timedelta):
        return str(cell.value // 100)
    if isinstance(cell, datetime.datetime):
        plain = cell.replace(tzinfo=None) if cell.tzinfo is None else cell.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return str((plain - EPOCH) // MICROSECOND)
    if isinstance(cell, datetime.date):
        return str((cell - EPOCH.date()).days)
    if isinstance(cell, decimal.Decimal):
        return format(cell, "f")
    if isinstance(cell, (bytes, bytearray)):
        return cell.hex()
    return str(cell)
