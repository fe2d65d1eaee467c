import datetime
import decimal
import unittest
import uuid

from notebook_sql_auth import values
from notebook_sql_auth.errors import NotebookSqlError, UserError, clean


class Values(unittest.TestCase):
    def test_what_is_encoded_comes_back_as_it_was(self):
        for value in (
            None, True, False, 0, -(2 ** 63), 1.5, -0.1, "", "naïve 😀", decimal.Decimal("12.50"),
            datetime.datetime(2024, 2, 29, 13, 45, 30, 123456), uuid.UUID("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        ):
            with self.subTest(value=value):
                encoded = {"value": "", **values.encode("x", value)}
                self.assertEqual(value, values.decode(encoded))
                self.assertIs(type(value), type(values.decode(encoded)))

    def test_a_decimal_is_written_without_exponent(self):
        self.assertEqual("1000", values.encode("x", decimal.Decimal("1E+3"))["value"])
        self.assertEqual("0.0000001", values.encode("x", decimal.Decimal("1E-7"))["value"])

    def test_early_years_have_four_digits(self):
        self.assertEqual("0001-01-01T00:00:00.0000000", values.encode("x", datetime.date.min)["value"])

    def test_a_timestamp_keeps_its_hundreds_of_nanoseconds(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("needs pandas")
        self.assertEqual("2024-02-29T00:00:00.1234567", values.encode("x", pandas.Timestamp("2024-02-29 00:00:00.123456789"))["value"])

    def test_a_datetime_with_a_zone_is_refused_with_two_ways_out(self):
        with self.assertRaises(UserError) as refused:
            values.encode("at", datetime.datetime.now(datetime.timezone.utc))
        self.assertIn("replace(tzinfo=None)", str(refused.exception))
        self.assertIn("CAST(@at AS datetimeoffset)", str(refused.exception))

    def test_other_objects_are_none_of_these(self):
        for value in ([], {}, object(), b"bytes", 1j):
            self.assertIsNone(values.encode("x", value))


class Errors(unittest.TestCase):
    def test_only_the_message_is_shown(self):
        error = NotebookSqlError("It failed. [NSA1305]")
        self.assertEqual(["It failed. [NSA1305]"], error._render_traceback_())

    def test_a_far_sides_words_lose_what_is_as_long_as_a_token(self):
        self.assertEqual("Bearer … was refused", clean(f"Bearer {'x' * 200}\n was\x1b refused"))
        self.assertLess(len(clean("word " * 1000)), 1100)
