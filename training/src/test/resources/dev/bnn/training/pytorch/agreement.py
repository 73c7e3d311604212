# SPDX-License-Identifier: Apache-2.0
"""Computes what generated scripts compute, for the tests: each line of the input names a task, the answer to each is a line of JSON."""
import contextlib
import importlib.util
import io
import json
import sys
import types

import numpy as np
import torch


def script(path):
    spec = importlib.util.spec_from_file_location("script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arrays(path):
    with np.load(path) as npz:
        return {name: npz[name] for name in npz.files}


def scores(s, parameters, images):
    """Of bytes [n, height, width, channels], as inference gives them."""
    tensors = {name: torch.from_numpy(a) for name, a in arrays(parameters).items()}
    pixels = torch.from_numpy(arrays(images)["images"].astype(np.uint8))
    return s.scores_of(tensors, s.RECIPES[-1], pixels).tolist()


def step(s, images):
    """The first weights, and loss, gradients and weights of one step on these images, in their order."""
    data = arrays(images)
    pixels, labels = data["images"].astype(np.uint8), data["labels"].astype(np.int64)
    recipe = s.RECIPES[-1]
    options = types.SimpleNamespace(math="float32", compile=False, no_graph=True)
    batches = s.Batches(s.Images(pixels, labels), recipe, len(labels), torch.device("cpu"))
    one = s.Step(recipe, batches, labels, torch.device("cpu"), options)
    one.weights.begin()
    first = {name: one.weights.view(one.weights.latent, name).flatten().tolist() for name in one.weights.shapes}
    one.start(0, 0, recipe.rate, 0.1)
    batches.pixels.copy_(torch.from_numpy(pixels))
    batches.order_labels.copy_(torch.from_numpy(labels))
    gradients = []
    gradient = one.weights.gradient
    one.weights.gradient = lambda loss: gradients.append(gradient(loss)) or gradients[0].clone()
    one.body()
    return dict(
        first=first,
        loss=one.loss_sum.item(),
        gradients={name: one.weights.view(gradients[0], name).flatten().tolist() for name in one.weights.shapes},
        moved={name: one.weights.view(one.weights.latent, name).flatten().tolist() for name in one.weights.shapes},
    )


def held_out(s, n):
    """Which of n images the script holds out."""
    labels = np.arange(n)
    data = s.DataSet("", s.Images(np.zeros((n, 1), np.uint8), labels), None, None)
    return [part.labels.tolist() for part in s.split(data, s.RECIPES[-1])]


def data(s, folder):
    """The name and the hash of the images in a folder."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = s.read_data(folder, 1)
    return [found.name, s.data_hash(found)]


def refused(s, folder):
    """The message that the script ends with when it reads a folder, or None."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            s.read_data(folder, 1)
        except SystemExit as e:
            return str(e)


def names(s):
    return [s.NAME, s.CLASSES, s.CLASSES_IN_DATA, s.DATA, s.DATA_FOLDER]


def augmented(s):
    """A batch of one image of which each pixel says where it is, many times, after an epoch's changes."""
    n = 400
    pixels = np.arange(s.HEIGHT * s.WIDTH, dtype=np.uint8).reshape(1, s.HEIGHT, s.WIDTH, 1).repeat(n, 0)
    batches = s.Batches(s.Images(pixels + np.uint8(1), np.zeros(n, np.int64)), s.RECIPES[-1], n, torch.device("cpu"))
    batches.start(0)
    return batches.pixels[..., 0].tolist()


def rates(s, epochs):
    return [s.rate_at(s.RECIPES[-1], e, epochs) for e in range(epochs)]


torch.set_num_threads(1)
for line in sys.stdin:
    task, path, *rest = line.split()
    result = globals()[task](script(path), *(int(r) if r.isdigit() else r for r in rest))
    print(json.dumps(result), flush=True)
