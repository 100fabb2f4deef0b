"""The house, really served: uvicorn on a free port of this machine, for browsers and for many clients at once."""

import socket
import threading
import time
from typing import Self

import uvicorn
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from tests.make import Make

STARTS_WITHIN = 20.0


class Served:
    """``url`` answers until the block ends."""

    def __init__(self, settings: Settings) -> None:
        self.socket = self._bound(0)
        self.port = self.socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = settings.model_copy(update={"public_url": self.url})
        self._furnish()

    def _bound(self, port: int) -> socket.socket:
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        return bound

    def _furnish(self) -> None:
        self.app: FastAPI = create_app(self.settings)
        self.make = Make(self.app)
        config = uvicorn.Config(
            self.app, log_level="critical", access_log=False, timeout_graceful_shutdown=1, lifespan="on"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def start(self) -> None:
        """Serve, again if need be: the same address, a new process of mind."""
        if self.socket.fileno() == -1:
            self.socket = self._bound(self.port)
            self._furnish()
        self.thread.start()
        began = time.monotonic()
        while not self.server.started:
            assert time.monotonic() - began < STARTS_WITHIN, "the server did not start"
            time.sleep(0.02)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop answering; who listens must notice by herself."""
        self.server.should_exit = True
        self.thread.join(15)
        assert not self.thread.is_alive(), "the server did not stop"
        self.socket.close()
