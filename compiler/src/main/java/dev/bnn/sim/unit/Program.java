// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

import dev.bnn.dataflow.Unit;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The iterations of a process for one frame, run-length coded: an entry is a number of iterations without a transfer and
 * then, unless it is the last of the frame, one that reads at most one word of each input and writes at most one of each
 * output. An iteration takes a cycle where nothing stalls, and the next frame begins in the cycle after the last.
 *
 * @param entries gap * 256 + mask of the outputs that are written * 16 + mask of the inputs that are read
 */
public record Program(int[] entries) {
    /** Inputs and outputs that a process can have. */
    public static final int PORTS = 4;

    private static final int LONGEST_GAP = (1 << 23) - 1;

    /** The iterations of a unit of a pipeline. One with two inputs reads both at once, and one with two outputs writes both at once. */
    public static Program of(Unit unit) {
        int inputs = mask(unit, true);
        int outputs = mask(unit, false);
        Builder program = new Builder();
        for (Sequencer sequencer = Sequencer.of(unit); sequencer.next(); ) {
            program.iteration(sequencer.reads ? inputs : 0, sequencer.writes ? outputs : 0);
        }
        return program.build();
    }

    private static int mask(Unit unit, boolean input) {
        return (1 << unit.ports().stream().filter(p -> p.input() == input).count()) - 1;
    }

    /** Transfers in each of {@code iterations} iterations, by the masks of inputs and outputs. */
    public static Program repeat(int reads, int writes, int iterations) {
        Builder program = new Builder();
        for (int i = 0; i < iterations; i++) {
            program.iteration(reads, writes);
        }
        return program.build();
    }

    /** Iterations of the entry before its transfer. */
    public static int gap(int entry) {
        return entry >>> 8;
    }

    /** Mask of the inputs that the entry reads. */
    public static int reads(int entry) {
        return entry & 15;
    }

    /** Mask of the outputs that the entry writes. */
    public static int writes(int entry) {
        return entry >>> 4 & 15;
    }

    /** Iterations of the entry, that of its transfer included. */
    public static int iterations(int entry) {
        return gap(entry) + ((entry & 255) == 0 ? 0 : 1);
    }

    /** Cycles of a frame where nothing stalls. */
    public long cycles() {
        long cycles = 0;
        for (int entry : entries) {
            cycles += iterations(entry);
        }
        return cycles;
    }

    /** The iterations of a frame, counted from 0, whose mask of reads, or of writes, is not empty. */
    public long[] iterations(IntUnaryOperator masks) {
        long[] found = new long[entries.length];
        int count = 0;
        long next = 0;
        for (int entry : entries) {
            next += gap(entry);
            if (masks.applyAsInt(entry) != 0) {
                found[count++] = next;
            }
            next += (entry & 255) == 0 ? 0 : 1;
        }
        return Arrays.copyOf(found, count);
    }

    /** Words of an input that a frame takes. */
    public long read(int port) {
        return Arrays.stream(entries).filter(s -> (reads(s) >> port & 1) == 1).count();
    }

    /** Words that a frame puts on an output. */
    public long written(int port) {
        return Arrays.stream(entries).filter(s -> (writes(s) >> port & 1) == 1).count();
    }

    /** Collects the iterations of a frame one by one. */
    public static final class Builder {
        private int[] entries = new int[64];
        private int count;
        private int gap;

        /** Appends an iteration, with the masks of the inputs that it reads and the outputs that it writes. */
        public Builder iteration(int reads, int writes) {
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
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            entries[count] = gap << 8 | masks;
            count++;
            gap = 0;
        }

        public Program build() {
            if (gap > 0) {
                add(0);
            }
            return new Program(Arrays.copyOf(entries, count));
        }
    }
}
