import datetime
import decimal
import os
import stat
import tempfile
import unittest

try:
    import pandas
    import pyarrow
except ImportError:
    pandas = None

from notebook_sql_auth import frames
from notebook_sql_auth.errors import UserError


@unittest.skipIf(pandas is None, "needs pandas and pyarrow")
class Frames(unittest.TestCase):
    def test_a_column_without_rows_has_the_dtype_of_one_with_rows(self):
        table = pyarrow.table({
            "flag": pyarrow.array([True, None]), "small": pyarrow.array([1, None], pyarrow.int16()), "number": pyarrow.array([1, None], pyarrow.int32()),
            "large": pyarrow.array([1, None], pyarrow.int64()), "real": pyarrow.array([1.5, None], pyarrow.float32()), "float": pyarrow.array([1.5, None]),
            "exact": pyarrow.array([decimal.Decimal("1.50"), None], pyarrow.decimal128(10, 2)), "day": pyarrow.array([datetime.date(2024, 2, 29), None]),
            "time": pyarrow.array(["23:59:59.9999999", None]), "text": pyarrow.array(["a", None]), "bytes": pyarrow.array([b"a", None]),
            "local": pyarrow.array([datetime.datetime(2024, 2, 29), None], pyarrow.timestamp("us")),
            "instant": pyarrow.array([datetime.datetime(2024, 2, 29), None], pyarrow.timestamp("us", "UTC")),
        })
        times = {table.column_names.index("time")}
        filled = frames.to_pandas(table, times)
        for empty in (frames.to_pandas(table.schema.empty_table(), times), frames.to_pandas(table.slice(0, 0), times)):
            self.assertEqual(list(filled.dtypes), list(empty.dtypes))
        self.assertTrue(filled.iloc[1].isna().all())
        self.assertEqual(pandas.Timedelta(days=1) - pandas.Timedelta(100, "ns"), filled["time"][0])

    def test_every_column_can_be_written_to(self):
        table = pyarrow.table({"float": pyarrow.array([1.5, 2.5]), "number": pyarrow.array([1, 2]), "at": pyarrow.array([datetime.datetime(2024, 1, 1)] * 2, pyarrow.timestamp("us"))})
        frame = frames.to_pandas(table, set())
        frame.loc[0, "float"], frame.loc[0, "number"], frame.loc[0, "at"] = 3.5, 3, pandas.Timestamp("2025-01-01")
        self.assertEqual([3.5, 3, pandas.Timestamp("2025-01-01")], list(frame.iloc[0]))

    def test_a_named_index_becomes_a_column_and_a_plain_one_stays_behind(self):
        frame = pandas.DataFrame({"n": [1, 2]})
        self.assertEqual(["n"], frames.from_pandas("frame", frame).column_names)
        self.assertEqual(["key", "n"], frames.from_pandas("frame", frame.set_index(pandas.Index(["a", "b"], name="key"))).column_names)

    def test_a_column_of_several_types_is_an_error_that_shows_no_value(self):
        with self.assertRaisesRegex(UserError, "more than one type") as refused:
            frames.from_pandas("mixed", pandas.DataFrame({"n": [1, "secret"]}))
        self.assertNotIn("secret", str(refused.exception))

    def test_a_file_is_its_owners_alone_and_never_another_ones(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rows.arrows")
            frames.write_table(path, pyarrow.table({"n": [1]}))
            self.assertEqual(0o600, stat.S_IMODE(os.stat(path).st_mode))
            self.assertEqual(1, frames.read_table(path).num_rows)
            with self.assertRaises(FileExistsError):
                frames.write_table(path, pyarrow.table({"n": [1]}))
