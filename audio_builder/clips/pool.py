"""Worker processes, each at the end of a pipe.

``concurrent.futures`` would serve, but it leaves workers behind when the main process is killed, and cannot say which
sound a worker died of. Here a worker ends when its pipe does, however that comes about.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.saying import as_written, said
from content.errors import GentleBackError
from content.timeline.cues import Phrase

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from audio_builder.clips.worker import Made
    from audio_builder.voices.saying import Say
    from content.timeline.cues import Sound

AHEAD = 2
"""How many sounds a worker holds at once, so that it never waits for the next."""
PATIENCE_S = 1.0
"""How long workers may take to end by themselves once their pipes are closed."""
DYING_S = 30.0
"""How long a worker whose end of the pipe is gone may take to be gone itself: on a busy machine a while."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection[Sound, Made]
    held: deque[int] = field(default_factory=deque)
    """The numbers of the sounds that it has yet to answer, in order."""


def made_by_workers(
    sounds: Sequence[Sound], voice_spec: str, workers: int, say: Say = as_written
) -> Generator[tuple[int, Made]]:
    """The clip of each sound with its number, as they are made; after a failure, only of those already begun.

    They are begun in order, so the first failure by number is the same for any number of workers. Raises
    ``VoiceError`` when a worker dies. Closing the iterator ends the workers.
    """
    waiting, given = deque(range(len(sounds))), [said(sound, say) for sound in sounds]
    crew = _started(workers, voice_spec)
    try:
        for _ in range(AHEAD):
            for worker in crew:
                _give(worker, waiting, given)
        while held := [worker for worker in crew if worker.held]:
            ready = connection.wait([worker.pipe for worker in held])
            for worker in (worker for worker in held if worker.pipe in ready):
                result = _answer(worker, sounds, voice_spec)
                if isinstance(result, GentleBackError):
                    waiting.clear()
                number = worker.held.popleft()
                _give(worker, waiting, given)
                yield number, result
    finally:
        _end(crew)


def _started(count: int, voice_spec: str) -> list[_Worker]:
    context = get_context("spawn")
    crew = []
    with _ctrl_c_held_back():
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, voice_spec), daemon=True)
            process.start()
            theirs.close()  # the worker's alone now: when it dies, ours ends
            crew.append(_Worker(process, ours))
    return crew


def _work(pipe: Connection[Made, Sound], voice_spec: str) -> None:
    from audio_builder.clips.worker import work  # pydub and the encoder, for workers only

    work(pipe, voice_spec)


def _give(worker: _Worker, waiting: deque[int], sounds: Sequence[Sound]) -> None:
    if waiting:
        worker.held.append(waiting.popleft())
        with suppress(OSError):  # it died: its pipe still holds what it had answered, and then ends
            worker.pipe.send(sounds[worker.held[-1]])


def _answer(worker: _Worker, sounds: Sequence[Sound], voice_spec: str) -> Made:
    try:
        return worker.pipe.recv()
    except (EOFError, OSError) as error:
        worker.process.join(DYING_S)
        how, at = f"exit code {worker.process.exitcode}", named(sounds[worker.held[0]])
        raise VoiceError(f"the voice '{voice_spec}' died ({how}) at {at}") from error


def named(sound: Sound) -> str:
    """``sound`` as an error speaks of it."""
    return f"'{sound.text}'" if isinstance(sound, Phrase) else f"the tone '{sound.name}'"


def _end(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
    until = time.monotonic() + PATIENCE_S
    for worker in crew:
        worker.process.join(max(0.0, until - time.monotonic()))
        worker.process.kill()
        worker.process.join()
        worker.process.close()


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """A process begun in here never hears Ctrl-C, not even before it can say so; in this one it waits for the end."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would let Ctrl-C through again as it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
