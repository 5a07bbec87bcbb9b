"""`equalweight serve`: the site and its clock, in one window, until Ctrl-C."""

import argparse
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, nullcontext, suppress
from pathlib import Path
from typing import Any

from equalweight.cli import door
from equalweight.cli.private import warning_about_keys
from equalweight.cli.ready import NotReady, collect_static, migrate, start_django
from equalweight.cli.tick import tick_once

HELP = "serve the site and do what falls due, until Ctrl-C; brings the database up to date first"

APPLICATION = "equalweight.site.config.wsgi:application"
LOG_CONFIG = Path(__file__).with_name("server_log.json")
TICK_SECONDS = 60
STOP_SECONDS = 15
log = logging.getLogger("equalweight.serve")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", default=os.environ.get("PORT") or "8000", help="where to listen (8000, or $PORT)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="which address to listen on (this machine only)")
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that answer pages (PostgreSQL: 2 or more)"
    )
    parser.add_argument("--no-tick", action="store_true", help="leave the clock to `equalweight tick`")


def run(args: argparse.Namespace) -> int:
    try:
        port = door.port_number(args.port)
        door.check(args.host, port)
        settings = make_ready(port)
    except (NotReady, door.DoorShut) as problem:
        print(f"\nStopped: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"\nStopped: {error.strerror} ({error.filename}). Is there room, and may you write there?",
            file=sys.stderr,
        )
        return 1
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked_to_stop, _stop_as_ctrl_c)
    try:
        return serve(settings, args.host, port, args.workers, ticks=not args.no_tick)
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        return 0


def serve(settings: Any, host: str, port: int, workers: int, *, ticks: bool) -> int:
    """Starts the server, says where it is, and ticks until it ends; however this ends, the server is stopped."""
    with ExitStack() as stack:
        log_path = _log_path(settings) if settings.DEMO else None
        server = stack.enter_context(_server(host, port, workers, log_path))
        stack.callback(_stop, server)
        if not door.answers(host, port, alive=lambda: server.poll() is None):
            print(f"\nStopped: the server did not start. {_last_words(log_path)}", file=sys.stderr)
            return 1
        say_where(settings, host, port, log_path)
        return keep_going(server, ticks=ticks)


def make_ready(port: int) -> Any:
    """Settings, tables, styles and (in the demo) the story. Returns the settings; raises NotReady."""
    os.environ["PORT"] = str(port)  # links in emails name it
    settings = start_django(serving=True)
    warning = warning_about_keys(settings)
    if warning:
        print(warning, file=sys.stderr)
    if settings.DEMO:
        _log_to_file(_log_path(settings))
    say("Database")
    migrate()
    say("Styles, fonts and pictures")
    collect_static()
    if settings.DEMO:
        load_story(settings)
    return settings


def load_story(settings: Any) -> None:
    """Tells the demo story into an empty database, all of it or nothing; leaves any other alone."""
    from django.db import transaction  # noqa: PLC0415

    from equalweight.site.demo import story  # noqa: PLC0415  (needs Django started)
    from equalweight.site.ledger.models import Entry  # noqa: PLC0415

    if Entry.objects.exists():
        return
    say("The demo story (once; about half a minute)")
    # What its people were sent over the past year is not sent again, to anyone.
    posting, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    try:
        with transaction.atomic():
            story.load(lambda line: say(f"  {line}"))
    finally:
        settings.EMAIL_BACKEND = posting


def say(line: str) -> None:
    print(f"  {line} …" if not line.startswith(" ") else f"  {line}", flush=True)


def say_where(settings: Any, host: str, port: int, log_path: Path | None) -> None:
    print(f"\nEqual Weight is open: http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/\n")
    if settings.DEMO:
        from equalweight.site.demo import story  # noqa: PLC0415

        print("\n".join(story.sign_in_lines()), end="\n\n")
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        print("Emails, sign-in codes too, are not sent: they are printed here.")
    if log_path:
        print(f"Log: {log_path}")
    print("Stop it with Ctrl-C.", flush=True)


def _server(host: str, port: int, workers: int, log_path: Path | None) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-P",
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
    ]
    command += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws"]
    # The server's own lines say no more about people than ours do.
    command += ["--log-level", "warning", "--log-config", str(LOG_CONFIG)]
    if workers > 1:
        command.append("--respawn-failed-workers")
    with log_path.open("ab") if log_path else nullcontext() as errors:
        # A group of its own: Ctrl-C reaches us first, and we stop all of it.
        return subprocess.Popen(
            [*command, APPLICATION], stdin=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )


def _log_path(settings: Any) -> Path:
    return Path(settings.VAR) / "log" / "site.log"


def _log_to_file(path: Path) -> None:
    """In the demo the window belongs to the person: what to open stays in sight, the log goes to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(path.open("a", encoding="utf-8"))


def keep_going(server: subprocess.Popen[bytes], *, ticks: bool) -> int:
    """Waits for the server to end, ticking once a minute; returns the exit code."""
    while True:
        if ticks:
            _tick()
        try:
            return server.wait(timeout=TICK_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _tick() -> None:
    began = time.monotonic()
    try:
        acts = tick_once()
    except Exception:
        # One bad minute must not end the clock; the log says what kind of mistake it was and where.
        log.exception("tick failed")
        return
    log.info("tick", extra={"fields": {"acts": acts, "ms": round((time.monotonic() - began) * 1000)}})


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
    # Whatever did not go by itself, workers too.
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def _stop_as_ctrl_c(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _last_words(log_path: Path | None) -> str:
    if log_path is None or not log_path.exists():
        return "The lines above say why."
    return f"The end of {log_path} says why:\n" + "\n".join(log_path.read_text("utf-8").splitlines()[-5:])
