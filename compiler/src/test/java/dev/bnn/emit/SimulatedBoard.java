package dev.bnn.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A DMA and a network in software: they know the images of a design, and hold the driver to the protocol. */
final class SimulatedBoard {
    private static final long IN = 0x1_2345_0000L;
    private static final long OUT = 0x7000_0000L;

    /** What goes wrong. */
    enum Fault {
        NONE,
        STUCK_RESET,
        BAD_ADDRESS,
        SILENT,
        FLIPPED_BIT,
        OTHER_NETWORK,
        BAD_ARRIVAL
    }

    private final Design design;
    private final Fault fault;
    private final byte[] in;
    private final byte[] out;
    private final Map<Integer, Integer> dma = new HashMap<>();
    private final Map<Integer, Integer> core = new HashMap<>();
    private final ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    private boolean loaded;
    private int transfers;
    private int resets;

    SimulatedBoard(Design design, Fault fault, int frames) {
        this.design = design;
        this.fault = fault;
        in = new byte[frames * imageBytes()];
        out = new byte[frames * answerBytes()];
    }

    int transfers() {
        return transfers;
    }

    /** What has been loaded. */
    byte[] parameters() {
        return parameters.toByteArray();
    }

    int resets() {
        return resets;
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
                return readDma(offset);
            }
            writeDma(offset, (int) arguments[1]);
            return null;
        });
    }

    /** As the driver's interface of registers. */
    Object core(Class<?> type) {
        return proxy(type, (self, method, arguments) -> core.put((int) arguments[0], (int) arguments[1]));
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

    private int readDma(int offset) {
        int value = dma.getOrDefault(offset, 0);
        if (offset == 0 && (value & 4) != 0 && fault != Fault.STUCK_RESET) {
            dma.clear();
            dma.put(0x04, 1);
            dma.put(0x34, 1);
        }
        return value;
    }

    private void writeDma(int offset, int value) {
        dma.put(offset, value);
        if (offset == 0 && (value & 4) != 0) {
            resets++;
        } else if (offset == 0x58) {
            dma.put(0x34, 0);
        } else if (offset == 0x28) {
            move();
        }
    }

    private long address(int low) {
        return dma.get(low) & 0xffffffffL | (long) dma.get(low + 4) << 32;
    }

    /** A part of a file of parameters; after the last comes the answer. */
    private void take() {
        int bytes = dma.get(0x28);
        if (core.get(0x00) == 1) {
            parameters.reset();
            core.put(0x00, 0);
        }
        assertThat(dma).as("both channels run").containsEntry(0x00, 1).containsEntry(0x30, 1);
        assertThat(dma).as("room for one word").containsEntry(0x58, numberBytes());
        assertThat(bytes % design.flow().input().channels()).as("whole words").isZero();
        transfers++;
        if (fault == Fault.SILENT) {
            return;
        }
        if (fault == Fault.BAD_ADDRESS || address(0x18) != IN || address(0x48) != OUT) {
            dma.put(0x04, 0x40);
            return;
        }
        parameters.write(in, 0, bytes);
        dma.put(0x04, 2);
        if (parameters.size() == ParameterFile.length(design.flow())) {
            out[0] = (byte) (fault == Fault.OTHER_NETWORK ? 1 : fault == Fault.BAD_ARRIVAL ? 2 : 0);
            loaded = out[0] == 0;
            dma.put(0x34, 2);
        }
    }

    private void move() {
        if (design.target().loadable()) {
            if (core.get(0x18) == 1) {
                take();
                return;
            }
            assertThat(loaded).as("the parameters come before the images").isTrue();
        }
        int frames = core.get(0x10);
        assertThat(dma).as("both channels run").containsEntry(0x00, 1).containsEntry(0x30, 1);
        assertThat(dma).as("the receiving side is ready").containsEntry(0x58, frames * answerBytes());
        assertThat(core).as("the network is started before the images come").containsEntry(0x00, 1);
        assertThat(dma).as("as many bytes as frames").containsEntry(0x28, frames * imageBytes());
        transfers++;
        if (fault == Fault.SILENT) {
            return;
        }
        if (fault == Fault.BAD_ADDRESS || address(0x18) != IN || address(0x48) != OUT) {
            dma.put(0x04, 0x40);
            return;
        }
        for (int frame = 0; frame < frames; frame++) {
            answer(frame);
        }
        dma.put(0x34, 2);
        core.clear();
    }

    /** The network is known by its golden images only. */
    private void answer(int frame) {
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
            long number = answer[a] ^ (fault == Fault.FLIPPED_BIT && a == answer.length - 1 ? 1 : 0);
            for (int i = 0; i < numberBytes(); i++) {
                out[frame * answerBytes() + a * numberBytes() + i] = (byte) (number >> 8 * i);
            }
        }
    }
}
