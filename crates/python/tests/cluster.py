"""A standalone Spark cluster on loopback: a master and workers, each a process of its own, from the PyPI package."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import Any

import pyspark
from pyspark.sql import SparkSession

HOME = pathlib.Path(pyspark.__file__).parent


def _port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


class Cluster:
    """`with Cluster(dir, workers=2) as cluster: cluster.session()`"""

    def __init__(self, directory: pathlib.Path, workers: int) -> None:
        self.directory = directory
        self.count = workers
        self.port, self.web = _port(), _port()
        self.workers: list[subprocess.Popen[bytes]] = []
        self.master: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "SPARK_HOME": str(HOME),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
        }

    @property
    def url(self) -> str:
        return f"spark://127.0.0.1:{self.port}"

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with open(self.directory / f"{name}.log", "wb") as log:
            return subprocess.Popen(
                [str(HOME / "bin" / "spark-class"), *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,  # a group of its own: a worker dies with its executors
            )

    def __enter__(self) -> Cluster:
        host = ["--host", "127.0.0.1"]
        master = "org.apache.spark.deploy.master.Master"
        self.master = self._start("master", master, *host, "--port", str(self.port), "--webui-port", str(self.web))
        try:
            self._wait(0)
            for k in range(self.count):
                where = ["--work-dir", str(self.directory / f"worker{k}"), "--webui-port", str(_port())]
                size = ["--cores", "1", "--memory", "1g"]
                worker = "org.apache.spark.deploy.worker.Worker"
                self.workers.append(self._start(f"worker{k}", worker, *host, *size, *where, self.url))
            self._wait(self.count)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.master):
            if process is not None:
                self._kill(process)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)

    def kill_worker(self, k: int) -> None:
        """As if its machine were lost: the worker and its executor, at once."""
        self._kill(self.workers[k])

    def state(self) -> dict[str, Any]:
        """What the master says of itself."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.web}/json/", timeout=5) as answer:
            result: dict[str, Any] = json.load(answer)
            return result

    def _wait(self, workers: int) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                if self.state()["aliveworkers"] >= workers:
                    return
            except (OSError, ValueError):
                pass  # nobody there yet, or pages not yet in place
            time.sleep(0.2)
        raise TimeoutError(f"no {workers} workers after two minutes; see {self.directory}")

    def session(self, workers: int | None = None) -> SparkSession:
        """A session on so many workers (else all), whose jobs wait for them."""
        os.environ.update({k: self.environment[k] for k in ("SPARK_HOME", "SPARK_LOCAL_IP", "PYSPARK_PYTHON")})
        return (
            SparkSession.builder.master(self.url)
            .appName("copydesk-test")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "800m")
            .config("spark.executor.cores", "1")
            .config("spark.cores.max", str(self.count if workers is None else workers))
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
            .getOrCreate()
        )
