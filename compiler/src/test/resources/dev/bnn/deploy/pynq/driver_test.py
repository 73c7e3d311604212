"""driver_test.py FOLDER: the driver of a folder on the board in software; prints a line a check."""
import os
import sys

import numpy as np

folder = sys.argv[1]
sys.path.insert(0, folder)
from bnn_pynq import Network  # noqa: E402


def refused(action, kind):
    try:
        action()
    except kind as e:
        return str(e)
    return "not refused"


try:
    Network(folder)
except FileNotFoundError as e:
    print("no bitstream:", os.path.basename(str(e)))
name = [f for f in os.listdir(folder) if f == "network.json"] and __import__("json").load(open(folder + "/network.json", encoding="utf-8"))["name"]
open(os.path.join(folder, name + ".bit"), "w").close()
net = Network(folder, batch=3)
print("self test:", refused(net.self_test, AssertionError) if os.environ.get("BOARD_FAULT") else net.self_test())
images = np.array([list(bytes.fromhex(line)) for line in open(folder + "/selftest.hex")], dtype=np.uint8)
images = images.reshape((-1,) + net.shape)
labels = net.labels(images)
print("labels:", *np.ravel(labels))
print("validate:", net.validate(images, labels), net.validate(images, labels + 1))
print("one image:", net.names(images[0])[0] == np.asarray(net.classes, dtype=object)[labels[:1]].tolist()[0])
print("scores:", refused(lambda: net.scores(images), ValueError)[:29])
print("best:", refused(lambda: net.best(images), ValueError)[:29])
if net.facts["answer"] == "labels":
    print("rows:", *net.best(images).reshape(-1))
print("float:", refused(lambda: net.labels(images.astype(float)), TypeError)[:28])
print("shape:", refused(lambda: net.labels(images[:, :, :, :0]), ValueError)[:11])
print("labels missing:", refused(lambda: net.validate(images, labels[1:]), ValueError))
print("batch:", refused(lambda: Network(folder, batch=0), ValueError)[:9])
print("throughput:", net.throughput(2) > 0)
if "parameters" in net.facts:
    path = os.path.join(folder, net.facts["parameters"]["file"])
    right = open(path, "rb").read()
    print("loaded:", net.overlay.file == right)
    wrong = os.path.join(folder, "wrong.bin")
    cases = {
        "magic": b"X" + right[1:],
        "structure": right[:8] + bytes([right[8] ^ 1]) + right[9:],
        "short": right[:-1],
        "damaged": right[:24] + bytes([right[24] ^ 1]) + right[25:],
    }
    for case, content in cases.items():
        open(wrong, "wb").write(content)
        print(case + ":", refused(lambda: net.load(wrong), ValueError).replace(folder + os.sep, ""))
    net.overlay.fault = "damaged"
    print("answer:", refused(lambda: net.load(path), RuntimeError).replace(folder + os.sep, ""))
else:
    print("fixed:", refused(lambda: net.load("any"), ValueError)[:31])
