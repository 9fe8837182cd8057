import asyncio

import pytest

from simulator.cli import main

from .talks import Command


@pytest.fixture
def negotiate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command with an endpoint at `url`, in a thread, so that the endpoint may be a server of
    the test's own loop."""

    async def run(
        *args: object, url: str = "http://127.0.0.1:9/v1", key: str = "sk-test-0123456789"
    ) -> tuple[int, str, str]:
        monkeypatch.setenv("OPENAI_API_KEY", key)
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        code = await asyncio.to_thread(main, [str(arg) for arg in args])
        return code, *capsys.readouterr()

    return run
