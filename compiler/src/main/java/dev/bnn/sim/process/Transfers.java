// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import dev.bnn.sim.unit.Program;

/**
 * The transfers of a process at its inputs, or at its outputs, in order and frame after frame. Iterations are counted over all
 * frames: the cycles in which the process does not wait.
 */
final class Transfers {
    private final StreamQueue[] queues;
    private final boolean reading;
    private final int[] entries;
    private final int frames;
    /** By frame, the cycle of its last word; 0 if it has none. */
    private final long[] ends;
    /** By frame, a hash of the cycles between its words. */
    private final long[] shapes;

    private int frame;
    private int at = -1;
    private long iteration = -1;
    private long hash;
    private long last;

    Transfers(StreamQueue[] queues, boolean reading, int[] entries, int frames) {
        this.queues = queues;
        this.reading = reading;
        this.entries = entries;
        this.frames = frames;
        ends = new long[frames];
        shapes = new long[frames];
        frame = queues.length == 0 ? frames : 0;
        next();
    }

    /** The frame of the next word; the number of frames if there is none. */
    int frame() {
        return frame;
    }

    /** The iteration that transfers the next word; {@link Long#MAX_VALUE} if there is none. */
    long iteration() {
        return iteration;
    }

    /** The first port that has no word to read, or no room, for the next transfer; -1 if none. */
    int blocking() {
        int mask = mask(entries[at]);
        for (int i = 0; mask != 0; i++, mask >>= 1) {
            if ((mask & 1) == 1 && (reading ? queues[i].empty() : queues[i].full())) {
                return i;
            }
        }
        return -1;
    }

    /** The first cycle in which the next words can be transferred; {@link #blocking} must be -1. */
    long ready() {
        long ready = 0;
        int mask = mask(entries[at]);
        for (int i = 0; mask != 0; i++, mask >>= 1) {
            if ((mask & 1) == 1) {
                ready = Math.max(ready, reading ? queues[i].readable() : queues[i].writable());
            }
        }
        return ready;
    }

    /** Transfers the next words in that cycle. */
    void transfer(long cycle) {
        int mask = mask(entries[at]);
        for (int i = 0; mask != 0; i++, mask >>= 1) {
            if ((mask & 1) == 1) {
                if (reading) {
                    queues[i].read(cycle);
                } else {
                    queues[i].write(cycle);
                }
            }
        }
        hash = hash * 0x9E3779B97F4A7C15L + (cycle - last);
        last = cycle;
        ends[frame] = cycle;
        next();
    }

    private void next() {
        while (frame < frames) {
            at++;
            if (at == entries.length) {
                shapes[frame] = hash;
                hash = 0;
                at = -1;
                frame++;
                continue;
            }
            iteration += Program.iterations(entries[at]);
            if (mask(entries[at]) != 0) {
                return;
            }
        }
        iteration = Long.MAX_VALUE;
    }

    private int mask(int entry) {
        return reading ? Program.reads(entry) : Program.writes(entry);
    }

    /** Whether all words of all frames are transferred. */
    boolean done() {
        return frame == frames;
    }

    /** The cycle of the last word of a frame. */
    long end(int of) {
        return ends[of];
    }

    /** Whether the last of {@code count} frames repeats the previous one, {@code interval} cycles later. */
    boolean repeats(int count, long interval) {
        return queues.length == 0
                || ends[count - 1] - ends[count - 2] == interval && shapes[count - 1] == shapes[count - 2];
    }
}
