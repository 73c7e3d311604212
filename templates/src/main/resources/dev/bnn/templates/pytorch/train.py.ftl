#!/usr/bin/env python3
"""Trains the network [=s.name] in PyTorch as bnn does, and writes its parameters for `mvn bnn:import`; --help lists the options.

Needs PyTorch 1.13 or newer and NumPy. bnn made it of a model file: change that and export again, rather than this.
"""
# [=s.source.inline]
import argparse
import dataclasses
import gzip
import hashlib
import io
import json
import math
import os
import platform
import re
import signal
import sys
import threading
import time
import zlib
from collections import namedtuple
from fractions import Fraction
from pathlib import Path

STARTED = time.monotonic()  # loading PyTorch counts, too

import numpy as np
import torch
import torch.nn.functional as F

BNN = [=s.version.literal]
NAME = "[=s.name]"
CHANNELS, HEIGHT, WIDTH = [=s.channels], [=s.height], [=s.width]
LOW, HIGH = [=s.low.literal], [=s.high.literal]  # what bytes 0 and 255 stand for
CLASSES = [
[#list s.classes as c]
    [=c.literal],
[/#list]
]
# What the data calls each class.
CLASSES_IN_DATA = [
[#list s.classesInData as c]
    [=c.literal],
[/#list]
]
DATA, DATA_FOLDER = [=s.data.literal], [=s.folder.literal]
TRAIN_IMAGES = [=s.trainImages]


@dataclasses.dataclass(frozen=True)
class Recipe:
    """A train section: docs/training.md says what each entry does."""

    name: str
    text: str
    epochs: int
    batch: int
    optimizer: str  # adam, adamw, sgd or bop
    rate: float
    schedule: str  # what the rate goes by: constant, stepped, exponential, cosine, legs or onecycle
    loss: str  # crossentropy or squaredhinge
    score_scale: float  # what the loss multiplies scores by
    validation: int
    seed: int
    clip: float
    ste: str
    factor: float = 1.0  # stepped, legs: times it every n epochs; exponential: the last rate over the first
    every: int = 1
    warm_up: int = 0
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    momentum: float = 0.0
    nesterov: bool = False
    decay: float = 0.0
    decays: tuple = ()  # of each matrix, where layers have decays of their own
    threshold: float = 0.0  # bop's
    gamma: float = 0.0
    latents: str = "glorot"  # how the latent weights of bipolar layers begin: or uniform
    centered: bool = False
    quantile: float = 0.0  # of the clamp of a bipolar layer's latent weights
    smoothing: float = 0.0
    balanced: bool = False  # the weights of the classes
    class_weights: tuple = ()
    crop: int = 0
    flip: bool = False
    cutout: int = 0
    mixup: float = 0.0
    patience: int = 0
    average: int = 0
    step: str = "mean"
    precision: str = "binary"  # or what alone stays quantized: activations, weights or, with float, neither
    start: str = ""
    teacher: str = ""
    share: float = 0.0
    temperature: float = 1.0

    @property
    def float_weights(self):
        return self.precision in ("activations", "float")

    @property
    def smooth_activations(self):
        return self.precision in ("weights", "float")


# In the order in which they are trained; the last is the one that is wanted.
RECIPES = [
[#list s.recipes as r]
    Recipe(
[#list r.texts as e]
        [=e.name]=[=e.text.literal],
[/#list]
[#list r.numbers as e]
        [=e.name]=[=e.code],
[/#list]
    ),
[/#list]
]


def network(net, x):
    """The layers; net computes them: Training or Inference."""
[#list s.calls as c]
    [=c.targets] = net.[=c.operation](x, [=c.layer.literal][#list c.arguments.texts as a], [=a.name]=[=a.text.literal][/#list][#list c.arguments.numbers as a], [=a.name]=[=a.code][/#list])
[/#list]
    return x


# The trained arrays: name and shape as in NAME.npz, kind, fan-in and fan-out.
Weight = namedtuple("Weight", "name shape kind fan_in fan_out")
WEIGHTS = [
[#list s.arrays as a]
    Weight([=a.name.literal], [=a.shape], [=a.kind.literal], [=a.fanIn], [=a.fanOut]),
[/#list]
]


[#include "numbers.py.ftl"]
[#include "data.py.ftl"]
[#include "sets.py.ftl"]
[#include "weights.py.ftl"]
[#include "layers.py.ftl"]
[#include "inference.py.ftl"]
[#include "images.py.ftl"]
[#include "step.py.ftl"]
[#include "run.py.ftl"]
