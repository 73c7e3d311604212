// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Unit;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What a process does for one frame, run-length coded: a step is a number of cycles without reading and writing and
 * then, unless it is the last of the frame, a cycle in which it reads at most one word of each input and writes at most
 * one of each output. The next frame begins in the cycle after.
 *
 * @param steps gap * 256 + mask of the outputs that are written * 16 + mask of the inputs that are read
 */
public record Program(int[] steps) {
    /** Inputs and outputs that a process can have. */
    static final int PORTS = 4;

    private static final int LONGEST_GAP = (1 << 23) - 1;

    /**
     * The steps of a unit of a pipeline, which has one input and one output but for residuals: what reads or writes two does
     * so at once.
     */
    public static Program of(Unit unit) {
        int inputs = unit instanceof Unit.Add ? 3 : 1;
        int outputs = unit instanceof Unit.Fork ? 3 : 1;
        Builder program = new Builder();
        for (Steps steps = Steps.of(unit); steps.next(); ) {
            program.cycle(steps.reads ? inputs : 0, steps.writes ? outputs : 0);
        }
        return program.build();
    }

    /** Reads, and writes, so many words in as many cycles. */
    static Program repeat(int reads, int writes, int cycles) {
        Builder program = new Builder();
        for (int i = 0; i < cycles; i++) {
            program.cycle(reads, writes);
        }
        return program.build();
    }

    /** Cycles before the step, without reading and writing. */
    static int gap(int step) {
        return step >>> 8;
    }

    /** Mask of the inputs that the step reads. */
    public static int reads(int step) {
        return step & 15;
    }

    /** Mask of the outputs that the step writes. */
    public static int writes(int step) {
        return step >>> 4 & 15;
    }

    /** Cycles of a frame where nothing stalls. */
    long cycles() {
        long cycles = 0;
        for (int step : steps) {
            cycles += gap(step) + ((step & 255) == 0 ? 0 : 1);
        }
        return cycles;
    }

    /** The cycles of a frame where nothing stalls in which the masks, of reads or of writes, are not empty. */
    long[] iterations(IntUnaryOperator masks) {
        long[] found = new long[steps.length];
        int count = 0;
        long next = 0;
        for (int step : steps) {
            next += gap(step);
            if (masks.applyAsInt(step) != 0) {
                found[count++] = next;
            }
            next += (step & 255) == 0 ? 0 : 1;
        }
        return Arrays.copyOf(found, count);
    }

    /** Words of an input that a frame takes. */
    long read(int port) {
        return Arrays.stream(steps).filter(s -> (reads(s) >> port & 1) == 1).count();
    }

    /** Words that a frame puts on an output. */
    long written(int port) {
        return Arrays.stream(steps).filter(s -> (writes(s) >> port & 1) == 1).count();
    }

    /** Collects the cycles of a frame one by one. */
    static final class Builder {
        private int[] steps = new int[64];
        private int count;
        private int gap;

        /** One more cycle, with the masks of the inputs that it reads and the outputs that it writes. */
        Builder cycle(int reads, int writes) {
            if (reads == 0 && writes == 0) {
                gap++;
                if (gap == LONGEST_GAP) {
                    add(0);
                }
            } else {
                add(writes << 4 | reads);
            }
            return this;
        }

        private void add(int masks) {
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, 2 * count);
            }
            steps[count] = gap << 8 | masks;
            count++;
            gap = 0;
        }

        Program build() {
            if (gap > 0) {
                add(0);
            }
            return new Program(Arrays.copyOf(steps, count));
        }
    }
}
