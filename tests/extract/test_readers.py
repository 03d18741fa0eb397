"""Files to text: encodings, and the files that are refused with a remedy."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sources.encoding import decode
from extract.sources.readers import READERS, read
from ontology.errors import SourceError

TEXT = "云河市人民政府关于植树的通知\n各县、区人民政府：\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16-le", "utf-16-be"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "关于植树的通知.txt"
    path.write_bytes(data)
    source = read(path)
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.media_type == "text/plain"
    assert source.path == str(path)


def test_a_declared_gb2312_page_is_read_as_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes('<meta charset="gb2312"><p>云河市䶮溪镇</p>'.encode("gb18030"))
    source = read(path)
    assert source.media_type == "text/html"
    assert "䶮" in source.text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", "\ufeff \u3000\n".encode(), "empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("a.txt", b"\xff\xff\xff\xff", "not a text|byte order"),
        ("a.xyz", b"text", "unsupported"),
        ("a", b"text", "no suffix"),
        ("a.html", b"<p>" + b"x" * 200, "more than 100"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message) as caught:
        read(path, max_bytes=100 if b"xxx" in data else 10_000)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)  # what is wrong; what to do


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check path"):
        read(tmp_path / "nowhere.txt")


def test_suffixes_are_owned_once() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_source_error(data: bytes) -> None:
    try:
        text, _ = decode(data, name="a.txt")
    except SourceError:
        return
    assert isinstance(text, str)
