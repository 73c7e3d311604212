"""A board in software under the names of PYNQ: the network knows the images of the self test."""
import json
import os

import numpy as np

FLIP = os.environ.get("BOARD_FLIP") == "1"


def allocate(shape, dtype):
    return np.zeros(shape, dtype=dtype)


class Channel:
    def __init__(self, overlay, receives):
        self.overlay, self.receives, self.waited = overlay, receives, True

    def transfer(self, buffer, start=0, nbytes=0):
        assert self.waited, "a transfer before the end of the last"
        assert 0 < nbytes <= buffer.nbytes and nbytes < 1 << 23 and start == 0, "length %d" % nbytes
        self.waited = False
        self.buffer, self.nbytes = buffer, nbytes
        if not self.receives:
            self.overlay.run()

    def wait(self):
        self.waited = True


class Core:
    def __init__(self):
        self.registers = {}

    def write(self, offset, value):
        self.registers[offset] = value


class Dma:
    def __init__(self, overlay):
        self.sendchannel, self.recvchannel = Channel(overlay, False), Channel(overlay, True)


class Overlay:
    def __init__(self, bitstream):
        folder = os.path.dirname(bitstream)
        with open(os.path.join(folder, "selftest.hex")) as images, open(os.path.join(folder, "selftest.txt")) as scores:
            self.answers = {bytes.fromhex(i): [int(s) for s in row.split()] for i, row in zip(images, scores)}
        self.core, self.dma = Core(), Dma(self)
        with open(os.path.join(folder, "network.json")) as facts:
            self.parameters = json.load(facts).get("parameters")
        self.taken, self.loaded = b"", not self.parameters

    def take(self):
        send, receive = self.dma.sendchannel, self.dma.recvchannel
        if not self.taken:
            assert self.core.registers.pop(0x00) == 1 and not receive.waited, "the network and the receiving side come first"
        assert receive.nbytes == receive.buffer.dtype.itemsize, "room for one word"
        self.taken += send.buffer.tobytes()[: send.nbytes]
        if len(self.taken) == self.parameters["bytes"]:
            receive.buffer.reshape(-1)[0] = int(os.environ.get("BOARD_ANSWER", "0"))
            self.loaded, self.file, self.taken = True, self.taken, b""

    def run(self):
        if self.core.registers.get(0x18):
            return self.take()
        assert self.loaded, "the parameters come before the images"
        send, receive = self.dma.sendchannel, self.dma.recvchannel
        frames = self.core.registers.pop(0x10)
        assert self.core.registers.pop(0x00) == 1 and not receive.waited, "the network and the receiving side come first"
        size = send.nbytes // frames
        assert size * frames == send.nbytes and receive.nbytes == frames * receive.buffer[0].nbytes, "as many bytes as frames"
        raw = send.buffer.tobytes()
        for f in range(frames):
            row = self.answers.get(raw[f * size : (f + 1) * size], [0] * receive.buffer.shape[1])
            receive.buffer[f] = row
            if FLIP:
                receive.buffer[f, -1] ^= 1
