"""fault_test.py FOLDER: one transfer goes wrong, and the two after it are right. Prints a line a fault."""
import json
import os
import sys

import numpy as np
import pynq

folder = sys.argv[1]
sys.path.insert(0, folder)
import bnn_pynq  # noqa: E402
from bnn_pynq import BoardError, Network  # noqa: E402


class Clock:
    """A thousand reads of registers are a second."""

    @staticmethod
    def monotonic():
        return pynq.READS[0] / 1000


bnn_pynq.time = Clock

with open(os.path.join(folder, "network.json"), encoding="utf-8") as facts:
    open(os.path.join(folder, json.load(facts)["name"] + ".bit"), "w").close()
images = np.array([list(bytes.fromhex(line)) for line in open(folder + "/selftest.hex")], dtype=np.uint8)
expected = np.array([[int(word) for word in line.split()] for line in open(folder + "/selftest.txt")], dtype=np.int64)


def tried(action):
    try:
        return action()
    except BoardError as e:
        assert net.overlay.dma.values[0x34] & 3, "the DMA writes no more after a failure"
        return str(e)


def bits(net):
    answers = net.scores if net.facts["answer"] == "scores" else net.best
    return "right" if np.array_equal(answers(images.reshape((-1,) + net.shape)), expected) else "wrong"


for wired in (True, False):
    for fault in (
        "address", "silent", "late", "too late", "short", "long", "long length", "twice", "stale", "unwritten", "no class", "stuck"
    ):
        for batch in (1, 100):
            net = Network(folder, batch=batch, timeout=1)
            net.overlay.fault, net.overlay.faults, net.overlay.wired = fault, 1, wired
            first = tried(lambda: bits(net))
            if fault == "stuck":
                net.overlay.fault = ""
            print("%s, %s, %d: %s; %s; %s" % (
                fault, "wired" if wired else "not wired", batch, first, tried(lambda: bits(net)), tried(lambda: bits(net))))
if "parameters" in net.facts:
    path = os.path.join(folder, net.facts["parameters"]["file"])
    for fault in ("silent", "late", "too late", "long", "other network", "damaged"):
        net = Network(folder, timeout=1)
        net.overlay.fault, net.overlay.faults = fault, 1
        print("load, %s: %s; %s; %s" % (
            fault, str(tried(lambda: net.load(path))).replace(folder + os.sep, ""), tried(lambda: net.load(path)), bits(net)))
