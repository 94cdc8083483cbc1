"""Effects out of a file: gaps, filters, standard errors, gzip, and every refusal."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.data.pooling.reading import Columns, read
from pipeline.errors import PipelineError, PoolingError, SourceError

TABLE = """study,phase,subject,yi,vi,se
a,primary,maths,0.1,0.04,0.2
a,primary,reading,.2,4e-2,0.2
b,secondary,maths,-0.3,0.09,0.3
c,primary,maths,NA,0.04,0.2
d,primary,maths,+0.4,,0.2
e, primary ,maths,0.5,0.01,0.1
"""
VARIANCE = Columns("yi", variance="vi")


def table(folder: Path, content: str | bytes = TABLE) -> Path:
    path = folder / "effects.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_effects_variances_and_what_was_left_out(tmp_path: Path) -> None:
    found = read(table(tmp_path), Columns("yi", variance="vi", study="study"))
    assert found.effects.tolist() == [0.1, 0.2, -0.3, 0.5]
    assert found.variances.tolist() == [0.04, 0.04, 0.09, 0.01]
    assert found.studies == ("a", "a", "b", "e")
    assert found.dropped == 2


def test_a_standard_error_is_squared(tmp_path: Path) -> None:
    found = read(table(tmp_path), Columns("yi", standard_error="se"))
    assert found.variances == pytest.approx([0.04, 0.04, 0.09, 0.04, 0.01])
    assert (found.studies, found.dropped) == (None, 1)


@pytest.mark.parametrize(
    ("filters", "effects"),
    [
        (["phase=primary"], [0.1, 0.2, 0.5]),
        (["phase=primary", "phase=secondary", "subject=maths"], [0.1, -0.3, 0.5]),
        (["study=a", "study = b"], [0.1, 0.2, -0.3]),
    ],
)
def test_values_of_one_column_mean_either_and_columns_mean_both(tmp_path: Path, filters: list[str], effects: list[float]) -> None:
    assert read(table(tmp_path), VARIANCE, filters).effects.tolist() == effects


def test_a_value_may_hold_the_sign_itself(tmp_path: Path) -> None:
    path = table(tmp_path, "kind,yi,vi\n" + "p=q,1,1\n" * 3 + "p,2,1\n")
    assert read(path, VARIANCE, ["kind=p=q"]).effects.tolist() == [1, 1, 1]


def test_a_gzipped_file_and_a_byte_order_mark_are_as_good(tmp_path: Path) -> None:
    path = table(tmp_path, gzip.compress(b"\xef\xbb\xbfyi,vi\r\n1,1\r\n2,1\r\n\r\n3,1\r\n"))
    assert read(path, VARIANCE).effects.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("content", "columns", "filters", "words"),
    [
        (TABLE, Columns("effect", variance="vi"), [], "no column 'effect'; expected one of study, phase"),
        (TABLE, Columns("yi", variance="v"), [], "no column 'v'"),
        (TABLE, Columns("yi", standard_error="s"), [], "no column 's'"),
        (TABLE, Columns("yi", variance="vi", study="trial"), [], "no column 'trial'"),
        (TABLE, VARIANCE, ["country=England"], "no column 'country'"),
        ("yi,yi,vi\n1,1,1\n", VARIANCE, [], "2 columns 'yi'"),
        (TABLE, VARIANCE, ["phase=nursery"], "no row that phase=nursery would leave"),
        (TABLE, VARIANCE, ["phase"], "found 'phase'; expected column=value"),
        (TABLE, VARIANCE, ["=primary"], "expected column=value"),
        (TABLE, VARIANCE, ["study=a"], r"too few effects \(2\)"),
        (TABLE, Columns("yi", variance="vi", study="study"), ["phase=primary"], r"too few studies \(2\)"),
        ("yi,vi\n", VARIANCE, [], "no row"),
        ("yi,vi\n,1\n,1\n", VARIANCE, [], r"too few effects \(0\)"),
        ("yi,vi\n1,1\n1,two\n1,1\n", VARIANCE, [], "row 3, vi: found 'two'"),
        ("yi,vi\n1,1\n1,1\nnan,1\n", VARIANCE, [], "row 4, yi: found 'nan'"),
        ("yi,vi\n1,1\n1,inf\n1,1\n", VARIANCE, [], "row 3, vi: found 'inf'"),
        ("yi,vi\n1,1\n1_0,1\n1,1\n", VARIANCE, [], "row 3, yi: found '1_0'"),
        ("yi,vi\n1,1\n1,0\n1,1\n", VARIANCE, [], "row 3: found a variance of 0"),
        ("yi,vi\n1,1\n1,-0.1\n1,1\n", VARIANCE, [], "row 3: found a variance of -0.1"),
        ("yi,vi\n1,1\n1,1e999\n1,1\n", VARIANCE, [], "row 3: found a variance of inf"),
        ("yi,se\n1,1\n1,-1\n1,1\n", Columns("yi", standard_error="se"), [], "row 3, se: found -1; expected a standard error"),
        ("yi,se\n1,1\n1,0\n1,1\n", Columns("yi", standard_error="se"), [], "row 3: found a variance of 0"),
        ("yi,vi,study\n1,1,a\n1,1,\n1,1,c\n", Columns("yi", variance="vi", study="study"), [], "row 3, study: found ''"),
    ],
)
def test_what_cannot_be_pooled_is_refused(tmp_path: Path, content: str, columns: Columns, filters: list[str], words: str) -> None:
    with pytest.raises(PoolingError, match=words):
        read(table(tmp_path, content), columns, filters)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "found nothing"),
        (b"yi,vi\n1,1,1\n", "row 2: found 3 cells; expected 2"),
        (b"yi,vi\n1,\xff\n", "not UTF-8"),
        (b'yi,vi\n"1,1\n', "expected a CSV file"),
        (gzip.compress(b"yi,vi\n" + b"1,1\n" * 99, mtime=0)[:-12], "broken gzip"),
        (b"\x1f\x8bno", "broken gzip"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(table(tmp_path, content), VARIANCE)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(PipelineError, match="expected a CSV file"):
            read(path, VARIANCE)
