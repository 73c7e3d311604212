"""A board in software under the names of PYNQ: the network knows the images of the self test. Time is counted in reads of
registers. Overlay.fault says what goes wrong, Overlay.faults how many transfers do, Overlay.wired whether the DMA's reset is
the network's too."""
import json
import os

import numpy as np

HALTED, IDLE, CORE_IDLE = 1, 2, 4
MEMORY = {}
READS = [0]


class Buffer(np.ndarray):
    """The processor's view; the device sees what flush has written."""

    def flush(self):
        self.memory[:] = self.tobytes()

    def invalidate(self):
        self.reshape(-1).view(np.uint8)[:] = np.frombuffer(self.memory, dtype=np.uint8)


def allocate(shape, dtype):
    buffer = np.zeros(shape, dtype=dtype).view(Buffer)
    buffer.memory = bytearray(b"\x5a" * buffer.nbytes)
    buffer.device_address = 0x8_1000_0000 + (len(MEMORY) << 24)
    MEMORY[buffer.device_address] = buffer.memory
    return buffer


class Registers:
    def __init__(self, board):
        self.board, self.values = board, {}

    def read(self, offset=0):
        READS[0] += 1
        self.board.deliver()
        return self.values.get(offset, 0)


class Core(Registers):
    def write(self, offset, value):
        assert offset != 0 or self.values[0] & CORE_IDLE, "the network is at rest when it is started"
        self.values[offset] = value


class Dma(Registers):
    def write(self, offset, value):
        self.values[offset] = value
        if offset in (0x00, 0x30):
            if value & 4:
                self.board.reset()
            else:
                self.values[offset + 4] &= ~HALTED
        elif offset == 0x58:
            self.values[0x34] &= ~IDLE
        elif offset == 0x28:
            self.values[0x04] &= ~IDLE
            self.board.move()

    def memory(self, low):
        return MEMORY.get(self.values[low] | self.values[low + 4] << 32)


class Overlay:
    fault, faults, wired = os.environ.get("BOARD_FAULT", ""), -1, True

    def __init__(self, bitstream):
        folder = os.path.dirname(bitstream)
        with open(os.path.join(folder, "selftest.hex")) as images, open(os.path.join(folder, "selftest.txt")) as scores:
            self.images = {bytes.fromhex(i): [int(s) for s in row.split()] for i, row in zip(images, scores)}
        with open(os.path.join(folder, "network.json"), encoding="utf-8") as facts:
            self.facts = json.load(facts)
        self.parameters = self.facts.get("parameters")
        self.resets, self.transfers, self.packets = 0, 0, []
        self.taken, self.loaded = b"", not self.parameters
        self.core, self.dma = Core(self), Dma(self)
        self.core.values[0] = CORE_IDLE
        self.reset()

    def reset(self):
        stuck = self.fault == "stuck"
        self.resets += 1
        self.dma.values = {0x00: 4 if stuck else 0, 0x04: HALTED, 0x30: 0, 0x34: HALTED}
        if self.wired:
            # What has left the network stays.
            self.packets = [p for p in self.packets if p["outside"]]
            self.core.values, self.taken = {0: CORE_IDLE}, b""

    def deliver(self):
        """The receiving side takes what has come."""
        registers = self.dma.values
        if not self.packets or not self.packets[0]["due"]() or registers[0x34] & (HALTED | IDLE):
            return
        packet = self.packets.pop(0)
        room = registers[0x58]
        content = packet["content"]
        if len(content) > room:
            registers[0x34] |= 0x10 | HALTED
        else:
            registers[0x34] |= IDLE
            registers[0x58] = len(content) + packet["said"]
        if not packet["unwritten"]:
            self.dma.memory(0x48)[: min(room, len(content))] = content[:room]
        if not self.packets or self.packets[0]["outside"]:
            self.core.values[0] = 2 | CORE_IDLE

    def this_fault(self):
        if self.faults == 0:
            return ""
        if self.faults > 0:
            self.faults -= 1
        return self.fault

    def answer(self, content, fault):
        soon, resets = READS[0] + (500 if fault == "late" else 3), self.resets
        packet = {
            "content": content,
            # What is too late comes when the driver has given up.
            "due": lambda: self.resets > resets if fault == "too late" else READS[0] >= soon,
            "said": self.facts["answer_bytes"] if fault == "long length" else 0,
            "unwritten": fault == "unwritten",
            "outside": False,
        }
        self.packets.append(packet)
        if fault in ("twice", "stale"):
            self.packets.append(dict(packet, outside=fault == "stale"))

    def number(self, value):
        return int(value).to_bytes(self.facts["answer_bytes"], "little", signed=True)

    def move(self):
        registers, core = self.dma.values, self.core.values
        assert not core[0] & CORE_IDLE, "the network is started before anything is sent"
        assert registers[0x00] == 1 and registers[0x30] == 1, "both channels run"
        assert 0 < registers[0x28] < 1 << self.facts["length_bits"], "the length fits its register"
        source = self.dma.memory(0x18)
        assert source is not None and self.dma.memory(0x48) is not None, "the addresses are those of buffers"
        content = bytes(source[: registers[0x28]])
        if core.get(0x18):
            return self.take(content)
        assert self.loaded, "the parameters come before the images"
        frames, self.transfers = core[0x10], self.transfers + 1
        size = len(content) // frames
        assert size * frames == len(content), "as many bytes as frames"
        assert registers[0x58] == frames * self.facts["answers"] * self.facts["answer_bytes"], "the right length is asked for"
        fault = self.this_fault()
        if fault == "silent":
            return
        if fault == "address":
            registers[0x04] |= 0x40 | HALTED
            return
        rows = []
        for f in range(frames):
            # Images of a measurement are not known; the answer to them is 0.
            row = list(self.images.get(content[f * size : (f + 1) * size], [0] * self.facts["answers"]))
            if fault == "flip":
                row[-1] ^= 1
            if fault == "no class":
                row[-1] = len(self.facts["classes"])
            rows.append(b"".join(self.number(value) for value in row))
        answer = b"".join(rows)
        if fault == "short":
            answer = answer[: -self.facts["answer_bytes"]]
        if fault == "long":
            answer += self.number(0)
        self.answer(answer, fault)
        registers[0x04] |= IDLE

    def take(self, content):
        """A part of a file of parameters; after the last comes the answer."""
        assert self.dma.values[0x58] == self.facts["answer_bytes"], "room for one word"
        assert len(content) % self.facts["channels"] == 0, "whole words"
        last = len(self.taken) + len(content) == self.parameters["bytes"]
        fault = self.this_fault() if last else ""
        if fault == "silent":
            return
        self.taken += content
        self.dma.values[0x04] |= IDLE
        if last:
            status = {"other network": 1, "damaged": 2}.get(fault, 0)
            self.answer(self.number(status) + (self.number(0) if fault == "long" else b""), fault)
            self.file, self.taken, self.loaded = self.taken, b"", status == 0
