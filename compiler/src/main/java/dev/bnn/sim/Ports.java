// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

/**
 * The inputs of a process, or its outputs: what it does there, step by step and frame after frame. A step counts cycles
 * in which the process does not wait.
 */
final class Ports {
    private final Queue[] queues;
    private final boolean reading;
    private final int[] steps;
    private final int frames;
    /** By frame the cycle of its last word; 0 where it has none. */
    private final long[] ends;
    /** A hash of when each word of a frame came, counted from the one before. */
    private final long[] shapes;

    private int frame;
    private int at = -1;
    private long step = -1;
    private long hash;
    private long last;

    Ports(Queue[] queues, boolean reading, int[] steps, int frames) {
        this.queues = queues;
        this.reading = reading;
        this.steps = steps;
        this.frames = frames;
        ends = new long[frames];
        shapes = new long[frames];
        frame = queues.length == 0 ? frames : 0;
        next();
    }

    /** The frame of the next word; all frames where there is none any more. */
    int frame() {
        return frame;
    }

    /** The step of the next word, over all frames; the largest number where there is none any more. */
    long step() {
        return step;
    }

    /** The first port for which the next word has to wait, whatever the cycle; -1 if none. */
    int blocking() {
        int mask = mask(steps[at]);
        for (int i = 0; mask != 0; i++, mask >>= 1) {
            if ((mask & 1) == 1 && (reading ? queues[i].empty() : queues[i].full())) {
                return i;
            }
        }
        return -1;
    }

    /** The first cycle in which the next words can be read, or written; nothing may block them. */
    long ready() {
        long ready = 0;
        int mask = mask(steps[at]);
        for (int i = 0; mask != 0; i++, mask >>= 1) {
            if ((mask & 1) == 1) {
                ready = Math.max(ready, reading ? queues[i].readable() : queues[i].writable());
            }
        }
        return ready;
    }

    /** Reads, or writes, the next words in that cycle. */
    void move(long cycle) {
        int mask = mask(steps[at]);
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
            if (at == steps.length) {
                shapes[frame] = hash;
                hash = 0;
                at = -1;
                frame++;
                continue;
            }
            int now = steps[at];
            step += Program.gap(now) + ((now & 255) == 0 ? 0 : 1);
            if (mask(now) != 0) {
                return;
            }
        }
        step = Long.MAX_VALUE;
    }

    private int mask(int step) {
        return reading ? Program.reads(step) : Program.writes(step);
    }

    /** Whether all words of all frames have come. */
    boolean done() {
        return frame == frames;
    }

    /** The cycle of the last word of a frame. */
    long end(int of) {
        return ends[of];
    }

    /** Whether the last of so many frames was the one before over again, so many cycles later. */
    boolean repeats(int count, long interval) {
        return queues.length == 0
                || ends[count - 1] - ends[count - 2] == interval && shapes[count - 1] == shapes[count - 2];
    }
}
