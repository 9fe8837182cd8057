from collections.abc import AsyncIterator

import pytest

from .http_server import HttpServer


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    async with HttpServer() as running:
        yield running
