import ssl
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.llm.failures import connection_failure, message_in, quoted, shown_address

WHERE = "https://models.example/v1"


def test_certificate_trouble_is_found_down_the_chain() -> None:
    try:
        try:
            raise ssl.SSLCertVerificationError("certificate verify failed")
        except ssl.SSLError as cause:
            raise OSError("connect failed") from cause
    except OSError as error:
        failure = connection_failure(error, WHERE)
    assert "ca-certificates" in str(failure)
    assert not failure.retryable


def test_other_connection_trouble_may_pass() -> None:
    failure = connection_failure(OSError("refused"), WHERE)
    assert WHERE in str(failure)
    assert failure.retryable


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        ("http://me:secret@127.0.0.1:8080/v1?key=secret#x", "http://127.0.0.1:8080/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_shown_address_keeps_secrets_to_itself(address: str, shown: str) -> None:
    assert shown_address(address) == shown


@settings(max_examples=50)
@given(st.text(), st.text(min_size=8), st.text())
def test_quoted_is_one_short_line_without_the_key(before: str, key: str, after: str) -> None:
    line = quoted(before + key + after, key)
    assert len(line) <= 200
    assert line == " ".join(line.split())
    assert not any(unicodedata.category(character).startswith("C") for character in line)


@given(st.from_regex(r"\A[A-Za-z0-9_-]{12,60}\Z"))
def test_quoted_hides_the_key_and_what_looks_like_one(key: str) -> None:
    assert key not in quoted(f"the key {key}, sir", key)
    assert f"sk-{key}" not in quoted(f"the key sk-{key}, sir", "another-key")


def test_quoted_leaves_common_words_of_a_local_server_alone() -> None:
    assert quoted("no such thing here", key="no") == "no such thing here"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "a"}}, "a"),
        ({"message": "a"}, "a"),
        ({"error": "a"}, "a"),
        ('{"error": {"message": "a"}}', "a"),
        ("<html>", ""),
        ({"error": {"message": 7}}, ""),
        ({"error": None}, ""),
        (None, ""),
        ([1], ""),
    ],
)
def test_message_is_found_in_any_shape_of_error_body(body: object, message: str) -> None:
    assert message_in(body) == message
