#!/usr/bin/env python3
"""Speaks with network [=d.network] on [=b.board.inline] through the board's serial port.

    python3 bnn_serial.py PORT                 self test: golden images, every bit of their answers compared
    python3 bnn_serial.py PORT IMAGE...        classifies images: raw files of [=b.bytes] bytes, or .pgm and .ppm of the right size

PORT is such as /dev/ttyUSB1. In a program of your own:

    from bnn_serial import Board
    board = Board("/dev/ttyUSB1")
    board.answer(image)                        # image: [=b.bytes] bytes, row by row, channels fastest; the [=d.answer.what]

On Linux it needs Python alone; elsewhere it needs pyserial.
Generated from [=d.source.inline]; changes here are lost.
"""
import os
import re
import select
import sys
import time

NETWORK, BAUD, SIGNATURE = "[=d.network]", [=b.baud], 0x[=b.signature]
HEIGHT, WIDTH, CHANNELS, IMAGE_BYTES = [=b.height], [=b.width], [=b.channels], [=b.bytes]
WORDS, WORD_BYTES, LABELS = [=d.answer.words], [=d.answer.bits] // 8, [#if d.answer.labels]True[#else]False[/#if]
CLASSES = [[#list b.classes as c][=c.literal][#sep], [/#sep][/#list]]


class BoardError(RuntimeError):
    """What the board did wrong, and what to do about it."""


class Line:
    """A serial port: eight bits, no parity, no echo."""

    def __init__(self, port, baud):
        import termios
        import tty

        self.termios = termios
        self.file = os.open(port, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.file)
        speed = getattr(termios, "B%d" % baud)
        modes = termios.tcgetattr(self.file)
        modes[2] |= termios.CLOCAL | termios.CREAD
        modes[2] &= ~termios.CRTSCTS
        modes[4] = modes[5] = speed
        termios.tcsetattr(self.file, termios.TCSANOW, modes)

    def write(self, data):
        while data:
            data = data[os.write(self.file, data):]

    def read(self, count, seconds):
        end, got = time.monotonic() + seconds, b""
        while len(got) < count:
            ready, _, _ = select.select([self.file], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                break
            got += os.read(self.file, count - len(got))
        return got

    def restart(self):
        self.termios.tcdrain(self.file)
        self.termios.tcsendbreak(self.file, 0)
        time.sleep(0.01)
        self.termios.tcflush(self.file, self.termios.TCIFLUSH)


class PySerialLine:
    """The same through pyserial."""

    def __init__(self, port, baud):
        import serial

        self.port = serial.Serial(port, baud)

    def write(self, data):
        self.port.write(data)

    def read(self, count, seconds):
        self.port.timeout = seconds
        return self.port.read(count)

    def restart(self):
        self.port.flush()
        self.port.send_break(0.01)
        time.sleep(0.01)
        self.port.reset_input_buffer()


class Board:
    def __init__(self, port, seconds=5.0):
        """Opens the port, starts the design anew, and checks that it is this network."""
        self.seconds = seconds
        self.line = (Line if sys.platform.startswith("linux") else PySerialLine)(port, BAUD)
        self.line.restart()
        self.line.write(b"?")
        found = self.line.read(4, seconds)
        if len(found) < 4:
            raise BoardError("nothing answers on %s: is the bitstream loaded, and is this the board's serial port?" % port)
        if int.from_bytes(found, "little") != SIGNATURE:
            raise BoardError("the board holds another design than this script's: load %s.bin of the same folder" % NETWORK)

    def answer(self, image):
        """The [=d.answer.what] of an image of IMAGE_BYTES bytes."""
        image = bytes(image)
        if len(image) != IMAGE_BYTES:
            raise ValueError("an image has %d bytes, not %d" % (IMAGE_BYTES, len(image)))
        self.line.write(b"i" + image)
        count = WORDS * WORD_BYTES
        found = self.line.read(count + 1, self.seconds)
        if len(found) != count + 1 or found[count] != sum(image) & 255:
            self.line.restart()
            raise BoardError("the image or its answer was damaged on the line; the design has been started anew: try again")
        return [int.from_bytes(found[i:i + WORD_BYTES], "little", signed=True) for i in range(0, count, WORD_BYTES)]

    def best(self, image):
[#if d.answer.out.pixels() > 1]
        """The names of the best classes: a list for each row of the map."""
        words = self.answer(image)
        each = WORDS // [=d.answer.out.pixels()]
        best = [words[i] if LABELS else words[i:i + each].index(max(words[i:i + each])) for i in range(0, WORDS, each)]
        return [[CLASSES[c] for c in best[i:i + [=d.answer.out.width()]]] for i in range(0, len(best), [=d.answer.out.width()])]
[#else]
        """The name of the best class."""
        words = self.answer(image)
        return CLASSES[words[0] if LABELS else words.index(max(words))]
[/#if]

    def self_test(self, folder=None):
        """Compares the answers to the golden images; returns how many there were, and the numbers of those that differ."""
        folder = folder or os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(folder, "selftest.hex"), encoding="ascii") as file:
            images = [bytes.fromhex(line) for line in file.read().split()]
        with open(os.path.join(folder, "selftest.txt"), encoding="ascii") as file:
            answers = [[int(word) for word in line.split()] for line in file.read().splitlines()]
        wrong = [i for i, (image, answer) in enumerate(zip(images, answers)) if self.answer(image) != answer]
        return len(images), wrong


def read_image(name):
    """The bytes of an image: a raw file, or a binary .pgm or .ppm."""
    with open(name, "rb") as file:
        data = file.read()
    header = re.match(rb"P([56])\s+(?:#.*\n\s*)*(\d+)\s+(\d+)\s+255\s", data)
    if not header:
        return data
    channels = 1 if header.group(1) == b"5" else 3
    if (channels, int(header.group(2)), int(header.group(3))) != (CHANNELS, WIDTH, HEIGHT):
        raise ValueError("%s is not %d x %d with %d channels" % (name, WIDTH, HEIGHT, CHANNELS))
    return data[header.end():]


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    board = Board(arguments[0])
    if len(arguments) > 1:
        for name in arguments[1:]:
            print("%s: %s" % (name, board.best(read_image(name))))
        return 0
    start = time.monotonic()
    count, wrong = board.self_test()
    print("%d images in %.2f s: %s" % (count, time.monotonic() - start, "images %s differ" % wrong if wrong else "same bits"))
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BoardError, OSError, ValueError) as error:
        sys.exit("bnn_serial: %s" % error)
