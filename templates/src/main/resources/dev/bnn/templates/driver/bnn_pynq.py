"""Drives the network on a board with PYNQ.

    from bnn_pynq import Network
    net = Network()                      # loads the bitstream beside this file
    net.self_test()                      # "same bits", or which image differs
    net.labels(images)                   # images: uint8, N x height x width x channels
    net.scores(images), net.best(images) # what the network answers: all scores, or the best classes
    net.validate(images, labels)         # top-1 accuracy
    net.throughput()                     # images a second, transfers included
    net.load(FILE)                       # other weights and thresholds, where the network takes them at run time

On the command line, `python3 bnn_pynq.py` runs the self test and measures the throughput, and `python3 bnn_pynq.py FILE.npz`
validates on the arrays `images` and `labels` of a file.
"""
import contextlib
import json
import os
import sys
import time
import zlib

import numpy as np

# Registers of the AXI DMA (PG021) and of an HLS core with ap_ctrl_hs.
MM2S_CONTROL, MM2S_STATUS, MM2S_ADDRESS, MM2S_LENGTH = 0x00, 0x04, 0x18, 0x28
S2MM_CONTROL, S2MM_STATUS, S2MM_ADDRESS, S2MM_LENGTH = 0x30, 0x34, 0x48, 0x58
RUN, RESET, IDLE, INTERNAL_ERROR, ERRORS = 1, 4, 2, 0x10, 0x70
CORE_CONTROL, CORE_FRAMES, CORE_LOAD = 0x00, 0x10, 0x18
CORE_START, CORE_IDLE = 1, 4

# The most answers in a row that nobody asked for and that are taken away.
STALE_ANSWERS = 16
# No label has only such bytes: it is below the number of classes.
NOTHING = 0xFF
BUSY = "the network does not come to rest: try again, and load the bitstream again where that does not help"
OTHER_LENGTH = "the answer has another length than that to these images: is the bitstream that of this network?"
TYPES = {1: "<i1", 2: "<i2", 4: "<i4", 8: "<i8"}


class BoardError(RuntimeError):
    """What the board did wrong, and what to do about it. The next call starts afresh."""


