// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.emit.Design;
import dev.bnn.emit.Fault;
import dev.bnn.emit.array.ParameterFile;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A DMA and a network in software. They know the golden images of a design, and check that the driver keeps to the protocol. Time
 * is counted in reads of registers.
 */
final class SimulatedBoard {
    private static final long IN = 0x1_2345_0000L;
    private static final long OUT = 0x7000_0000L;
    private static final int MM2S_STATUS = 0x04;
    private static final int S2MM_STATUS = 0x34;
    private static final int S2MM_LENGTH = 0x58;
    private static final int HALTED = 1;
    private static final int IDLE = 2;
    private static final int CORE_IDLE = 4;

    /** What goes wrong, in the order of board.h. */
    enum Fault {
        NONE,
        STUCK_RESET,
        BAD_ADDRESS,
        SILENT,
        FLIPPED_BIT,
        OTHER_NETWORK,
        BAD_ARRIVAL,
        /** The answer comes while the driver still waits. */
        LATE,
        /** The answer comes after that. */
        TOO_LATE,
        /** The answer is a word too short. */
        SHORT,
        /** The answer is a word too long, so the DMA stops with an error. */
        LONG,
        /** The DMA reports a word too many. */
        LONG_LENGTH,
        /** A second answer waits in the network. */
        TWICE,
        /** A second answer waits where no reset reaches it. */
        STALE,
        /** The last number is not that of a class. */
        NO_CLASS,
        /** The DMA reports that it is done, but memory has not changed. */
        UNWRITTEN
    }

    /** An answer on its way; outside, it has left the network. */
    private record Packet(byte[] bytes, long due, boolean outside, boolean unwritten, int said) {}

    private final Design design;
    private final Fault fault;
    private final byte[] in;
    private final byte[] out;
    private final Map<Integer, Integer> dma = new HashMap<>();
    private final Map<Integer, Integer> core = new HashMap<>();
    private final Deque<Packet> packets = new ArrayDeque<>();
    private final ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    private byte[] taken = {};
    private int faults = -1;
    private boolean wired = true;
    private boolean loaded;
    private long now;
    private int transfers;
    private int resets;

    SimulatedBoard(Design design, Fault fault, int frames) {
        this.design = design;
        this.fault = fault;
        in = new byte[frames * imageBytes()];
        out = new byte[frames * answerBytes()];
        core.put(0, CORE_IDLE);
        halt();
    }

    /** Only the first transfer goes wrong. */
    SimulatedBoard once() {
        faults = 1;
        return this;
    }

    /** The DMA's reset does not reach the network. */
    SimulatedBoard unwired() {
        wired = false;
        return this;
    }

    int transfers() {
        return transfers;
    }

    /** The parameters that have been loaded. */
    byte[] parameters() {
        return taken;
    }

    int resets() {
        return resets;
    }

    /** Whether the DMA may still write to memory. */
    boolean receives() {
        return (dma.get(S2MM_STATUS) & (HALTED | IDLE)) == 0;
    }

    private int imageBytes() {
        return design.flow().input().size();
    }

    private int numberBytes() {
        return design.flow().answer().bits() / Byte.SIZE;
    }

    private int answerBytes() {
        return design.flow().answer().words() * numberBytes();
    }

    /** As the driver's interface of registers. */
    Object dma(Class<?> type) {
        return proxy(type, (self, method, arguments) -> {
            int offset = (int) arguments[0];
            if (method.getName().equals("read")) {
                return read(dma, offset);
            }
            writeDma(offset, (int) arguments[1]);
            return null;
        });
    }

    /** As the driver's interface of registers. */
    Object core(Class<?> type) {
        return proxy(type, (self, method, arguments) -> {
            int offset = (int) arguments[0];
            if (method.getName().equals("read")) {
                return read(core, offset);
            }
            if (offset == 0) {
                assertThat(core.get(0) & CORE_IDLE)
                        .as("the network is at rest when it is started")
                        .isNotZero();
            }
            core.put(offset, (int) arguments[1]);
            return null;
        });
    }

    /** As the driver's interface of a buffer. */
    Object in(Class<?> type) {
        return buffer(type, in, IN);
    }

    /** As the driver's interface of a buffer. */
    Object out(Class<?> type) {
        return buffer(type, out, OUT);
    }

