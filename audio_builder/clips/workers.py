"""Worker processes that make clips, each at the end of a pipe.

``concurrent.futures`` would do, but it leaves workers behind when the main process is killed, and cannot say at which
sound a worker died. Here a worker ends when its pipe does, however that comes about, and one that dies is replaced.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import connection, get_context, resource_tracker
from typing import TYPE_CHECKING, assert_never

from audio_builder.errors import Remedy, UnknownVoiceError, VoiceError
from audio_builder.voices.table import open_voice
from content.errors import GentleBackError
from content.timeline.cues import Phrase, Sound, Tone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from audio_builder.sound.clip import Clip

    ClipOrError = Clip | VoiceError

AHEAD = 2
"""How many sounds a worker holds at once, so that it never waits for the next."""
STOP_S = 1.0
"""How long workers may take to end by themselves once their pipes are closed."""
DYING_S = 30.0
"""How long a worker whose end of the pipe is closed may take to exit: on a busy machine a while."""
MOST_DEATHS = 2
"""Of workers at one sound: the first may have been an accident, as when memory is short."""
SAFE_PATH, STARTING = "PYTHONSAFEPATH", "while a worker starts"
"""A variable of Python's, and our value for it."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection[Sound, ClipOrError]
    held: deque[int] = field(default_factory=deque)
    """The numbers of the sounds that it has yet to answer, in order."""


def made_by_workers(sounds: Sequence[Sound], voice_spec: str, workers: int) -> Generator[tuple[int, ClipOrError]]:
    """The clip of each of ``sounds``, in their spoken form, with its number, as they are made.

    After a failure only those already begun come. They are begun in order, so the first failure by number is the same
    for any number of workers. A worker that dies is replaced, and what it held is given again; a sound at which
    ``MOST_DEATHS`` died is a failure. Closing the generator ends the workers.
    """
    waiting, deaths = deque(range(len(sounds))), Counter[int]()
    crew: list[_Worker] = []
    try:
        _start(crew, workers, voice_spec)
        for _ in range(AHEAD):
            for worker in crew:
                _give(worker, waiting, sounds)
        while held := [worker for worker in crew if worker.held]:
            ready = connection.wait([worker.pipe for worker in held])
            for worker in (worker for worker in held if worker.pipe in ready):
                number = worker.held[0]
                try:
                    result = worker.pipe.recv()
                    worker.held.popleft()
                except (EOFError, OSError):
                    deaths[number] += 1
                    how = _buried(worker, crew)
                    if deaths[number] < MOST_DEATHS:
                        _start(crew, 1, voice_spec)
                        while worker.held:
                            _give(crew[-1], worker.held, sounds)
                        continue
                    result = VoiceError(f"{MOST_DEATHS} workers died at it, the last {how}", Remedy.WORKERS)
                if isinstance(result, VoiceError):
                    waiting.clear()
                _give(worker, waiting, sounds)
                yield number, result
    finally:
        _end(crew)


def named(sound: Sound) -> str:
    """``sound`` as an error shows it."""
    return f"'{sound.text}'" if isinstance(sound, Phrase) else f"the tone '{sound.name}'"


def _start(crew: list[_Worker], count: int, voice_spec: str) -> None:
    """Add to ``crew``. A process started here never receives Ctrl-C, not even before it can ignore it.

    This one receives signals late: a process whose start is cut short ends with a traceback.
    """
    context = get_context("spawn")
    can_block = hasattr(signal, "pthread_sigmask")  # not on Windows
    with _safe_path():
        if can_block:
            resource_tracker.ensure_running()  # it would let Ctrl-C through again as it starts
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        try:
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, voice_spec), daemon=True)
                process.start()
                theirs.close()  # only the worker has it now: when it dies, our end is closed
                crew.append(_Worker(process, ours))
        finally:
            if can_block:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Processes started meanwhile import nothing from the current folder, which may have its own ``socket.py``."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = before or STARTING
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]


def _give(worker: _Worker, waiting: deque[int], sounds: Sequence[Sound]) -> None:
    if waiting:
        worker.held.append(waiting.popleft())
        with suppress(OSError):  # it died: its pipe still holds its answers so far, and then ends
            worker.pipe.send(sounds[worker.held[-1]])


def _buried(worker: _Worker, crew: list[_Worker]) -> str:
    """How ``worker``, which is no longer of the ``crew``, ended."""
    crew.remove(worker)
    worker.process.join(DYING_S)
    code = worker.process.exitcode
    _end([worker])
    with suppress(ValueError):
        return f"by {signal.Signals(-(code or 0)).name}"
    return f"with exit code {code}"


def _end(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
    until = time.monotonic() + STOP_S
    for worker in crew:
        worker.process.join(max(0.0, until - time.monotonic()))
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _work(pipe: Connection[ClipOrError, Sound], voice_spec: str) -> None:
    """In a worker: answer every sound that comes through ``pipe`` until the main process closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGHUP})
    if os.environ.get(SAFE_PATH) == STARTING:
        del os.environ[SAFE_PATH]  # a voice may run a Python program that needs its own folder
    try:
        while True:
            pipe.send(_made(pipe.recv(), voice_spec))
    except (EOFError, OSError):
        pipe.close()


def _made(sound: Sound, voice_spec: str) -> ClipOrError:
    """The clip of ``sound``, a function of nothing but the two."""
    try:
        from audio_builder.sound import tones  # pydub and the encoder, in workers only
        from audio_builder.sound.clip import encode
        from audio_builder.sound.shape import shape

        match sound:
            case Phrase(text):
                voice = _voice(voice_spec)
                return encode(shape(voice.speak(text), voice.gain_db))
            case Tone(name):
                return encode(shape(tones.draw(name), gain_db=0))
            case _:
                assert_never(sound)
    except UnknownVoiceError as error:
        return UnknownVoiceError(str(error), error.remedy)
    except VoiceError as error:
        return VoiceError(str(error), error.remedy)
    except GentleBackError as error:  # a plain one: a third-party error may not be picklable
        return VoiceError(str(error))
    except Exception as error:  # noqa: BLE001 - a third-party voice may raise anything
        return VoiceError(f"{type(error).__name__}: {error}")


_voice = cache(open_voice)