class Network:
    def __init__(self, folder=None, batch=256, timeout=10.0):
        """Loads the bitstream of the folder; batch is the number of images of one transfer, at most, and timeout the seconds
        that a transfer may take."""
        from pynq import Overlay, allocate

        self.timeout = timeout
        self.folder = folder or os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(self.folder, "network.json"), encoding="utf-8") as file:
            self.facts = json.load(file)
        self.classes = self.facts["classes"]
        self.shape = tuple(self.facts[key] for key in ("height", "width", "channels"))
        self.image_bytes = int(np.prod(self.shape))
        self.answers = self.facts["answers"]
        # Rows and columns of a map that has an answer at each position; none where the image has one.
        self.map = tuple(self.facts.get("map", ()))
        answer_bytes = self.facts["answer_bytes"] * self.answers
        longest = (1 << self.facts["length_bits"]) - 1
        self.batch = min(batch, longest // max(self.image_bytes, answer_bytes))
        if self.batch < 1:
            raise ValueError("one image does not fit a transfer of the DMA, or batch is below 1")
        bitstream = os.path.join(self.folder, self.facts["name"] + ".bit")
        if not os.path.isfile(bitstream):
            raise FileNotFoundError(bitstream + ": run run_vivado.tcl, or copy the whole folder deploy to the board")
        self.overlay = Overlay(bitstream)
        self.dma = self.overlay.dma
        self.core = self.overlay.core
        self.input = allocate(shape=(self.batch,) + self.shape, dtype=np.uint8)
        self.output = allocate(shape=(self.batch, self.answers), dtype=np.dtype(TYPES[self.facts["answer_bytes"]]))
        if "parameters" in self.facts:
            # Words are pixels: a part is a whole number of them.
            pixel = self.shape[2]
            self.part = allocate(shape=(min(self.facts["parameters"]["bytes"], longest // pixel * pixel),), dtype=np.uint8)
            self.load(os.path.join(self.folder, self.facts["parameters"]["file"]))

    def load(self, file):
        """Loads weights and thresholds from a file of parameters, made for a network of the same structure."""
        if "parameters" not in self.facts:
            raise ValueError("the weights of this network are part of its bitstream; parameters loadable in its target changes that")
        with open(file, "rb") as stream:
            content = stream.read()
        self._check_parameters(file, content)
        with self._stopped_by_failure():
            self._ready(self.facts["answer_bytes"])
            self.core.write(CORE_LOAD, 1)
            self.core.write(CORE_CONTROL, CORE_START)
            for start in range(0, len(content), len(self.part)):
                piece = content[start : start + len(self.part)]
                self.part[: len(piece)] = np.frombuffer(piece, dtype=np.uint8)
                self._send(self.part, len(piece))
                self._done(MM2S_STATUS)
            self._answered(self.facts["answer_bytes"])
        answer = int(self.output.reshape(-1)[0])
        if answer != 0:
            raise BoardError(
                "%s: the network refuses it: %s"
                % (file, "it has another structure" if answer == 1 else "it arrived damaged; load it again")
            )

    def scores(self, images):
        """The integer scores of images: int64, N x classes, or N x rows x columns x classes of a map. Images are streamed in
        transfers of `batch`."""
        if self.facts["answer"] == "labels":
            raise ValueError("this network answers with labels, not scores: call best or labels, or take output scores in its target")
        return self._by_position(images)

    def best(self, images):
        """The numbers of the best classes of each image, or of each position of a map, the best first: int64, N x as many as the
        network answers with, or N x rows x columns x as many."""
        if self.facts["answer"] == "scores":
            raise ValueError("this network answers with scores: call scores or labels, or take output labels in its target")
        return self._by_position(images)

    def _by_position(self, images):
        answers = self._answers(images)
        return answers.reshape((len(answers),) + self.map + (-1,))

    def labels(self, images):
        """The number of the winning class of each image, or of each position of a map, the first of equals: N, or N x rows x
        columns."""
        answers = self._by_position(images)
        return answers[..., 0] if self.facts["answer"] == "labels" else np.argmax(answers, axis=-1)

    def names(self, images):
        """The name of the winning class of each image, or lists of those of a map's rows."""
        return np.asarray(self.classes, dtype=object)[self.labels(images)].tolist()

    def validate(self, images, labels):
        """The share of right labels, from 0 to 1, on images with known ones: N, or N x rows x columns of maps."""
        labels = np.asarray(labels).reshape((-1,) + self.map)
        if len(labels) != len(images) or len(labels) == 0:
            raise ValueError("%d images, but %d labels" % (len(images), len(labels)))
        return float(np.mean(self.labels(images) == labels))

    def self_test(self):
        """Runs the images of selftest.hex; returns their number, or raises with the first that differs."""
        with open(os.path.join(self.folder, "selftest.hex")) as file:
            images = np.array([list(bytes.fromhex(line)) for line in file], dtype=np.uint8)
        with open(os.path.join(self.folder, "selftest.txt")) as file:
            expected = np.array([[int(word) for word in line.split()] for line in file], dtype=np.int64)
        if len(images) == 0:
            raise ValueError("there are no images for a self test: run mvn bnn:synthesize with bnn.csimImages above 0")
        found = self._answers(images.reshape((-1,) + self.shape))
        for image, index in np.argwhere(found != expected)[:1]:
            what = "label %d" % index if self.facts["answer"] == "labels" else "class %s" % self.classes[index % len(self.classes)]
            raise AssertionError(
                "image %d, %s: expected %d, found %d. Is the bitstream that of this network?"
                % (image, what, expected[image, index], found[image, index])
            )
        return len(images)

    def throughput(self, transfers=20):
        """Images a second over that number of full transfers, without copies to and from the buffers."""
        self.input[:] = 0
        self._transfer(self.batch)
        start = time.perf_counter()
        for _ in range(transfers):
            self._transfer(self.batch)
        return transfers * self.batch / (time.perf_counter() - start)

    def _answers(self, images):
        images = self._checked(images)
        answers = np.empty((len(images), self.answers), dtype=np.int64)
        for start in range(0, len(images), self.batch):
            part = images[start : start + self.batch]
            self.input[: len(part)] = part
            self._transfer(len(part))
            answers[start : start + len(part)] = self.output[: len(part)]
        return answers

    def _check_parameters(self, file, content):
        facts = self.facts["parameters"]
        number = lambda at, size: int.from_bytes(content[at : at + size], "little")
        if len(content) < 24 or content[:4] != b"BNNP" or number(4, 4) != 1:
            raise ValueError("%s: no file of parameters of version 1" % file)
        structure = "%016x" % number(8, 8)
        if structure != facts["structure"]:
            raise ValueError(
                "%s: for a network of another structure, %s; this one is %s" % (file, structure, facts["structure"])
            )
        if len(content) != facts["bytes"] or number(16, 4) > len(content) - 24:
            raise ValueError("%s: %d bytes, not %d: copy it again" % (file, len(content), facts["bytes"]))
        if zlib.crc32(content[24 : 24 + number(16, 4)]) != number(20, 4):
            raise ValueError("%s: damaged, its check sum is wrong: copy it again" % file)

    def _checked(self, images):
        images = np.asarray(images)
        if images.dtype != np.uint8:
            raise TypeError("images are %s, not uint8: the network takes the bytes as they are in the data set" % images.dtype)
        if images.shape == self.shape:
            images = images[np.newaxis]
        if images.shape[1:] != self.shape:
            raise ValueError(
                "images are %s, not N x %d x %d x %d (height, width, channels)" % ((images.shape,) + self.shape)
            )
        return images

    def _transfer(self, frames):
        answer_bytes = frames * self.output.nbytes // self.batch
        with self._stopped_by_failure():
            self._ready(answer_bytes)
            self.core.write(CORE_FRAMES, frames)
            if "parameters" in self.facts:
                self.core.write(CORE_LOAD, 0)
            self.core.write(CORE_CONTROL, CORE_START)
            self._send(self.input, frames * self.image_bytes)
            self._answered(answer_bytes)
            if self.facts["answer"] == "labels":
                labels = self.output[:frames]
                if np.any(labels < 0) or np.any(labels >= len(self.classes)):
                    raise BoardError("the answer is the number of no class: is the bitstream that of this network?")

    @contextlib.contextmanager
    def _stopped_by_failure(self):
        """After a failure, an interrupted wait included, the device writes to no memory any more."""
        try:
            yield
        except BaseException:
            # What failed first says more.
            with contextlib.suppress(BoardError):
                self._reset()
            raise

    def _until(self, happened, otherwise):
        """Waits until something has happened; that is looked at once more after the time is over, since a process may be
        kept waiting itself."""
        end = time.monotonic() + self.timeout
        while not happened():
            if time.monotonic() > end and not happened():
                raise BoardError(otherwise)

    def _reset(self):
        """Also ends what an interrupted program left behind; it covers both directions."""
        self.dma.write(MM2S_CONTROL, RESET)
        self._until(
            lambda: not (self.dma.read(MM2S_CONTROL) | self.dma.read(S2MM_CONTROL)) & RESET,
            "the DMA does not leave reset: is the bitstream loaded?",
        )

    def _idle(self):
        return self.core.read(CORE_CONTROL) & CORE_IDLE != 0

    def _rest(self, nbytes):
        """DMA and network as they were after the bitstream came. The DMA's reset is the network's too, as run_vivado.tcl
        joins them; in a design without that, the network may still wait to give an answer: it is taken, and lost."""
        self._reset()
        if self._idle():
            return
        self._receive(nbytes)

        def taken():
            if self._idle():
                return True
            if self.dma.read(S2MM_STATUS) & (IDLE | ERRORS):
                self._reset()
                self._receive(nbytes)
            return False

        self._until(taken, BUSY)
        self._reset()

    def _ready(self, nbytes):
        """The receiving side is ready before the network starts, so that no answer waits for it; and it is still waiting
        then, or something answered that was not asked."""
        # What is not overwritten is seen not to be an answer.
        self.output.view(np.uint8)[...] = NOTHING
        self.output.flush()
        for _ in range(STALE_ANSWERS):
            self._rest(nbytes)
            self._receive(nbytes)
            if not self.dma.read(S2MM_STATUS) & (IDLE | ERRORS):
                return
        raise BoardError(BUSY)

    def _receive(self, nbytes):
        self.dma.write(S2MM_CONTROL, RUN)
        self._address(S2MM_ADDRESS, self.output)
        self.dma.write(S2MM_LENGTH, nbytes)

    def _send(self, buffer, nbytes):
        # The call that writes the cache back also puts memory in order before the registers.
        buffer.flush()
        self.dma.write(MM2S_CONTROL, RUN)
        self._address(MM2S_ADDRESS, buffer)
        self.dma.write(MM2S_LENGTH, nbytes)

    def _address(self, register, buffer):
        self.dma.write(register, buffer.device_address & 0xFFFFFFFF)
        self.dma.write(register + 4, buffer.device_address >> 32)

    def _done(self, direction):
        """Until the direction with that status register is done."""

        def happened():
            sent, received = self.dma.read(MM2S_STATUS), self.dma.read(S2MM_STATUS)
            if received & INTERNAL_ERROR:
                # More came than there was room for.
                raise BoardError(OTHER_LENGTH)
            if (sent | received) & ERRORS:
                raise BoardError("the DMA reports an error, status %#x and %#x: are its memory ports joined?" % (sent, received))
            return (sent if direction == MM2S_STATUS else received) & IDLE != 0

        self._until(happened, "the answer did not come: is the bitstream that of this network?")

    def _answered(self, nbytes):
        """Until the answer is there, all of what was asked has been sent, and the network is at rest."""
        self._done(S2MM_STATUS)
        self._done(MM2S_STATUS)
        if self.dma.read(S2MM_LENGTH) != nbytes:
            raise BoardError(OTHER_LENGTH)
        self._until(self._idle, BUSY)
        self.output.invalidate()


def main(arguments):
    net = Network()
    if arguments:
        data = np.load(arguments[0])
        print("top-1 %.2f %%" % (100 * net.validate(data["images"], data["labels"])))
    else:
        print("%s: same bits on %d images" % (net.facts["name"], net.self_test()))
        print("%.0f images/s in transfers of %d" % (net.throughput(), net.batch))


if __name__ == "__main__":
    main(sys.argv[1:])
