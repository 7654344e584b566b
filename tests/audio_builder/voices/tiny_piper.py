"""A Piper voice of a few kilobytes: a real model with the inputs and the output that Piper's runtime expects.

Each phoneme is a short tone whose pitch tells which it is. As in a trained model, ``scales`` holds the noise, the pace
and the noise in the lengths, and the noise is drawn anew each time: one that leaves it on never says the same twice.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import onnx
from onnx import TensorProto, helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

if TYPE_CHECKING:
    from pathlib import Path

NAME = "en_US-tiny-low"
RATE_HZ = 22_050
PHONEME_SAMPLES = 256
CARD = "# Model card for tiny (low)\n\n* Language: en_US\n* Speakers: 1\n\n## Dataset\n\n* License: Public domain\n"


def install_tiny(folder: Path, name: str = NAME, loudness: float = 0.2) -> Path:
    """Put the voice into ``folder``; returns its model."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(tiny_model(loudness))
    (folder / f"{name}.onnx.json").write_text(json.dumps(tiny_settings(name)), encoding="utf-8")
    (folder / f"{name}.onnx.MODEL_CARD").write_text(CARD, encoding="utf-8")
    return model


def tiny_settings(name: str = NAME) -> dict[str, object]:
    code, dataset, quality = name.split("-")
    return {
        "audio": {"sample_rate": RATE_HZ, "quality": quality},
        "espeak": {"voice": "en-us"},
        "language": {"code": code, "family": code[:2], "region": code[3:]},
        "dataset": dataset,
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "speaker_id_map": {},
    }


def tiny_model(loudness: float = 0.2) -> bytes:
    """The bytes of the model; the same for the same ``loudness``."""
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1, "time"])
    constants = [
        helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0]),
        helper.make_tensor("one", TensorProto.FLOAT, [], [1.0]),
        helper.make_tensor("length", TensorProto.FLOAT, [], [float(PHONEME_SAMPLES)]),
        helper.make_tensor("pitch", TensorProto.FLOAT, [], [0.006]),
        helper.make_tensor("lowest", TensorProto.FLOAT, [], [20.0]),
        helper.make_tensor("loudness", TensorProto.FLOAT, [], [loudness]),
        *(helper.make_tensor(f"at_{place}", TensorProto.INT64, [], [place]) for place in range(3)),
        helper.make_tensor("last_axis", TensorProto.INT64, [1], [2]),
        helper.make_tensor("flat", TensorProto.INT64, [3], [1, 1, -1]),
    ]
    graph = helper.make_graph(_nodes(), "tiny", inputs, [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


def _nodes() -> list[onnx.NodeProto]:
    return [
        *(
            helper.make_node("Gather", ["scales", f"at_{place}"], [name])
            for place, name in enumerate(("noise", "pace", "noise_w"))
        ),
        helper.make_node("RandomNormalLike", ["pace"], ["wobble"]),
        helper.make_node("Mul", ["wobble", "noise_w"], ["wobbling"]),
        helper.make_node("Abs", ["wobbling"], ["longer"]),
        helper.make_node("Add", ["pace", "longer"], ["paced"]),
        helper.make_node("Mul", ["length", "paced"], ["samples"]),
        helper.make_node("Range", ["zero", "samples", "one"], ["time"]),
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["ids", "last_axis"], ["each"]),
        helper.make_node("Add", ["each", "lowest"], ["higher"]),
        helper.make_node("Mul", ["higher", "pitch"], ["step"]),
        helper.make_node("Mul", ["step", "time"], ["angle"]),
        helper.make_node("Sin", ["angle"], ["tone"]),
        helper.make_node("Mul", ["tone", "loudness"], ["quiet"]),
        helper.make_node("RandomNormalLike", ["quiet"], ["hiss"]),
        helper.make_node("Mul", ["hiss", "noise"], ["hissing"]),
        helper.make_node("Add", ["quiet", "hissing"], ["sound"]),
        helper.make_node("Reshape", ["sound", "flat"], ["output"]),
    ]
