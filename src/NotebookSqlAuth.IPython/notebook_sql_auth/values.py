"""Values of Python variables on their way to SQL parameters, and back. Numbers travel as text, so that none loses a digit."""

import datetime
import decimal
import sys
import uuid

from .errors import PYTHON_VARIABLE, UserError


def encode(name, value):
    """What a variable holds as ``{"type", "value"}``; None where it is nothing that SQL binds.

    numpy's and pandas' scalars count as what they are; pandas' NA and NaT, like None, are NULL.
    """
    value = _plain(value)
    if value is None:
        return {"type": "None"}
    # bool is an int, and datetime is a date: the narrower one first.
    if isinstance(value, bool):
        return {"type": "bool", "value": str(value)}
    if isinstance(value, int):
        return {"type": "int", "value": str(int(value))}
    if isinstance(value, float):
        return _encode_float(name, float(value))
    if isinstance(value, decimal.Decimal):
        return {"type": "Decimal", "value": format(value, "f")}
    if isinstance(value, str):
        return {"type": "str", "value": str(value)}
    if isinstance(value, datetime.datetime):
        return _encode_datetime(name, value)
    if isinstance(value, datetime.date):
        return {"type": "datetime", "value": f"{datetime.date.isoformat(value)}T00:00:00.0000000"}
    if isinstance(value, uuid.UUID):
        return {"type": "UUID", "value": str(value)}
    return None


def decode(encoded):
    """The Python value of what the tool wrote in the same form."""
    text = encoded["value"]
    return {
        "None": lambda: None,
        "int": lambda: int(text),
        "float": lambda: float(text),
        "Decimal": lambda: decimal.Decimal(text),
        "bool": lambda: text == "True",
        "str": lambda: text,
        # Python's datetime ends at microseconds.
        "datetime": lambda: datetime.datetime.fromisoformat(text[:26]),
        "UUID": lambda: uuid.UUID(text),
    }[encoded["type"]]()


def _plain(value):
    pandas = sys.modules.get("pandas")
    if pandas is not None and (value is pandas.NA or value is pandas.NaT):
        return None
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, numpy.generic):
        return value
    if isinstance(value, numpy.datetime64):
        if numpy.isnat(value):
            return None
        return pandas.Timestamp(value) if pandas is not None else value.astype("datetime64[us]").item()
    return value.item()


def _encode_float(name, value):
    if value != value or value in (float("inf"), float("-inf")):
        raise UserError(
            PYTHON_VARIABLE,
            f"The Python variable `{name}` is {value}, which SQL Server's float does not have.",
            "",
            "Use None for a missing value, or a finite number.")
    return {"type": "float", "value": repr(value)}


def _encode_datetime(name, value):
    if value.tzinfo is not None:
        raise UserError(
            PYTHON_VARIABLE,
            f"The Python variable `{name}` is a datetime with a time zone, and a bound parameter has none.",
            "",
            f"Say which clock you mean: `{name}.astimezone(datetime.timezone.utc).replace(tzinfo=None)` is UTC; "
            f"or bind the text `{name}.isoformat()` and `CAST(@{name} AS datetimeoffset)`.")
    # SQL Server's datetime2 counts in 100 ns, which pandas' Timestamp has and Python's datetime has not.
    hundreds = getattr(value, "nanosecond", 0) // 100
    return {"type": "datetime", "value": f"{datetime.datetime.isoformat(value, timespec='microseconds')}{hundreds}"}
