"""Shared by all tests: the shipped deal and buyer, and a wall around the network."""

import socket

import pytest

from simulator.content import load_persona, load_scenario
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load_scenario("services_60k")


@pytest.fixture(scope="session")
def persona() -> Persona:
    return load_persona("cash_flow_worried")


@pytest.fixture(autouse=True)
def no_keys_and_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "NO_COLOR", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