    private static Object buffer(Class<?> type, byte[] bytes, long physical) {
        return proxy(type, (self, method, arguments) -> switch (method.getName()) {
            case "get" -> bytes[Math.toIntExact((long) arguments[0])];
            case "put" -> {
                bytes[Math.toIntExact((long) arguments[0])] = (byte) arguments[1];
                yield null;
            }
            case "physical" -> physical;
            default -> (long) bytes.length;
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private int read(Map<Integer, Integer> block, int offset) {
        now++;
        deliver();
        int value = block.getOrDefault(offset, 0);
        if (block == dma && offset == 0 && (value & 4) != 0 && fault != Fault.STUCK_RESET) {
            reset();
        }
        return value;
    }

    private void halt() {
        dma.clear();
        dma.put(MM2S_STATUS, HALTED);
        dma.put(S2MM_STATUS, HALTED);
    }

    private void reset() {
        halt();
        if (wired) {
            packets.removeIf(packet -> !packet.outside());
            core.clear();
            core.put(0, CORE_IDLE);
            parameters.reset();
        }
    }

    private void writeDma(int offset, int value) {
        dma.put(offset, value);
        if (offset == 0x00 || offset == 0x30) {
            if ((value & 4) != 0) {
                resets++;
            } else {
                dma.merge(offset + 4, ~HALTED, (a, b) -> a & b);
            }
        } else if (offset == S2MM_LENGTH) {
            dma.merge(S2MM_STATUS, ~IDLE, (a, b) -> a & b);
        } else if (offset == 0x28) {
            assertThat(core.get(0) & CORE_IDLE)
                    .as("the network is started before anything is sent")
                    .isZero();
            dma.merge(MM2S_STATUS, ~IDLE, (a, b) -> a & b);
            move();
        }
    }

    private void status(int register, int bits) {
        dma.merge(register, bits, (a, b) -> a | b);
    }

    /** The receiving side of the DMA takes the answers that have arrived. */
    private void deliver() {
        if (packets.isEmpty() || packets.peek().due() > now || !receives()) {
            return;
        }
        Packet packet = packets.poll();
        int room = dma.get(S2MM_LENGTH);
        int count = packet.bytes().length;
        if (count > room) {
            status(S2MM_STATUS, 0x10 | HALTED);
        } else {
            status(S2MM_STATUS, IDLE);
            dma.put(S2MM_LENGTH, count + packet.said());
        }
        if (!packet.unwritten()) {
            System.arraycopy(packet.bytes(), 0, out, 0, Math.min(count, room));
        }
        if (packets.isEmpty() || packets.peek().outside()) {
            core.put(0, 2 | CORE_IDLE);
        }
    }

    private long address(int low) {
        return dma.get(low) & 0xffffffffL | (long) dma.get(low + 4) << 32;
    }

    private Fault next() {
        if (faults == 0) {
            return Fault.NONE;
        }
        faults--;
        return fault;
    }

    private void send(byte[] bytes, Fault wrong) {
        long due = now + (wrong == Fault.LATE ? 500 : wrong == Fault.TOO_LATE ? 2_500 : 3);
        int said = wrong == Fault.LONG_LENGTH ? numberBytes() : 0;
        Packet packet = new Packet(bytes, due, false, wrong == Fault.UNWRITTEN, said);
        packets.add(packet);
        if (wrong == Fault.TWICE || wrong == Fault.STALE) {
            packets.add(new Packet(bytes, due, wrong == Fault.STALE, false, 0));
        }
    }

    private boolean reachesMemory(Fault wrong) {
        boolean right = wrong != Fault.BAD_ADDRESS && address(0x18) == IN && address(0x48) == OUT;
        status(MM2S_STATUS, right ? 0 : 0x40 | HALTED);
        return right;
    }

    /** Takes a part of a parameter file; the answer follows the last part. */
    private void take() {
        int bytes = dma.get(0x28);
        assertThat(dma).as("both channels run").containsEntry(0x00, 1).containsEntry(0x30, 1);
        assertThat(dma).as("room for one word").containsEntry(S2MM_LENGTH, numberBytes());
        assertThat(bytes % design.flow().input().channels()).as("whole words").isZero();
        transfers++;
        boolean last = parameters.size() + bytes == ParameterFile.length(design.flow());
        Fault wrong = last || fault == Fault.SILENT || fault == Fault.BAD_ADDRESS ? next() : Fault.NONE;
        if (wrong == Fault.SILENT || !reachesMemory(wrong)) {
            return;
        }
        parameters.write(in, 0, bytes);
        status(MM2S_STATUS, IDLE);
        if (last) {
            byte[] answer = new byte[numberBytes() * (wrong == Fault.LONG ? 2 : 1)];
            answer[0] = (byte) (wrong == Fault.OTHER_NETWORK ? 1 : wrong == Fault.BAD_ARRIVAL ? 2 : 0);
            loaded = answer[0] == 0;
            send(answer, wrong);
            taken = parameters.toByteArray();
            parameters.reset();
        }
    }

    private void move() {
        if (design.target().loadable()) {
            if (core.getOrDefault(0x18, 0) == 1) {
                take();
                return;
            }
            assertThat(loaded).as("the parameters come before the images").isTrue();
        }
        int frames = core.get(0x10);
        assertThat(dma).as("both channels run").containsEntry(0x00, 1).containsEntry(0x30, 1);
        assertThat(dma).as("the receiving side is ready").containsEntry(S2MM_LENGTH, frames * answerBytes());
        assertThat(dma).as("as many bytes as frames").containsEntry(0x28, frames * imageBytes());
        transfers++;
        Fault wrong = next();
        if (wrong == Fault.SILENT || !reachesMemory(wrong)) {
            return;
        }
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int frame = 0; frame < frames; frame++) {
            answer(frame, wrong, answers);
        }
        int count = answers.size() + (wrong == Fault.SHORT ? -numberBytes() : wrong == Fault.LONG ? numberBytes() : 0);
        send(Arrays.copyOf(answers.toByteArray(), count), wrong);
        status(MM2S_STATUS, IDLE);
    }

    /** Answers a frame. The simulated network knows only its golden images. */
    private void answer(int frame, Fault wrong, ByteArrayOutputStream answers) {
        byte[] image = Arrays.copyOfRange(in, frame * imageBytes(), (frame + 1) * imageBytes());
        int known = 0;
        while (known < design.images().size()
                && !Arrays.equals(image, design.images().get(known))) {
            known++;
        }
        assertThat(known)
                .as("an image arrived damaged")
                .isLessThan(design.images().size());
        long[] answer = design.answers().get(known);
        for (int a = 0; a < answer.length; a++) {
            boolean last = a == answer.length - 1;
            long number = answer[a] ^ (wrong == Fault.FLIPPED_BIT && last ? 1 : 0);
            if (wrong == Fault.NO_CLASS && last) {
                number = design.flow().classes().size();
            }
            for (int i = 0; i < numberBytes(); i++) {
                answers.write((int) (number >> 8 * i));
            }
        }
    }
}
